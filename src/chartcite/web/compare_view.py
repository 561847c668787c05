"""A comparison on the screen: side by side, what makes the difference, what stays the same."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from chartcite.catalog.library import Library
from chartcite.domain.answer import Claim, SourceNote
from chartcite.domain.comparison import Comparison, Ground, Row
from chartcite.rendering.comparison import (
    PARTS,
    comparison_page,
    elsewhere_lines,
    outcome_sentence,
    side_label,
    under,
)
from chartcite.rendering.document import words as plain_words
from chartcite.rendering.json_form import comparison_form
from chartcite.rendering.names import Names
from chartcite.rendering.text_form import print_document
from chartcite.web import parts, words
from chartcite.web.evidence import Evidence
from chartcite.web.markup import EMPTY, Child, Html, el, join


@dataclass(frozen=True, slots=True)
class _Carried:
    """The grounds as claims, so that they share the cards of answers."""

    claims: tuple[Claim, ...]
    sources: tuple[SourceNote, ...]


def comparison_html(comparison: Comparison, library: Library, key: str) -> Html:
    """The whole comparison; `key` starts every id in it."""
    names = Names.of(library.vocabularies)
    labels = [side_label(side, names) for side in comparison.sides]
    grounds = (*comparison.differences, *comparison.same)
    claims = tuple(
        Claim(id=f"g{number}", kind=ground.kind, text=ground.text, citations=ground.citations)
        for number, ground in enumerate(grounds)
    )
    evidence = Evidence(_Carried(claims, comparison.sources), library, key)
    first, rest = claims[: len(comparison.differences)], claims[len(comparison.differences) :]
    differs = [_ground(g, c, labels, evidence) for g, c in zip(comparison.differences, first, strict=True)]
    same = [el("li", evidence.said(claim.text, [claim.id])) for claim in rest]
    notices = dict.fromkeys(notice for side in comparison.sides for notice in side.answer.notices)
    return el(
        "article",
        el(
            "header",
            el("p", comparison.question, cls="cc-asked"),
            el("p", outcome_sentence(comparison), cls="cc-summary"),
        ),
        el("ul", *(el("li", notice) for notice in notices), cls="cc-notices", aria_label="Notices")
        if notices
        else None,
        parts.section("Side by side", _table(comparison, labels), cls="cc-sides"),
        parts.section("What makes the difference", *differs),
        parts.section("The same under all", el("ul", *same)) if same else EMPTY,
        evidence.cards(),
        _foot(comparison, names, key),
        cls="cc-answer cc-comparison",
        id=key,
        aria_label="Comparison",
    )


def _table(comparison: Comparison, labels: list[str]) -> Html:
    rows = [(_part(row), *(_cell(row.part, cell) for cell in row.cells)) for row in comparison.rows]
    return parts.table(("Part", *labels), rows, "The answers side by side")


def _part(row: Row) -> Child:
    name = words.sentence(PARTS[row.part])
    return join([el("strong", name), parts.badge("same", "plain") if row.same else parts.badge("differs", "warn")], " ")


def _cell(part: str, entries: Iterable[str]) -> Child:
    if part == "outcome":
        return ", ".join(words.OUTCOMES.get(entry) or words.VERDICTS.get(entry, entry) for entry in entries)
    if part in ("report", "do_not_report"):
        shown: list[Child] = [el("div", parts.code(entry)) for entry in entries]
    else:
        shown = [el("div", words.sentence(plain_words(entry))) for entry in entries]
    return el("div", *shown, cls="cc-cell") if shown else el("span", "none", cls="cc-quiet")


def _ground(ground: Ground, claim: Claim, labels: list[str], evidence: Evidence) -> Html:
    return el(
        "div",
        el("p", parts.badge(f"Under {under(ground, labels)}", "good")),
        el("p", evidence.said(ground.text, [claim.id])),
        *(el("p", line, cls="cc-quiet") for line in elsewhere_lines(ground, labels)),
        cls="cc-item",
    )


def _foot(comparison: Comparison, names: Names, key: str) -> Html:
    page = io.StringIO()
    print_document(comparison_page(comparison, names), page)
    digest = str(comparison_form(comparison, names)["receipt"]["answer"])
    made = f"engine {comparison.receipt.engine} · knowledge {comparison.receipt.knowledge[:17]} · result {digest[:17]}"
    copied = el("pre", page.getvalue(), id=f"{key}-text", hidden=True)
    return el("footer", parts.copy_button("Copy as text", f"{key}-text"), el("p", made), copied)
