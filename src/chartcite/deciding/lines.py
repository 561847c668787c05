"""Code lines: units from counted facts, sides by the code's bilateral indicator."""

from __future__ import annotations

from collections.abc import Sequence

from chartcite.catalog.view import View
from chartcite.domain.decision import Facts, Line
from chartcite.domain.rule import Report


class LineMaker:
    """Makes lines of reports for one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._vocab = view.library.vocabularies
        self._roles = {term.role: term.id for term in self._vocab.modifiers.values() if term.role != "none"}

    def make(self, report: Report, facts: Facts, rule: str, targets: Sequence[str] = ()) -> list[Line]:
        """The line or lines of a report; none when an additional count comes to nothing. `targets` name what each unit is of."""
        units = self._units(report, facts)
        if units == 0 or (report.minus and units is None):
            return []
        made = []
        for mods in self._sides(report, facts):
            if self._roles["both_sides"] in mods and units is not None and units > 1 and not report.applies_when:
                made += [Line(report.code, 1, tuple(mods), name, rule) for name in self._each(targets, units)]
            else:
                made.append(Line(report.code, units, tuple(mods), report.applies_when, rule))
        return made

    def _each(self, targets: Sequence[str], count: int) -> list[str]:
        """A name for each of several targets, each of which has a line of its own for both its sides."""
        if len(targets) == count:
            return [self._vocab.targets[target].name for target in targets]
        return [f"{number} of {count}" for number in range(1, count + 1)]

    def _units(self, report: Report, facts: Facts) -> int | None:
        if isinstance(report.units, int) or report.units is None:
            return report.units
        value = facts.numbers.get(report.units)
        return None if value is None else max(0, int(value) - report.minus)

    def _sides(self, report: Report, facts: Facts) -> list[list[str]]:
        fixed = list(report.modifiers)
        sides = facts.sets.get("side", frozenset())
        if not report.sides or not sides:
            return [fixed]
        indicator = self._view.indicator(report.code, "bilateral")
        both = self._vocab.indicators.bilateral.get(indicator or "", "none")
        right, left = self._roles["right"], self._roles["left"]
        if "both" in sides:
            if both == "none":
                return [fixed]
            if self._two_lines(facts):
                return [[right, *fixed], [left, *fixed]]
            return [[self._roles["both_sides"], *fixed]]
        return [[right if "right" in sides else left, *fixed]]

    def _two_lines(self, facts: Facts) -> bool:
        return all(
            value in facts.sets.get(fact, frozenset()) for fact, value in self._vocab.indicators.two_lines.items()
        )
