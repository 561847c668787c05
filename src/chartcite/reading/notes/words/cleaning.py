"""A text without hidden characters and look-alike letters, with the way back to the offsets of the text as given."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from chartcite.domain.text import Span

_UNUSUAL = re.compile(r"[^\t\n\r\v\f -~]")
_BYTE_ORDER_MARK = "\ufeff"
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
    hidden = [m.start() for m in _UNUSUAL.finditer(given) if _is_hidden(m.group())]
    text = given if given.isascii() else _latin(given)
    if not hidden:
        return Cleaned(text, None, _runs([i for i, (a, b) in enumerate(zip(given, text, strict=True)) if a != b]))
    gone = set(hidden)
    kept = tuple(i for i in range(len(given)) if i not in gone)
    marks = [i for i in hidden if i or given[0] != _BYTE_ORDER_MARK]
    return Cleaned("".join(text[i] for i in kept), kept, _runs(marks))


def _is_hidden(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind in ("Cc", "Cf", "Co", "Cn") or (kind == "Mn" and unicodedata.name(letter, "").startswith("VARIATION"))


def _latin(given: str) -> str:
    """Look-alike letters made Latin where the whole word is Latin then; a letter alone (a Greek symbol) stays."""
    mapped = given.translate(_LOOK_ALIKE)
    if mapped == given:
        return given
    letters = list(given)
    start = 0
    for index in range(len(given) + 1):
        if index < len(given) and given[index].isalpha():
            continue
        word = given[start:index]
        if not word.isascii() and (any(c.isascii() for c in word) or (len(word) > 1 and mapped[start:index].isascii())):
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
