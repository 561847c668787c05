"""Critiques notes: what they are, and which elements of documentation they show."""

from __future__ import annotations

from collections.abc import Sequence

from chartcite.catalog.view import View
from chartcite.deciding.critique import CRITIQUED, DISPOSITIONS, Findings
from chartcite.deciding.elements import ElementFound, ElementReader
from chartcite.domain.assertion import DONE
from chartcite.domain.decision import Decided, Decision
from chartcite.domain.note import NoteReading
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Element


class Critic:
    """Critiques with one view."""

    def __init__(self, view: View, elements: ElementReader) -> None:
        self._view, self._elements = view, elements
        self._shown: tuple[NoteReading, dict[str, tuple[Span, ...]]] | None = None

    def facts(self, read: NoteReading, decided: Sequence[Decided]) -> dict[str, frozenset[str]]:
        """Elements as facts for the rules that come after the codes."""
        states = self._states(read, decided)
        return {
            "element_missing": frozenset(row.id for row, state, _ in states if state == "missing"),
            "element_documented": frozenset(row.id for row, state, _ in states if state == "documented"),
        }

    def critique(self, text: str, read: NoteReading, decision: Decision) -> Findings:
        """The whole critique of one note."""
        return Findings(
            text, read, decision, disposition_of(decision.procedures), self._states(read, decision.procedures)
        )

    def _states(self, read: NoteReading, decided: Sequence[Decided]) -> list[ElementFound]:
        """Each element with its state: asked when a procedure's disposition, targets or technique calls for it."""
        vocab = self._view.library.vocabularies
        rows = list(vocab.elements.values())
        if self._shown is None or self._shown[0] is not read:
            self._shown = (read, self._elements.shown(rows, read))
        shown = self._shown[1]
        named = {
            g
            for m in read.reading.mentions
            if m.kind == "technique" and m.assertion in DONE
            for g in vocab.techniques[m.value].groups
        }
        states = []
        for row in rows:
            asked = [d for d in decided if self._is_asked(row, d, named)]
            states.append(
                self._elements.state(row, read, asked, shown[row.id])
                if asked
                else self._unasked(row, read, decided, shown[row.id])
            )
        return states

    def _unasked(
        self, row: Element, read: NoteReading, decided: Sequence[Decided], shown: Sequence[Span]
    ) -> ElementFound:
        """An element that nothing asks for here: shown when it stands there beside a procedure outside the field, never missed."""
        others = [d for d in decided if self._elements.is_asked(row, d)]
        outside = bool(decided) and all(d.disposition not in CRITIQUED for d in decided)
        if others and (outside or row.asked_of == "paired_targets"):
            found = self._elements.state(row, read, others, shown)
            if found[1] == "documented":
                return found
        return ElementFound(row, "not_applicable")

    def _is_asked(self, row: Element, decided: Decided, named: set[str]) -> bool:
        by_technique = bool(set(row.techniques) & (named | decided.facts.sets.get("technique", frozenset())))
        by_disposition = not row.applies_to or decided.disposition in row.applies_to
        if (
            row.asked_of == "paired_targets"
            and decided.lines
            and all(self._takes_both(line.code) for line in decided.lines)
        ):
            return False
        return (by_technique or by_disposition) and self._elements.is_asked(row, decided)

    def _takes_both(self, code: str) -> bool:
        """Whether a code takes both sides by itself."""
        return self._view.indicator(code, "bilateral") in self._view.library.vocabularies.indicators.for_both_sides


def disposition_of(decided: Sequence[Decided]) -> str:
    """What the note is: the first disposition of its procedures in the contract's order."""
    named = {d.disposition or "other_procedure" for d in decided if d.procedure.techniques or d.procedure.targets}
    return next((name for name in DISPOSITIONS if name in named), "no_procedure")
