"""The finished card: of its draft only what was verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from chartcite.catalog.caveats import caveats_of
from chartcite.catalog.view import View
from chartcite.checking.assembly import sources
from chartcite.checking.checker import Checked, Checker
from chartcite.domain.answer import Conflict, Position
from chartcite.domain.card import CardLine, CardPlan, CardSection, CodeCard
from chartcite.domain.draft import Draft, DraftClaim
from chartcite.domain.rule import Rule, RuleVersion

BECAUSE = "Which one governs follows from payer, place and day: ask with them."


class Line(Protocol):
    """An unverified line."""

    @property
    def claim(self) -> DraftClaim:
        """What it says, with its quotes."""

    @property
    def applies_to(self) -> str | None:
        """For whom it speaks."""


class Drafted(Protocol):
    """An unverified card."""

    @property
    def sections(self) -> Sequence[tuple[CardPlan, Sequence[Line]]]:
        """Lines by section."""

    @property
    def disputes(self) -> Mapping[str, Sequence[tuple[Rule, RuleVersion]]]:
        """Rules by disputed topic."""

    @property
    def draft(self) -> Draft:
        """All claims."""


def card_of(code: str, drafted: Drafted, view: View) -> CodeCard:
    """Check every line of the draft and build the card of those that hold."""
    checked = Checker(view).check(drafted.draft)
    return CodeCard(
        code=code,
        day=view.encounter.date_of_service,
        state=view.code_state(code),
        replaced_by=view.replaced_by(code),
        sections=tuple(_section(plan, lines, checked) for plan, lines in drafted.sections),
        claims=tuple(checked.claims),
        rejected=tuple(checked.rejected),
        conflicts=tuple(_conflict(topic, rules, checked, view) for topic, rules in drafted.disputes.items()),
        sources=sources(checked, view),
        notices=caveats_of(view),
        knowledge=view.library.digest,
    )


def _section(plan: CardPlan, lines: Sequence[Line], checked: Checked) -> CardSection:
    held = {checked.ids[line.claim.key]: line.applies_to for line in lines if line.claim.key in checked.ids}
    return CardSection(
        id=plan.id, title=plan.title, lines=tuple(CardLine(claim=id, applies_to=whom) for id, whom in held.items())
    )


def _conflict(topic: str, rules: Sequence[tuple[Rule, RuleVersion]], checked: Checked, view: View) -> Conflict:
    positions = {}
    for rule, version in rules:
        source = view.library.source(view.library.passage(version.references[0].passage).source)
        says = version.then.position or rule.statement
        positions[says, source.id, view.library.applies_to(rule)] = Position(
            says=says,
            source=source.id,
            applies_to=view.library.applies_to(rule),
            status=source.status,
            claims=checked.of([rule.id]),
        )
    return Conflict(topic=topic, positions=tuple(positions.values()), governs=None, because=BECAUSE)
