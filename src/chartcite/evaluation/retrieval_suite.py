"""The retrieval suite: what a coder types, and which passages answer it, graded; strict, with the line of a mistake."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.record import Record, Strings
from chartcite.errors import InputError
from chartcite.evaluation.runner import OUTSIDE, CaseResult, Told
from chartcite.evaluation.scorers.retrieval import FIRST, GOVERNS, Place, ranked, score

FILE = "queries.jsonl"
R = TypeVar("R", bound=Record)
Grade = Literal[1, 2]
"""2: the passage that governs for the encounter; 1: another that answers the query too."""


class RetrievalCase(Record):
    """A query with the passages that answer it."""

    id: str
    query: Annotated[str, Field(min_length=1)]
    context: EncounterRequest = EncounterRequest()
    gold: Annotated[dict[str, Grade], Field(min_length=1)]
    tags: Strings = ()
    provenance: Annotated[str, Field(min_length=1)]

    @property
    def held_out(self) -> bool:
        """Whether settings may not be chosen on this case; by its id alone, so that nobody picks."""
        return sha256(self.id.encode()).digest()[-1] % 2 == 1


class RetrievalSuite(Record):
    """Cases and the day that counts as today in them."""

    as_of: date
    cases: tuple[RetrievalCase, ...]


DEPTH = 10
Ranker = Callable[[RetrievalCase], list[str]]


class _Head(Record):
    suite: Literal["retrieval"]
    as_of: date


def load_retrieval_suite(path: Path) -> RetrievalSuite:
    """Read a suite's file, or the one in a folder. InputError says file, line and key of a mistake."""
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file}: no retrieval suite there")
    head, *rows = file.read_text(encoding="utf-8").splitlines() or [""]
    cases = tuple(_read(RetrievalCase, file, line, row) for line, row in enumerate(rows, 2))
    lines: dict[str, int] = {}
    for line, case in enumerate(cases, 2):
        if case.id in lines:
            raise InputError(f"{file}, line {line}: {case.id}: this id stands in line {lines[case.id]} already")
        if 2 not in case.gold.values():
            raise InputError(f"{file}, line {line}: {case.id}: gold: one passage has to govern (2)")
        lines[case.id] = line
    return RetrievalSuite(as_of=_read(_Head, file, 1, head).as_of, cases=cases)


def place_of(case: RetrievalCase, copilot: Copilot, today: date) -> Place:
    """For whom and when a case asks, as its context says; the words of the query add nothing."""
    request = case.context
    e = copilot.readers.encounter.resolve(request, today)
    return Place(e.date_of_service, e.payer, e.mac, e.state, e.line_of_business)


def run_retrieval(
    copilot: Copilot, suite: RetrievalSuite, rank: Ranker | None = None
) -> tuple[dict[str, list[str]], dict[str, dict[str, float]]]:
    """The ten best passages of every case, by the copilot or by `rank`, and what they score."""
    asked = rank or (lambda case: copilot.passages(case.query, case.context, DEPTH, suite.as_of))
    rankings = {case.id: asked(case) for case in suite.cases}
    places = {case.id: place_of(case, copilot, suite.as_of) for case in suite.cases}
    return rankings, score(suite.cases, rankings, places, copilot.library.sources)


def halves(folder: Path) -> list[bool]:
    """Which halves a suite has: a customer's small one may lie in one of them as a whole."""
    return sorted({case.held_out for case in load_retrieval_suite(folder).cases})


def results(
    copilot: Copilot, folder: Path, name: str, held_out: bool, told: Told = lambda done, of: None
) -> list[CaseResult]:
    """Every query of one half as a case: whole when a passage that governs is among the first five."""
    suite = load_retrieval_suite(folder)
    cases = [case for case in suite.cases if case.held_out is held_out]
    made = []
    for number, case in enumerate(cases, start=1):
        made.append(_result(copilot, suite.model_copy(update={"cases": (case,)}), name))
        told(number, len(cases))
    return made


def _result(copilot: Copilot, suite: RetrievalSuite, name: str) -> CaseResult:
    (case,) = suite.cases
    governing = sorted(id_ for id_, grade in case.gold.items() if grade == GOVERNS)
    known = {
        "id": case.id,
        "suite": name,
        "kind": "retrieval",
        "text": case.query,
        "tags": case.tags,
        "expected": f"one of {', '.join(governing)} among the first five",
    }
    started = perf_counter()
    try:
        rankings, rows = run_retrieval(copilot, suite)
    except OUTSIDE as error:
        return CaseResult(**known, faults=(("error", f"{type(error).__name__}: {error}"),), got="error")
    spent, row = round(1000 * (perf_counter() - started), 2), rows[case.id]
    found = bool(row["governing passage@5"])
    source = "another passage of its source is" if row["governing source@5"] else "nor is any of its source"
    faults = () if found else (("retrieval", f"no passage that governs is among the first five, {source}"),)
    first = ", ".join(rankings[case.id][:FIRST])
    return CaseResult(**known, faults=faults, milliseconds=spent, scores=ranked(row), got=first or "nothing")


def _read(kind: type[R], file: Path, line: int, row: str) -> R:
    try:
        value = json.loads(row)
        return kind.model_validate(value)
    except json.JSONDecodeError as error:
        raise InputError(f"{file}, line {line}: no JSON object ({error.msg}, column {error.colno})") from error
    except ValidationError as error:
        fault = error.errors()[0]
        name = value.get("id", "") if isinstance(value, dict) else ""
        told = ": ".join(part for part in (str(name), ".".join(map(str, fault["loc"])), fault["msg"]) if part)
        raise InputError(f"{file}, line {line}: {told}") from error
