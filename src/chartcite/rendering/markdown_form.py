"""A document as Markdown; words from outside can't become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.rendering.document import Document, Entry, Grid

_ADDRESS = re.compile(r"https?://[^\s<>]+")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def escape(text: str) -> str:
    """The text with every character of markup made plain, on one line."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return _MARKUP.sub(r"\\\1", " ".join(plain.split()))


def markdown(document: Document) -> str:
    """The whole document."""
    lines = [f"# {escape(document.title)}"]
    for section in document.filled:
        lines += ["", *([f"## {escape(section.title)}", ""] if section.title else [])]
        for block in section.blocks:
            lines += _grid(block) if isinstance(block, Grid) else _entry(block, bare=not section.title)
    return "\n".join(lines) + "\n"


def _entry(entry: Entry, bare: bool) -> Iterator[str]:
    head = f"**{escape(entry.head)}**" if entry.head else ""
    marks = f"[{', '.join(entry.claims)}]" if entry.claims else ""
    line = " ".join(filter(None, (head, _paragraphs(entry.text), escape(marks))))
    yield line if bare else f"- {line}"
    yield from (f"  - {escape(detail)}" for detail in entry.details)
    if entry.link:
        yield f"  - <{entry.link}>" if _ADDRESS.fullmatch(entry.link) else f"  - {escape(entry.link)}"
    if bare:
        yield ""


def _paragraphs(text: str) -> str:
    """Text that may run over several lines, such as a letter, with its breaks kept."""
    return "  \n  ".join(escape(line) for line in text.splitlines())


def _grid(grid: Grid) -> Iterator[str]:
    yield "| " + " | ".join(escape(name) for name in grid.columns) + " |"
    yield "|" + " --- |" * len(grid.columns)
    for row in grid.rows:
        yield "| " + " | ".join(escape(cell) for cell in row) + " |"
    yield from ("", escape(grid.caption), "") if grid.caption else ("",)
