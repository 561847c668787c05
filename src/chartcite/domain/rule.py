"""A rule as data: when which facts hold, then what is reported, said, asked or found; dated and with references."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from chartcite.domain.record import Record, Strings
from chartcite.domain.vocabulary import Cite

Verdict = Literal["yes", "no", "depends", "unknown"]
Outcome = Literal["answered", "needs_information", "abstained"]
Severity = Literal["blocks_billing", "likely_denial", "advice"]
"""How grave a finding is, the gravest first."""
Disposition = Literal[
    "cannot_code",
    "destruction",
    "unlisted_procedure",
    "chemodenervation",
    "surgery",
    "block",
    "other_procedure",
    "no_procedure",
]
"""What a note is about, in the order in which the first that holds names it."""


class FactIn(Record):
    """The fact has one of these values (its own id, or a group or parent of it)."""

    fact: str
    values: frozenset[str]


class Number(Record):
    """The figure lies in the closed range."""

    fact: str
    at_least: float | None = None
    at_most: float | None = None


class Known(Record):
    """Each of these facts is known (`known: true`) or none of them is."""

    facts: tuple[str, ...]
    known: bool


class AllOf(Record):
    """Every condition holds."""

    conditions: tuple[Condition, ...]


class AnyOf(Record):
    """At least one condition holds."""

    conditions: tuple[Condition, ...]


class NoneOf(Record):
    """No condition holds."""

    conditions: tuple[Condition, ...]


Condition = FactIn | Number | Known | AllOf | AnyOf | NoneOf


def facts_named(condition: Condition) -> frozenset[str]:
    """Every fact that the condition looks at."""
    if isinstance(condition, (AllOf, AnyOf, NoneOf)):
        return frozenset().union(*(facts_named(part) for part in condition.conditions))
    return frozenset(condition.facts) if isinstance(condition, Known) else frozenset({condition.fact})


def values_wanted(condition: Condition, fact: str) -> frozenset[str]:
    """Every value of the fact that the condition wants; what it only shuts out is left aside."""
    if isinstance(condition, (AllOf, AnyOf)):
        return frozenset().union(*(values_wanted(part, fact) for part in condition.conditions))
    return condition.values if isinstance(condition, FactIn) and condition.fact == fact else frozenset()


class Report(Record):
    """A code line to put on the claim. `units` is a number or the name of a counted fact (optionally less one)."""

    code: str
    units: int | str | None = None
    minus: int = 0
    sides: bool = False
    """Whether the side or both sides are shown by modifier (by the code's bilateral indicator)."""
    modifiers: Strings = ()
    applies_when: str | None = None


class Option(Record):
    """What to report if the missing fact has this value."""

    value: str
    report: Strings = ()


class Missing(Record):
    """A fact that decides, is not known, and has to be asked for; with the answer under each value."""

    what: str
    why: str
    ask: str | None = None
    options: tuple[Option, ...] = ()


class CoverageSays(Record):
    """What a payer or contractor says on paying, kept apart from the code."""

    position: Literal["covered", "not_covered", "conditional", "unknown"]
    applies_to: str
    codes: Strings = ()


class FindingSays(Record):
    """A finding on a note: what is wrong or missing and the words that mend it."""

    severity: Severity
    title: str
    fix: str


class AuditSays(Record):
    """The verdict on a claim line that this rule matches."""

    verdict: Literal["keep", "change", "remove"]
    change_to: str | None = None


class Effects(Record):
    """All that a rule may bring about."""

    report: tuple[Report, ...] = ()
    do_not_report: Strings = ()
    report_also: Strings = ()
    add_modifiers: Strings = ()
    """Modifiers for every line of the case."""
    disposition: Disposition | None = None
    verdict: Verdict | None = None
    outcome: Outcome | None = None
    coverage: CoverageSays | None = None
    missing: Missing | None = None
    finding: FindingSays | None = None
    audit: AuditSays | None = None
    position: str | None = None
    """What this rule stands for in a conflict of its topic."""


class RuleVersion(Record):
    """The rule from one day on."""

    when: Condition
    then: Effects
    statement: str | None = None
    references: tuple[Cite, ...] = Field(min_length=1)


class Scope(Record):
    """For whom the rule speaks; an empty field is everyone."""

    payer: Strings = ()
    line_of_business: Strings = ()
    mac: Strings = ()
    state: Strings = ()
    place: Strings = ()
    claim_type: Strings = ()
    job: Strings = ()


class Example(Record):
    """A case that the test-suite runs: the facts given, and what must come of them."""

    given: dict[str, Any]
    report: tuple[str, ...] | None = None
    do_not_report: tuple[str, ...] | None = None
    fires: bool = True


class Rule(Record):
    """One rule; its id is its path. `versions` hold it from their key day until the next key; None ends it."""

    id: str
    statement: str
    topic: str | None = None
    """Rules of one topic that disagree form a conflict."""
    scope: Scope = Scope()
    kind: Literal["quoted", "absence"] = "quoted"
    confidence: Literal["H", "M"] = "H"
    in_force: Literal["yes", "unknown"] = "yes"
    otherwise: bool = False
    """Whether it counts only where no other rule says whether someone pays."""
    versions: dict[date, RuleVersion | None]
    examples: tuple[Example, ...] = Field(min_length=1)

    def version_on(self, day: date) -> RuleVersion | None:
        """The version in force on `day`, or None before the first, after the end or when withdrawn."""
        for first_day in sorted(self.versions, reverse=True):
            if first_day <= day:
                return self.versions[first_day]
        return None
