"""Whether a word for a side that closes a sentence asks for agreement ("64640 x 2 right?") and names no side."""

from __future__ import annotations

import re

_BEFORE = 28  # characters before the word in which what it closes stands
_MARK = re.compile(r"\s*\?")
_PAUSE = re.compile(r"[,;.]\s*$")
_SAID = re.compile(
    r"\b(?:is|that|this|so|i|it|its|thats|still|way|be|all|am i|(?:sound|seem|look|feel)s?"
    r"|(?:is|was|are|were)\s+(?:he|she|it|they|we|you|the\s+\w+))\s*$",
    re.I,
)
_TIMES = re.compile(r"\bx\s?\d+\s*$", re.I)
_FIGURE = re.compile(r"(?:\b\d{4}[\dT](?:\s?-\s?[A-Z\d]{2})*|\b\d+\s+(?:units?|lines?))\s*$", re.I)
_EQUALLED = re.compile(
    r"(?:=|\b(?:is|be|it'?s|thats|that's|as|bill|use|report|code|still|just))\s*(?:[a-z]+\s+){0,2}\d{4}[\dT]\s*$", re.I
)  # "neurolysis = 64640 right", without its question mark


def asks_agreement(text: str, start: int, end: int, *, paused: bool = False) -> bool:
    """Whether the word at [start, end), the last of its sentence, is such a tag.

    `paused` takes a comma before it for enough where no question mark stands ("64640 is fine, right").
    """
    before = text[max(0, start - _BEFORE) : start]
    marked = bool(_MARK.match(text, end))
    if not marked and text[end:].strip(" \n"):
        return False
    if _SAID.search(before) or _TIMES.search(before) or (_PAUSE.search(before) and (marked or paused)):
        return True
    return bool(_FIGURE.search(before) if marked else _EQUALLED.search(before))
