"""Tables by vintage: rows on demand, each a citable passage made of the spec's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path

from chartcite.catalog.csv_files import need_columns, read_header, read_rows
from chartcite.catalog.yaml_files import Problems, build, load_yaml
from chartcite.domain.source import Passage
from chartcite.domain.table import Sentence, TableSpec
from chartcite.errors import KnowledgeFileError

Key = tuple[str, ...]
_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CENT = Decimal("0.01")


class Table:
    """One CSV with its spec; parsed when first needed."""

    def __init__(self, spec: TableSpec, path: Path) -> None:
        self.spec, self._path = spec, path

    @cached_property
    def _rows(self) -> dict[Key, dict[str, str]]:
        """All rows by key; a row that stands twice or holds no number where one belongs fails with its line."""
        rows: dict[Key, dict[str, str]] = {}
        for line, row in read_rows(self._path, (*self.spec.key, *self.spec.numeric)):
            key = tuple(row[name] for name in self.spec.key)
            if key in rows:
                raise KnowledgeFileError(self._path, f"line {line}", f"the row {'-'.join(key)} stands twice")
            for name in self.spec.numeric:
                if row[name] and not _NUMBER.fullmatch(row[name]):
                    raise KnowledgeFileError(
                        self._path, f"line {line}, {name}", f"{row[name]} is no number", "such as 12 or 3.40"
                    )
            rows[key] = row | self._derived(row)
        return rows

    def _derived(self, row: dict[str, str]) -> dict[str, str]:
        """Products of columns, rounded half up to cents; empty when a factor is."""
        made = {}
        for name, formula in self.spec.derived.items():
            factors = [row.get(part.strip(), part.strip()) for part in formula.split("*")]
            amount = Decimal(0)
            if all(_NUMBER.fullmatch(factor) for factor in factors):
                amount = Decimal(1)
                for factor in factors:
                    amount *= Decimal(factor)
            made[name] = f"{amount.quantize(_CENT, ROUND_HALF_UP):,}" if amount else ""
        return made

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file and the derived amounts."""
        return (*read_header(self._path), *self.spec.derived)

    @cached_property
    def _by_first(self) -> dict[str, list[Key]]:
        index: dict[str, list[Key]] = {}
        for key in self._rows:
            index.setdefault(key[0], []).append(key)
        return index

    def keys(self) -> Iterable[Key]:
        """All row keys."""
        return self._rows

    def keys_of(self, code: str) -> list[Key]:
        """Row keys that begin with a code."""
        return self._by_first.get(code, [])

    def has(self, key: Key) -> bool:
        """Whether there is such a row."""
        return key in self._rows

    def value(self, key: Key, column: str) -> str | None:
        """A cell as written; None when the row is not there or the cell is empty."""
        row = self._rows.get(key)
        return (row.get(column) or None) if row else None

    def passage_id(self, key: Key) -> str:
        """The id of a row's passage."""
        return f"{self.spec.id}/{'-'.join(part for part in key if part)}"

    def passage(self, key: Key) -> Passage:
        """The row as a citable passage."""
        said = [text for s in self.spec.sentences if (text := self._say(s, self._rows[key]))]
        return Passage(
            id=self.passage_id(key),
            source=self.spec.source,
            title=self.spec.title,
            locator=f"{self.spec.locator}, row {' '.join(filter(None, key))}",
            known=self.spec.known,
            confidence=self.spec.confidence,
            text=" ".join(said),
        )

    def sentence(self, key: Key, field: str) -> str | None:
        """The sentence of a row that answers for a field, or None when the row does not say."""
        for s in self.spec.sentences:
            if field in (s.field or _FIELD.findall(s.text)) and (text := self._say(s, self._rows[key])):
                return text
        return None

    def key_of_passage(self, tail: str) -> Key | None:
        """The key behind the last part of a passage id."""
        return self._tails.get(tail)

    @cached_property
    def _tails(self) -> dict[str, Key]:
        return {"-".join(part for part in key if part): key for key in self._rows}

    @staticmethod
    def _say(sentence: Sentence, row: dict[str, str]) -> str | None:
        if any(row.get(name, "") != value for name, value in sentence.only.items()):
            return None
        if not all(row.get(name) for name in _FIELD.findall(sentence.text)):
            return None
        return _FIELD.sub(lambda m: row[m[1]], sentence.text)


def load_tables(folder: Path, problems: Problems) -> dict[str, Table]:
    """Every table: a spec `<id>.yaml` beside its `<id>.csv`; rows stay unread."""
    tables: dict[str, Table] = {}
    for path in sorted(folder.glob("*.yaml")):
        with problems.collecting():
            spec = build(TableSpec, {"id": path.stem, **load_yaml(path)}, path)
            table = Table(spec, path.with_suffix(".csv"))
            _check_columns(table, path)
            _check_vintage(spec, tables.values(), path)
            tables[spec.id] = table
    return tables


def _check_columns(table: Table, path: Path) -> None:
    """Every column that the spec names is one of the file, or derived."""
    spec, file_columns = table.spec, read_header(path.with_suffix(".csv"))
    need_columns(path, (*spec.key, *spec.numeric), file_columns)
    for formula in spec.derived.values():
        need_columns(path, (p.strip() for p in formula.split("*") if not _NUMBER.fullmatch(p.strip())), file_columns)
    for sentence in spec.sentences:
        need_columns(path, (*_FIELD.findall(sentence.text), *sentence.only, *sentence.field), table.columns)


def _check_vintage(spec: TableSpec, others: Iterable[Table], path: Path) -> None:
    """Two tables of a family start on different days, so that one is the newer."""
    for other in others:
        if other.spec.family == spec.family and other.spec.first_day == spec.first_day:
            raise KnowledgeFileError(
                path, "first_day", f"{other.spec.id} of the same family starts on the same day {spec.first_day}"
            )
    if spec.last_day and spec.last_day < spec.first_day:
        raise KnowledgeFileError(path, "last_day", "it lies before first_day")
