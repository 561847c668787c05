"""Which rules fire on which facts, and which of a topic's rules governs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chartcite.catalog.view import View
from chartcite.deciding.conditions import Test, anchor, compiled, exactness, facts_needed
from chartcite.domain.decision import Facts, Fired
from chartcite.domain.rule import FactIn, Rule, RuleVersion, facts_named

_OF_PROCEDURE = frozenset({"technique", "target"})
_ASKED = "asks"
_NO_RANK = 99  # an authority that the question's judge does not know decides nothing


def is_of_procedure(version: RuleVersion) -> bool:
    """Whether the rule decides on a procedure, before codes are known."""
    named = facts_named(version.when)
    effects = version.then
    decides = bool(
        effects.report or effects.do_not_report or effects.disposition or effects.missing or effects.position
    )
    return decides and bool(named & _OF_PROCEDURE) and "code" not in named


@dataclass(frozen=True, eq=False)
class Prepared:
    """A rule made ready: its test, how exact it is, and a set that facts must meet before the test is worth running."""

    rule: Rule
    version: RuleVersion
    test: Test
    exact: int
    of_procedure: bool
    answers: bool
    anchor: FactIn | None


class Preparer:
    """Prepares each version of each rule once for a library."""

    def __init__(self) -> None:
        self._made: dict[int, Prepared] = {}  # by identity: the entry keeps its version alive, so no id comes back

    def of(self, rule: Rule, version: RuleVersion) -> Prepared:
        """The prepared rule."""
        made = self._made.get(id(version))
        if made is None:
            when = version.when
            made = self._made[id(version)] = Prepared(
                rule,
                version,
                compiled(when),
                exactness(when),
                is_of_procedure(version),
                _ASKED in facts_needed(when),
                anchor(when),
            )
        return made


class RuleBook:
    """The rules in force in one view, found by what the facts hold."""

    def __init__(self, view: View, preparer: Preparer) -> None:
        self._view = view
        self._always: list[tuple[int, Prepared]] = []
        self._anchored: dict[str, dict[str, list[tuple[int, Prepared]]]] = {}
        for order, (rule, version) in enumerate(view.rules):
            prepared = preparer.of(rule, version)
            if prepared.anchor is None:
                self._always.append((order, prepared))
                continue
            values = self._anchored.setdefault(prepared.anchor.fact, {})
            for value in prepared.anchor.values:
                values.setdefault(value, []).append((order, prepared))

    def on_procedure(self, facts: Facts, procedure: int) -> list[Fired]:
        """Rules that decide on a procedure, also those of other scopes when their topic needs positions."""
        return self._fire(facts, procedure, of_procedure=True)

    def on_case(self, facts: Facts) -> list[Fired]:
        """All other rules."""
        return self._fire(facts, None, of_procedure=False)

    def _candidates(self, facts: Facts) -> list[Prepared]:
        found = dict(self._always)
        for fact, values in self._anchored.items():
            for value in facts.sets.get(fact, ()):
                found.update(values.get(value, ()))
        return [found[order] for order in sorted(found)]

    def _fire(self, facts: Facts, procedure: int | None, *, of_procedure: bool) -> list[Fired]:
        fired = []
        for item in self._candidates(facts):
            if item.of_procedure is not of_procedure or not item.test(facts):
                continue
            applies = self._view.applies(item.rule)
            if applies or item.version.then.position:
                fired.append(Fired(item.rule, item.version, item.exact, applies, procedure, item.answers))
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


def without_defaults(fired: Sequence[Fired]) -> list[Fired]:
    """Without the rules that count only where no other one speaks of coverage, when one does."""
    told = any(item.applies and item.version.then.coverage and not item.rule.otherwise for item in fired)
    return [item for item in fired if not (told and item.rule.otherwise)]


def effective(fired: Sequence[Fired], view: View) -> list[Fired]:
    """The fired rules that count: those that apply, and of a disputed topic only the one that governs."""
    heads = governing(fired, view)
    kept = []
    for item in fired:
        disputed = item.rule.topic in heads and item.version.then.position
        if item.applies and (not disputed or heads[item.rule.topic or ""] is item):
            kept.append(item)
    return kept
