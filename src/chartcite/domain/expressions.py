"""What a regular expression tells of its matches: how their words start, which letters they hold, what its alternatives are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 4  # letters of a word's start by which expressions are filed
ANY_DIGIT = "0"
WORD_END = " "
_MOST_HEADS = 400  # starts of one expression; one with more is looked for everywhere
_LEAST_NEEDED, _MOST_NEEDED = 2, 24  # letters that are worth looking for, and how many such are few
_GROUPED = "\\b(?:"
_BEHIND = -1  # the direction of a look-behind
_OPENS = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.S
)  # what groups and parts an expression; escapes and sets pass

_NO_LETTER = ((op.CATEGORY, op.CATEGORY_SPACE), (op.CATEGORY, op.CATEGORY_NOT_WORD))

Head = tuple[str, bool]  # letters with which words start, and whether nothing is known of what follows them


@lru_cache(maxsize=8192)
def heads(source: str) -> frozenset[str] | None:
    """The starts of words at which alone an expression can match, with `WORD_END` behind whole words; None where it can match elsewhere.

    Raises re.error for what is no regular expression, ValueError for one that nothing would match.
    """
    tree = parser.parse(source, re.I)
    if not tree.getwidth()[0]:
        raise ValueError(f"it matches nothing at all: {source}")
    items = list(tree)
    ahead = next((n for n, item in enumerate(items) if not _is_place(item)), len(items))
    if not any(_is_word_start(item) for item in items[:ahead]):
        return None
    made = _heads_of(items[ahead:])
    if not made or len(made) > _MOST_HEADS or any(not letters.strip(WORD_END) for letters, _ in made):
        return None
    return frozenset(letters for letters, _ in made)


@lru_cache(maxsize=8192)
def needed(source: str) -> tuple[str, ...] | None:
    """Letters of which every match of an expression holds one (`holds_one`); None where none are sure."""
    found = _needed_of(list(parser.parse(source, re.I)))
    return None if found is None else tuple(sorted(found))


@lru_cache(maxsize=8192)
def split(source: str) -> tuple[str, ...]:
    """The alternatives of an expression that is nothing but these, behind the start of a word; else itself.

    Each is looked for at fewer places than all of them at once. One with numbered groups is left whole.
    """
    if not source.startswith(_GROUPED) or not source.endswith(")") or re.compile(source).groups:
        return (source,)
    inner, parts, depth = source[len(_GROUPED) : -1], [0], 0
    for match in _OPENS.finditer(inner):
        depth += (match[0] == "(") - (match[0] == ")")
        if depth < 0:
            return (source,)  # the group ends before the expression does
        if match[0] == "|" and not depth:
            parts += [match.start(), match.end()]
    ends = [*parts, len(inner)]
    return tuple(f"{_GROUPED}{inner[start:end]})" for start, end in zip(ends[::2], ends[1::2], strict=True))


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


def _is_place(item: tuple[Any, Any]) -> bool:
    """Whether an item takes no letters and says only where a match may stand, by what is before it or by an edge."""
    kind, value = item
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return bool(value[0] == _BEHIND)
    return kind is op.AT or any(all(map(_is_place, each)) for each in _grouped(item))


def _is_word_start(item: tuple[Any, Any]) -> bool:
    """Whether a place is such that letters behind it start a word."""
    kind, value = item
    if kind is op.AT:
        return value in (op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING)
    if kind is op.ASSERT:
        last = list(value[1])[-1:]
        return bool(last) and _is_no_letter(last[0])
    ways = list(_grouped(item))
    return bool(ways) and all(any(map(_is_word_start, way)) for way in ways)


def _grouped(item: tuple[Any, Any]) -> Iterator[list[Any]]:
    """The ways through a group or a choice."""
    kind, value = item
    if kind is op.SUBPATTERN:
        inner = list(value[3])
        yield from _grouped(inner[0]) if len(inner) == 1 and inner[0][0] is op.BRANCH else iter([inner])
    elif kind is op.BRANCH:
        yield from map(list, value[1])


def _is_no_letter(item: tuple[Any, Any]) -> bool:
    """Whether an item is a mark or a space."""
    kind, value = item
    if kind is op.IN:
        return all(_is_no_letter(member) for member in value)
    if kind is op.LITERAL:
        return not (chr(value).isalnum() or chr(value) == "_")
    return (kind, value) == (op.CATEGORY, op.CATEGORY_SPACE)


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
    return letters[:LONGEST], closed or len(letters) >= LONGEST


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
        return (WORD_END if letter.isascii() and letter != "_" else ""), True
    return (ANY_DIGIT if letter.isdigit() else letter.lower()), False


def _of_set(members: Sequence[tuple[Any, Any]]) -> set[Head]:
    made: set[Head] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            made.add(_letter(value))
        elif kind is op.RANGE and value[1] < 128:
            made |= {_letter(code) for code in range(value[0], value[1] + 1)}
        elif (kind, value) == (op.CATEGORY, op.CATEGORY_DIGIT):
            made.add((ANY_DIGIT, False))
        elif (kind, value) in _NO_LETTER:
            made.add((WORD_END, True))
        else:
            return {("", True)}
    return made
