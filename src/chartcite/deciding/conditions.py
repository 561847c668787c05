"""Whether a condition holds of the facts, and how exact it is."""

from __future__ import annotations

from collections.abc import Callable

from chartcite.domain.decision import Facts
from chartcite.domain.rule import AllOf, AnyOf, Condition, FactIn, Known, NoneOf, Number, facts_named

Test = Callable[[Facts], bool]
_NOTHING: frozenset[str] = frozenset()


def compiled(condition: Condition) -> Test:
    """The condition as a function of the facts; an unknown fact is in no set and no range."""
    if isinstance(condition, FactIn):
        fact, values = condition.fact, condition.values
        return lambda facts: not values.isdisjoint(facts.sets.get(fact, _NOTHING))
    if isinstance(condition, Known):
        return lambda facts: all(facts.knows(fact) is condition.known for fact in condition.facts)
    if isinstance(condition, Number):
        return lambda facts: _in_range(condition, facts)
    parts = tuple(compiled(part) for part in condition.conditions)
    if isinstance(condition, AllOf):
        return lambda facts: all(part(facts) for part in parts)
    if isinstance(condition, AnyOf):
        return lambda facts: any(part(facts) for part in parts)
    return lambda facts: not any(part(facts) for part in parts)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition is true of the facts."""
    return compiled(condition)(facts)


def anchor(condition: Condition) -> FactIn | None:
    """A set that any facts must meet for the condition to hold; None when there is no single one."""
    if isinstance(condition, FactIn):
        return condition
    if isinstance(condition, AllOf):
        found = [a for part in condition.conditions if (a := anchor(part))]
        return min(found, key=lambda a: (len(a.values), a.fact), default=None)
    return None


def _in_range(condition: Number, facts: Facts) -> bool:
    value = facts.numbers.get(condition.fact)
    if value is None:
        return False
    return (condition.at_least is None or value >= condition.at_least) and (
        condition.at_most is None or value <= condition.at_most
    )


def exactness(condition: Condition) -> int:
    """How many facts the condition names: of rules that fire, the more exact one has the word."""
    if isinstance(condition, NoneOf):
        return 0  # what is ruled out makes a rule narrower, not nearer to the case
    if isinstance(condition, AllOf):
        return sum(exactness(part) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return max((exactness(part) for part in condition.conditions), default=0)
    return len(condition.facts) if isinstance(condition, Known) else 1


def facts_needed(condition: Condition) -> frozenset[str]:
    """Every fact of which the condition wants something; what it only shuts out is left aside."""
    if isinstance(condition, (AllOf, AnyOf)):
        return frozenset().union(*(facts_needed(part) for part in condition.conditions))
    return frozenset() if isinstance(condition, NoneOf) else facts_named(condition)
