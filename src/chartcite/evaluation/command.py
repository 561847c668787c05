"""`chartcite eval`: finds the suites, runs them, compares with the baselines, writes the reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Column, Table

from chartcite.copilot import Copilot
from chartcite.evaluation import baseline, engines, gate, history, other_suites, report, report_figures, shelf
from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.cases import Suite
from chartcite.evaluation.mutants.making import Right
from chartcite.evaluation.mutants.of_rankings import examine_rankings
from chartcite.evaluation.mutants.testing import MutationReport, examine, rights
from chartcite.evaluation.other_suites import Other
from chartcite.evaluation.report_figures import SuiteFigures
from chartcite.evaluation.retrieval_suite import load_retrieval_suite
from chartcite.evaluation.runner import CaseResult, RunRecord, record, run
from chartcite.evaluation.shelf import Shelved
from chartcite.evaluation.subject import Subject
from chartcite.settings import Settings
from chartcite.wiring import Engine, build_copilot, data_folder, masker_of

_SHOWN = 12  # failing cases told on the terminal; the report has them all
_EVERY = 40  # cases between two words of progress
Progress = Callable[[str, int, int], None]


def evaluate(
    settings: Settings,
    wanted: Sequence[str],
    out: Path | None,
    *,
    as_json: bool,
    progress: Progress,
    update_baseline: bool = False,
    engine: Engine | None = None,
    most: int | None = None,
    mutants: bool = False,
) -> int:
    """Run suites by name or path; 0 when nothing got worse than its baseline and no case ended in an error, else 1."""
    if engine == "model" or (engine is None and settings.model_url):
        return _beside(settings, wanted, out, as_json=as_json, progress=progress, keep=update_baseline, most=most)
    others, left = other_suites.find(wanted, data_folder("suites"), data_folder("baselines"))
    shelved = _find(left) if left or not wanted else []
    copilot = build_copilot(settings, progress, "embedded")
    made = _run(copilot, shelved, others, settings, progress)
    every = [*shelved, *(item.shelved for item in others)]
    if update_baseline:
        _keep(every, made.cases)
    worse = gate.regressions(every, made.cases)
    if not wanted:
        worse += gate.lost(data_folder("baselines"), [item.suite.name for item in every])
    examined = _examined(copilot, shelved, others, progress) if mutants else None
    if out is not None:
        report.write(made, worse, out, history.kept(data_folder("baselines")), examined)
    _say(made, worse, as_json, examined)
    return 1 if worse or (examined is not None and not examined.holds) else 0


def _examined(
    copilot: Copilot, shelved: Sequence[Shelved], others: Sequence[Other], progress: Progress
) -> MutationReport:
    """The scorers themselves, tried with wrong answers and rankings made of every right one."""
    suites = [item.suite for item in shelved]
    total = sum(len(suite.cases) for suite in suites)

    def told(answers: Iterator[Right]) -> Iterator[Right]:
        for done, right in enumerate(answers, start=1):
            if done % _EVERY == 0:
                progress("right answers made wrong", done, total)
            yield right

    report = examine(told(rights(Subject(copilot), suites)))
    queries = {item.path for item in others if item.kind == "retrieval"}
    ranked = [s for path in sorted(queries) for s in examine_rankings(copilot, load_retrieval_suite(path))]
    return report.model_copy(update={"scorers": (*report.scorers, *ranked)})


def _beside(
    settings: Settings,
    wanted: Sequence[str],
    out: Path | None,
    *,
    as_json: bool,
    progress: Progress,
    keep: bool,
    most: int | None,
) -> int:
    """The model's engine beside the embedded one; 1 when they decide differently anywhere."""
    worded = build_copilot(settings, progress, "model")
    suites = find(wanted)
    plain = worded.worded_by(None)
    tallies = engines.compare(plain, worded, suites, most, lambda done, of: progress("cases", done, of))
    made = engines.EngineRecord(
        engine=f"model {settings.model}",
        endpoint=urlsplit(settings.model_url or "").netloc,
        knowledge=worded.library.digest,
        suites=tuple(tallies),
    )
    if keep:
        engines.write(made, data_folder("baselines") / engines.FOLDER)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "engines.json").write_text(made.model_dump_json(indent=1) + "\n", encoding="utf-8")
        (out / "engines.md").write_text(engines.markdown(made), encoding="utf-8")
    sys.stdout.write(made.model_dump_json() + "\n" if as_json else engines.markdown(made))
    return 1 if made.differing else 0


def find(wanted: Sequence[str]) -> list[Suite]:
    """The suites that ship, or those named."""
    return [item.suite for item in _find(wanted)]


def _find(wanted: Sequence[str]) -> list[Shelved]:
    suites = data_folder("suites")
    return shelf.find(wanted, suites, data_folder("baselines"), other_suites.names(suites))


def _run(
    copilot: Copilot, shelved: Sequence[Shelved], others: Sequence[Other], settings: Settings, progress: Progress
) -> RunRecord:
    def told(stage: str) -> Callable[[int, int], None]:
        return lambda done, of: progress(stage, done, of) if done == of or done % _EVERY == 0 else None

    started = perf_counter()
    done = list(run(copilot, [item.suite for item in shelved], "embedded", told("cases")).cases)
    for item in others:
        done += other_suites.run(copilot, item, lambda: masker_of(settings, copilot.library), told(item.name))
    return record(copilot, done, copilot.drafter.engine, perf_counter() - started)


def _keep(shelved: Sequence[Shelved], cases: Sequence[CaseResult]) -> None:
    for item in shelved:
        own = [case for case in cases if case.suite == item.suite.name]
        baseline.write(item.baselines, item.suite.name, own, item.suite.digest if item.frozen else None)


def _table(rows: Sequence[SuiteFigures]) -> Table:
    table = Table(Column("suite", no_wrap=True), "whole", "codes right", "p50 / p95 ms", "faults")
    for row in rows:
        faults = ", ".join(f"{part} {count}" for part, count in row.faults.items())
        table.add_row(
            row.suite,
            f"{row.whole} of {row.cases}",
            "–" if row.codes_right is None else str(row.codes_right),
            f"{row.p50_ms} / {row.p95_ms}",
            faults,
        )
    return table


def _say(made: RunRecord, worse: Sequence[Regression], as_json: bool, mutants: MutationReport | None) -> None:
    rows = report.figures(made.cases)
    if as_json:
        body = {
            "figures": [r.model_dump() for r in rows],
            "regressions": [r.model_dump() for r in worse],
            "mutants": mutants.model_dump() if mutants else None,
            "run": made.model_dump(),
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    console = Console()
    console.print(_table(rows))
    for scored in mutants.scorers if mutants else ():
        console.print(f"{scored.scorer}: {scored.caught} of {scored.mutants} mutants caught", markup=False)
    failing = report_figures.failing(made.cases)
    for case in failing[:_SHOWN]:
        console.print(f"{case.id}  {case.text[:100]}", markup=False)
        console.print("    " + "; ".join(told for _, told in case.faults)[:300], markup=False)
    if len(failing) > _SHOWN:
        console.print(f"... and {len(failing) - _SHOWN} more; --out FOLDER writes them all.")
    if closed := report_figures.closed(made.cases):
        console.print(closed)
    for item in worse:
        console.print(f"REGRESSION {item.suite} {item.case}: {item.told}", markup=False)
        if item.expected or item.got:
            console.print(f"    expected {item.expected or '?'}; got {item.got or '?'}", markup=False)
