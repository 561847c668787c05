"""A name once known is found again wherever it stands, and names of one person get one number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from chartcite.adapters.masking_names import NAME
from chartcite.adapters.masking_words import Found, NameWords, any_of, shouted

_PART = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_PARTICLE_BEFORE = re.compile(r"(?<![\w'’-])([^\W\d_]{1,4})[ -]$")
_NEVER_FIRST = frozenset({"of", "y", "e", "do", "o"})  # small words of a name that are plain words before one
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n•*-]\s*|\n\s*)$")


_SOLID = re.compile(r"(?<![\w'’-])[^\W\d_]{3,}(?![\w'’-])")
_FEW, _LONG = 2, 5


def parts_of(name: str) -> list[str]:
    """The words of a name in lower case, without possessive ending."""
    return [part.lower().replace("’", "'").removesuffix("'s") for part in _PART.findall(name)]


class Repeats:
    """Finds the words of known names in the whole text."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self._does = re.compile(rf"[^\S\n]+(?:{any_of(words.listed.person_verbs)})(?![\w-])", re.I)

    def find(self, text: str, names: Sequence[str]) -> Iterator[Found]:
        """Every further place of a word of these names that is not also a word of the field."""
        known = {part for name in names for part in parts_of(name) if len(part) > 1} - self._words.particles
        known -= {mark.lower() for mark in self._words.credentials}
        if not known:
            return
        yield from self._shortened(text, names, known)
        loud = shouted(text)
        for match in _WORD.finditer(text):
            word = match.group().lower().replace("’", "'")
            own = word.removesuffix("'s")
            if own in known and self._counts(text, match, own, loud):
                yield Found(NAME, self._with_particles(text, match.start()), match.end() - (2 if own != word else 0))

    def _shortened(self, text: str, names: Sequence[str], known: set[str]) -> Iterator[Found]:
        """Initials of a known name of three words or more (JAT), and an initial written to a known name (jsmith)."""
        initials = {"".join(part[0] for part in parts).upper() for name in names if len(parts := parts_of(name)) > _FEW}
        for match in _SOLID.finditer(text):
            word = match[0]
            if (word in initials and not self._words.is_plain(word)) or (
                len(word) > _LONG and word[1:].lower() in known and not self._words.is_plain(word)
            ):
                yield Found(NAME, match.start(), match.end())

    def _with_particles(self, text: str, start: int) -> int:
        """Where the name starts whose small words stand before this one (van der Meer, Al-Farsi)."""
        while particle := _PARTICLE_BEFORE.search(text, max(0, start - 12), start):
            if particle[1].lower() not in self._words.particles or particle[1].lower() in _NEVER_FIRST:
                break
            start = particle.start(1)
        return start

    def _counts(self, text: str, match: re.Match[str], own: str, loud: bool) -> bool:
        """A word that is also plain speech counts only in capitals inside a sentence, a term never."""
        following = _WORD.search(text, match.end(), match.end() + 30)
        if following and following[0] in self._words.heads and text[match.end() : following.start()] == " ":
            return False  # the term, whoever is called so
        if not self._words.is_plain(own):
            return len(own) > 2 or match.group()[0].isupper()
        if self._words.is_term(own) or not match.group()[0].isupper():
            return False
        if loud or match.group().isupper():
            return own not in self._words.written and not self._words.is_eponym(own)
        if self._words.is_eponym(own):
            following = _WORD.search(text, match.end(), match.end() + 30)
            return not (following and following.group().lower() in self._words.heads) and not match.group().endswith(
                "s"
            )
        starts = _SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()])
        return not starts or bool(self._does.match(text, match.end()))


class People:
    """Numbers names: "Mr. Doe", "DOE, JOHN" and "J. Doe" are one person, the first that fits."""

    def __init__(self, names: Iterable[str]) -> None:
        self._groups: list[set[str]] = []
        self._of: dict[str, int] = {}
        ordered = sorted(dict.fromkeys(names), key=lambda name: -len(parts_of(name)))
        for name in ordered:
            parts = parts_of(name) or [name]
            index = next((i for i, group in enumerate(self._groups) if _fits(parts, group)), None)
            if index is None:
                index = len(self._groups)
                self._groups.append(set(parts))
            self._of[name] = index

    def person(self, name: str) -> str:
        """The key of the person of this name."""
        return str(self._of[name])


def _fits(parts: list[str], group: set[str]) -> bool:
    """Every word is one of the group's, and every initial one of its first letters; one whole word at least."""
    whole = [part for part in parts if len(part) > 1]
    initials = {part for part in parts if len(part) == 1}
    if not whole:
        return False
    return set(whole) <= group and all(any(word.startswith(letter) for word in group) for letter in initials)
