"""Mutated notes: each changes a true note in one way, and says what must change in its critique, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from chartcite.copilot import Copilot
from chartcite.domain.answer import Critique
from chartcite.domain.record import Record, Strings
from chartcite.errors import InputError
from chartcite.evaluation.cases import Alternatives, NoteCase, load_suite
from chartcite.evaluation.runner import CaseResult, told_of
from chartcite.evaluation.scoring import Fault, score_critique

_ABSENT = ("missing", "conflicting")
_LABELS = ("disposition", "disposition_also", "report", "report_also", "do_not_report")


class Changes(Record):
    """What must be so of the mutated note; only what differs from its note is written."""

    disposition: str | None = None
    disposition_also: Strings = ()
    report: Strings | None = None
    report_also: Strings | None = None
    do_not_report: Strings | None = None
    missing: Strings = ()
    undocumented: Strings = ()
    finding: Alternatives = ()


class Mutation(Record):
    """One mutation of one note."""

    id: str
    note: str
    kind: str
    replace: tuple[tuple[str, str], ...]
    expect: Changes
    unchanged: Strings = ()

    def applied(self, text: str) -> str:
        """The mutated note; InputError if a text to replace is not in it."""
        for old, new in self.replace:
            if old not in text:
                raise InputError(f"{self.id}: {old[:60]!r} does not stand in {self.note}.txt")
            text = text.replace(old, new)
        return text


def load(folder: Path) -> tuple[list[Mutation], dict[str, NoteCase]]:
    """The mutations of a suite of notes, and its cases by id."""
    path = folder / "mutations.yaml"
    try:
        rows = TypeAdapter(list[Mutation]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise InputError(f"{path}: {error}") from error
    cases = {c.id: c for c in load_suite(folder / "labels.yaml").cases if isinstance(c, NoteCase)}
    return rows, cases


def run(
    copilot: Copilot,
    folder: Path,
    told: Callable[[int, int], None] = lambda done, of: None,
    every: int = 1,
    suite: str = "mutations",
) -> list[CaseResult]:
    """Every mutation (or each n-th), judged against its own expectation and the critique of its note."""
    rows, cases = load(folder)
    adjusting = frozenset(m.id for m in copilot.library.vocabularies.modifiers.values() if m.adjusts_payment)
    originals: dict[str, Critique] = {}
    results = []
    for number, row in enumerate(rows[::every], start=1):
        case = cases[row.note]
        if row.note not in originals:
            originals[row.note] = critique(copilot, case, case.text)
        mutated = case.model_copy(update={"text": row.applied(case.text)})
        made = critique(copilot, mutated, mutated.text)
        faults = judge(row, mutated, originals[row.note], made, adjusting)
        results.append(
            CaseResult(
                id=row.id,
                suite=suite,
                kind=row.kind,
                faults=tuple((f.part, f.told) for f in faults),
                milliseconds=made.timings_ms.get("total", 0.0),
                got=told_of(made),
            )
        )
        told(number, len(rows[::every]))
    return results


def critique(copilot: Copilot, case: NoteCase, text: str) -> Critique:
    """The critique of a text in the encounter of a case."""
    return copilot.critique(text, case.context, case.claim, today=case.as_of)


def judge(row: Mutation, case: NoteCase, before: Critique, after: Critique, adjusting: frozenset[str]) -> list[Fault]:
    """What should have changed and did not, and what changed and should not."""
    given = {name: getattr(row.expect, name) for name in _LABELS if name in row.expect.model_fields_set}
    label = case.model_copy(
        update={**given, "documented": (), "missing": row.expect.missing, "flags": row.expect.finding, "tags": ()}
    )
    faults = score_critique(label, after, adjusting)
    states = {e.id: e.state for e in after.elements}
    faults += [
        Fault("elements", f"{e} is still documented") for e in row.expect.undocumented if states.get(e) == "documented"
    ]
    return [*faults, *(f for name in row.unchanged for f in _moved(name, before, after))]


def _moved(name: str, before: Critique, after: Critique) -> list[Fault]:
    """A fault if this key or element is not as it was."""
    one, two = _value(name, before), _value(name, after)
    return [] if one == two else [Fault("unchanged", f"{name} went from {one} to {two}")]


def _value(name: str, critique: Critique) -> object:
    if name == "disposition":
        return critique.disposition
    if name == "report":
        return sorted((s.code, s.units, s.modifiers) for s in critique.report)
    if name == "do_not_report":
        return None  # which refusals are told may change with the words; that none is reported is judged by the label
    return next((e.state in _ABSENT, e.state) for e in critique.elements if e.id == name)
