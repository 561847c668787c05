"""Tables with a column for each side ("Muscle --- R --- L"): a row's side is where its figure stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention, Span

_GAP = r"(?:[ \t]*\|[ \t]*|[ \t]*[-–—.·]{2,}[ \t]*|[ \t]+[-–—][ \t]+|\t[ \t]*|[ \t]{2,}|[ \t]+/[ \t]+)"
_VALUE = re.compile(r"(?<![\w.])(\d{1,4}(?:\.\d+)?)[ \t]?(?:[Uu](?:nits?)?\b)?|(?<!\w)([xX✓✔])(?!\w)|\[([ xX_])\]")
_BARS = {"|": re.compile(r"[ \t]*\|[ \t]*"), "/": re.compile(r"[ \t]+/[ \t]+")}
_NOUGHT = re.compile(
    r"[\s.–—_-]*(?:\[[ _]\]|0|n/?a|nil|none|no|not\b.*|skip\w*|spared|left alone|omitted|deferred)?\s*", re.I
)
_MOST_ROWS = 40
_WORD = re.compile(r"[A-Za-z]{2,}")


class _Head(NamedTuple):
    """The head of such a table: the sides in their order and where each stands in its line."""

    sides: tuple[str, str]
    at: tuple[int, int]
    line: Span
    bar: re.Pattern[str] | None
    """What parts its columns, where that is a mark that parts those of each row too."""


class SideColumns:
    """Finds them with the words for sides of one vocabulary."""

    def __init__(self, sides: Mapping[str, Iterable[str]], letters: Mapping[str, Iterable[str]]) -> None:
        self._sides = {
            n.lower(): s for names in (sides, letters) for s, own in names.items() if s != "both" for n in own
        }
        words = alternatives(sorted((re.escape(name) for name in self._sides), key=len, reverse=True))
        self._head = re.compile(
            rf"(?:^|(?<=\n))([^\n]{{0,60}}?{_GAP}|[ \t]+)({words})(?:[ \t]*\(U\)|[ \t]units)?{_GAP}({words})(?:[ \t]*\(U\)|[ \t]units)?[ \t|]*(?=\r?\n)",
            re.I,
        )

    def applied(self, text: str, found: Sequence[Mention]) -> list[Mention]:
        """The mentions with the sides that such tables give, in order and without the sides of their heads."""
        heads = list(self._heads(text))
        if not heads:
            return list(found)
        kept = [m for m in found if m.kind != "side" or not any(h.line.has(m.span.start) for h in heads)]
        rows = [row for head in heads for row in _rows(text, head, kept)]
        left_out = [Span(*row) for *row, side in rows if side is None]
        kept = [m for m in kept if m.kind != "target" or not any(s.has(m.span.start) for s in left_out)]
        sides = [Mention("side", side, Span(first, end), text[first:end]) for first, end, side in rows if side]
        return sorted([*kept, *sides], key=lambda m: m.span)

    def _heads(self, text: str) -> Iterator[_Head]:
        for match in self._head.finditer(text):
            first, second = self._sides[match[2].lower()], self._sides[match[3].lower()]
            if first != second:
                start = match.start()
                gap = text[match.end(2) : match.start(3)]
                bar = next((mark for sign, mark in _BARS.items() if sign in gap), None)
                at = (match.start(2) - start, match.start(3) - start)
                yield _Head((first, second), at, Span.of(match), bar)


def _rows(text: str, head: _Head, found: Sequence[Mention]) -> Iterator[tuple[int, int, str | None]]:
    """The rows below a head that name a target: where the side of each stands, or the whole row where every cell is nought."""
    names = [m for m in found if m.kind == "target" and m.span.start >= head.line.end]
    start = text.find("\n", head.line.end - 1) + 1
    for _ in range(_MOST_ROWS):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = [m for m in names if start <= m.span.start < end]
        values = list(_VALUE.finditer(text, row[-1].span.end if row else start, end))
        if start >= end or not (values or row):
            return
        if row:
            yield from _of_row(text, head, Span(start, end), values)
        start = end + 1


def _of_row(
    text: str, head: _Head, line: Span, values: Sequence[re.Match[str]]
) -> Iterator[tuple[int, int, str | None]]:
    """One side, or both, of a row by the cells that are filled in and not nought."""
    if cells := _cells(text, head, line):
        told = [(side, cell) for side, cell in zip(head.sides, cells, strict=True) if not _is_nought(text, cell)]
        yield (*told[0][1], told[0][0] if len(told) == 1 else "both") if told else (*line, None)
        return
    if not 0 < len(values) <= len(head.sides) or any(
        _WORD.search(text, a.end(), b.start()) for a, b in pairwise(values)
    ):
        return
    whole = len(values) == len(head.sides)
    columns = range(2) if whole else [_nearest(head, values[0].start() - line.start)]
    filled = [(head.sides[i], v) for i, v in zip(columns, values, strict=True) if _is_filled(v)]
    if filled:
        yield (*filled[0][1].span(), filled[0][0] if len(filled) == 1 else "both")
    elif whole:
        yield (*line, None)


def _cells(text: str, head: _Head, line: Span) -> list[Span]:
    """The cells of a row below the two sides, where its own marks part it into just these and a name."""
    row = text[slice(*line)].strip(" \t|") if head.bar else ""
    start = text.index(row, line.start)
    marks = [m.span() for m in head.bar.finditer(row)] if head.bar else []
    if len(marks) != len(head.sides):
        return []
    ends = [*(m[0] for m in marks[1:]), len(row)]
    return [Span(start + a, start + b) for (_, a), b in zip(marks, ends, strict=True)]


def _is_nought(text: str, cell: Span) -> bool:
    return bool(_NOUGHT.fullmatch(text[slice(*cell)]))


def _nearest(head: _Head, at: int) -> int:
    return min(range(2), key=lambda i: abs(head.at[i] - at))


def _is_filled(value: re.Match[str]) -> bool:
    return bool(float(value[1])) if value[1] else (value[2] or value[3]) in ("x", "X", "✓", "✔")
