"""All commands under one name. What a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from chartcite import __version__
from chartcite.cli import comparing, index_commands, jobs, knowledge_commands, upkeep

EPILOG = """Example: chartcite ask "What is the global period of 64640?"

Exit codes: 0 fine, 1 a check or gate failed, 2 bad input or usage, 3 something needed is unavailable."""

app = typer.Typer(
    name="chartcite",
    help="Medical coding answers and note critiques with the guidance under every sentence.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"chartcite {__version__}")
        raise typer.Exit


@app.callback()
def _chartcite(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version.")
    ] = False,
) -> None:
    """What holds before any command."""


app.command(epilog=jobs.ASK_EXAMPLES)(jobs.ask)
app.command(epilog=comparing.COMPARE_EXAMPLES)(comparing.compare)
app.command(epilog=jobs.CRITIQUE_EXAMPLES)(jobs.critique)
app.command(epilog="Example: chartcite code 64640 --date 2026-04-10")(knowledge_commands.code)
app.command(epilog="Examples: chartcite sources cgs-a60296 --json, chartcite sources --coverage")(
    knowledge_commands.sources
)
app.add_typer(index_commands.app, name="index")
app.command("eval", epilog=upkeep.EVAL_EXAMPLES)(upkeep.evaluate)
app.command(epilog="Example: chartcite doctor --json")(upkeep.doctor)
app.command(epilog="Example: chartcite serve --port 7861")(upkeep.serve)
