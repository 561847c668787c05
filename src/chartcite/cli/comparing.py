"""The same question under different values, side by side."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from chartcite.cli import options
from chartcite.cli.output import show
from chartcite.cli.session import load_settings, open_session

COMPARE_EXAMPLES = """Examples:

\b
  chartcite compare --payer medicare --state OH --state TX "Iovera at the knee, which code?"
  chartcite compare --date 2019-06-01 --date 2026-06-01 "Code for genicular radiofrequency ablation"
  chartcite compare --payer aetna --payer cigna "Is pulsed radiofrequency covered?" --json"""
Values = list[str] | None


def compare(
    question: Annotated[str, typer.Argument(help="The question, in quotes; - reads it from stdin.")],
    payer: Annotated[
        Values, typer.Option(metavar=options.NAME, help="Who pays; give it again for each payer to compare.")
    ] = None,
    state: Annotated[
        Values, typer.Option(metavar=options.STATE, help="State of the service; may be given again.")
    ] = None,
    mac: Annotated[Values, typer.Option(metavar=options.NAME, help="Medicare contractor; may be given again.")] = None,
    day: Annotated[
        Values, typer.Option("--date", metavar=options.DAY, help="Date of service; may be given again.")
    ] = None,
    place: Annotated[Values, typer.Option(metavar=options.PLACE, help="Place of service; may be given again.")] = None,
    claim_type: Annotated[
        Values, typer.Option(metavar=options.CLAIM_TYPE, help="Which claim is meant; may be given again.")
    ] = None,
    as_json: options.AsJson = False,
    as_markdown: options.AsMarkdown = False,
) -> int:
    """Answer one question under several values, and show which rules and sources make the difference; no model is used."""
    from chartcite.intake import read_question
    from chartcite.rendering.comparison import comparison_page
    from chartcite.rendering.json_form import comparison_form

    settings = load_settings()
    asked = read_question(sys.stdin.read() if question == "-" else question, settings.max_question_chars)
    session = open_session(settings)
    variants = session.reader.variants(options.given_context(payer, state, mac, day, place, claim_type))
    comparison = session.copilot.compare(asked, variants)
    show(
        lambda: comparison_form(comparison, session.names),
        lambda: comparison_page(comparison, session.names),
        as_json=as_json,
        as_markdown=as_markdown,
    )
    return 0
