"""Reports of a run: a table for the terminal, JSON, Markdown, and one HTML page that opens offline."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from chartcite.domain.record import Record
from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.runner import CaseResult, RunRecord


class SuiteFigures(Record):
    """What a suite came to."""

    suite: str
    cases: int
    whole: int
    codes_right: int
    p50_ms: float
    p95_ms: float
    faults: dict[str, int]


def figures(results: Iterable[CaseResult]) -> list[SuiteFigures]:
    """Figures by suite, in the order they were run."""
    by_suite: dict[str, list[CaseResult]] = {}
    for result in results:
        by_suite.setdefault(result.suite, []).append(result)
    return [_figures(name, own) for name, own in by_suite.items()]


def _figures(name: str, own: Sequence[CaseResult]) -> SuiteFigures:
    times = sorted(r.milliseconds for r in own)
    faults = Counter(part for r in own for part in {p for p, _ in r.faults})
    return SuiteFigures(
        suite=name, cases=len(own), whole=sum(r.whole for r in own), codes_right=sum(r.codes_right for r in own),
        p50_ms=round(median(times), 1), p95_ms=round(times[min(len(times) - 1, int(len(times) * 0.95))], 1), faults=dict(faults.most_common()),
    )  # fmt: skip


def write(run: RunRecord, regressions: Sequence[Regression], folder: Path) -> None:
    """report.json, report.md and report.html into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = figures(run.cases)
    body = {
        "run": run.model_dump(),
        "figures": [row.model_dump() for row in rows],
        "regressions": [r.model_dump() for r in regressions],
    }
    (folder / "report.json").write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "report.md").write_text(markdown(run, rows, regressions), encoding="utf-8")
    (folder / "report.html").write_text(page(run, rows, regressions), encoding="utf-8")


def markdown(run: RunRecord, rows: Sequence[SuiteFigures], regressions: Sequence[Regression]) -> str:
    """The report for a reader of the repository."""
    lines = [f"# Evals at {run.commit}{' (changed files)' if run.dirty else ''}, engine {run.engine}", ""]
    lines += ["| suite | cases | whole | codes right | p50 ms | p95 ms | faults |", "|---|---|---|---|---|---|---|"]
    lines += [
        f"| {r.suite} | {r.cases} | {r.whole} | {r.codes_right} | {r.p50_ms} | {r.p95_ms} | {_told(r.faults)} |"
        for r in rows
    ]
    lines += ["", *(f"- REGRESSION {r.suite} {r.case}: {r.told}" for r in regressions), "", "## Not whole", ""]
    lines += [f"- `{r.id}` {r.text} — {'; '.join(told for _, told in r.faults)}" for r in run.cases if not r.whole]
    return "\n".join(lines) + "\n"


def _told(faults: dict[str, int]) -> str:
    return ", ".join(f"{part} {count}" for part, count in faults.items()) or "none"


_STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#1d2733;background:#fff}
h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid #dde3ea;text-align:left}
.bar{background:#e6ebf1;height:.8rem;border-radius:.4rem;min-width:9rem}.bar i{display:block;height:100%;background:#2a7f62;border-radius:.4rem}
.bad{color:#a3262a}details{margin:.3rem 0}summary{cursor:pointer}small{color:#5b6875}
@media(prefers-color-scheme:dark){body{color:#dbe3ec;background:#12171d}td,th{border-color:#2b3540}.bar{background:#2b3540}small{color:#94a2b1}}"""


def page(run: RunRecord, rows: Sequence[SuiteFigures], regressions: Sequence[Regression]) -> str:
    """One HTML page without scripts or outside addresses."""
    e = html.escape
    table = "".join(
        f"<tr><td>{e(r.suite)}</td><td>{r.whole} of {r.cases}</td><td><div class=bar><i style='width:{100 * r.whole / max(1, r.cases):.1f}%'></i></div></td>"
        f"<td>{r.codes_right}</td><td>{r.p50_ms} / {r.p95_ms}</td><td>{e(_told(r.faults))}</td></tr>"
        for r in rows
    )  # fmt: skip
    worse = "".join(f"<li class=bad>{e(r.suite)} {e(r.case)}: {e(r.told)}</li>" for r in regressions)
    failed = "".join(
        f"<details><summary><b>{e(r.id)}</b> {e(r.text[:140])}</summary><ul>{''.join(f'<li>{e(told)}</li>' for _, told in r.faults)}</ul></details>"
        for r in run.cases if not r.whole
    )  # fmt: skip
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Chartcite evals</title><style>{_STYLE}</style>"
        f"<h1>Chartcite evals</h1><p><small>commit {e(run.commit)}{' with changes' if run.dirty else ''}, engine {e(run.engine)}, knowledge {e(run.knowledge[:19])}, "
        f"Python {e(run.python)}</small></p><table><tr><th>suite<th>whole<th><th>codes right<th>p50 / p95 ms<th>faults</tr>{table}</table>"
        f"<h2>Regressions</h2><ul>{worse or '<li>none</li>'}</ul><h2>Not whole</h2>{failed or '<p>none</p>'}</html>"
    )  # fmt: skip
