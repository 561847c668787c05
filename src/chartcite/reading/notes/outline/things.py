"""The things that a text names, by their places: what a phrase of omission may be said of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy

from chartcite.domain.text import Mention, Span

_SIDE = "side"
_THINGS = frozenset({"target", "technique", "agent", "device"})


class Things:
    """What a text names, in order, with its sides blanked out of what stands between."""

    def __init__(self, text: str, found: Sequence[Mention], level: re.Pattern[str]) -> None:
        named = [m.span for m in found if m.kind in _THINGS]
        levels = [Span.of(m) for m in level.finditer(text)]
        self.spans = _longest([*named, *levels])
        self.targets = sorted({m.span for m in found if m.kind == "target"} | set(levels))
        self._starts = [s.start for s in self.spans]
        chars = list(text)
        for m in found:
            if m.kind == _SIDE:
                chars[m.span.start : m.span.end] = " " * (m.span.end - m.span.start)
        self.text = "".join(chars)

    def by_side(self, text: str, found: Sequence[Mention]) -> Things:
        """The same with the sides for things, for what is said of a side alone."""
        other = copy(self)
        other.text, other.spans = text, _longest([m.span for m in found if m.kind == _SIDE])
        other._starts = [s.start for s in other.spans]
        return other

    def before(self, place: int) -> int:
        """The index of the last thing that ends at or before a place; -1 if there is none."""
        index = bisect_right(self._starts, place) - 1
        while index >= 0 and self.spans[index].end > place:
            index -= 1
        return index

    def targets_in(self, start: int, end: int) -> list[Span]:
        """The targets that start from one place on and before another."""
        return self.targets[bisect_left(self.targets, (start,)) : bisect_left(self.targets, (end,))]

    def after(self, place: int) -> int:
        """The index of the first thing that starts at or after a place."""
        return bisect_left(self._starts, place)


def _longest(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, without those inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept
