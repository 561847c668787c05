"""Which rules fire on which facts, and which of a topic's rules governs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chartcite.catalog.view import View
from chartcite.deciding.conditions import exactness, facts_named, holds
from chartcite.domain.decision import Facts, Fired
from chartcite.domain.rule import Rule, RuleVersion

_OF_PROCEDURE = frozenset({"technique", "target"})
_NO_RANK = 99  # an authority that the question's judge does not know decides nothing


def is_of_procedure(version: RuleVersion) -> bool:
    """Whether the rule decides on a procedure, before codes are known."""
    named = facts_named(version.when)
    effects = version.then
    decides = bool(effects.report or effects.do_not_report or effects.disposition or effects.missing or effects.position)
    return decides and bool(named & _OF_PROCEDURE) and "code" not in named


class RuleBook:
    """The rules in force in one view, split into those of procedures and the rest."""

    def __init__(self, view: View) -> None:
        self._view = view
        pairs = list(view.rules)
        self._procedure = [pair for pair in pairs if is_of_procedure(pair[1])]
        self._other = [pair for pair in pairs if not is_of_procedure(pair[1])]

    def on_procedure(self, facts: Facts, procedure: int) -> list[Fired]:
        """Rules that decide on a procedure, also those of other scopes when their topic needs positions."""
        return self._fire(self._procedure, facts, procedure)

    def on_case(self, facts: Facts) -> list[Fired]:
        """All other rules."""
        return self._fire(self._other, facts, None)

    def _fire(self, pairs: Sequence[tuple[Rule, RuleVersion]], facts: Facts, procedure: int | None) -> list[Fired]:
        fired = []
        for rule, version in pairs:
            if not holds(version.when, facts):
                continue
            applies = self._view.applies(rule)
            if applies or version.then.position:
                fired.append(Fired(rule, version, exactness(version.when), applies, procedure))
        return fired


def rank(fired: Fired, view: View) -> int:
    """How high the rule's authority stands for its topic's judge; the lower, the higher."""
    source = view.library.source(view.library.passage(fired.version.references[0].passage).source)
    topic = view.library.vocabularies.topics.get(fired.rule.topic or "")
    ranks = view.library.vocabularies.authorities[source.authority].rank
    return ranks.get(topic.judge, _NO_RANK) if topic and topic.judge else min(ranks.values(), default=_NO_RANK)


def governing(fired: Iterable[Fired], view: View) -> dict[str, Fired | None]:
    """For each topic with positions, the one rule that governs here, or None when equals disagree or none applies."""
    topics: dict[str, list[Fired]] = {}
    for item in fired:
        if item.rule.topic and item.version.then.position:
            topics.setdefault(item.rule.topic, []).append(item)
    return {topic: _head(items, view) for topic, items in topics.items()}


def _head(items: list[Fired], view: View) -> Fired | None:
    own = [(rank(item, view), -item.exact, item) for item in items if item.applies and item.rule.in_force == "yes"]
    if not own:
        return None
    own.sort(key=lambda row: row[:2])
    best = own[0]
    rivals = [row for row in own if row[0] == best[0] and row[2].version.then.report != best[2].version.then.report]
    same_exact = [row for row in rivals if row[1] == best[1]]
    return None if same_exact else best[2]


def effective(fired: Sequence[Fired], view: View) -> list[Fired]:
    """The fired rules that count: those that apply, and of a disputed topic only the one that governs."""
    heads = governing(fired, view)
    kept = []
    for item in fired:
        disputed = item.rule.topic in heads and item.version.then.position
        if item.applies and (not disputed or heads[item.rule.topic or ""] is item):
            kept.append(item)
    return kept
