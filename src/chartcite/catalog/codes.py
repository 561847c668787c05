"""The codes of the field: days in force, families, patterns, what replaced what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartcite.catalog.csv_files import read_rows
from chartcite.catalog.yaml_files import Problems, build, build_all, load_yaml
from chartcite.domain.record import Record, Strings
from chartcite.domain.table import CodeEntry
from chartcite.errors import KnowledgeFileError, UnknownIdError

ANY_CODE = "any-field-code"
"""What a rule writes for any code of the field."""


class Family(Record):
    """A named set of codes, for rules."""

    id: str
    name: str
    codes: Strings
    implies: str | None = None
    """The technique that naming such a code means, when none is named."""
    implies_target: str | None = None
    """The target that naming such a code means, when only a region or a level is named."""
    by_note: bool = True
    """Whether the rules decide such codes from a note (a supply or a visit they do not)."""


class Systems(Record):
    """How codes are written, and in which ranges every code is known."""

    patterns: dict[str, str]
    diagnoses: str
    """The system in which diagnoses are written; all others are of codes that are reported."""
    complete_ranges: tuple[tuple[str | int, str | int], ...] = ()
    history_words: Strings = ()
    """Words by which a sentence on a code tells that it came, went or never was."""

    def complete(self, code: str) -> bool:
        """Whether a code that is not listed can't exist."""
        return any(len(code) == len(str(a)) and str(a) <= code <= str(b) for a, b in self.complete_ranges)


@dataclass(frozen=True)
class CodeSet:
    """All codes of the field."""

    entries: dict[str, CodeEntry]
    families: dict[str, Family]
    systems: Systems
    replaced: dict[str, tuple[str, ...]]

    def families_of(self, code: str) -> frozenset[str]:
        """The families a code is in."""
        return frozenset(f.id for f in self.families.values() if code in f.codes)

    def is_shaped(self, word: str) -> bool:
        """Whether a word has the form of a code of services."""
        shapes = (shape for name, shape in self.systems.patterns.items() if name != self.systems.diagnoses)
        return word in self.entries or any(re.fullmatch(shape, word) for shape in shapes)

    def state(self, code: str, day: date) -> str:
        """in_force | not_yet | deleted | no_such_code (in a range that is wholly known) | unknown."""
        entry = self.entries.get(code)
        if entry is None:
            return "no_such_code" if self.systems.complete(code) else "unknown"
        if entry.last_day and day > entry.last_day:
            return "deleted"
        if entry.first_day and day < entry.first_day and entry.confidence != "L":
            return "not_yet"
        return "in_force"


def load_codes(root: Path) -> CodeSet:
    """Read codes.csv, codes-replaced.csv and the families and systems; all faults are told together."""
    problems = Problems()
    systems = build(Systems, load_yaml(root / "codes" / "systems.yaml"), root / "codes" / "systems.yaml")
    entries = _entries(root / "tables" / "codes.csv", problems)
    families = build_all(Family, load_yaml(root / "codes" / "families.yaml"), root / "codes" / "families.yaml")
    made = CodeSet(entries, {f.id: f for f in families}, systems, _replaced(root / "tables" / "codes-replaced.csv"))
    problems.raise_if_any()
    _cross_check(made, root, problems)
    _check_members(made, root, problems)
    problems.raise_if_any()
    return made


def _entries(path: Path, problems: Problems) -> dict[str, CodeEntry]:
    entries: dict[str, CodeEntry] = {}
    for line, row in read_rows(path, CodeEntry.model_fields):
        filled = {name: value for name, value in row.items() if value}
        with problems.collecting():
            entry = build(CodeEntry, filled, path, row["code"] or f"line {line}")
            if entry.code in entries:
                raise KnowledgeFileError(path, f"line {line}", f"{entry.code} stands twice")
            if entry.first_day and entry.last_day and entry.last_day < entry.first_day:
                raise KnowledgeFileError(path, entry.code, "its last day lies before its first")
            entries[entry.code] = entry
    return entries


def _replaced(path: Path) -> dict[str, tuple[str, ...]]:
    replaced: dict[str, tuple[str, ...]] = {}
    for _, row in read_rows(path, ("old", "new")):
        if row["new"]:
            replaced[row["old"]] = (*replaced.get(row["old"], ()), row["new"])
    return replaced


def _cross_check(codes: CodeSet, root: Path, problems: Problems) -> None:
    """Patterns compile and fit every code."""
    path = root / "codes" / "systems.yaml"
    for name, pattern in codes.systems.patterns.items():
        try:
            re.compile(pattern)
        except re.error as error:
            problems.add(KnowledgeFileError(path, f"patterns.{name}", f"no regular expression: {error}"))
            return
    if codes.systems.diagnoses not in codes.systems.patterns:
        known = ", ".join(codes.systems.patterns)
        problems.add(UnknownIdError(path, "diagnoses", f"{codes.systems.diagnoses} is no pattern", known))
    shapes = list(codes.systems.patterns.values())
    for code, entry in codes.entries.items():
        if entry.system not in codes.systems.patterns or not any(re.fullmatch(shape, code) for shape in shapes):
            known = ", ".join(codes.systems.patterns)
            problems.add(
                UnknownIdError(root / "tables" / "codes.csv", code, "its system or its form is not known", known)
            )


def _check_members(codes: CodeSet, root: Path, problems: Problems) -> None:
    """Families and successors name codes that are listed."""
    for family in codes.families.values():
        for code in family.codes:
            if code not in codes.entries:
                problems.add(
                    UnknownIdError(root / "codes" / "families.yaml", family.id, f"{code} is not in tables/codes.csv")
                )
    for old, new in codes.replaced.items():
        for code in (old, *new):
            if code not in codes.entries:
                problems.add(
                    UnknownIdError(root / "tables" / "codes-replaced.csv", old, f"{code} is not in tables/codes.csv")
                )
