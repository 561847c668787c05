"""Expressions of which a text can hold few: the others are not tried on any of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from chartcite.domain.patterns import holds_one, needed

T = TypeVar("T")


class _Row(NamedTuple, Generic[T]):
    """An expression with letters of which each match holds one, and what it stands for."""

    wanted: tuple[str, ...] | None
    pattern: re.Pattern[str]
    value: T


class Sieve(Generic[T]):
    """Sorts out expressions by the letters that they need; case does not matter."""

    def __init__(self, sources: Iterable[tuple[str, T]]) -> None:
        self._rows = [_Row(needed(source), re.compile(source, re.I), value) for source, value in sources]
        self._last: tuple[str, list[_Row[T]]] = ("", [])

    def of(self, text: str, sentence: str) -> Iterator[tuple[re.Pattern[str], T]]:
        """Those that may match within a sentence of a text, in their order."""
        if self._last[0] != text:  # what the whole text lacks, no sentence of it holds
            self._last = text, [row for row in self._rows if holds_one(text, row.wanted)]
        for wanted, pattern, value in self._last[1]:
            if holds_one(sentence, wanted):
                yield pattern, value
