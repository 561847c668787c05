"""Tables by vintage: rows on demand, each a citable passage made of the spec's sentences."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from chartcite.catalog.yaml_files import build, load_yaml
from chartcite.domain.source import Passage
from chartcite.domain.table import Sentence, TableSpec
from chartcite.errors import KnowledgeFileError

Key = tuple[str, ...]
_FIELD = re.compile(r"\{(\w+)\}")


class Table:
    """One CSV with its spec; parsed when first needed."""

    def __init__(self, spec: TableSpec, path: Path) -> None:
        self.spec, self._path = spec, path

    @cached_property
    def _rows(self) -> dict[Key, dict[str, str]]:
        rows: dict[Key, dict[str, str]] = {}
        with self._path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or []
            for name in (*self.spec.key, *self.spec.numeric):
                if name not in columns:
                    raise KnowledgeFileError(self._path, name, "this column is missing", ", ".join(columns))
            for number, row in enumerate(reader, start=2):
                key = tuple(row[name] for name in self.spec.key)
                if key in rows:
                    raise KnowledgeFileError(self._path, f"line {number}", f"the row {'-'.join(key)} stands twice")
                self._check_numbers(row, number)
                rows[key] = row | self._derived(row)
        return rows

    def _check_numbers(self, row: dict[str, str], number: int) -> None:
        for name in self.spec.numeric:
            try:
                Decimal(row[name] or "0")
            except InvalidOperation:
                raise KnowledgeFileError(self._path, f"line {number}, {name}", f"{row[name]} is no number") from None

    def _derived(self, row: dict[str, str]) -> dict[str, str]:
        """Products of columns, rounded half up to cents; empty when a factor is."""
        made = {}
        for name, formula in self.spec.derived.items():
            factors = [row.get(part.strip(), "") or part.strip() for part in formula.split("*")]
            try:
                product = Decimal(1)
                for factor in factors:
                    product *= Decimal(factor)
                amount = product.quantize(Decimal("0.01"), ROUND_HALF_UP)
                made[name] = f"{amount:,}" if amount else ""
            except InvalidOperation:
                made[name] = ""
        return made

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
            id=self.passage_id(key), source=self.spec.source, title=self.spec.title, locator=f"{self.spec.locator}, row {' '.join(filter(None, key))}",
            known=self.spec.known, confidence=self.spec.confidence, text=" ".join(said),
        )  # fmt: skip

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


def load_tables(folder: Path) -> dict[str, Table]:
    """Every table: a spec `<id>.yaml` beside its `<id>.csv`."""
    tables = {}
    for path in sorted(folder.glob("*.yaml")):
        spec = build(TableSpec, {"id": path.stem, **load_yaml(path)}, path)
        data = path.with_suffix(".csv")
        if not data.exists():
            raise KnowledgeFileError(path, "id", f"{data.name} is not there")
        tables[spec.id] = Table(spec, data)
    return tables
