"""Builds the finished answer of checked claims; whatever has no verified claim under it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from chartcite.catalog.view import View
from chartcite.checking.checker import Checked
from chartcite.domain.answer import (
    Conflict,
    Coverage,
    DiagnosisFinding,
    MissingFact,
    MissingOption,
    Position,
    Refusal,
    SourceNote,
    Suggestion,
)
from chartcite.domain.decision import Decision, Fired
from chartcite.domain.text import Reading

# Up to the first full stop that ends a sentence; one after a short word (No., vs., e.g.) does not.
_FIRST = re.compile(r"(?:.*?\w{4,}[)”\"%]?[.!?](?=\s+[A-Z0-9])|.*)", re.S)


def parts(
    decision: Decision, reading: Reading, checked: Checked, view: View, heads: dict[str, Fired | None]
) -> dict[str, Any]:
    """The fields that an answer and a critique share."""
    return {
        "report": suggestions(decision, checked),
        "do_not_report": refusals(decision, checked),
        "coverage": coverage(decision, checked),
        "claims": tuple(checked.claims),
        "rejected": tuple(checked.rejected),
        "conflicts": conflicts(decision, checked, view, heads),
        "missing": missing(decision, checked),
        "diagnoses": diagnoses(reading, checked, view),
        "sources": sources(checked, view),
    }


def brief(texts: Iterable[str]) -> str:
    """The first sentence of each of the claims that lead: what a reader takes in at once."""
    return " ".join(_FIRST.match(text)[0] for text in texts)  # type: ignore[index]  # it matches any text


def suggestions(decision: Decision, checked: Checked) -> tuple[Suggestion, ...]:
    """Code lines whose rule is a verified claim that names the code in its quotes."""
    made = []
    for line in decision.lines:
        claims = checked.of([line.rule, *line.also])
        if checked.of([line.rule]):
            made.append(
                Suggestion(
                    code=line.code,
                    units=line.units,
                    modifiers=line.modifiers,
                    applies_when=line.applies_when,
                    claims=claims,
                )
            )
    return tuple(made)


def refusals(decision: Decision, checked: Checked) -> tuple[Refusal, ...]:
    """Codes not to report with the statement that refuses them."""
    return tuple(
        Refusal(code=code, why=item.statement, claims=checked.of([item.rule.id]))
        for code, item in decision.refused
        if checked.of([item.rule.id])
    )


def coverage(decision: Decision, checked: Checked) -> tuple[Coverage, ...]:
    """What payers say on paying, apart from the code."""
    made = []
    for item in decision.coverage:
        says = item.version.then.coverage
        claims = checked.of([item.rule.id])
        if says and claims:
            made.append(
                Coverage(
                    position=says.position,
                    says=item.statement,
                    applies_to=says.applies_to,
                    in_force=item.rule.in_force,
                    claims=claims,
                )
            )
    return tuple(made)


def missing(decision: Decision, checked: Checked) -> tuple[MissingFact, ...]:
    """Facts that would settle it, with the answer under each value."""
    made: dict[str, MissingFact] = {}
    for item in decision.missing:
        says = item.version.then.missing
        claims = checked.of([item.rule.id])
        if says and claims and says.what not in made:
            options = tuple(MissingOption(value=o.value, report=o.report, claims=claims) for o in says.options)
            made[says.what] = MissingFact(what=says.what, why=says.why, ask=says.ask, options=options)
    return tuple(made.values())


def conflicts(decision: Decision, checked: Checked, view: View, heads: dict[str, Fired | None]) -> tuple[Conflict, ...]:
    """Topics on which authorities differ, with every position and the one that governs."""
    made = []
    for topic, head in heads.items():
        items = list(
            {i.rule.id: i for i in decision.heard if i.rule.topic == topic and i.version.then.position}.values()
        )
        items.sort(key=lambda item: head is None or item.rule.id != head.rule.id)  # the governing one first
        if len({i.version.then.position for i in items}) < 2:
            continue
        positions = tuple(_position(i, checked, view) for i in items)
        made.append(
            Conflict(
                topic=topic,
                positions=positions,
                governs=_source_of(head, view) if head else None,
                because=_because(head, view),
            )
        )
    return tuple(made)


def _position(item: Fired, checked: Checked, view: View) -> Position:
    source = view.library.source(_source_of(item, view))
    status = source.status if item.applies else f"{source.status}, outside this encounter"
    return Position(
        says=item.version.then.position or item.statement,
        source=source.id,
        applies_to=view.library.applies_to(item.rule),
        status=status,
        claims=checked.of([item.rule.id]),
    )


def _because(head: Fired | None, view: View) -> str:
    if head is None:
        return "No text held here binds this payer, place and day on this question; ask the payer or contractor."
    source = view.library.source(_source_of(head, view))
    return f"{source.publisher} speaks for {view.library.applies_to(head.rule)} and is the highest authority held here that binds this encounter."


def _source_of(item: Fired, view: View) -> str:
    return view.library.passage(item.version.references[0].passage).source


def diagnoses(reading: Reading, checked: Checked, view: View) -> tuple[DiagnosisFinding, ...]:
    """Each diagnosis code named, and whether it may be reported."""
    made = []
    for code in sorted(reading.facts.get("diagnosis", ())):
        claims = checked.of(
            [f"diagnosis:{code}", *(k for k in checked.ids if k.startswith("excludes:") and code in k.split(":"))]
        )
        state = view.diagnosis(code)
        made.append(DiagnosisFinding(code=code, valid=state.valid, why=state.why, claims=claims))
    return tuple(made)


def sources(checked: Checked, view: View) -> tuple[SourceNote, ...]:
    """Every source cited, in order of first use."""
    ids = dict.fromkeys(citation.source for claim in checked.claims for citation in claim.citations)
    return tuple(_note(view, source) for source in ids)


def _note(view: View, identity: str) -> SourceNote:
    s = view.library.source(identity)
    return SourceNote(
        id=s.id,
        title=s.title,
        publisher=s.publisher,
        kind=s.kind,
        authority=s.authority,
        jurisdiction=s.jurisdiction,
        in_force_from=s.in_force_from,
        in_force_to=s.in_force_to,
        verified_on=s.verified_on,
        status=s.status,
        url=s.url,
        note=s.note,
    )
