"""Strict CSV: the columns that are expected, every row as wide as the header."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from chartcite.errors import KnowledgeFileError


def read_header(path: Path) -> tuple[str, ...]:
    """The column names of a table."""
    with _open(path) as file:
        return _header(path, csv.reader(file))


def read_rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line number; a missing column or a row of another width fails with the line."""
    with _open(path) as file:
        reader = csv.reader(file)
        header = _header(path, reader)
        need_columns(path, columns, header)
        for cells in reader:
            if len(cells) != len(header):
                raise KnowledgeFileError(
                    path,
                    f"line {reader.line_num}",
                    f"{len(cells)} cells where the header has {len(header)}",
                    ", ".join(header),
                )
            yield reader.line_num, dict(zip(header, cells, strict=True))


def need_columns(path: Path, columns: Iterable[str], header: Iterable[str]) -> None:
    """Fail on the first column that the header lacks."""
    known = tuple(header)
    for name in columns:
        if name not in known:
            raise KnowledgeFileError(path, name, "there is no such column", ", ".join(known))


def _open(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise KnowledgeFileError(path, "file", f"it can't be read ({error.strerror})") from error


def _header(path: Path, reader: Iterator[list[str]]) -> tuple[str, ...]:
    header = tuple(next(reader, ()))
    if not header or len(set(header)) < len(header):
        raise KnowledgeFileError(path, "line 1", "a header with each column once is expected")
    return header
