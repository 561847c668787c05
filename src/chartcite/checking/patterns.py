"""Turns as data: a sentence that fits one pattern may be said by each other pattern of its turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chartcite.checking.composites import is_composite
from chartcite.checking.keys import Keys, is_figure
from chartcite.domain.phrasing import PartWords, Turn

LISTED = ",·"
"""A comma that parts nothing but the items of a list."""
_SLOT = re.compile(r"<([a-z]+)\d?>")
_MAY_BE_EMPTY = ("<rest>", "<per>")
_LONGEST_SUBJECT, _LONGEST_NAME = 16, 3


@dataclass(frozen=True)
class Grammar:
    """The closed sets of words that say where a sentence may be taken apart."""

    joints: frozenset[str]
    helping: frozenset[str]
    finite: frozenset[str]
    negations: frozenset[str]
    conditions: frozenset[str]
    adjuncts: frozenset[str]
    parts: PartWords
    is_code: Callable[[str], bool]
    names_service: Callable[[Keys], bool]
    names_condition: Callable[[Keys], bool]

    def plain(self, keys: Keys, also: frozenset[str] = frozenset()) -> bool:
        """Whether the words make one part: no comma, no joint."""
        return not any(key == "," or (key in self.joints and key not in also) for key in keys)

    def fills(self, slot: str, keys: Keys) -> bool:
        """Whether the words may stand in a slot."""
        return bool(_FILLS[slot](self, keys))


def _subject(g: Grammar, keys: Keys) -> bool:
    return (
        0 < len(keys) <= _LONGEST_SUBJECT
        and g.plain(keys, _COORDINATED)
        and keys[0] not in g.adjuncts | _COORDINATED
        and keys[-1] not in g.adjuncts | _COORDINATED
        and not any(key in g.helping or key in g.negations or g.is_code(key) for key in keys)
    )


def _codes(g: Grammar, keys: Keys) -> bool:
    return len(keys) == 1 and g.is_code(keys[0])


def _value(g: Grammar, keys: Keys) -> bool:
    return len(keys) == 1 and is_figure(keys[0]) and not is_composite(keys[0]) and not g.is_code(keys[0])


def _name(g: Grammar, keys: Keys) -> bool:
    return (
        0 < len(keys) <= _LONGEST_NAME
        and _subject(g, keys)
        and not any(k in g.finite or k in g.adjuncts or k in g.parts.not_in_name for k in keys)
    )


def _owner(g: Grammar, keys: Keys) -> bool:
    return (
        _name(g, keys[:_LONGEST_NAME])
        and len(keys) <= _LONGEST_NAME + 1
        and not set(keys) & (_COORDINATED | g.parts.not_in_name)
    )


def _rest(g: Grammar, keys: Keys) -> bool:
    if not keys:
        return True
    if keys[0] in (":", "("):
        return len(keys) > 1
    return keys[0] in g.adjuncts | g.parts.opens_rest and g.plain(keys) and not any(k in g.negations for k in keys)


def _clause(g: Grammar, keys: Keys) -> bool:
    return len(keys) > 2 and g.plain(keys) and any(key in g.helping or key in g.finite for key in keys)


def _claim(g: Grammar, keys: Keys) -> bool:
    return _clause(g, tuple(key for key in keys if key not in g.conditions))


def _goes(g: Grammar, keys: Keys) -> bool:
    """What goes on after a code and tells of nothing by a verb of its own."""
    opens = g.adjuncts | g.parts.opens_rest | frozenset({",", "and", "or", "and-not", "and-never"})
    joined = frozenset({"and", "or", "and-not", "and-never"})
    verbless = not any(key in g.helping or key in g.finite or key in g.conditions for key in keys)
    place = 1 + (keys[1:2] in (("and",), ("or",))) if keys[:1] == (",",) else 1
    # "a is 5 and b 6": what begins with another subject goes on with nothing that was told of the first
    joins = keys[place - 1 : place] in (("and",), ("or",)) and not g.is_code("".join(keys[place : place + 1]))
    return (
        bool(keys)
        and keys[0] in opens
        and not joins
        and verbless
        and g.plain(tuple(key for key in keys if key != ","), joined)
    )


_COORDINATED = frozenset({"and", "or"})
_FILLS: Mapping[str, Callable[[Grammar, Keys], bool]] = {
    "s": _subject,
    "service": lambda g, keys: _subject(g, keys) and g.names_service(keys) and not g.parts.not_in_service & set(keys),
    "condition": lambda g, keys: (
        _subject(g, keys) and g.names_condition(keys) and not g.parts.not_in_service & set(keys)
    ),
    "goes": _goes,
    "owner": _owner,
    "per": lambda g, keys: not keys or (keys[0] == "per" and len(keys) > 1 and g.plain(keys)),
    "codes": _codes,
    "value": _value,
    "name": _name,
    "rest": _rest,
    "clause": _clause,
    "claim": _claim,
    "tail": lambda g, keys: bool(keys),
}


class Patterns:
    """The turns of one library, compiled."""

    def __init__(self, turns: tuple[Turn, ...], grammar: Grammar) -> None:
        self._grammar = grammar
        self._turns = [
            ([tuple(p.split()) for p in turn.patterns], frozenset(turn.unless), turn.one_way) for turn in turns
        ]

    def turned(self, keys: Keys) -> Iterator[Keys]:
        """Every other wording that a pattern gives."""
        words = frozenset(keys)
        for patterns, unless, one_way in self._turns:
            if unless & words:
                continue
            for pattern in patterns[:1] if one_way else patterns:
                if any(part not in words and not _SLOT.fullmatch(part) for part in pattern):
                    continue
                for slots in self._fits(pattern, keys, {}):
                    for other in patterns:
                        if other != pattern:
                            yield tuple(word for part in other for word in slots.get(part, (part,)))

    def _fits(self, pattern: Keys, keys: Keys, slots: dict[str, Keys]) -> Iterator[dict[str, Keys]]:
        if not pattern:
            if not keys:
                yield slots
            return
        slot = _SLOT.fullmatch(pattern[0])
        if slot is None:
            if keys[:1] == pattern[:1]:
                yield from self._fits(pattern[1:], keys[1:], slots)
            return
        needed = sum(part not in _MAY_BE_EMPTY for part in pattern[1:])
        ends = range(len(keys) - needed + 1) if len(pattern) > 1 else (len(keys),)
        following = pattern[1] if len(pattern) > 1 and not _SLOT.fullmatch(pattern[1]) else None
        for end in ends:
            if following is not None and keys[end : end + 1] != (following,):
                continue
            if self._grammar.fills(slot[1], keys[:end]):
                yield from self._fits(pattern[1:], keys[end:], slots | {pattern[0]: keys[:end]})
