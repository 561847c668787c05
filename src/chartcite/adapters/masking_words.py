"""What the vocabularies say of a word that may be part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from chartcite.catalog.library import Library
from chartcite.catalog.words import normal
from chartcite.domain.masking import MaskingWords
from chartcite.domain.patterns import alternatives

_LOWER = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{2,}(?![\w'’-])")
_CASE_FREE = re.compile(r"\w[\w'’-]*")


class Found(NamedTuple):
    """An identifier found: its kind and place in the text."""

    kind: str
    start: int
    end: int


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases, the longest first; a space is any white space."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return alternatives(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


@lru_cache(maxsize=8)
def shouted(text: str) -> bool:
    """Whether a text is written in capitals for the most part."""
    letters = [c for c in text[:6000] if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters)


@lru_cache(maxsize=8)
def quiet(text: str) -> bool:
    """Whether a text is written without capitals, as some type."""
    letters = [c for c in text[:6000] if c.isalpha()]
    return sum(c.isupper() for c in letters) * 50 < len(letters)


def unlike_a_name(text: str, word: str) -> bool:
    """Whether a word is written as names are not: small, or an abbreviation among words that are no capitals."""
    return word[0].islower() or (word.isupper() and len(word) > 1 and "." not in word and not shouted(text))


class NameWords:
    """Tells words of the field and of plain speech from words that only a name can be."""

    def __init__(self, library: Library) -> None:
        self.listed: MaskingWords = library.vocabularies.masking
        self.states = frozenset(library.vocabularies.states)
        self.state_names = frozenset(s.name for s in library.vocabularies.states.values())
        self.ambiguous_states = frozenset(s.id for s in library.vocabularies.states.values() if s.upper)
        self.not_names = frozenset((*self.listed.not_names, *self.listed.titles))
        self.particles = frozenset(self.listed.particles)
        self.credentials = frozenset(mark.replace(".", "") for mark in self.listed.credentials)
        self.heads = frozenset(self.listed.eponym_heads)
        self.eponyms = frozenset(part for name in self.listed.eponyms for part in name.split())
        self.field = _words_of_the_field(library)
        self.also = frozenset(self.listed.also_words)
        self.written = _plain_words(library)
        self.plain = self.written | self.field | self.not_names | self.also | self.eponyms
        self.given = frozenset(self.listed.given_names.split())
        self.family = frozenset(self.listed.family_names.split())
        named = (*library.vocabularies.payers.values(), *library.vocabularies.macs.values())
        self.payer_names = frozenset(name for one in named for name in one.names)
        self.device_words = frozenset(
            word
            for device in library.vocabularies.devices.values()
            for name in device.names
            for word in name.lower().split()
        )
        self.code = re.compile(alternatives(library.code_patterns.values()))
        self.known_codes = frozenset(library.codes)

    def is_plain(self, word: str) -> bool:
        """Whether the word is one of plain speech or of the field, whatever else it may be."""
        return bool(_known(word, self.plain))

    def is_term(self, word: str) -> bool:
        """Whether the word is a term of the field or can't be a name where one is expected."""
        return bool(_known(word, self.field) or _known(word, self.not_names))

    def is_also_name(self, word: str) -> bool:
        """Whether a word of plain speech or a term is known to be a name too."""
        return (word.lower() in self.also or word.lower() in self.eponyms) and word.lower() not in self.not_names

    def is_credential(self, word: str) -> bool:
        """Whether the word is a mark behind a name, as written."""
        return word.replace(".", "") in self.credentials

    def is_eponym(self, word: str) -> bool:
        """Whether a name is a term of the field as well."""
        return bool(_known(word, self.eponyms))


def bare(word: str) -> str:
    """A word as the lists write it: lower case, without accents on capitals, point or possessive ending."""
    return word.lower().replace("’", "'").rstrip(".'").removesuffix("'s")


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """English words, some names among them: the list that symspellpy ships."""
    text = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines() if line)


def _known(word: str, words: frozenset[str]) -> bool:
    lower = word.lower().replace("’", "'").removesuffix("'s")
    return lower in words or normal(lower) in words


def _words_of_the_field(library: Library) -> frozenset[str]:
    """Every word by which a vocabulary names something, and every word of a heading."""
    v = library.vocabularies
    terms: Sequence[object] = [
        row
        for rows in (v.techniques, v.targets, v.agents, v.devices, v.indications, v.payers, v.macs, v.words, v.places)
        for row in rows.values()
    ]
    names = [name for term in terms for name in (*getattr(term, "names", ()), getattr(term, "name", ""))]
    names += [heading for section in v.note_language.sections for heading in section.headings]
    names += [cue for element in v.elements.values() for cue in element.cues]
    words = {word.lower() for name in names for word in _CASE_FREE.findall(name) if len(word) > 1}
    given = frozenset(v.masking.also_words) | frozenset(v.masking.eponyms)
    return frozenset(words) - given


def _plain_words(library: Library) -> frozenset[str]:
    """Words that our own knowledge writes in lower case: a name never is."""
    words: set[str] = set()
    for passage in library.passages.values():
        words.update(_LOWER.findall(passage.text))
    return frozenset(words)
