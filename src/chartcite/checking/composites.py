"""Codes and figures that stand together become one key: a list in any order, and "this and not that"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from chartcite.checking.keys import Keys, is_figure, without_aside

_OPEN, _CLOSE = "⟦", "⟧"
_LISTED = ("code", "name")  # bare numbers are joined by "and" in many parts: "modifier 50 and 1 unit"
_SHORT = 3  # a number of more digits is a code
_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?")


def is_composite(key: str) -> bool:
    """Whether a key was joined of several."""
    return key.startswith(_OPEN)


def is_day(key: str) -> bool:
    """Whether a key is a day or a year."""
    return bool(_DAY.fullmatch(key))


def members(key: str) -> tuple[str, ...]:
    """The single figures of a key, those after "not" left out."""
    return tuple(k for k in without_aside(key).strip(_OPEN + _CLOSE).partition(" ~ ")[0].split() if is_figure(k))


def denied_members(key: str) -> tuple[str, ...]:
    """The figures of "this and not that" that are denied."""
    return tuple(k for k in without_aside(key).strip(_OPEN + _CLOSE).partition(" ~ ")[2].split() if is_figure(k))


def composed(keys: Keys, negations: Collection[str], modals: Collection[str]) -> Keys:
    """The keys with lists of figures and contrasts of two figures joined."""
    return _with_contrasts(_with_lists(_with_asides(keys)), negations, modals)


def _with_asides(keys: Keys) -> Keys:
    """What stands in brackets joined to the word before it: it moves with that word only."""
    made: list[str] = []
    depth = 0
    for key in keys:
        if made and (depth or key == "("):
            made[-1] += f" {key}"
            depth += (key == "(") - (key == ")")
        else:
            made.append(key)
    return keys if depth else tuple(made)


def _with_lists(keys: Keys) -> Keys:
    made: list[str] = []
    index = 0
    spans = []
    while index < len(keys):
        end, word, items = _list_at(keys, index)
        if items:
            spans.append((len(made), word, items))
            made.append("")
            index = end
        else:
            made.append(keys[index])
            index += 1
    free = len(spans) == 1 and not {"and", "or"} & set(made)
    for place, word, items in spans:
        # Where something else is coordinated too, the order may tell which goes with which.
        made[place] = f"{_OPEN}{word} {' '.join(sorted(items) if free else items)}{_CLOSE}"
    return tuple(made)


def lists_of(keys: Keys) -> Iterator[list[str]]:
    """The items of every list of single figures, in their order."""
    start = 0
    while start < len(keys):
        end, _, items = _list_at(keys, start)
        if items:
            yield items
        start = max(end, start + 1)


def _list_at(keys: Keys, start: int) -> tuple[int, str, list[str]]:
    """A list `a, b and c` of single figures: where it ends, its word and its items; no items when there is none."""
    items: list[str] = []
    index = start
    if not is_figure(keys[start]) or _kind(keys[start]) not in _LISTED:
        return start, "", []
    while index < len(keys) and is_figure(keys[index]) and _kind(keys[index]) == _kind(keys[start]):
        items.append(keys[index])
        if keys[index + 1 : index + 2] == (",",) and index + 2 < len(keys) and is_figure(keys[index + 2]):
            index += 2
            continue
        after = index + 1 + (keys[index + 1 : index + 2] == (",",) and len(items) > 1)
        word = keys[after] if after < len(keys) else ""
        last = keys[after + 1] if after + 1 < len(keys) else ""
        if word in ("and", "or") and is_figure(last) and _kind(last) == _kind(keys[start]):
            return after + 2, word, [*items, last]
        break
    return start, "", []


def _kind(key: str) -> str:
    """What sort of figure it is: an amount, a day or year, a name in capitals, a code, a bare number."""
    if key[0] == "$" or _DAY.fullmatch(key):
        return "$" if key[0] == "$" else "day"
    if key.isdigit():
        return "code" if len(key) > _SHORT else "number"
    return "code" if any(c.isdigit() for c in key) else "name"


def _with_contrasts(keys: Keys, negations: Collection[str], modals: Collection[str]) -> Keys:
    """`a and not b`, `a, not b`, `not b but a` and their like as one key; never where something else is denied before."""
    made: list[str] = []
    index = 0
    # "may report a instead of b" allows, "a and not b" tells: with a modal they differ.
    wide = not any(key in modals for key in keys)
    forms = [*_NARROW, *(_WIDE if wide else ())]
    while index < len(keys):
        if is_figure(keys[index]) and not any(key in negations for key in made):
            for form in forms:
                other = index + 1 + len(form)
                if keys[index + 1 : other] == form and other < len(keys) and is_figure(keys[other]):
                    made.append(_contrast(keys[index], keys[other]))
                    index = other + 1
                    break
            else:
                made.append(keys[index])
                index += 1
        elif keys[index] == "not" and _turned(keys, index) and not any(key in negations for key in made):
            made.append(_contrast(keys[_turned(keys, index)], keys[index + 1]))
            index = _turned(keys, index) + 1
        else:
            made.append(keys[index])
            index += 1
    return tuple(made)


_NARROW: tuple[Keys, ...] = (("and-not",),)
_WIDE: tuple[Keys, ...] = (("rather", "than"), ("instead", "of"), (",", "rather", "than"), (",", "instead", "of"))


def _turned(keys: Keys, index: int) -> int:
    """Where `a` stands in `not b but a`; 0 if this is no such phrase."""
    if index + 3 >= len(keys) or not is_figure(keys[index + 1]):
        return 0
    place = index + 2 + (keys[index + 2] == ",")
    return place + 1 if place + 1 < len(keys) and keys[place] == "but" and is_figure(keys[place + 1]) else 0


def _contrast(said: str, denied: str) -> str:
    return f"{_OPEN}{said.strip(_OPEN + _CLOSE)} ~ {denied.strip(_OPEN + _CLOSE)}{_CLOSE}"
