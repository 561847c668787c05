"""Expressions of which a text can hold few: the others are not tried on any of its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from chartcite.domain.expressions import needed
from chartcite.domain.patterns import places_of

T = TypeVar("T")
# A group that starts with any letters up to some number: what follows these is looked for first, since only that is found fast.
_ANY_BEFORE = re.compile(r"\(\?P<\w+>\[\^[^\]]+\]\{\d+,\d+\}\?")


class _Row(NamedTuple, Generic[T]):
    """An expression with letters of which each match holds one, what it stands for, and what of it is found fast."""

    wanted: tuple[str, ...] | None
    pattern: re.Pattern[str]
    value: T
    tail: re.Pattern[str] | None


class Sieve(Generic[T]):
    """Sorts out expressions by the letters that they need; case does not matter."""

    def __init__(self, sources: Iterable[tuple[str, T]]) -> None:
        self._rows = [_Row(needed(source), re.compile(source, re.I), value, _tail(source)) for source, value in sources]
        self._always = [order for order, row in enumerate(self._rows) if row.wanted is None]
        self._last: tuple[str, list[tuple[int, int]]] = ("", [])

    def of(self, text: str, start: int, end: int) -> Iterator[tuple[re.Pattern[str], T]]:
        """Those that may match between two offsets of a text, in their order."""
        if self._last[0] != text:  # the letters are looked for once in a text, not in each of its sentences
            self._last = text, self._places(text)
        places = self._last[1]
        own = places[bisect_left(places, (start, 0)) : bisect_left(places, (end, 0))]
        for order in sorted({*self._always, *(order for _, order in own)}):
            _, pattern, value, tail = self._rows[order]
            if tail is None or tail.search(text, start, end):
                yield pattern, value

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Where the letters stand that an expression needs: (place, expression) in order."""
        return sorted((at, order) for order, row in enumerate(self._rows) for at in places_of(text, row.wanted or ()))


def _tail(source: str) -> re.Pattern[str] | None:
    """What follows the letters that an expression starts with, where it starts with any."""
    any_before = _ANY_BEFORE.match(source)
    return re.compile(f"(?:{source[any_before.end() :]}", re.I) if any_before else None
