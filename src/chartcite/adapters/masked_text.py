"""A text with placeholders for identifiers, and the way back to the offsets of the text as given."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Replacement(NamedTuple):
    """What of the text as given, `[start, end)`, a placeholder stands for."""

    start: int
    end: int
    placeholder: str


@dataclass(frozen=True)
class MaskedText:
    """The masked text; `replaced` in order, without overlaps, in offsets of the text as given."""

    text: str
    replaced: tuple[Replacement, ...] = ()
    _places: tuple[int, ...] = field(default=(), repr=False, compare=False)
    """Where each placeholder starts in the masked text."""

    @classmethod
    def of(cls, given: str, replaced: Sequence[Replacement]) -> MaskedText:
        """Replace these spans of a text."""
        parts: list[str] = []
        places: list[int] = []
        copied = length = 0
        for start, end, placeholder in replaced:
            places.append(length + start - copied)
            parts += (given[copied:start], placeholder)
            length = places[-1] + len(placeholder)
            copied = end
        return cls("".join((*parts, given[copied:])), tuple(replaced), tuple(places))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the masked text stands in the text as given; a placeholder is its whole identifier."""
        if end <= start:
            first = self._place(start, before=True)
            return first, first
        return self._place(start, before=True), self._place(end, before=False)

    def masked(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the text as given stands in the masked text; of an identifier its whole placeholder."""
        return self._masked(start, before=True), self._masked(end, before=False)

    def _masked(self, offset: int, *, before: bool) -> int:
        """A start inside an identifier is its placeholder's start, an end inside it the placeholder's end."""
        starts = [item.start for item in self.replaced]
        index = (bisect_right if before else bisect_left)(starts, offset) - 1
        if index < 0:
            return offset
        _, end, placeholder = self.replaced[index]
        place = self._places[index]
        if offset < end or (offset == end and not before):
            return place if before else place + len(placeholder)
        return place + len(placeholder) + offset - end

    def _place(self, offset: int, *, before: bool) -> int:
        """A start inside a placeholder is the identifier's start, an end inside it the identifier's end."""
        find = bisect_right if before else bisect_left
        index = find(self._places, offset) - 1
        if index < 0:
            return offset
        start, end, placeholder = self.replaced[index]
        into = offset - self._places[index]
        if into < len(placeholder) or (into == len(placeholder) and not before):
            return start if before else end
        return end + into - len(placeholder)
