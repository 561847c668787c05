"""Code lines as cases write them, and those of a result that answer to them; shared by codes, units and modifiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chartcite.domain.answer import Suggestion
from chartcite.evaluation.cases import Case, NoteCase


class Wanted(NamedTuple):
    """A code line as a case writes it: `64640-RT x1`; units and modifiers count only where written."""

    code: str
    modifiers: frozenset[str]
    units: int | None


class Lines(NamedTuple):
    """What a case says on code lines; `report` is None where it says nothing of what is to be reported."""

    report: tuple[Wanted, ...] | None
    also: frozenset[str]
    never: tuple[str, ...]
    free: frozenset[str]
    """Codes whose modifiers are not judged."""


def wanted(line: str) -> Wanted:
    """Parse a line of a case."""
    head, _, units = line.partition(" x")
    code, *modifiers = head.split("-")
    return Wanted(code, frozenset(modifiers), int(units) if units else None)


def lines_of(case: Case) -> Lines:
    """The code lines of a case."""
    said = case if isinstance(case, NoteCase) else case.expect
    free = () if isinstance(case, NoteCase) else case.expect.any_modifiers
    report = None if said.report is None else tuple(wanted(line) for line in said.report)
    also = frozenset(wanted(line).code for line in said.report_also)
    return Lines(report, also, said.do_not_report, frozenset(free))


def fitting(line: Wanted, own: Sequence[Suggestion], lines: Lines, adjusting: frozenset[str]) -> list[Suggestion]:
    """Those of `own` with the modifiers wanted and none beside that changes payment or an edit."""
    if line.code in lines.free:
        return [s for s in own if line.modifiers <= set(s.modifiers)]
    others = frozenset(m for other in lines.report or () if other.code == line.code for m in other.modifiers)
    return [s for s in own if line.modifiers <= set(s.modifiers) and not (set(s.modifiers) - others) & adjusting]
