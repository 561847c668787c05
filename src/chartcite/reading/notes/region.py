"""The state and the contractor that a note names as those of its service, and not of somebody's home or journey."""

from __future__ import annotations

import re

from chartcite.domain.note import NoteReading
from chartcite.domain.text import Mention

_BEFORE = 48  # characters before a state in which stands whose place it is
_LETTERS = 2  # of a state's short name
_TURNED = frozenset({"past", "planned", "instruction", "negated", "denied", "discussed", "offered", "conditional"})
_OTHERS = re.compile(
    r"\b(?:liv(?:es?|ing)|resid\w+|from|moved|moving|born|native|visit(?:s|ing)|travel\w*|trip|vacation\w*|fl(?:ew|ies|ying)|dr(?:ove|ives|iving)|winters?|summers?"
    r"|family|sister|daughter|son|brother|mother|father|wife|husband|home|address|outside|refer\w+|elsewhere|previous\w*|prior|former\w*|university|licen[sc]e\w*|mail\w*)\b",
    re.I,
)
_NAMED = re.compile(r"(?:\bin\s+|\bstate(?: of|:)?\s+|[A-Z][a-z]+,\s*)$")
_FIRST = re.compile(r"(?:^|[\n.;])\s*$")
_ALONE = re.compile(r"\s*[,;.]|\s+medicare\b", re.I)
_CITY = re.compile(r"\b[A-Z][a-z]+\s$")
_SHORT = re.compile(
    r"\b(?:in|of|at|near|clinic|office|hospital|center|centre|asc)[,:]?\s+(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+,?\s+$"
)
_ROOM = re.compile(
    r"\s+(?:clinic|office|hospital|center|centre|asc|hopd)\b|\s*[,;]\s*(?:original |traditional )?medicare\b|\s+medicare\b",
    re.I,
)
_POSTCODE = re.compile(r"[,.]?\s+\d{5}\b")
_TITLE = re.compile(r",?\s*(?-i:M\.?D\.?|D\.?O\.?|R\.?N\.?|P\.?A\.?|N\.?P\.?|DPM)\b")


def region_of(read: NoteReading) -> tuple[str | None, str | None]:
    """State and contractor, each where the note names exactly one as that of its own service."""
    told = [m for m in read.reading.mentions if m.assertion not in _TURNED]
    macs = {m.value for m in told if m.kind == "mac"}
    states = {m.value for m in told if m.kind == "state" and _is_of_service(read.text, m)}
    return (next(iter(states)) if len(states) == 1 else None, next(iter(macs)) if len(macs) == 1 else None)


def _is_of_service(text: str, state: Mention) -> bool:
    """Whether it stands where the place of the service is told."""
    before, start, end = text[max(0, state.span.start - _BEFORE) : state.span.start], *state.span
    line = before[before.rfind("\n") + 1 :]
    if _OTHERS.search(line) or _TITLE.match(text, end):
        return False
    if end - start == _LETTERS:
        own = text[start:end].isupper() and bool(_CITY.search(before) or _NAMED.search(before))
        return own and bool(_SHORT.search(before) or _POSTCODE.match(text, end) or _ROOM.match(text, end))
    if _FIRST.search(before) and _ALONE.match(text, end):
        return True
    return bool(_NAMED.search(before) or (_CITY.search(before) and _ROOM.match(text, end)))
