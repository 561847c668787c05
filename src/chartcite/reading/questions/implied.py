"""What a code that a question names says of the procedure, where the question's own words leave it open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chartcite.catalog.library import Library
from chartcite.domain.text import Mention, ProposedLine

_UNITS = frozenset({"units_claimed"})


class Implied:
    """Techniques and targets of codes by their families."""

    def __init__(self, library: Library) -> None:
        self._families = library.code_set.families
        self._families_of = library.families_of
        self._decided_by_notes = library.decided_by_notes
        self._vocab = library.vocabularies
        self._targets = self._vocab.targets
        self._parts = library.vocabularies.reading_parts
        self._words = library.vocabularies.words
        self._ask_code = {topic.id for topic in library.vocabularies.topics.values() if topic.asks_code}

    def techniques(
        self,
        lines: Sequence[ProposedLine],
        targets: Sequence[Mention],
        mentions: Sequence[Mention],
        numbers: Mapping[str, float],
    ) -> list[Mention]:
        """The technique that the first such code stands for, else the one that a temperature tells."""
        if not targets:
            return []
        return self._of_codes(lines, mentions) or self._of_heat(targets[0], mentions, numbers)

    def _of_heat(self, target: Mention, mentions: Sequence[Mention], numbers: Mapping[str, float]) -> list[Mention]:
        """What "80 C for 90 s" and "42 C for 2 min" tell by themselves; asking for units or a code will do for the time."""
        heat, parts = numbers.get("temperature_c", 0.0), self._parts
        asked = any(m.value in (_UNITS if m.kind == "counted" else self._ask_code) for m in mentions)
        if "seconds" not in numbers and not asked:
            return []
        name = parts.told_by_figures if heat >= parts.told_from_c else ""
        if parts.pulses_from_c <= heat <= parts.pulses_to_c:
            name = parts.told_by_pulses
        return [Mention("technique", name, target.span, target.text)] if name else []

    def _of_codes(self, lines: Sequence[ProposedLine], mentions: Sequence[Mention]) -> list[Mention]:
        """What the codes named stand for; beside words of an opening they tell nothing of it."""
        opened = any(
            m.kind == "word" and not self._parts.opened_by.isdisjoint(self._words[m.value].groups) for m in mentions
        )
        return [
            Mention("technique", self._parts.opened_to if opened else technique, line.span, line.text)
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
        """Whether all codes named are for one technique: beside another's, none says what was done.

        Codes that no note is told by (guidance, a visit, a drug) stand beside any.
        """
        treating = [line.code for line in lines if self._decided_by_notes(line.code)]
        implied = [{self._families[f].implies for f in self._families_of(code)} - {None} for code in treating]
        return all(implied) and len(set().union(*implied)) == 1

    def _leaves_open(self, word: str, target: str) -> bool:
        """Whether a word names no nerve, and a region (if any) that the target lies in."""
        row = self._targets[word]
        return self._vocab.is_vague(word) and (row.area is None or word in self._targets[target].regions)
