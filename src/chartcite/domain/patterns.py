"""Many regular expressions looked for at once: each is tried only at the words with which it can start."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_WORD_START = r"\b"
_LONGEST = 4  # letters of a word's start by which expressions are filed
_MOST_HEADS = 400  # starts of one expression; one with more is looked for everywhere
_START = re.compile(rf"\b\w{{1,{_LONGEST}}}")
_ALIKE = str.maketrans("ıİſK", "iisk")  # letters that `re` takes for others when case does not matter
_LEAST_NEEDED, _MOST_NEEDED = 2, 24  # letters that are worth looking for, and how many such are few
_ANY_DIGIT = "0"

Head = tuple[str, bool]  # letters with which words start, and whether nothing is known of what follows them


def alternatives(patterns: Iterable[str]) -> str:
    """The source of an expression that matches what one of these does, and nothing where there are none."""
    return "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"


class Patterns:
    """Finds what one expression of all of them, in their order, would find; case does not matter.

    Those that start at a word come before the others. An expression is compiled when a text holds a word that it can start with.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        rows = [_Row(source) for source in sources]
        self._rows = sorted(rows, key=lambda row: not row.at_word)
        self._by_head: dict[str, list[int]] = {}
        for order, row in enumerate(self._rows):
            for head in row.heads or ():
                self._by_head.setdefault(head, []).append(order)
        self._heads = frozenset(self._by_head)
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
            at_words = {
                (at, order) for head in heads & self._heads for at in starts[head] for order in self._by_head[head]
            }
            anywhere = [n for n, row in enumerate(self._rows) if row.heads is None and holds_one(text, row.needed)]
            self._last = _Tries(text, sorted(at_words), anywhere)
        return self._last

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
        self.needed = needed(self.source) if self.heads is None else None
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled, when first asked for."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, re.I)
        return self._compiled


@lru_cache(maxsize=8192)
def heads(source: str) -> frozenset[str] | None:
    """The starts of words at which alone an expression can match; None where it can match elsewhere.

    Raises re.error for what is no regular expression, ValueError for one that nothing would match.
    """
    tree = parser.parse(source, re.I)
    if not tree.getwidth()[0]:
        raise ValueError(f"it matches nothing at all: {source}")
    items = list(tree)
    if not items or items[0] != (op.AT, op.AT_BOUNDARY):
        return None
    made = _heads_of(items)
    if not made or len(made) > _MOST_HEADS or any(not letters for letters, _ in made):
        return None
    return frozenset(letters for letters, _ in made)


@lru_cache(maxsize=8192)
def needed(source: str) -> tuple[str, ...] | None:
    """Letters of which every match of an expression holds one (`holds_one`); None where none are sure."""
    found = _needed_of(list(parser.parse(source, re.I)))
    return None if found is None else tuple(sorted(found))


def holds_one(text: str, wanted: tuple[str, ...] | None) -> bool:
    """Whether a text holds one of these, case apart; True where nothing is known to be wanted."""
    if wanted is None:
        return True
    lowered = _lowered(text)
    for letters in wanted:  # noqa: SIM110 - asked thousands of times for a note: a generator takes twice as long
        if letters in lowered:
            return True
    return False


@lru_cache(maxsize=8)
def _lowered(text: str) -> str:
    return text.translate(_ALIKE).lower()


def _needed_of(items: Sequence[Any]) -> set[str] | None:
    """The fewest letters of one item of a sequence that is always matched; runs of letters count as one."""
    made: list[set[str]] = []
    run = ""
    for kind, value in [*items, (op.ANY, None)]:
        if kind is op.LITERAL and chr(value).isascii() and not chr(value).isspace():
            run += chr(value).lower()
            continue
        if len(run) >= _LEAST_NEEDED:
            made.append({run})
        run = ""
        own = _needed_of_item(kind, value)
        made += [own] if own else []
    return min(made, key=lambda own: (len(own) > _MOST_NEEDED, -min(map(len, own)), len(own))) if made else None


def _needed_of_item(kind: Any, value: Any) -> set[str] | None:
    if kind is op.SUBPATTERN:
        return _needed_of(list(value[3]))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _needed_of(list(value[2])) if value[0] else None
    if kind is op.BRANCH:
        each = [_needed_of(list(branch)) for branch in value[1]]
        return None if any(own is None for own in each) else {letters for own in each if own for letters in own}
    return None


def _heads_of(items: Sequence[Any]) -> set[Head]:
    """The starts of what a sequence matches, as far as they are letters or digits."""
    made: set[Head] = {("", False)}
    for item in items:
        if len(made) > _MOST_HEADS or all(closed for _, closed in made):
            break
        own = _heads_of_item(item)
        made = {
            (letters, closed) if closed else _cut(letters + more, after)
            for (letters, closed), (more, after) in product(made, own)
        }
    return made


def _cut(letters: str, closed: bool) -> Head:
    return letters[:_LONGEST], closed or len(letters) >= _LONGEST


def _heads_of_item(item: tuple[Any, Any]) -> set[Head]:
    """The starts of one item of a parsed expression; nothing is known of kinds that are not named here."""
    kind, value = item
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return {("", False)}
    if kind is op.LITERAL:
        return {_letter(value)}
    if kind is op.IN:
        return _of_set(value)
    if kind is op.BRANCH:
        return {head for branch in value[1] for head in _heads_of(list(branch))}
    if kind is op.SUBPATTERN:
        return _heads_of(list(value[3]))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, inner = value
        own = {(letters, closed or (least, most) not in ((0, 1), (1, 1))) for letters, closed in _heads_of(list(inner))}
        return own if least else own | {("", False)}
    return {("", True)}


def _letter(code: int) -> Head:
    letter = chr(code)
    if not (letter.isascii() and letter.isalnum()):
        return "", True
    return (_ANY_DIGIT if letter.isdigit() else letter.lower()), False


def _of_set(members: Sequence[tuple[Any, Any]]) -> set[Head]:
    made: set[Head] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            made.add(_letter(value))
        elif kind is op.RANGE and value[1] < 128:
            made |= {_letter(code) for code in range(value[0], value[1] + 1)}
        elif (kind, value) == (op.CATEGORY, op.CATEGORY_DIGIT):
            made.add((_ANY_DIGIT, False))
        else:
            return {("", True)}
    return made


@lru_cache(maxsize=4)
def _word_starts(text: str) -> tuple[dict[str, list[int]], frozenset[str]]:
    """Where words start, by their first letters; and these letters."""
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
    return "".join(_ANY_DIGIT if c.isdecimal() else c.lower()[0] for c in letters.translate(_ALIKE))
