"""The codes of the field: days in force, families, patterns, what replaced what."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartcite.catalog.yaml_files import build, build_all, load_yaml
from chartcite.domain.record import Record, Strings
from chartcite.domain.table import CodeEntry


class Family(Record):
    """A named set of codes, for rules."""

    id: str
    name: str
    codes: Strings


class Systems(Record):
    """How codes are written, and in which ranges every code is known."""

    patterns: dict[str, str]
    complete_ranges: tuple[tuple[int, int], ...] = ()


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

    def state(self, code: str, day: date) -> str:
        """in_force | not_yet | deleted | no_such_code (in a range that is wholly known) | unknown."""
        entry = self.entries.get(code)
        if entry is None:
            number = int(code) if code.isdigit() else None
            complete = number is not None and any(a <= number <= b for a, b in self.systems.complete_ranges)
            return "no_such_code" if complete else "unknown"
        if entry.last_day and day > entry.last_day:
            return "deleted"
        if entry.first_day and day < entry.first_day and entry.confidence != "L":
            return "not_yet"
        return "in_force"


def load_codes(root: Path) -> CodeSet:
    """Read codes.csv, codes-replaced.csv and the families and systems."""
    with (root / "tables" / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]
    path = root / "tables" / "codes.csv"
    entries = {str(row["code"]): build(CodeEntry, {**row, "confidence": row["confidence"] or "H"}, path, str(row["code"])) for row in rows}
    replaced: dict[str, tuple[str, ...]] = {}
    with (root / "tables" / "codes-replaced.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["new"]:
                replaced[row["old"]] = (*replaced.get(row["old"], ()), row["new"])
    families = build_all(Family, load_yaml(root / "codes" / "families.yaml"), root / "codes" / "families.yaml")
    systems = build(Systems, load_yaml(root / "codes" / "systems.yaml"), root / "codes" / "systems.yaml")
    for name, pattern in systems.patterns.items():
        re.compile(pattern), name
    return CodeSet(entries, {f.id: f for f in families}, systems, replaced)
