"""Reports of a run in a folder: JSON, Markdown, JUnit XML, and one HTML page that opens offline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from chartcite.evaluation import junit
from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.history import Kept
from chartcite.evaluation.mutants.testing import MutationReport
from chartcite.evaluation.report_figures import (
    AnswerFigures,
    MetricFigures,
    SuiteFigures,
    by_metric,
    by_suite,
    closed,
    failing,
    of_answers,
)
from chartcite.evaluation.runner import CaseResult, RunRecord

figures = by_suite


def write(
    run: RunRecord,
    regressions: Sequence[Regression],
    folder: Path,
    history: Sequence[Kept] = (),
    mutants: MutationReport | None = None,
) -> None:
    """report.json, report.md, report.html and junit.xml into a folder."""
    from chartcite.evaluation.page import page  # draws: only when a report is written

    folder.mkdir(parents=True, exist_ok=True)
    rows, metrics, answers = by_suite(run.cases), by_metric(run.cases), of_answers(run.cases)
    body = {
        "run": run.model_dump(mode="json"),
        "figures": [row.model_dump() for row in rows],
        "metrics": [row.model_dump() for row in metrics],
        "answers": answers.model_dump(),
        "regressions": [r.model_dump() for r in regressions],
        "mutants": mutants.model_dump() if mutants else None,
        "history": [kept._asdict() for kept in history],
    }
    made = {
        "report.json": json.dumps(body, indent=1, ensure_ascii=False) + "\n",
        "report.md": markdown(run, rows, metrics, answers, regressions, mutants),
        "report.html": page(run, rows, metrics, answers, regressions, history, mutants),
        "junit.xml": junit.document(run, regressions),
    }
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


def markdown(
    run: RunRecord,
    rows: Sequence[SuiteFigures],
    metrics: Sequence[MetricFigures],
    answers: AnswerFigures,
    regressions: Sequence[Regression],
    mutants: MutationReport | None = None,
) -> str:
    """The report for a reader of the repository."""
    lines = [
        f"# Evals at {run.commit}{' (changed files)' if run.dirty else ''}, engine {run.engine}, {run.seconds:.0f} s on {run.cores} cores",
        "",
        *_regressed(regressions),
        *_tables(rows, metrics),
        "",
        f"Abstention: precision {answers.abstention_precision}, recall {answers.abstention_recall}; area under risk-coverage {answers.risk_coverage_area}.",
        f"Milliseconds, p50 / p95: {_stages(answers)}.",
        "",
    ]
    lines += _of_mutants(mutants) if mutants else []
    lines += _not_whole(run.cases)
    return "\n".join(lines) + "\n"


def _regressed(regressions: Sequence[Regression]) -> list[str]:
    told = (
        f"- REGRESSION {r.suite} {r.case}: {r.told} (expected {r.expected or '–'}; got {r.got or '–'})"
        for r in regressions
    )
    return [*told, ""]


def _tables(rows: Sequence[SuiteFigures], metrics: Sequence[MetricFigures]) -> list[str]:
    return [
        "| suite | cases | whole | codes right | p50 ms | p95 ms | faults |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {r.suite} | {r.cases} | {r.whole} | {_codes(r)} | {r.p50_ms} | {r.p95_ms} | {_told(r.faults)} |"
            for r in rows
        ),
        "",
        "| metric | cases | mean | perfect | held-out cases | held-out mean |",
        "|---|---|---|---|---|---|",
        *(
            f"| {m.metric} | {m.cases} | {m.mean} | {m.perfect} | {m.frozen_cases} | {m.frozen_mean or '–'} |"
            for m in metrics
        ),
    ]


def _stages(answers: AnswerFigures) -> str:
    return ", ".join(f"{s} {ms['p50']} / {ms['p95']}" for s, ms in answers.stages_ms.items())


def _not_whole(cases: Sequence[CaseResult]) -> list[str]:
    lines = ["## Not whole", ""]
    lines += [f"- `{r.id}` {r.text} — {'; '.join(told for _, told in r.faults)}" for r in failing(cases)]
    return [*lines, "", closed(cases)] if closed(cases) else lines


def _of_mutants(mutants: MutationReport) -> list[str]:
    lines = [
        f"Mutants of {mutants.answers} right answers ({len(mutants.refused)} of {mutants.harmless} harmless changes marked down):",
        "",
    ]
    lines += [f"- {s.scorer}: {s.caught} of {s.mutants} caught" for s in mutants.scorers if s.mutants] + [""]
    return lines


def _codes(row: SuiteFigures) -> str:
    return "–" if row.codes_right is None else str(row.codes_right)


def _told(faults: dict[str, int]) -> str:
    return ", ".join(f"{part} {count}" for part, count in faults.items()) or "none"
