"""Cases in which two rules both hold, made from their conditions: for finding rules that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, product
from typing import Any

from chartcite.catalog.library import Library
from chartcite.domain.rule import AllOf, AnyOf, Condition, FactIn, Known, NoneOf, Number, Rule, RuleVersion

LAST_DAY = date(2027, 6, 1)
TRIED = 24  # values tried for each pair before it counts as never true together
SCOPES = ("payer", "line_of_business", "mac", "state", "place", "claim_type")
SUBJECTS = frozenset({"asks", "word", "modifier", "asked_code", "diagnosis", "indication"})
Given = dict[str, Any]


@dataclass(frozen=True)
class Dated:
    """One version of a rule with the days it is in force."""

    rule: Rule
    version: RuleVersion
    first: date
    last: date


def dated(library: Library) -> list[Dated]:
    """Every version of every rule, with its days."""
    made = []
    for rule in library.rules.values():
        days = sorted(rule.versions)
        for day, following in zip(days, [*days[1:], LAST_DAY], strict=True):
            version = rule.versions[day]
            if version is not None:
                made.append(Dated(rule, version, day, following - timedelta(days=1)))
    return made


@dataclass
class Wanted:
    """A conjunction: for each fact the sets that it must meet, for each figure its range."""

    sets: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    low: dict[str, float] = field(default_factory=dict)
    high: dict[str, float] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)

    def joined(self, other: Wanted) -> Wanted:
        """Both together."""
        made = Wanted(
            {k: list(v) for k, v in self.sets.items()}, dict(self.low), dict(self.high), self.absent | other.absent
        )
        for fact, sets in other.sets.items():
            made.sets.setdefault(fact, []).extend(sets)
        for fact, value in other.low.items():
            made.low[fact] = max(made.low.get(fact, value), value)
        for fact, value in other.high.items():
            made.high[fact] = min(made.high.get(fact, value), value)
        return made


def conjunctions(condition: Condition) -> list[Wanted]:
    """The ways in which a condition can hold (what it rules out is left to the trial)."""
    if isinstance(condition, FactIn):
        return [Wanted(sets={condition.fact: [condition.values]})]
    if isinstance(condition, Number):
        low = {} if condition.at_least is None else {condition.fact: condition.at_least}
        high = {} if condition.at_most is None else {condition.fact: condition.at_most}
        return [Wanted(low=low, high=high)]
    if isinstance(condition, Known):
        return [Wanted() if condition.known else Wanted(absent=set(condition.facts))]
    if isinstance(condition, NoneOf):
        return [Wanted()]
    if isinstance(condition, AnyOf):
        return [way for part in condition.conditions for way in conjunctions(part)]
    ways = [Wanted()]
    for part in condition.conditions if isinstance(condition, AllOf) else ():
        ways = [way.joined(more) for way in ways for more in conjunctions(part)]
    return ways


class JointFacts:
    """Finds values that meet several sets at once: one value a fact, as in a case about one thing."""

    def __init__(self, library: Library) -> None:
        v = library.vocabularies
        self._wide: dict[str, dict[str, frozenset[str]]] = {}
        for kind, rows in {
            "technique": v.techniques,
            "target": v.targets,
            "agent": v.agents,
            "device": v.devices,
            "indication": v.indications,
        }.items():
            self._wide[kind] = {identity: v.expand(kind, identity) for identity in rows}
        codes = {c: frozenset({c, *library.families_of(c), "any-field-code"}) for c in library.codes}
        self._wide["code"] = self._wide["asked_code"] = self._wide["decided"] = codes
        self._payers = {p.id: p.line_of_business for p in v.payers.values()}
        self._macs = {s.id: s.mac for s in v.states.values()}
        self._areas = {t.id: t.area for t in v.targets.values()}

    def cases(self, one: Dated, other: Dated, *, same_question: bool) -> Iterator[Given]:
        """Cases in which both may hold, to be tried; of the same question when both name it by the same facts."""
        first, last = max(one.first, other.first), min(one.last, other.last)
        if first > last:
            return
        scope = self._scope(one.rule, other.rule)
        if scope is None:
            return
        for left in conjunctions(one.version.when):
            for right in conjunctions(other.version.when):
                if same_question and SUBJECTS & set(left.sets) != SUBJECTS & set(right.sets):
                    continue
                yield from islice(self._of(left.joined(right), scope, max(first, min(last, date(2026, 6, 1)))), TRIED)

    def _scope(self, one: Rule, other: Rule) -> Wanted | None:
        made = Wanted()
        for name in SCOPES:
            both = [frozenset(values) for rule in (one, other) if (values := getattr(rule.scope, name))]
            if len(both) == 2 and not both[0] & both[1]:
                return None
            if both:
                made.sets[name] = both
        return made

    def _of(self, wanted: Wanted, scope: Wanted, day: date) -> Iterator[Given]:
        whole = wanted.joined(scope)
        if any(whole.low.get(f, 0) > whole.high.get(f, 1e9) for f in (*whole.low, *whole.high)) or whole.absent & set(
            whole.sets
        ):
            return
        choices: dict[str, list[str]] = {}
        for fact, sets in whole.sets.items():
            choices[fact] = self._values(fact, sets)
            if not choices[fact]:
                return
        if "asked_code" in choices and "code" in choices:
            choices["asked_code"] = [c for c in choices["asked_code"] if c in choices["code"]] or choices["asked_code"]
        numbers = {fact: whole.low.get(fact, whole.high.get(fact, 1.0)) for fact in {*whole.low, *whole.high}}
        names = list(choices)
        for values in product(*(choices[name] for name in names)):
            given: Given = {**dict(zip(names, values, strict=True)), **numbers, "on": day}
            if settled := self._settled(given):
                yield settled

    def _values(self, fact: str, sets: list[frozenset[str]]) -> list[str]:
        wide = self._wide.get(fact)
        if wide is None:
            found = sorted(frozenset.intersection(*sets))
            return (
                found
                if fact != "diagnosis"
                else [v for v in found if not v.endswith("-")] or [v.rstrip("-") + "0" for v in found]
            )
        return [identity for identity, names in wide.items() if all(names & values for values in sets)][:12]

    def _settled(self, given: Given) -> Given | None:
        """The case with one encounter that can be (a state has one contractor, a payer one line of business)."""
        line, payer = given.get("line_of_business"), given.get("payer")
        if payer in ("medicare", None) and (given.get("mac") or line == "medicare") and not payer:
            given = {**given, "payer": "medicare"}
        if payer and line and self._payers.get(payer) != line:
            return None
        if given.get("mac") and given.get("state") and self._macs.get(given["state"]) != given["mac"]:
            return None
        if given.get("area") and "target" in given:
            if self._areas.get(given["target"]) != given["area"]:
                return None
            given = {k: v for k, v in given.items() if k != "area"}
        return given


def asked_of(one: Dated) -> set[frozenset[str]]:
    """By which facts a rule knows its question: only rules that know it by the same facts answer the same question."""
    return {frozenset(SUBJECTS & set(way.sets)) for way in conjunctions(one.version.when)}


def opposed(one: Dated, other: Dated) -> list[str]:
    """In what two rules contradict each other if both hold."""
    a, b = one.version.then, other.version.then
    told = [
        f"report and do not report {code}"
        for x, y in ((a, b), (b, a))
        for code in sorted({r.code for r in x.report} & set(y.do_not_report))
    ]
    for mine in a.report:
        for theirs in b.report:
            if (
                mine.code == theirs.code
                and (mine.units, mine.minus) != (theirs.units, theirs.minus)
                and None not in (mine.units, theirs.units)
            ):
                told.append(f"units of {mine.code}: {mine.units} and {theirs.units}")
            if (
                mine.code == theirs.code
                and mine.modifiers
                and theirs.modifiers
                and set(mine.modifiers) != set(theirs.modifiers)
            ):
                told.append(f"modifiers of {mine.code}: {mine.modifiers} and {theirs.modifiers}")
    if {a.verdict, b.verdict} == {"yes", "no"} and asked_of(one) & asked_of(other):
        told.append("yes and no")
    if a.coverage and b.coverage and {a.coverage.position, b.coverage.position} == {"covered", "not_covered"}:
        told.append("covered and not covered")
    return told


__all__ = ["Dated", "JointFacts", "Mapping", "conjunctions", "dated", "opposed"]
