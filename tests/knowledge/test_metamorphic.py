"""What changes when one fact changes: over every rule and every example, against rules read plainly from their files."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from plain_rules import OF_PROCEDURE, PlainBook, facts_in, listed

from chartcite.catalog.library import Library
from chartcite.deciding.decider import Deciders
from chartcite.deciding.examples import decide, encounter_of, reading_of
from chartcite.deciding.facts import FactMaker
from chartcite.domain.decision import Decision

Given = dict[str, Any]
CHANGES = 2  # changed cases for each example in a plain run; the slow run takes MANY
MANY = 24
LONG_STANDING = date(1990, 1, 1)  # RULES.md: rules without a known beginning
OTHER_DAYS = (
    date(2013, 6, 1),
    date(2019, 6, 1),
    date(2021, 6, 1),
    date(2025, 6, 1),
    date(2026, 6, 1),
    date(2026, 11, 15),
)


@pytest.fixture(scope="module")
def plain(library: Library) -> PlainBook:
    return PlainBook(library.root)


@pytest.fixture(scope="module")
def deciders(library: Library) -> Deciders:
    return Deciders(FactMaker(library))


def examples(library: Library) -> list[tuple[str, Given]]:
    """Each rule's examples."""
    return [(rule.id, dict(example.given)) for rule in library.rules.values() for example in rule.examples]


class Changer:
    """Changes one fact of a case to another value that the vocabularies know, the same way each time."""

    def __init__(self, library: Library) -> None:
        v = library.vocabularies
        self._values: dict[str, list[Any]] = {
            "payer": [None, *sorted(v.payers)],
            "state": [None, *sorted(v.states)],
            "on": list(OTHER_DAYS),
            "place": [None, *sorted(v.places)],
            "claim_type": ["professional", "facility"],
            "side": [None, "left", "right", "both"],
            "technique": sorted(v.techniques),
            "target": sorted(v.targets),
            "mac": [None, *sorted(v.macs)],
        }

    def changed(self, identity: str, given: Given, count: int) -> Iterator[tuple[str, Given]]:
        """The names of the changed facts, with the changed case."""
        dice = random.Random(f"{identity} {sorted(map(str, given.items()))}")
        names = [
            name
            for name in self._values
            if name not in OF_PROCEDURE or name in given or "technique" in given or "target" in given
        ]
        for name in (dice.choice(names) for _ in range(count)):
            value = dice.choice([v for v in self._values[name] if v != given.get(name)])
            other = {**given, name: value}
            yield name, {key: kept for key, kept in other.items() if kept is not None}


def heard(decision: Decision) -> set[tuple[str, bool]]:
    return {(item.rule.id, item.applies) for item in decision.heard}


def decided_codes(decision: Decision) -> list[str]:
    return [line.code for one in decision.procedures for line in one.lines]


def said(decision: Decision) -> dict[str, Any]:
    """All that a decision says, in a form that can be compared."""
    return {
        "lines": [(line.code, line.units, line.modifiers, line.applies_when) for line in decision.lines],
        "refused": sorted(code for code, _ in decision.refused),
        "coverage": sorted(item.rule.id for item in decision.coverage),
        "missing": sorted(item.rule.id for item in decision.missing),
        "verdicts": sorted(item.rule.id for item in decision.fired if item.version.then.verdict),
        "dispositions": [one.disposition for one in decision.procedures],
    }


@dataclass(frozen=True)
class Ran:
    """A case that was decided: which fact was changed in it, and what came of it."""

    rule: str
    changed: str
    given: Given
    heard: set[tuple[str, bool]]
    codes: list[str]
    said: dict[str, Any]


def run(library: Library, deciders: Deciders, identity: str, name: str, given: Given) -> Ran:
    decision = decide(library, deciders, given)
    return Ran(identity, name, given, heard(decision), decided_codes(decision), said(decision))


@pytest.fixture(scope="module")
def ran(library: Library, deciders: Deciders, request: pytest.FixtureRequest) -> list[list[Ran]]:
    """Each example, followed by its changed cases."""
    changer = Changer(library)
    count = getattr(request, "param", CHANGES)
    return [
        [
            run(library, deciders, identity, "", given),
            *(run(library, deciders, identity, n, g) for n, g in changer.changed(identity, given, count)),
        ]
        for identity, given in examples(library)
    ]


def disagreements(plain: PlainBook, ran: list[list[Ran]]) -> list[str]:
    faults = []
    for case in (case for group in ran for case in group):
        wanted = plain.heard(plain.case(case.given), case.codes)
        if wanted != case.heard:
            faults.append(
                f"{case.rule}, {case.changed or 'nothing'} changed: {case.given}: {sorted(wanted ^ case.heard)}"
            )
    return faults


def test_exactly_the_rules_fire_whose_files_say_so_also_when_a_fact_changes(
    plain: PlainBook, ran: list[list[Ran]]
) -> None:
    assert disagreements(plain, ran) == []


@pytest.mark.slow
@pytest.mark.skipif("CHARTCITE_MANY_CHANGES" not in os.environ, reason="minutes: set CHARTCITE_MANY_CHANGES=1")
@pytest.mark.parametrize("ran", [MANY], indirect=True)
def test_exactly_the_rules_fire_whose_files_say_so_under_many_changes(plain: PlainBook, ran: list[list[Ran]]) -> None:
    assert disagreements(plain, ran) == []


def test_a_change_of_payer_or_place_that_no_rule_heard_looks_at_changes_nothing(ran: list[list[Ran]]) -> None:
    checked = 0
    for base, *others in ran:
        for other in others:
            if other.changed in ("payer", "state", "mac", "place", "claim_type") and other.heard == base.heard:
                checked += 1
                assert other.said == base.said, (base.rule, base.given, other.given)
    assert checked > 500


def test_a_payer_that_is_not_listed_decides_nothing(library: Library, deciders: Deciders) -> None:
    for identity, given in examples(library)[::7]:
        bare = {key: value for key, value in given.items() if key not in ("payer", "mac", "line_of_business")}
        encounter = encounter_of(library, bare)
        unlisted = deciders.of(library.as_of(encounter.model_copy(update={"payer_as_given": "Nowhere Mutual"})))
        job = str(bare.get("job", "ask"))
        assert said(unlisted.decide(reading_of(bare), job)) == said(decide(library, deciders, bare)), (identity, bare)


def other_side(modifiers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({"RT": "LT", "LT": "RT"}.get(modifier, modifier) for modifier in modifiers)


def one_sided(plain: PlainBook) -> set[str]:
    """Rules that look at one side alone (a right diagnosis and a left procedure, say)."""
    return {
        rule.id
        for rule in plain.rules.values()
        for version in rule.versions.values()
        if version and "side" in set(facts_in(version["when"])) and not sides_alike(version["when"])
    }


def sides_alike(when: dict[str, Any]) -> bool:
    named = [set(listed(value)) for key, value in flat(when) if key == "side"]
    return all(("left" in values) is ("right" in values) for values in named)


def flat(when: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in when.items():
        if key in ("any", "all", "none"):
            for part in value:
                yield from flat(part)
        else:
            yield key, value


def test_swapping_the_side_swaps_its_modifier_and_nothing_else(
    library: Library, plain: PlainBook, deciders: Deciders
) -> None:
    apart = one_sided(plain)
    checked = 0
    for identity, given in examples(library):
        if "technique" not in given and "target" not in given:
            continue
        right, left = (run(library, deciders, identity, "side", {**given, "side": side}) for side in ("right", "left"))
        assert {rule for rule, _ in right.heard ^ left.heard} <= apart, (identity, given)
        if right.heard == left.heard:
            checked += 1
            lines = [(code, units, other_side(modifiers), when) for code, units, modifiers, when in left.said["lines"]]
            assert {**left.said, "lines": lines} == right.said, (identity, given)
    assert checked > 300


def test_the_day_before_and_the_day_of_a_new_version_differ_in_exactly_the_rules_that_change_then(
    library: Library, plain: PlainBook, deciders: Deciders
) -> None:
    for rule in library.rules.values():
        given = next(dict(example.given) for example in rule.examples if example.fires)
        for day in sorted(rule.versions):
            if day == LONG_STANDING:
                continue
            before, after = (
                run(library, deciders, rule.id, "on", {**given, "on": on}) for on in (day - timedelta(days=1), day)
            )
            moved = {identity for identity, _ in before.heard ^ after.heard}
            late = moved - {identity for identity in moved if day in plain.rules[identity].versions}
            assert late == set() or before.codes != after.codes, (rule.id, day, late)
            unexplained = {i for i in late if not follows_codes(plain, i, day)}
            assert unexplained == set(), (rule.id, day, unexplained)


def follows_codes(plain: PlainBook, identity: str, day: date) -> bool:
    """Whether a rule looks at the codes decided."""
    version = plain.rules[identity].on(day)
    return version is not None and bool({"code", "decided"} & set(facts_in(version["when"])))


def test_a_rule_is_silent_on_every_day_on_which_its_file_has_no_version(library: Library, deciders: Deciders) -> None:
    for rule in library.rules.values():
        given = next(dict(example.given) for example in rule.examples if example.fires)
        first = min(rule.versions)
        ended = [day for day, version in rule.versions.items() if version is None]
        for day in (*([] if first == LONG_STANDING else [first - timedelta(days=1)]), *ended):
            case = run(library, deciders, rule.id, "on", {**given, "on": day})
            assert rule.id not in {identity for identity, _ in case.heard}, (rule.id, day)
