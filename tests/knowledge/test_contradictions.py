"""No two rules of one scope and day contradict each other, unless as positions of one topic, which an answer shows as a conflict."""

from __future__ import annotations

from itertools import combinations, islice

import pytest
from joint_facts import Dated, JointFacts, dated, opposed

from chartcite.catalog.library import Library
from chartcite.deciding.conditions import exactness
from chartcite.deciding.decider import Deciders
from chartcite.deciding.examples import decide
from chartcite.deciding.facts import FactMaker

MOST_CASES = 60  # joint cases tried for one pair


def shown_as_conflict(one: Dated, other: Dated) -> bool:
    """Whether they are positions of one topic."""
    return bool(one.rule.topic == other.rule.topic and one.version.then.position and other.version.then.position)


def settled_by_exactness(one: Dated, other: Dated) -> bool:
    """Whether one of them is the exception to the other: the more exact rule has the word (RULES.md)."""
    return exactness(one.version.when) != exactness(other.version.when)


@pytest.fixture(scope="module")
def contradictions(library: Library) -> list[str]:
    deciders, joint = Deciders(FactMaker(library)), JointFacts(library)
    told = []
    for one, other in combinations(dated(library), 2):
        if one.rule.id == other.rule.id or shown_as_conflict(one, other) or settled_by_exactness(one, other):
            continue
        if not (faults := opposed(one, other)):
            continue
        for given in islice(joint.cases(one, other, same_question=faults == ["yes and no"]), MOST_CASES):
            heard = {item.rule.id for item in decide(library, deciders, given).heard if item.applies}
            if {one.rule.id, other.rule.id} <= heard:
                told.append(f"{one.rule.id} and {other.rule.id}: {'; '.join(faults)}; both hold of {given}")
                break
    return told


def test_no_two_rules_that_hold_together_contradict_each_other(contradictions: list[str]) -> None:
    assert contradictions == []


def test_joint_cases_are_found_where_two_rules_do_hold_together(library: Library) -> None:
    """The search is no empty one: for rules that are exceptions to others it finds the cases."""
    deciders, joint = Deciders(FactMaker(library)), JointFacts(library)
    found = 0
    for one, other in combinations(dated(library), 2):
        if (
            one.rule.id != other.rule.id
            and settled_by_exactness(one, other)
            and any("report" in f for f in opposed(one, other))
        ):
            for given in islice(joint.cases(one, other, same_question=False), MOST_CASES):
                heard = {item.rule.id for item in decide(library, deciders, given).heard if item.applies}
                if {one.rule.id, other.rule.id} <= heard:
                    found += 1
                    break
        if found >= 3:
            return
    pytest.fail(f"only {found} pairs were found to hold together")
