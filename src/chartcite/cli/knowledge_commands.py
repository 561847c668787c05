"""What is known: the card of a code, the sources and their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from chartcite.cli import options
from chartcite.cli.output import show
from chartcite.cli.session import load_settings
from chartcite.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chartcite.domain.source import Source


def code(
    code: Annotated[str, typer.Argument(help="A code of the field, such as 64640.")],
    day: options.Day = None,
    as_json: options.AsJson = False,
    as_markdown: options.AsMarkdown = False,
) -> int:
    """Show the card of a code: meaning, units, payment, documentation, denials, conflicts; each line cited."""
    from chartcite.copilot import code_card
    from chartcite.intake import read_date
    from chartcite.rendering.cards import card_form, card_page
    from chartcite.wiring import load_library, today_of

    given = read_date(day)
    settings = load_settings()
    card = code_card(load_library(settings), code.strip().upper(), given or today_of(settings)())
    show(lambda: card_form(card), lambda: card_page(card), as_json=as_json, as_markdown=as_markdown)
    return 0


def sources(
    source: Annotated[str | None, typer.Argument(metavar="[ID]", help="A source's id; all if not given.")] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="What is complete, partial or absent, by area, as of when.")
    ] = False,
    as_json: options.AsJson = False,
    as_markdown: options.AsMarkdown = False,
) -> int:
    """List the sources: from whom, in force when, verified when, superseded by what; with --json every passage."""
    from chartcite.rendering.catalogue import coverage_form, coverage_page, source_page, sources_form, sources_page
    from chartcite.wiring import load_library

    if coverage and source is not None:
        raise InputError("Give a source's id or --coverage, not both.")
    library = load_library(load_settings())
    if coverage:
        show(lambda: coverage_form(library), lambda: coverage_page(library), as_json=as_json, as_markdown=as_markdown)
        return 0
    chosen = tuple(library.sources.values()) if source is None else (_known(source, library.sources),)
    page = source_page(library, chosen[0]) if source else sources_page(chosen)
    show(lambda: sources_form(library, chosen), lambda: page, as_json=as_json, as_markdown=as_markdown)
    return 0


def _known(identity: str, held: Mapping[str, Source]) -> Source:
    from chartcite.intake import nearest

    if identity not in held:
        raise InputError(f"There is no source {identity!r}.{nearest(identity, held)} chartcite sources lists them.")
    return held[identity]
