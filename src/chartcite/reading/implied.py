"""What a code that a question names says of the procedure, where the question's own words leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from chartcite.catalog.library import Library
from chartcite.domain.text import Mention, ProposedLine

_VAGUE = "vague"


class Implied:
    """Techniques and targets of codes by their families."""

    def __init__(self, library: Library) -> None:
        self._families = library.code_set.families
        self._families_of = library.families_of
        self._targets = library.vocabularies.targets

    def techniques(self, lines: Sequence[ProposedLine]) -> list[Mention]:
        """The technique that the first such code stands for."""
        return [
            Mention("technique", technique, line.span, line.text)
            for line in lines
            for family in sorted(self._families_of(line.code))
            if (technique := self._families[family].implies)
        ][:1]

    def targets(self, lines: Sequence[ProposedLine], named: Sequence[Mention], *, levels: bool) -> list[Mention]:
        """The named targets, the code's own instead of words for the region it lies in (or of none, where levels are told)."""
        own = {
            target: line
            for line in lines
            for family in sorted(self._families_of(line.code))
            if (target := self._families[family].implies_target)
        }
        if len(own) != 1 or not (named or levels) or not self._one_technique(lines):
            return list(named)
        ((target, line),) = own.items()
        in_region = any(m.value in self._targets[target].regions for m in named)
        compared = len({line.code for line in lines}) > 1 and not in_region
        if compared or not all(self._leaves_open(m.value, target) for m in named):
            return list(named)
        place = min((m.span for m in named), default=line.span)
        return [Mention("target", target, place, line.text)]

    def _one_technique(self, lines: Sequence[ProposedLine]) -> bool:
        """Whether all codes named are for one technique: beside another's, none says what was done."""
        implied = [{self._families[f].implies for f in self._families_of(line.code)} - {None} for line in lines]
        return all(implied) and len(set().union(*implied)) == 1

    def _leaves_open(self, word: str, target: str) -> bool:
        """Whether a word names no nerve, and a region (if any) that the target lies in."""
        row = self._targets[word]
        return _VAGUE in row.groups and (row.area is None or word in self._targets[target].regions)
