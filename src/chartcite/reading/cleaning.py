"""A text without hidden characters and look-alike letters, with the way back to the offsets of the text as given."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from chartcite.domain.text import Span

_KEPT = frozenset("\n\r\t")
# Cyrillic and Greek letters that look like Latin ones; one for one, so that offsets stay.
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХЗаеѕіјорсухһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοριντυχ",
    "ABESIJKMHOPCTYX3aesijopcyxhdqwlABEZHIKMNOPTYXaopivtux",
)


@dataclass(frozen=True)
class Cleaned:
    """The text to read; `kept` gives for each of its characters the offset in the text as given (None: unchanged)."""

    text: str
    kept: tuple[int, ...] | None = None
    hidden: tuple[Span, ...] = ()

    def original(self, span: Span) -> Span:
        """The same place in the text as given."""
        if self.kept is None or span.end <= span.start:
            return span if self.kept is None else self._empty(span.start)
        return Span(self.kept[span.start], self.kept[span.end - 1] + 1)

    def _empty(self, at: int) -> Span:
        kept = self.kept or ()
        place = kept[at] if at < len(kept) else (kept[-1] + 1 if kept else 0)
        return Span(place, place)

    def reading(self, offset: int) -> int:
        """Where a character of the text as given stands in the text to read."""
        return offset if self.kept is None else bisect_left(self.kept, offset)


def clean(given: str) -> Cleaned:
    """Without format and control characters (they show nothing); look-alikes inside Latin words made Latin."""
    hidden = [i for i, letter in enumerate(given) if not letter.isascii() and _is_hidden(letter) or _is_control(letter)]
    text = given if given.isascii() else _latin(given)
    if not hidden:
        return Cleaned(text, None, _runs([i for i, (a, b) in enumerate(zip(given, text, strict=True)) if a != b]))
    gone = set(hidden)
    kept = tuple(i for i in range(len(given)) if i not in gone)
    return Cleaned("".join(text[i] for i in kept), kept, _runs(hidden))


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cf", "Co", "Cn") or unicodedata.name(letter, "").startswith("VARIATION SELECTOR")


def _is_control(letter: str) -> bool:
    return letter < " " and letter not in _KEPT or letter == "\x7f"


def _latin(given: str) -> str:
    """Look-alike letters made Latin where the word has Latin letters too; a word all Greek or Cyrillic is one."""
    mapped = given.translate(_LOOK_ALIKE)
    if mapped == given:
        return given
    letters = list(given)
    start = 0
    for index in range(len(given) + 1):
        if index < len(given) and given[index].isalpha():
            continue
        word = given[start:index]
        if any(c.isascii() for c in word) and not word.isascii():
            letters[start:index] = mapped[start:index]
        start = index + 1
    return "".join(letters)


def _runs(places: list[int]) -> tuple[Span, ...]:
    """Neighbouring places as spans."""
    spans: list[Span] = []
    for place in places:
        if spans and spans[-1].end == place:
            spans[-1] = Span(spans[-1].start, place + 1)
        else:
            spans.append(Span(place, place + 1))
    return tuple(spans)
