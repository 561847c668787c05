"""`chartcite eval`: finds the suites, runs them, compares with the baselines, writes the reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from chartcite.errors import InputError
from chartcite.evaluation import baseline, report
from chartcite.evaluation.cases import Suite, load_suite
from chartcite.evaluation.runner import RunRecord, run
from chartcite.settings import Settings
from chartcite.wiring import build_copilot, data_folder

_SHOWN = 12  # failing cases told on the terminal; the report has them all
_EVERY = 40  # cases between two words of progress


def evaluate(
    settings: Settings,
    wanted: Sequence[str],
    out: Path | None,
    *,
    as_json: bool,
    progress: Callable[[str, int, int], None],
    update_baseline: bool = False,
) -> int:
    """Run suites by name or path; 0 when no case got worse than its baseline, else 1."""
    suites = find(wanted)
    copilot = build_copilot(settings, progress)

    def told(done: int, of: int) -> None:
        if done == of or done % _EVERY == 0:
            progress("cases", done, of)

    record = run(copilot, suites, "embedded", told)
    folder = data_folder("baselines")
    if update_baseline:
        for suite in suites:
            baseline.write(folder, suite.name, [r for r in record.cases if r.suite == suite.name])
    worse = [
        r
        for suite in suites
        for r in baseline.compare(folder, suite.name, [c for c in record.cases if c.suite == suite.name])
    ]
    if out is not None:
        report.write(record, worse, out)
    _say(record, worse, as_json)
    return 1 if worse else 0


def find(wanted: Sequence[str]) -> list[Suite]:
    """The suites that ship, or those named; a name that is neither a suite nor a path is refused with the names there are."""
    shipped = data_folder("suites")
    names = {path.name: path for path in sorted(shipped.iterdir()) if path.is_dir()} if shipped.is_dir() else {}
    found = []
    for name in wanted or list(names):
        path = names.get(name, Path(name))
        if not path.exists():
            raise InputError(f"There is no suite {name}: give a path, or one of {', '.join(names)}.")
        parts = sorted(path.glob("*.yaml")) if path.is_dir() and not (path / "labels.yaml").is_file() else [path]
        found += [load_suite(part) for part in parts]
    return found


def _say(record: RunRecord, worse: Sequence[baseline.Regression], as_json: bool) -> None:
    rows = report.figures(record.cases)
    if as_json:
        body = {
            "figures": [r.model_dump() for r in rows],
            "regressions": [r.model_dump() for r in worse],
            "run": record.model_dump(),
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    table = Table("suite", "whole", "codes right", "p50 / p95 ms", "faults")
    for row in rows:
        faults = ", ".join(f"{part} {count}" for part, count in row.faults.items())
        table.add_row(
            row.suite, f"{row.whole} of {row.cases}", str(row.codes_right), f"{row.p50_ms} / {row.p95_ms}", faults
        )
    console = Console()
    console.print(table)
    failing = [case for case in record.cases if not case.whole]
    for case in failing[:_SHOWN]:
        console.print(f"{case.id}  {case.text[:100]}", markup=False)
        console.print("    " + "; ".join(told for _, told in case.faults)[:300], markup=False)
    if len(failing) > _SHOWN:
        console.print(f"... and {len(failing) - _SHOWN} more; --out FOLDER writes them all.")
    for regression in worse:
        console.print(f"REGRESSION {regression.suite} {regression.case}: {regression.told}", markup=False)
