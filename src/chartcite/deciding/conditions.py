"""Whether a condition holds of the facts, and how exact it is."""

from __future__ import annotations

from chartcite.domain.decision import Facts
from chartcite.domain.rule import AllOf, AnyOf, Condition, FactIn, Known, NoneOf, Number


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition is true of the facts; an unknown fact is in no set and no range."""
    if isinstance(condition, FactIn):
        return not condition.values.isdisjoint(facts.sets.get(condition.fact, frozenset()))
    if isinstance(condition, AllOf):
        return all(holds(part, facts) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return any(holds(part, facts) for part in condition.conditions)
    if isinstance(condition, NoneOf):
        return not any(holds(part, facts) for part in condition.conditions)
    if isinstance(condition, Known):
        return all(facts.knows(fact) is condition.known for fact in condition.facts)
    return _in_range(condition, facts)


def _in_range(condition: Number, facts: Facts) -> bool:
    value = facts.numbers.get(condition.fact)
    if value is None:
        return False
    return (condition.at_least is None or value >= condition.at_least) and (condition.at_most is None or value <= condition.at_most)


def exactness(condition: Condition) -> int:
    """How many facts the condition names: of rules that fire, the more exact one has the word."""
    if isinstance(condition, (AllOf, NoneOf)):
        return sum(exactness(part) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return max((exactness(part) for part in condition.conditions), default=0)
    return len(condition.facts) if isinstance(condition, Known) else 1


def facts_named(condition: Condition) -> frozenset[str]:
    """Every fact that the condition looks at."""
    if isinstance(condition, (AllOf, AnyOf, NoneOf)):
        return frozenset().union(*(facts_named(part) for part in condition.conditions))
    return frozenset(condition.facts) if isinstance(condition, Known) else frozenset({condition.fact})
