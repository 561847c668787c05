"""Lines that were broken at a width, joined again: one for one, a blank for each line end that no writer set."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n)?")
_WIDTHS = range(45, 133)  # characters of the widest line of a text that is broken at a width
_FEWEST = 2  # line ends at the width that make a text one that was broken there
_TO_EACH = 4  # of them to each line that is nearly as long, might run on and ends before the width
_NEARLY = 0.75  # of the width
_IN_COLUMNS = re.compile(r"[|\t]|\S {3,}\S|[-_=*#.]{6,}")
_ENDED = re.compile(r"[.:;?!)\]]\s*$")
_STARTS_A_LINE = re.compile(
    r"\s*(?:[-*•+>#|☐□☒☑✓✔\[({]|\d{1,2}[.):]|[A-Za-z][.)]\s|[A-Z][\w /&'’().-]{1,40}:|[A-Z][A-Z /&-]{2,40}$|/s/|$)"
)


def unwrapped(text: str) -> str:
    """The text, as long as given, with its broken lines joined where it was broken at one width; else as it is."""
    lines = [line for line in _LINE.finditer(text) if line.group()]
    bare = [line.group().rstrip() for line in lines]
    width = max(map(len, bare), default=0)
    if width not in _WIDTHS:
        return text
    near = [i for i in range(len(bare) - 1) if len(bare[i]) > _NEARLY * width and _may_run_on(bare[i], bare[i + 1])]
    breaks = [i for i in near if len(bare[i]) + 1 + len(bare[i + 1].split(maxsplit=1)[0]) > width]
    if len(breaks) < _FEWEST or len(breaks) < _TO_EACH * (len(near) - len(breaks)):
        return text
    letters = list(text)
    for place in (place for i in breaks for place in range(*lines[i].span(1))):
        letters[place] = " "
    return "".join(letters)


def _may_run_on(line: str, following: str) -> bool:
    """Whether the next line may go on with this one: neither is a row of columns, and it starts nothing of its own."""
    if not following.strip() or _IN_COLUMNS.search(line.strip()) or _IN_COLUMNS.search(following.strip()):
        return False
    return not _STARTS_A_LINE.match(following) or (not _ENDED.search(line) and following.lstrip()[:1].islower())
