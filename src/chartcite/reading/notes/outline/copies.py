"""What a note carries over from another one: blocks that say so at their head, in brackets, between rules or in quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Section
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Span

_BLOCK = re.compile(r"\[[^\[\]]{20,4000}\]")
# A line dressed with a rule ("--- copied from ... ---"), or in brackets alone.
_RULED = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:[-=*_~#>+<]{2,}[^\n]{0,120}|\[[^\]\n]{3,100}\][ \t]*(?:[-=*_~#>+<]{1,10}[ \t]*)?(?=\r?\n|$))"
)
_RULED_MOST, _RULES_MOST = 6000, 20  # characters between two such lines that belong together, and lines
_BLANK = re.compile(r"\n[ \t]*\r?\n")
_QUOTED = re.compile(
    r":\s{0,8}(?:\"[^\"]{20,4000}\"|“[^”]{20,4000}”|'(?:[^'\n]|(?<=\w)'(?=\w)){20,600}'(?!\w))"
)  # a label and what it quotes
_AFTER_WORD, _HEAD = 80, 160  # characters from a word of copying to the colon, and of the line before it
_HEAD_OF_BLOCK = 40


class Copies:
    """Finds them with the words of one vocabulary."""

    def __init__(self, language: NoteLanguage) -> None:
        self._finder = TermFinder()
        self._finder.add("carried", "carried", language.carried)
        carried = alternatives(re.escape(name).replace(r"\ ", r"[ -]") for name in language.carried)
        self._carried = re.compile(rf'\b(?:{carried})\b[^\n:"“]{{0,{_AFTER_WORD}}}$', re.I)

    def of(self, text: str) -> list[Span]:
        """Blocks in order, in brackets or between two rules, that say at their head that they come from another note."""
        blocks = [Span.of(m) for m in _BLOCK.finditer(text) if self._is_carried(m.group()[:_HEAD_OF_BLOCK])]
        quoted = [
            Span(line, m.end())
            for m in _QUOTED.finditer(text)
            if self._carried.search(text, line := max(text.rfind("\n", 0, m.start()) + 1, m.start() - _HEAD), m.start())
        ]
        return sorted([*blocks, *self._ruled(text), *quoted])

    def _ruled(self, text: str) -> list[Span]:
        """From each dressed line that says so to the one that says that it ends, else to the next dressed line, else to the end of its paragraph."""
        found: list[Span] = []
        lines = list(_RULED.finditer(text))
        for index, line in enumerate(lines):
            if (found and line.start() < found[-1].end) or not self._is_carried(line.group()):
                continue
            below = [m for m in lines[index + 1 : index + _RULES_MOST] if m.end() - line.start() <= _RULED_MOST]
            ruled = (m for m in below if not m.group().lstrip().startswith("["))
            last = next((m for m in below if self._is_carried(m.group())), None) or next(ruled, None)
            end = last.end() if last else _paragraph_end(text, line.end())
            found.append(Span(line.start(), end))
        return found

    def _is_carried(self, head: str) -> bool:
        return bool(self._finder.find(words_of(head)))


def apart(sections: list[Section], carried: Sequence[Span]) -> list[Section]:
    """The sections, none reaching out of a block that was carried over: behind it goes on what it stands in."""
    made: list[Section] = []
    starts, places = [block.start for block in carried], [section.body.start for section in sections]
    for section in sections:
        before = bisect_right(starts, section.body.start)
        block = carried[before - 1] if before else section.body
        around = bisect_left(places, block.start)
        if before and around and section.body.start < block.end < section.body.end:
            made.append(replace(section, body=Span(section.body.start, block.end)))
            section = replace(sections[around - 1], body=Span(block.end, section.body.end))
        made.append(section)
    return made


def _paragraph_end(text: str, start: int) -> int:
    """Where the paragraph below a place ends."""
    end = _BLANK.search(text, start + len(text[start:]) - len(text[start:].lstrip()))
    return end.start() if end else len(text)
