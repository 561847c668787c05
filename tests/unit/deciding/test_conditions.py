"""Conditions over facts: what holds, how exact it is, and by which facts a rule is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.deciding.conditions import anchor, exactness, holds
from chartcite.domain.decision import Facts
from chartcite.domain.rule import AllOf, AnyOf, Condition, FactIn, Known, NoneOf, Number, facts_named

FACTS = Facts({"colour": frozenset({"red", "warm"}), "size": frozenset({"small"})}, {"count": 3.0})


def is_in(fact: str, *values: str) -> FactIn:
    return FactIn(fact=fact, values=frozenset(values))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (is_in("colour", "blue", "red"), True),
        (is_in("colour", "blue"), False),
        (is_in("shape", "round"), False),
        (Number(fact="count", at_least=3), True),
        (Number(fact="count", at_least=4), False),
        (Number(fact="weight", at_most=9), False),
        (Known(facts=("colour", "count"), known=True), True),
        (Known(facts=("shape",), known=False), True),
        (Known(facts=("colour", "shape"), known=False), False),
        (AllOf(conditions=(is_in("colour", "red"), is_in("size", "small"))), True),
        (AnyOf(conditions=(is_in("colour", "blue"), is_in("size", "small"))), True),
        (NoneOf(conditions=(is_in("colour", "blue"), is_in("size", "big"))), True),
        (NoneOf(conditions=(is_in("colour", "red"),)), False),
    ],
)
def test_a_condition_holds_exactly_when_its_facts_do(condition: Condition, expected: bool) -> None:
    assert holds(condition, FACTS) is expected


def test_a_rule_that_names_more_facts_is_more_exact() -> None:
    assert exactness(AllOf(conditions=(is_in("a", "x"), is_in("b", "y")))) > exactness(is_in("a", "x"))


conditions = st.recursive(
    st.builds(is_in, st.sampled_from(["colour", "size", "shape"]), st.sampled_from(["red", "small", "round", "blue"])),
    lambda parts: st.one_of(
        st.builds(lambda p: AllOf(conditions=tuple(p)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda p: AnyOf(conditions=tuple(p)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda p: NoneOf(conditions=tuple(p)), st.lists(parts, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)


@given(conditions)
def test_whatever_holds_meets_its_anchor(condition: Condition) -> None:
    found = anchor(condition)
    if holds(condition, FACTS) and found is not None:
        assert holds(found, FACTS)
        assert found.fact in facts_named(condition)
