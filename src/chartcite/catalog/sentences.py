"""Sentences of a passage, by offset."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"(?<=[.!?])[\"”')\]]*\s+(?=[\"“'(\[]?[A-Z0-9])|\n\s*\n|\n(?=\s*[-*•]\s)|(?<=[.!?:;])\s*\n")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nos|vol|fig|sec|st|dr|mr|ms|inc|approx|[A-Z])\.)\s*$", re.IGNORECASE
)
_BULLET = re.compile(r"[-*•]\s+")


class Sentence(NamedTuple):
    """A sentence and its place [start, end) in the passage."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Split a text into sentences; a bullet or a paragraph ends one, an abbreviation does not."""
    cuts = [0]
    for match in _END.finditer(text):
        if not _NO_END.search(text[cuts[-1] : match.start() + 1].rstrip()):
            cuts.append(match.end())
    found = (_trimmed(text, start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return [item for item in found if item.text]


def _trimmed(text: str, start: int, end: int) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, text[start:end])
