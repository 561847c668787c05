"""Gathers what is held on one code: passages headed by it, rules that answer for it, figures of tables, disputes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from chartcite.catalog.card_plan import load_card_plan
from chartcite.catalog.sentences import sentences
from chartcite.catalog.view import NOT_IN_FORCE, View
from chartcite.deciding.conditions import compiled
from chartcite.deciding.facts import FactMaker
from chartcite.domain.card import CardPlan
from chartcite.domain.decision import Facts
from chartcite.domain.draft import Draft, DraftClaim
from chartcite.domain.rule import Rule, RuleVersion, facts_named
from chartcite.domain.source import Passage
from chartcite.domain.vocabulary import Cite
from chartcite.errors import InputError

_OF_CODE = frozenset({"code", "asked_code"})


@dataclass(frozen=True)
class DraftLine:
    """An unverified line and for whom it speaks."""

    claim: DraftClaim
    applies_to: str | None = None


@dataclass
class CardDraft:
    """An unverified card: lines by section, and the rules of each dispute that concerns the code."""

    sections: list[tuple[CardPlan, list[DraftLine]]] = field(default_factory=list)
    disputes: dict[str, list[tuple[Rule, RuleVersion]]] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        """All its claims, to be checked."""
        lines = [line.claim for _, own in self.sections for line in own]
        return Draft((*lines, *(_of_rule(r, v) for rules in self.disputes.values() for r, v in rules)))


class CardMaker:
    """Drafts cards for one view."""

    def __init__(self, view: View, facts: FactMaker) -> None:
        self._view, self._facts = view, facts

    def draft(self, code: str) -> CardDraft:
        """The card of a code of the field; any other is an `InputError`."""
        self._refuse_unknown(code)
        made = CardDraft(disputes=self._disputes(code))
        said: set[str] = set()
        plans = load_card_plan(self._view.library)
        elsewhere = {heading for plan in plans for heading in plan.headings}
        for plan in plans:
            lines = []
            for line in self._lines(plan, code, elsewhere):
                if not (_quotes(line) <= said or _sentences(line) <= said):
                    lines.append(line)
                    said |= _quotes(line) | _sentences(line)
            made.sections.append((plan, lines))
        return made

    def _refuse_unknown(self, code: str) -> None:
        state = self._view.code_state(code)
        if state == "no_such_code":
            raise InputError(f"There is no code {code}: every code of its range is known here, and it is none of them.")
        if code not in self._view.library.codes:
            raise InputError(
                f"{code!r} is not a code of the field that Chartcite knows; the sources held say nothing on it."
            )

    def _lines(self, plan: CardPlan, code: str, elsewhere: set[str]) -> list[DraftLine]:
        if plan.family:
            lines = list(self._family(plan, code))
        else:
            lines = [
                *self._told(plan, code),
                *self._headed(plan, code, elsewhere - set(plan.headings)),
                *self._figures(plan, code),
                *self._rules(plan, code),
            ]
        return list({line.claim.text: line for line in lines}.values())

    def _told(self, plan: CardPlan, code: str) -> Iterator[DraftLine]:
        """When a code that is not in force came or went; and of one that heads no passage, the first sentence that names it."""
        if not plan.kinds:
            return
        if self._view.code_state(code) in NOT_IN_FORCE and (cite := self._view.code_cite(code)):
            yield DraftLine(DraftClaim(f"code-state:{code}", cite.quote, "quoted", (cite,), "figure"))
        elif next(self._passages(plan, code), None) is None:
            library = self._view.library
            of_kind = (p for p in library.passages.values() if library.source(p.source).kind in plan.kinds)
            naming = (
                (p, text)
                for p in of_kind
                if self._view.passage_allowed(p.id)
                for text in p.text.splitlines()
                if code in text
            )
            yield from (DraftLine(_of_line(passage, text)) for passage, text in islice(naming, 1))

    def _headed(self, plan: CardPlan, code: str, elsewhere: set[str]) -> Iterator[DraftLine]:
        for passage in self._passages(plan, code):
            behind = passage.id.rpartition("/")[2].partition("-")[2]
            if behind in elsewhere or (plan.headings and behind not in plan.headings):
                continue
            yield from (DraftLine(_of_line(passage, text)) for text in passage.text.splitlines() if text.strip())

    def _passages(self, plan: CardPlan, code: str) -> Iterator[Passage]:
        library = self._view.library
        for passage in library.passages.values():
            heading = passage.id.rpartition("/")[2]
            of_kind = library.source(passage.source).kind in plan.kinds
            if of_kind and heading.split("-")[0] == code and self._view.passage_allowed(passage.id):
                yield passage

    def _family(self, plan: CardPlan, code: str) -> Iterator[DraftLine]:
        library = self._view.library
        families = [f for f in library.code_set.families.values() if code in f.codes]
        if not families:
            return
        for other in min(families, key=lambda f: len(f.codes)).codes:
            passage = next(self._passages(plan, other), None)
            if other != code and passage is not None:
                yield DraftLine(_of_line(passage, passage.text.splitlines()[0]))

    def _figures(self, plan: CardPlan, code: str) -> Iterator[DraftLine]:
        for spec in plan.tables:
            newest: set[tuple[str, ...]] = set()
            for table in self._view.tables(spec.table):
                own = [key for key in table.keys_of(code) if key[1:] not in newest]
                newest |= {key[1:] for key in own}
                for key in own:
                    for name in spec.fields:
                        if quote := table.sentence(key, name):
                            cite = Cite(passage=table.passage_id(key), quote=quote)
                            yield DraftLine(DraftClaim(f"{cite.passage}#{name}", quote, "quoted", (cite,), "figure"))

    def _rules(self, plan: CardPlan, code: str) -> Iterator[DraftLine]:
        own = self._facts.codes([code])
        cases = [Facts({"asks": frozenset({topic}), "code": own, "asked_code": own}) for topic in plan.topics]
        for rule, version in self._view.rules:
            named = facts_named(version.when)
            if "asks" in named and named & _OF_CODE and rule.kind == "quoted":
                test = compiled(version.when)
                if (plan.positions or not self._is_position(rule)) and any(test(case) for case in cases):
                    yield DraftLine(_of_rule(rule, version), self._speaks_for(rule))

    @staticmethod
    def _is_position(rule: Rule) -> bool:
        """Whether it speaks for some payers, contractors or states only."""
        return bool(rule.scope.payer or rule.scope.mac or rule.scope.state)

    def _speaks_for(self, rule: Rule) -> str | None:
        scope = rule.scope
        is_bounded = scope.payer or scope.line_of_business or scope.mac or scope.state
        return self._view.library.applies_to(rule) if is_bounded else None

    def _disputes(self, code: str) -> dict[str, list[tuple[Rule, RuleVersion]]]:
        """Topics with more than one position, where one of them is about the code."""
        topics: dict[str, list[tuple[Rule, RuleVersion]]] = {}
        for rule, version in self._view.rules:
            if rule.topic and version.then.position:
                topics.setdefault(rule.topic, []).append((rule, version))
        return {
            topic: rules
            for topic, rules in topics.items()
            if any(code in _codes_of(r, v) for r, v in rules) and len({v.then.position for _, v in rules}) > 1
        }


def _quotes(line: DraftLine) -> set[str]:
    return {sentence for cite in line.claim.cites for sentence in cite.quote.splitlines()}


def _sentences(line: DraftLine) -> set[str]:
    return {sentence.text for sentence in sentences(line.claim.text)}


def _codes_of(rule: Rule, version: RuleVersion) -> str:
    """Where a rule names codes: in what it reports, refuses and says."""
    effects = version.then
    named = [*(report.code for report in effects.report), *effects.do_not_report, version.statement or rule.statement]
    return " ".join(named)


def _of_rule(rule: Rule, version: RuleVersion) -> DraftClaim:
    return DraftClaim(rule.id, version.statement or rule.statement, rule.kind, version.references)


def _of_line(passage: Passage, text: str) -> DraftClaim:
    quote = text.strip()
    return DraftClaim(f"{passage.id}#{quote}", quote, "quoted", (Cite(passage=passage.id, quote=quote),), "guidance")
