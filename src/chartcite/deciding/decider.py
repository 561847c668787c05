"""Deciding: from facts to codes, refusals, coverage, what is missing, verdict and outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from chartcite.catalog.view import ADD_ONS, NOT_IN_FORCE, View
from chartcite.deciding.facts import FactMaker
from chartcite.deciding.firing import Preparer, RuleBook, effective, without_defaults
from chartcite.deciding.lines import LineMaker
from chartcite.domain.decision import Decided, Decision, Facts, Fired, Line
from chartcite.domain.text import Procedure, Reading

More = Callable[[Sequence[Decided]], dict[str, frozenset[str]]]


class Decider:
    """Decides for one view."""

    def __init__(self, view: View, facts: FactMaker, preparer: Preparer) -> None:
        self._view = view
        self._facts = facts
        self._book = RuleBook(view, preparer)
        self._lines = LineMaker(view)
        self._add_ons = {
            key[0] for table in view.tables(ADD_ONS) for key in table.keys()
        }  # they follow what they add to

    def decide(self, reading: Reading, job: str, more: More | None = None) -> Decision:
        """Rules of procedures first, then all others with the codes decided so far (and what `more` adds to the facts)."""
        case = self._facts.of_case(reading, self._view.encounter, job)
        decided = [self._on_procedure(case, p, i) for i, p in enumerate(reading.procedures)]
        if not decided:
            alone = self._on_procedure(case, Procedure(), 0)
            decided = [alone] if alone.fired else []
        lines = merge(line for d in decided for line in d.lines)
        wide = self._wide(case, decided, lines)
        if more is not None:
            wide = wide.with_sets(**more(decided))
        heard = [*(item for d in decided for item in d.fired), *self._book.on_case(wide)]
        fired = without_defaults(unique(effective(heard, self._view)))
        late = [
            line
            for item in fired
            if item.procedure is None
            for report in item.version.then.report
            for line in self._lines.make(report, wide, item.rule.id)
        ]
        lines = merge([*lines, *late])
        refused = self._refused(decided, fired, lines)
        gone = {code for code, item in refused if item.procedure is None}
        lines = [
            line for line in lines if line.code not in gone and self._view.code_state(line.code) not in NOT_IN_FORCE
        ]
        lines = sorted((_with_modifiers(line, fired) for line in lines), key=lambda line: line.code in self._add_ons)
        return Decision(wide, decided, fired, heard, lines, refused)

    def _on_procedure(self, case: Facts, procedure: Procedure, index: int) -> Decided:
        facts = self._facts.of_procedure(case, procedure)
        heard = self._book.on_procedure(facts, index)
        counted = effective(heard, self._view)
        decided = Decided(procedure, facts, heard)
        refusals = [(code, item) for item in counted for code in item.version.then.do_not_report]
        strongest = {code: max(i.exact for c, i in refusals if c == code) for code, _ in refusals}
        for item in counted:
            for report in item.version.then.report:
                if strongest.get(report.code, -1) < item.exact:
                    decided.lines += self._lines.make(report, facts, item.rule.id, procedure.targets)
        blocked = [item for item in counted if item.version.then.missing and not item.version.then.report]
        if blocked and any(
            item.exact >= max((i.exact for i in counted if i.version.then.report), default=0) for item in blocked
        ):
            decided.held, decided.lines = decided.lines, []
        decided.refused = refusals
        named = [item for item in counted if item.version.then.disposition]
        decided.disposition = max(named, key=lambda item: item.exact).version.then.disposition if named else None
        return decided

    def _wide(self, case: Facts, decided: Sequence[Decided], lines: Sequence[Line]) -> Facts:
        """The case with what all procedures say and the codes decided."""
        sets = dict(case.sets)
        numbers = dict(case.numbers)
        for item in decided:
            for name, values in item.facts.sets.items():
                sets[name] = sets.get(name, frozenset()) | values
            for fact, value in item.facts.numbers.items():
                numbers[fact] = max(numbers.get(fact, value), value)
        found = self._facts.codes(line.code for line in lines)
        if found:
            sets["decided"] = found
            sets["code"] = sets.get("code", frozenset()) | found
        return Facts(sets, numbers)

    @staticmethod
    def _refused(decided: Sequence[Decided], fired: Sequence[Fired], lines: Sequence[Line]) -> list[tuple[str, Fired]]:
        """Codes not to report, each with its most exact rule; a code reported for another procedure is not refused."""
        own = {line.code for line in lines}
        late = [(code, item) for item in fired if item.procedure is None for code in item.version.then.do_not_report]
        early = [(code, item) for d in decided for code, item in d.refused if code not in own]

        def weight(code: str, item: Fired) -> tuple[bool, int]:
            return code in item.statement, item.exact

        best: dict[str, Fired] = {}
        for code, item in [*early, *late]:
            if code not in best or weight(code, item) > weight(code, best[code]):
                best[code] = item
        return list(best.items())


def _with_modifiers(line: Line, fired: Iterable[Fired]) -> Line:
    """The line with what rules add to every line of the case (that it was stopped, say)."""
    adding = [item for item in fired if item.version.then.add_modifiers]
    more = dict.fromkeys(m for item in adding for m in item.version.then.add_modifiers if m not in line.modifiers)
    if not more:
        return line
    return replace(line, modifiers=(*line.modifiers, *more), also=tuple(item.rule.id for item in adding))


def merge(lines: Iterable[Line]) -> list[Line]:
    """Lines of the same code and modifiers added up."""
    merged: dict[tuple[str, tuple[str, ...], str | None], Line] = {}
    for line in lines:
        key = (line.code, line.modifiers, line.applies_when)
        have = merged.get(key)
        if have is None:
            merged[key] = line
        elif have.rule != line.rule or have.units is not None:
            total = None if have.units is None or line.units is None else have.units + line.units
            merged[key] = Line(line.code, total, line.modifiers, line.applies_when, have.rule)
    return list(merged.values())


def unique(fired: Iterable[Fired]) -> list[Fired]:
    """Each rule once, the first time it fired."""
    return list({item.rule.id: item for item in reversed(list(fired))}.values())[::-1]


class Deciders:
    """One decider a view, kept as long as its view."""

    def __init__(self, facts: FactMaker) -> None:
        self._facts, self._preparer = facts, Preparer()
        self._made: WeakKeyDictionary[View, Decider] = WeakKeyDictionary()

    def of(self, view: View) -> Decider:
        """The decider of a view."""
        if view not in self._made:
            self._made[view] = Decider(view, self._facts, self._preparer)
        return self._made[view]
