"""Looking after it: run the suites, see the doctor, serve the page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from chartcite.cli import options
from chartcite.cli.session import load_settings, show_progress
from chartcite.errors import ChartciteError

if TYPE_CHECKING:
    from chartcite.doctor import Check

EVAL_EXAMPLES = """Examples:

\b
  chartcite eval
  chartcite eval --suite questions --out report/
  chartcite eval --suite my-cases.yaml
  chartcite eval --mutants
  chartcite eval --engine model --suite notes --most 5"""
SIGNS = {"ok": "ok     ", "warning": "WARNING", "failure": "FAILURE"}


def evaluate(
    suite: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A suite's name or a path; all suites if not given.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Folder for the report as HTML, Markdown, JSON and JUnit XML.")
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Keep this run as the baseline.")] = False,
    engine: options.Engine = None,
    most: Annotated[
        int | None, typer.Option(min=1, help="With a model: at most so many cases of each suite, spread over it.")
    ] = None,
    mutants: Annotated[
        bool,
        typer.Option("--mutants", help="Try the scorers too: wrong answers made of right ones, 99 % to be caught."),
    ] = False,
    as_json: options.AsJson = False,
) -> int:
    """Run suites of cases, compare with their baselines; exit 1 on a regression.

    With a model each case is also run without, and what became of the model's sentences is counted; exit 1 when a
    decision differs.
    """
    from chartcite.evaluation.command import evaluate as run_suites

    settings = load_settings()
    return run_suites(
        settings,
        suite or (),
        out,
        as_json=as_json,
        progress=show_progress,
        update_baseline=update_baseline,
        engine=engine,
        most=most,
        mutants=mutants,
    )


def doctor(as_json: options.AsJson = False) -> int:
    """Check this installation by name, each finding with its mend; exit 1 on a failure."""
    checks = _examined()
    if as_json:
        sys.stdout.write(json.dumps([check.model_dump() for check in checks], indent=2) + "\n")
    else:
        for check in checks:
            mend = f" Mend: {check.remedy}" if check.remedy else ""
            sys.stdout.write(f"{SIGNS[check.severity]}  {check.name}: {check.message}{mend}\n")
    return 1 if any(check.severity == "failure" for check in checks) else 0


def serve(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = None,
) -> int:
    """Serve the page on 127.0.0.1 until Ctrl-C."""
    from chartcite.web.server import serve as serve_page
    from chartcite.wiring import build_copilot

    settings = load_settings(**({} if port is None else {"port": port}))
    serve_page(settings, lambda: build_copilot(settings, show_progress))
    return 0


def _examined() -> list[Check]:
    from chartcite.doctor import Check, Patient, examine
    from chartcite.settings import is_this_machine
    from chartcite.wiring import index_of, load_library, model_of, today_of

    try:
        settings = load_settings()
    except ChartciteError as error:
        remedy = "Mend the environment variable or the settings file."
        return [Check(name="settings", severity="failure", message=str(error), remedy=remedy)]
    host = urlsplit(settings.model_url).hostname if settings.model_url else None
    patient = Patient(
        home=settings.home,
        model_host=host,
        model_is_here=host is not None and is_this_machine(host),
        today=today_of(settings)(),
        load_library=lambda: load_library(settings),
        load_indexes=lambda library: index_of(settings, library),
        model=model_of(settings),
    )
    found = Check(name="settings", severity="ok", message=f"Settings are sound ({settings.digest()[:19]}).")
    return [found, *examine(patient)]
