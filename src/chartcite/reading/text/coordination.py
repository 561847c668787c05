"""Names that share a word: "greater and lesser occipital nerves" names two nerves, each with the shared head."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from chartcite.catalog.matching import Found, TermFinder
from chartcite.catalog.words import Word

_JOINERS = frozenset({"and", "or", "plus"})
_BETWEEN = re.compile(r"\s*[,/&+]\s*|\s+(?:and|or|&|plus)\s+")
_MOST_PARTS = 8  # parts of one list
_INITIALS = 2  # capitals of parts that stand in a row without commas ("SL SM IM genicular nerves")
_LONGEST_PART = 2  # words of one part ("superior lateral")
_SHARED_BEFORE = 6  # words before the list that its parts may share ("articular branch of the ...")


class _Part(NamedTuple):
    """Word indices [first, last) of one part of a list."""

    first: int
    last: int


class Coordination:
    """Completes the parts of lists with the words that they share."""

    def __init__(self, finder: TermFinder, kind: str) -> None:
        self._finder, self._kind = finder, kind

    def expand(self, text: str, words: Sequence[Word], found: list[Found]) -> list[Found]:
        """The terms found, with those of a list read in full instead of by what stands alone."""
        made: list[Found] = []
        gone: set[Found] = set()
        for item in found:
            if item.kind == self._kind and item.first and self._joined(text, words, item.first):
                parts = self._of(text, words, item)
                fresh = [p for p in parts if p not in found]
                if fresh:
                    low, high = min(p.first for p in parts), max(p.last for p in parts)
                    gone |= {
                        f for f in found if f.kind == self._kind and low <= f.first and f.last <= max(high, item.last)
                    }
                    made += parts
        return sorted({*(f for f in found if f not in gone), *made}, key=lambda f: (f.first, f.last)) if made else found

    def _of(self, text: str, words: Sequence[Word], item: Found) -> list[Found]:
        """Every part of the list that ends in this term, each as the longest name it makes; none unless all do."""
        for size in (1, 2):
            last = _Part(item.first, min(item.first + size, item.last))
            chain = self._chain(text, words, last)
            while len(chain) > 1:
                named = self._with_start(words, chain, item) or self._with_head(words, chain, item)
                if named:
                    return named
                chain = chain[1:]
        return []

    def _chain(self, text: str, words: Sequence[Word], last: _Part) -> list[_Part]:
        """The parts before it, nearest last, as far as commas and joining words lead; the first may be longer than one."""
        parts = [last]
        while len(parts) < _MOST_PARTS and self._joined(text, words, parts[0].first):
            end = parts[0].first
            while end and words[end - 1].norm in _JOINERS:
                end -= 1
            start = end - 1
            while start > 0 and end - start < _LONGEST_PART and not self._separated(text, words, start):
                start -= 1
            if start < 0 or end == start:
                break
            parts.insert(0, _Part(start, end))
        return parts

    def _joined(self, text: str, words: Sequence[Word], index: int) -> bool:
        """Whether a comma, a slash or a joining word stands before this word."""
        return index > 0 and (words[index - 1].norm in _JOINERS or self._separated(text, words, index))

    @staticmethod
    def _separated(text: str, words: Sequence[Word], index: int) -> bool:
        before, word = words[index - 1], words[index]
        between = text[before.end : word.start]
        row = between.isspace() and all(
            w.raw.isalpha() and w.raw.isupper() and len(w.raw) == _INITIALS for w in (before, word)
        )
        return row or before.norm in _JOINERS or bool(_BETWEEN.fullmatch(between))

    def _with_head(self, words: Sequence[Word], chain: list[_Part], item: Found) -> list[Found]:
        """Parts that share the words after the list ("greater and lesser | occipital nerve")."""
        tail = list(words[chain[-1].last : item.last])
        return self._all(chain, lambda part: (list(words[part.first : part.last]) + tail, 0)) if tail else []

    def _with_start(self, words: Sequence[Word], chain: list[_Part], item: Found) -> list[Found]:
        """Parts that share the words before the list too ("articular branch of the | femoral and obturator | nerve")."""
        tail = list(words[chain[-1].last : item.last])
        first = chain[0]
        for start in range(max(0, first.first - _SHARED_BEFORE), first.last - 1):
            for part_at in range(max(start + 1, first.first), first.last):
                shared = list(words[start:part_at])
                parts = [_Part(part_at, first.last), *chain[1:]]
                made = self._all(parts, lambda p, s=shared: (s + list(words[p.first : p.last]) + tail, len(s)))  # type: ignore[misc]
                if made:
                    return made
        return []

    def _all(self, parts: list[_Part], virtual: Callable[[_Part], tuple[list[Word], int]]) -> list[Found]:
        """The name of each part in full, or nothing when one has none."""
        made = []
        for part in parts:
            for shorter in range(part.last - part.first if part is parts[0] else 1):
                own = _Part(part.first + shorter, part.last)
                line, before = virtual(own)
                name = self._name(line, before + own.last - own.first)
                if name:
                    made.append(Found(self._kind, name, own.first, own.last))
                    break
            else:
                return []
        return made

    def _name(self, line: list[Word], through: int) -> str | None:
        """The term that starts where the line does and reaches past its own part."""
        named = (hit for hit in self._finder.starting(line) if hit.kind == self._kind)
        return next((hit.value for hit in named if hit.last >= through and hit.last > 1), None)
