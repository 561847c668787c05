"""Runs suites and keeps, for each case, what was wrong and how long it took; an error is a fault, never a stop."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer, Critique
from chartcite.domain.record import Record
from chartcite.errors import ChartciteError
from chartcite.evaluation.cases import Case, NoteCase, QuestionCase, Suite
from chartcite.evaluation.score import Fault, Got
from chartcite.evaluation.scorers import abstention
from chartcite.evaluation.scorers.codes import beside
from chartcite.evaluation.scoring import faults_of, scores
from chartcite.evaluation.subject import Subject

NOT_DECIDING = frozenset({"retrieval", "masking"})
"""Kinds of cases in which no code is decided."""
CODE_PARTS = frozenset({"disposition", "codes", "modifiers", "units", "error"})
OUTSIDE = (ChartciteError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError)
"""What a case may raise; anything else (memory, an interrupt) ends the run."""


class CaseResult(Record):
    """One case: whole when nothing is wrong; `codes_right` when disposition and code lines are."""

    id: str
    suite: str
    kind: str
    faults: tuple[tuple[str, str], ...] = ()
    milliseconds: float = 0.0
    text: str = ""
    tags: tuple[str, ...] = ()
    scores: dict[str, float] = {}
    stages: dict[str, float] = {}
    confidence: float | None = None
    """How sure the answer is; None for a note, an abstention or an error."""
    expected: str = ""
    got: str = ""
    codes_beside: int = 0
    should_abstain: bool | None = None
    abstained: bool = False

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return not self.faults

    @property
    def decides(self) -> bool:
        """Whether codes are decided in it."""
        return self.kind not in NOT_DECIDING

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
    cores: int = 0
    seconds: float = 0.0
    cases: tuple[CaseResult, ...]


Told = Callable[[int, int], None]


def run(
    copilot: Copilot,
    suites: Sequence[Suite],
    engine: str,
    progress: Told = lambda done, of: None,
    *,
    twice: bool = True,
) -> RunRecord:
    """Every case of every suite, in order; `twice` proves that a second run gives the same."""
    total, started = sum(len(suite.cases) for suite in suites), perf_counter()
    subject = Subject(copilot, twice=twice)
    results: list[CaseResult] = []
    for suite in suites:
        for result in run_suite(subject, suite):
            results.append(result)
            progress(len(results), total)
    return record(copilot, results, engine, perf_counter() - started)


def record(copilot: Copilot, results: Sequence[CaseResult], engine: str, seconds: float) -> RunRecord:
    """The record of results that were got in some way."""
    commit, dirty = _commit()
    return RunRecord(
        knowledge=copilot.library.digest,
        engine=engine,
        commit=commit,
        dirty=dirty,
        python=platform.python_version(),
        cores=os.cpu_count() or 0,
        seconds=round(seconds, 1),
        cases=tuple(results),
    )


def run_suite(subject: Subject, suite: Suite) -> Iterator[CaseResult]:
    """The cases of a suite; what a clean twin got is kept for those that are compared with it."""
    twins = {case.twin for case in suite.cases if case.twin}
    kept: dict[str, Answer | Critique] = {}
    for case in suite.cases:
        result, got = _case(subject, suite, case, kept.get(case.twin or ""))
        if case.id in twins and got is not None:
            kept[case.id] = got.result
        yield result


def run_case(copilot: Copilot, suite: Suite, case: Case) -> CaseResult:
    """One case by itself; whatever goes wrong in it is its fault."""
    return _case(Subject(copilot, twice=False), suite, case, None)[0]


def _case(subject: Subject, suite: Suite, case: Case, twin: Answer | Critique | None) -> tuple[CaseResult, Got | None]:
    started = perf_counter()
    kind, text = ("note", "") if isinstance(case, NoteCase) else ("question", case.question)
    known = {
        "id": case.id,
        "suite": suite.name,
        "kind": kind,
        "text": text,
        "tags": case.tags,
        "expected": expected(case),
    }
    try:
        got = subject.got(case, case.as_of or suite.as_of, twin)
        given = scores(case, got, subject.ground_of(case))
        faults = faults_of(given)
        if case.twin and twin is None:
            faults.append(Fault("error", f"its twin {case.twin} gave no result"))
    except OUTSIDE as error:
        spent = round(1000 * (perf_counter() - started), 2)
        told = (("error", f"{type(error).__name__}: {error}"),)
        return CaseResult(**known, faults=told, milliseconds=spent, got="error"), None
    answer = got.answer
    abstained = answer is not None and answer.outcome == "abstained"
    return CaseResult(
        **known,
        faults=tuple((f.part, f.told) for f in faults),
        milliseconds=got.result.timings_ms.get("total", 0.0),
        scores={name: round(score.value, 4) for name, score in given.items()},
        stages=dict(got.result.timings_ms),
        confidence=None if answer is None or abstained else abstention.confidence(answer, got.confidence),
        got=told_of(got.result),
        codes_beside=beside(case, got),
        should_abstain=abstention.should_abstain(case),
        abstained=abstained,
    ), got


def expected(case: Case) -> str:
    """What a case expects, in one line."""
    said = case if isinstance(case, NoteCase) else case.expect
    head = [case.disposition] if isinstance(case, NoteCase) else [*(case.expect.outcome or ()), *_verdicts(case)]
    lines = [] if said.report is None else [", ".join(said.report) or "no code"]
    return "; ".join([" | ".join(head), *lines]) if head or lines else "no more than its facts"


def _verdicts(case: QuestionCase) -> list[str]:
    return [f"verdict {' | '.join(case.expect.verdict)}"] if case.expect.verdict else []


def told_of(result: Answer | Critique) -> str:
    """What a result decides, in one line."""
    lines = ", ".join("-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units else "") for s in result.report)
    head = result.disposition if isinstance(result, Critique) else result.outcome
    verdict = f"verdict {result.verdict}" if isinstance(result, Answer) and result.verdict else ""
    return "; ".join(part for part in (head, verdict, lines or "no code") if part)


def _commit() -> tuple[str, bool]:
    return git("rev-parse", "--short", "HEAD") or "unknown", bool(git("status", "--porcelain"))


def git(*words: str) -> str:
    """What git says of the folder this package stands in; nothing without git or outside a checkout."""
    try:
        return subprocess.run(
            ["git", *words], capture_output=True, text=True, timeout=10, check=False, cwd=Path(__file__).parent
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""
