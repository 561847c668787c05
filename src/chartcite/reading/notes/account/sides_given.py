"""Sides that are each told with what they were given: "R 2 mL, L 2 mL", "2 mL left and 2 mL right"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.domain.text import Mention

_MEASURE = r"\d+(?:\.\d+)?(?:\s?(?:m[lL]|cc|x|[uU]\b|units?|s\b|sec(?:onds)?|lesions?|burns?|cycles?)"
_BEHIND = re.compile(rf"\s*(?:side\s*)?[:=-]?\s*{_MEASURE}|\s*(?:[,;.=)]|$))")
_BEFORE = re.compile(rf"(?<![\d.]){_MEASURE})[^\d.;:\n]{{0,30}}?(?:\b(?:on|to|at|in|into)\s+(?:the\s+)?)?$")
_NEAR = 50  # characters before a side in which its dose begins


def each_given(text: str, sides: Sequence[Mention], start: int) -> list[Mention]:
    """The sides with a dose each, where both have one: all behind their sides, or all before them from `start` on."""
    for given in (_behind(text, sides), _before(text, sides, start)):
        if len({s.value for s in given}) > 1:
            return given
    return []


def _behind(text: str, sides: Sequence[Mention]) -> list[Mention]:
    return [s for s in sides if _BEHIND.match(text, s.span.end)]


def _before(text: str, sides: Sequence[Mention], start: int) -> list[Mention]:
    ends = [start, *(s.span.end for s in sides)]
    return [
        s
        for s, end in zip(sides, ends, strict=False)
        if _BEFORE.search(text[max(end, s.span.start - _NEAR) : s.span.start])
    ]
