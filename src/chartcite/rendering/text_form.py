"""A document for a terminal: wrapped, and in colour only where there is a screen."""

from __future__ import annotations

import sys
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from chartcite.rendering.document import Document, Entry, Grid

PIPED_WIDTH = 110
"""Columns where the output is no terminal: wide enough for a table, narrow enough to read."""
INDENT = 2


def print_document(document: Document, file: TextIO | None = None) -> None:
    """Write the document to a stream, the standard output if none is given."""
    stream = file or sys.stdout
    on_screen = stream.isatty()
    console = Console(
        file=stream,
        no_color=not on_screen,
        highlight=False,
        emoji=False,
        markup=False,
        width=None if on_screen else PIPED_WIDTH,
        soft_wrap=False,
    )
    console.print(_plain(document.title, style="bold"))
    for section in document.filled:
        console.print()
        if section.title:
            console.print(_plain(section.title, style="bold cyan"))
        for block in section.blocks:
            indent = INDENT if section.title else 0
            if isinstance(block, Grid):
                console.print(Padding(_table(block), (0, 0, 0, indent), expand=False))
            else:
                _entry(console, block, indent)


def _entry(console: Console, entry: Entry, indent: int) -> None:
    line = Text()
    if entry.head:
        line.append_text(_plain(entry.head, style="bold")).append("  " if entry.text else "")
    line.append_text(_plain(entry.text))
    if entry.claims:
        line.append(f"  [{', '.join(entry.claims)}]", style="dim")
    console.print(Padding(line, (0, 0, 0, indent), expand=False))
    for detail in (*entry.details, *([entry.link] if entry.link else [])):
        console.print(Padding(_plain(detail, style="dim"), (0, 0, 0, indent + INDENT), expand=False))


def _table(grid: Grid) -> Table:
    table = Table(caption=_plain(grid.caption) if grid.caption else None, caption_justify="left", show_lines=grid.ruled)
    for number, name in enumerate(grid.columns):
        table.add_column(_plain(name), overflow="fold", no_wrap=not grid.ruled and number == 0)
    for row in grid.rows:
        table.add_row(*(_plain(cell) for cell in row))
    return table


def _plain(text: str, style: str = "") -> Text:
    """The text without control characters: words of a note can't steer the terminal."""
    return Text("".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text), style=style)
