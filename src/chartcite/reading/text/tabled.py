"""Measures in tables: in columns whose head names their unit ("Nerve | Temp (C) | Sec"), or in rows that a label leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from chartcite.domain.text import Figure, Span

_COLUMN = re.compile(
    r"\b(?:temp\w*|deg\w*|celsius|sec\w*|mins?|minutes?|vol\w*|ml|cc|conc\w*|per\s?cent)\b|°|%|^\W*(?:T\W*C?|C)\W*$",
    re.I,
)
_UNITS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("tem", "deg", "cel", "°", "t", "c", "tc"), ("temperature_c", 1)),
    "sec": ("seconds", 1),
    "min": ("seconds", 60),
    **dict.fromkeys(("vol", "ml", "cc"), ("volume_ml", 1)),
    **dict.fromkeys(("con", "per", "%"), ("concentration_pct", 1)),
}
_NO_LETTER = re.compile(r"[^a-z°%]")
_LONGEST_HEAD = 24  # characters of a cell that heads a column
_CELL = re.compile(r"(?:.*\s)?(\d{1,3}(?:\.\d+)?)\s*")
_RULE = re.compile(r"[\s|:+=-]*")
_SEPARATORS = (re.compile(r"\|"), re.compile(r"\t"), re.compile(r"[ \t]{2,}"), re.compile(r","))
_FEWEST = (2, 2, 2, 3)  # cells of a row that each of them makes
_MOST_ROWS = 40
_COLDEST, _HOTTEST = 30, 100


class _Cell(NamedTuple):
    """The text of a cell and where it starts."""

    text: str
    start: int


def tabled(text: str) -> Iterator[Figure]:
    """Temperatures (C), seconds, percentages and volumes (ml) of bare numbers in the cells of tables."""
    lines = [_Cell(m[0], m.start()) for m in re.finditer(r"[^\r\n]+", text)]
    for separator, fewest in zip(_SEPARATORS, _FEWEST, strict=True):
        index = 0
        while index < len(lines):
            cells = _cells(lines[index], separator)
            index += 1
            if len(cells) < fewest:
                continue
            facts = [_fact(cell.text) for cell in cells]
            if facts[0] and len(cells) > 2 and all(_CELL.fullmatch(cell.text) for cell in cells[1:]):
                yield from _read([facts[0]] * len(cells), [_Cell("", 0), *cells[1:]])
            elif any(facts) and not any(re.search(r"\d", cell.text) for cell in cells):
                rows = _rows(lines[index : index + _MOST_ROWS], separator, fewest)
                index += len(rows)
                for row in rows:
                    yield from _read(facts, row)


def _rows(lines: list[_Cell], separator: re.Pattern[str], fewest: int) -> list[list[_Cell]]:
    """The rows below a head, as far as they go on."""
    rows: list[list[_Cell]] = []
    for line in lines:
        cells = _cells(line, separator)
        if len(cells) < fewest and not _RULE.fullmatch(line.text):
            break
        rows.append(cells)
    return rows


def _cells(line: _Cell, separator: re.Pattern[str]) -> list[_Cell]:
    """The cells of a line, empty ones too, save before a first and after a last separator."""
    cells, start = [], 0
    for match in separator.finditer(line.text):
        cells.append(_Cell(line.text[start : match.start()], line.start + start))
        start = match.end()
    cells.append(_Cell(line.text[start:], line.start + start))
    first = 0 if cells[0].text.strip() or len(cells) == 1 else 1
    last = len(cells) if cells[-1].text.strip() else len(cells) - 1
    return cells[first:last]


def _fact(head: str) -> tuple[str, int] | None:
    """What the numbers under a head measure, and in how many of its unit."""
    head = re.split(r"\s{2,}", head.strip())[-1]
    found = _COLUMN.search(head) if len(head) <= _LONGEST_HEAD else None
    return _UNITS.get(_NO_LETTER.sub("", found[0].lower())[:3]) if found else None


def _read(facts: list[tuple[str, int] | None], cells: list[_Cell]) -> Iterator[Figure]:
    for fact, cell in zip(facts, cells, strict=False):
        value = _CELL.fullmatch(cell.text)
        if fact and value and (fact[0] != "temperature_c" or _COLDEST <= float(value[1]) <= _HOTTEST):
            start = cell.start
            yield Figure(fact[0], fact[1] * float(value[1]), Span(start + value.start(1), start + value.end(1)))
