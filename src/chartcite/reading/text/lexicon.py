"""The vocabularies made ready for reading: one finder, one speller, the patterns of codes and levels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chartcite.catalog.matching import Found, TermFinder
from chartcite.catalog.words import Word, normal, phrase, words_of
from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Mention, Span
from chartcite.reading.text.coordination import Coordination
from chartcite.reading.text.levels import LevelScale
from chartcite.reading.text.places import apart
from chartcite.reading.text.spelling import Speller

if TYPE_CHECKING:
    from chartcite.catalog.library import Library
    from chartcite.catalog.vocabularies import Vocabularies
    from chartcite.domain.language import QuestionLanguage

_TERM_KINDS = (
    ("technique", "techniques"),
    ("target", "targets"),
    ("agent", "agents"),
    ("device", "devices"),
    ("place", "places"),
    ("payer", "payers"),
    ("mac", "macs"),
    ("state", "states"),
    ("topic", "topics"),
    ("indication", "indications"),
    ("word", "words"),
)
_LONGEST = 8  # words of the longest names, to either side of a word cut short
_ARTICLES, _JOINERS = frozenset({"the", "a", "an"}), frozenset({"and", "or", "plus"})
_OVER_A_STOP = re.compile(
    r"[a-z]{1,3},\s|[A-Z]\.\s+[A-Z]$"
)  # "in our pt, nerve", "Room B. L": no short name goes on over it


@dataclass(frozen=True)
class Lexicon:
    """What reading needs of the catalog, built once."""

    library: Library
    finder: TermFinder
    speller: Speller
    codes: re.Pattern[str]
    diagnoses: re.Pattern[str]
    levels: LevelScale
    modifiers: frozenset[str]
    shared: Coordination
    side_words: frozenset[str]
    side_letters: frozenset[str]

    @classmethod
    def of(cls, library: Library) -> Lexicon:
        """Build it from all vocabularies of a library."""
        vocab, language = library.vocabularies, library.vocabularies.question_language
        finder = _finder_of(vocab)
        speller = Speller(
            set(finder.known_words),
            {
                *vocab.abbreviations.always,
                *vocab.abbreviations.beside,
                *language.never_correct,
                *language.numbers,
                *language.open_starts,
                *language.yes_no_starts,
            },
        )
        codes, diagnoses = _code_patterns(library)
        sides = frozenset(
            words[0] for names in language.sides.values() for name in names if len(words := phrase(name)) == 1
        )
        return cls(
            library,
            finder,
            speller,
            codes,
            diagnoses,
            LevelScale(vocab.levels.letters),
            frozenset(vocab.modifiers),
            Coordination(finder, "target"),
            sides,
            frozenset(name for names in language.sides_upper.values() for name in names),
        )

    def mentions(self, text: str, *, correct: bool) -> tuple[list[Mention], list[Word], list[tuple[str, str]]]:
        """Every vocabulary term in a text, in order; words inside noise say nothing of technique or agent."""
        words = words_of(text)
        said: list[tuple[str, str]] = []
        if correct:
            words, said = self.speller.correct(words)
        return self.terms(text, words), words, said

    def terms(self, text: str, words: list[Word]) -> list[Mention]:
        """The terms among these words; a side word inside a name and a head shared by a list do not hide a target."""
        words = _in_full(words, self._always)
        plain = [word for word in self._listed(words) if word.norm not in self.side_words]
        targets = self.shared.expand(text, plain, self._with_short_forms(plain, self._targets))
        found = self._with_short_forms(words, self.finder)
        payers = {item.first: item.last for item in found if item.kind in ("payer", "mac")}
        found = self._with_any(words, found, payers, self._language.any_payer, "topic")
        codes = {i: i + 1 for i, word in enumerate(words) if self.codes.fullmatch(word.norm)}
        found = self._with_any(words, found, codes, self._language.any_code, "word")
        noise = {
            word.start: words[item.first].start
            for item in found
            if item.kind == "noise" and not _is_answer(text, words[item.first : item.first + 2])
            for word in words[item.first : item.last]
        }
        noise |= self._unsaid(text, words)
        named = [item for item in targets if not _inside(item, plain, noise)]
        taken = {word.start for item in named for word in plain[item.first : item.last]}
        kept = [
            item
            for item in found
            if item.kind != "noise"
            and not _inside(item, words, noise)
            and not (item.kind == "target" and words[item.first].start in taken)
        ]
        mentions = [self._mention(text, plain, item) for item in named] + [
            self._mention(text, words, item) for item in kept
        ]
        return sorted((m for m in mentions if not _OVER_A_STOP.match(m.text)), key=lambda m: m.span)

    def _listed(self, words: list[Word]) -> list[Word]:
        """Without articles and letters of sides that go on with a list ("the greater and the lesser ...", "L greater and L lesser ...")."""
        before = ["", *(word.norm for word in words)]
        after = [*(word.raw for word in words[1:]), ""]
        return [
            w
            for w, last, following in zip(words, before, after, strict=False)
            if last not in _JOINERS
            or not (w.norm in _ARTICLES or (w.raw in self.side_letters and len(following) > 1 and following.isalpha()))
        ]

    def _unsaid(self, text: str, words: list[Word]) -> dict[int, int]:
        """Words inside a phrase that the vocabulary describes as noise by its shape, each with the phrase's start."""
        inside: dict[int, int] = {}
        starts = [word.start for word in words] if (found := list(self._noise.finditer(text))) else []
        for match in found:
            own = starts[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
            inside.update(dict.fromkeys(own, match.start()))
        return inside

    @cached_property
    def _noise(self) -> Patterns:
        return Patterns(self.library.vocabularies.note_language.noise_patterns)

    @cached_property
    def _targets(self) -> TermFinder:
        """Targets alone, for texts in which only they are looked for."""
        finder = TermFinder()
        finder.add_terms("target", self.library.vocabularies.targets.values())
        return finder

    def _with_short_forms(self, words: list[Word], finder: TermFinder) -> list[Found]:
        """The terms found, and longer names that come of reading shortened words in full."""
        found = finder.find(words)
        short = {i for i, word in enumerate(words) if word.norm in self._beside}
        if not short:
            return found
        full = _in_full(words, self._beside)
        more = [
            f._replace(first=low + f.first, last=low + f.last)
            for low, high in apart([Span(max(0, i - _LONGEST), i + _LONGEST) for i in short])
            for f in finder.find(full[low:high])
            if f.last - f.first > 1 and short.intersection(range(low + f.first, low + f.last))
        ]
        kept = [f for f in found if not any(m.kind == f.kind and m.first <= f.first and f.last <= m.last for m in more)]
        return sorted([*kept, *more], key=lambda f: (f.first, -f.last))

    def _with_any(
        self, words: list[Word], found: list[Found], named: dict[int, int], stand_in: str, kind: str
    ) -> list[Found]:
        """The terms found, with those of a kind whose wordings name the stand-in where others are `named` ("will ... pay", "on the ... line")."""
        if not stand_in or all(words[first].norm == stand_in for first in named):
            return found
        told: list[Word] = []
        places: list[int] = []
        index = 0
        while index < len(words):
            told.append(words[index]._replace(norm=stand_in) if index in named else words[index])
            places.append(index)
            index = named.get(index, index + 1)
        own = {place for place, index in enumerate(places) if index in named}
        places.append(len(words))
        more = [
            Found(f.kind, f.value, places[f.first], places[f.last])
            for f in self.finder.find(told)
            if f.kind == kind and f.last - f.first > 1 and own.intersection(range(f.first, f.last))
        ]
        kept = [f for f in found if not any(m.kind == f.kind and m.first <= f.first and f.last <= m.last for m in more)]
        return sorted([*kept, *more], key=lambda f: (f.first, -f.last))

    @property
    def _language(self) -> QuestionLanguage:
        return self.library.vocabularies.question_language

    @cached_property
    def _always(self) -> dict[str, str]:
        return {normal(k): normal(v) for k, v in self.library.vocabularies.abbreviations.always.items()}

    @cached_property
    def _beside(self) -> dict[str, str]:
        return {normal(k): normal(v) for k, v in self.library.vocabularies.abbreviations.beside.items()}

    @staticmethod
    def _mention(text: str, words: list[Word], item: Found) -> Mention:
        span = Span(words[item.first].start, words[item.last - 1].end)
        return Mention(item.kind, item.value, span, text[span.start : span.end])


def _in_full(words: list[Word], forms: Mapping[str, str]) -> list[Word]:
    """The words, with short forms as what they stand for."""
    return [word._replace(norm=forms[word.norm]) if word.norm in forms else word for word in words]


def _is_answer(text: str, words: Sequence[Word]) -> bool:
    """Whether a phrase of noise starts with a "no" that a comma parts from the rest ("steroid no, alcohol yes")."""
    return len(words) > 1 and words[0].norm == "no" and "," in text[words[0].end : words[1].start]


def _inside(item: Found, words: list[Word], noise: dict[int, int]) -> bool:
    """Whether a technique, agent or target stands inside noise, or starts in the midst of it."""
    if item.kind not in ("technique", "agent", "target"):
        return False
    own = words[item.first : item.last]
    return noise.get(own[0].start, own[0].start) < own[0].start or all(word.start in noise for word in own)


def _finder_of(vocab: Vocabularies) -> TermFinder:
    """Every name of every vocabulary, by what it names."""
    language = vocab.question_language
    finder = TermFinder()
    for kind, name in _TERM_KINDS:
        finder.add_terms(kind, getattr(vocab, name).values())
    for place in vocab.localities:
        finder.add("locality", place.state, place.names)
        if place.mac:
            finder.add("local_mac", place.mac, place.names)
    for kind in ("sides", "guidance", "stage", "counted"):
        for value, names in getattr(language, kind).items():
            finder.add(kind.removesuffix("s"), value, names)
    for value, names in language.sides_upper.items():
        finder.add("side", value, (), names)
    for value, names in language.claim_type.items():
        finder.add("claim_type", value, names)
    finder.add("noise", "noise", vocab.note_language.noise)
    return finder


def _code_patterns(library: Library) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How reported codes and how diagnoses are found in a text."""
    systems = library.code_set.systems
    own = {name: shape for name, shape in systems.patterns.items() if name != systems.diagnoses}
    codes = "|".join(rf"(?<![\w.$-])(?:{shape})(?!(?!x\d|s\b)\w|[.]\d)" for shape in own.values())
    return re.compile(codes, re.I), re.compile(rf"(?<![\w.$-])(?:{systems.patterns[systems.diagnoses]})(?![\w])")
