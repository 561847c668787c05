"""Runs suites and keeps, for each case, what was wrong and how long it took; an error is a fault, never a stop."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.record import Record
from chartcite.errors import ChartciteError
from chartcite.evaluation.cases import Case, NoteCase, QuestionCase, Suite
from chartcite.evaluation.scoring import Fault, score_answer, score_critique

CODE_PARTS = frozenset({"disposition", "codes", "modifiers", "units", "error"})


class CaseResult(Record):
    """One case: whole when nothing is wrong; `codes_right` when disposition and code lines are."""

    id: str
    suite: str
    kind: str
    faults: tuple[tuple[str, str], ...] = ()
    milliseconds: float = 0.0
    text: str = ""
    tags: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.faults

    @property
    def codes_right(self) -> bool:
        """Disposition, codes, units and modifiers are right."""
        return not any(part in CODE_PARTS for part, _ in self.faults)


class RunRecord(Record):
    """A run: what was run on what, and every case."""

    knowledge: str
    engine: str
    commit: str
    dirty: bool
    python: str
    cases: tuple[CaseResult, ...]


def run(
    copilot: Copilot, suites: Sequence[Suite], engine: str, progress: Callable[[int, int], None] = lambda done, of: None
) -> RunRecord:
    """Every case of every suite, in order."""
    total = sum(len(suite.cases) for suite in suites)
    results: list[CaseResult] = []
    for suite in suites:
        for case in suite.cases:
            results.append(run_case(copilot, suite, case))
            progress(len(results), total)
    commit, dirty = _commit()
    return RunRecord(
        knowledge=copilot.library.digest,
        engine=engine,
        commit=commit,
        dirty=dirty,
        python=platform.python_version(),
        cases=tuple(results),
    )


def run_case(copilot: Copilot, suite: Suite, case: Case) -> CaseResult:
    """One case; whatever goes wrong in it is its fault."""
    started = perf_counter()
    try:
        faults = _faults(copilot, case, case.as_of or suite.as_of)
    except (ChartciteError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        faults = [Fault("error", f"{type(error).__name__}: {error}")]
    spent = 1000 * (perf_counter() - started)
    kind, text = ("note", "") if isinstance(case, NoteCase) else ("question", case.question)
    return CaseResult(
        id=case.id,
        suite=suite.name,
        kind=kind,
        faults=tuple((f.part, f.told) for f in faults),
        milliseconds=round(spent, 2),
        text=text,
        tags=case.tags,
    )


def _faults(copilot: Copilot, case: Case, today: date | None) -> list[Fault]:
    request = EncounterRequest(**case.context.model_dump())
    adjusting = frozenset(m.id for m in copilot.library.vocabularies.modifiers.values() if m.adjusts_payment)
    if isinstance(case, QuestionCase):
        return score_answer(case, copilot.ask(case.question, request, id=case.id, today=today), adjusting)
    return score_critique(case, copilot.critique(case.text, request, case.claim, id=case.id, today=today), adjusting)


def _commit() -> tuple[str, bool]:
    def git(*words: str) -> str:
        try:
            return subprocess.run(
                ["git", *words], capture_output=True, text=True, timeout=10, check=False, cwd=Path(__file__).parent
            ).stdout.strip()
        except OSError:
            return ""

    return git("rev-parse", "--short", "HEAD") or "unknown", bool(git("status", "--porcelain"))
