"""Whether spans lie inside others, without walking through all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from chartcite.domain.text import Span


def at_place(ordered: Sequence[Span], span: Span) -> bool:
    """Whether a span starts inside one of these, which are in order and apart."""
    index = bisect_right(ordered, (span.start, float("inf"))) - 1
    return index >= 0 and ordered[index].has(span.start)


def apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made


def index_at(starts: Sequence[int], offset: int) -> int:
    """The index of the last start at or before the offset; -1 before the first."""
    return bisect_right(starts, offset) - 1
