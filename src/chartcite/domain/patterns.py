"""Many regular expressions looked for at once: each is tried only at the words with which it can start."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

from chartcite.domain.expressions import ANY_DIGIT, LONGEST, WORD_END, heads, needed, split

_WORD_START = r"\b"
_START = re.compile(rf"\b\w{{1,{LONGEST}}}")
_ALIKE = str.maketrans("ıİſK", "iisk")  # letters that `re` takes for others when case does not matter


def alternatives(patterns: Iterable[str]) -> str:
    """The source of an expression that matches what one of these does, and nothing where there are none."""
    return "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"


class Patterns:
    """Finds what one expression of all of them, in their order, would find; case does not matter.

    Those that start at a word come before the others. One that is nothing but alternatives is tried as these. An expression is
    compiled when a text holds a word that it can start with.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        rows = [_Row(part) for source in sources for part in split(source)]
        self._rows = sorted(rows, key=lambda row: not row.at_word)
        self._by_head: dict[str, list[int]] = {}
        for order, row in enumerate(self._rows):
            for head in row.heads or ():
                self._by_head.setdefault(head, []).append(order)
        self._heads = frozenset(self._by_head)
        self._anywhere = [n for n, row in enumerate(self._rows) if row.heads is None]
        self._last = _Tries("", (), ())

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in order, none inside another, between two offsets (as `re.Pattern.finditer` takes them)."""
        end = len(text) if end is None else end
        known = self._tries(text)
        tries = known.at_words
        at_word, last = bisect_left(tries, (start, 0)), bisect_left(tries, (end, 0))
        found: dict[int, re.Match[str]] = {}
        later: list[tuple[int, int]] = []  # where the expressions that can start anywhere are found next
        for order in known.anywhere:
            self._search(order, text, (start, end), later, found)
        while at_word < last or later:
            if later and (at_word >= last or later[0] < tries[at_word]):
                at, order = heappop(later)
                match = found[order]
            else:
                at, order = tries[at_word]
                at_word += 1
                if at < start or not (own := self._rows[order].pattern.match(text, at, end)):
                    continue
                match = own
            if at >= start:
                yield match
                start = match.end()
            if self._rows[order].heads is None:
                self._search(order, text, (start, end), later, found)

    def _tries(self, text: str) -> _Tries:
        """Where which expressions may match in a text; kept for the next stretch of the same one."""
        if self._last.text != text:
            starts, heads = _word_starts(text)
            present = heads & self._heads
            able = {n for n in {n for head in present for n in self._by_head[head]} if self._may_match(n, text)}
            at_words = {
                (at, order) for head in present for order in self._by_head[head] if order in able for at in starts[head]
            }
            anywhere = [n for n in self._anywhere if self._may_match(n, text)]
            self._last = _Tries(text, sorted(at_words), anywhere)
        return self._last

    def _may_match(self, order: int, text: str) -> bool:
        return holds_one(text, self._rows[order].needed)

    def _search(
        self,
        order: int,
        text: str,
        reach: tuple[int, int],
        later: list[tuple[int, int]],
        found: dict[int, re.Match[str]],
    ) -> None:
        """Put down where an expression that can start anywhere is found next."""
        match = self._rows[order].pattern.search(text, *reach)
        if match:
            found[order] = match
            heappush(later, (match.start(), order))


class _Tries(NamedTuple):
    """What of the expressions may match in a text: (place, expression) in order, and those to be looked for everywhere."""

    text: str
    at_words: Sequence[tuple[int, int]]
    anywhere: Sequence[int]


class _Row:
    """One expression."""

    __slots__ = ("_compiled", "at_word", "heads", "needed", "source")

    def __init__(self, source: str) -> None:
        self.at_word = source.startswith(_WORD_START)
        self.source = f"{_WORD_START}(?:{source.removeprefix(_WORD_START)})" if self.at_word else source
        self.heads = heads(self.source)
        self.needed = needed(self.source)
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled, when first asked for."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, re.I)
        return self._compiled


def holds_one(text: str, wanted: tuple[str, ...] | None) -> bool:
    """Whether a text holds one of these (none has a space), case apart; True where nothing is known to be wanted."""
    if wanted is None:
        return True
    held = _letters(text).held
    for letters in wanted:  # noqa: SIM110 - asked thousands of times for a note: a generator takes twice as long
        if letters in held:
            return True
    return False


def places_of(text: str, wanted: Iterable[str]) -> Iterator[int]:
    """Where these letters (none has a space) stand in a text, case apart."""
    lowered, held = _letters(text)
    for letters in wanted:
        if letters in held:
            at = lowered.find(letters)
            while at >= 0:
                yield at
                at = lowered.find(letters, at + 1)


class _Letters(NamedTuple):
    """A text in small letters, and each of its words once: most letters looked for stand in none, and these are the shorter to look in."""

    lowered: str
    held: str


@lru_cache(maxsize=8)
def _letters(text: str) -> _Letters:
    lowered = text.translate(_ALIKE).lower()
    return _Letters(lowered, " ".join(set(lowered.split())))


@lru_cache(maxsize=4)
def _word_starts(text: str) -> tuple[dict[str, list[int]], frozenset[str]]:
    """Where words start, by their first letters (with `WORD_END` behind the whole of a short one); and these letters."""
    by_key: dict[str, list[int]] = {}
    for match in _START.finditer(text):
        by_key.setdefault(_key(match.group()), []).append(match.start())
    starts: dict[str, list[int]] = {}
    for key, places in by_key.items():
        for length in range(1, len(key) + 1):
            starts.setdefault(key[:length], []).extend(places)
    return starts, frozenset(starts)


@lru_cache(maxsize=32768)
def _key(letters: str) -> str:
    key = "".join(ANY_DIGIT if c.isdecimal() else c.lower()[0] for c in letters.translate(_ALIKE))
    return key if len(key) == LONGEST else key + WORD_END
