"""Elements of documentation: found by facts, sections or cues, with the spans that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chartcite.catalog.library import Library
from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.domain.decision import Decided
from chartcite.domain.note import NoteReading
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Element

_NOT_SHOWN = frozenset({"denied", "planned", "conditional"})
_MOST_SPANS = 6
_EMPTY = 3  # a section with fewer letters than this says nothing


@dataclass(frozen=True)
class Evidence:
    """Where an element stands in the note."""

    spans: tuple[Span, ...] = ()


class ElementReader:
    """Finds elements with the vocabulary's facts, sections and cues."""

    def __init__(self, library: Library) -> None:
        self._finder = TermFinder()
        for row in library.vocabularies.elements.values():
            self._finder.add("element", row.id, row.cues)

    def state(self, row: Element, text: str, read: NoteReading, decided: Sequence[Decided]) -> tuple[Element, str, Evidence]:
        """documented, conflicting or missing, with the spans."""
        if conflict := self._conflict(row, read):
            return row, "conflicting", Evidence(conflict)
        spans = [*self._of_facts(row, read, decided), *self._of_sections(row, text, read), *self._of_cues(row, text, read)]
        known = any(self._known(row, d) for d in decided)
        if spans or known:
            return row, "documented", Evidence(tuple(sorted(set(spans)))[:_MOST_SPANS])
        return row, "missing", Evidence()

    @staticmethod
    def _conflict(row: Element, read: NoteReading) -> tuple[Span, ...]:
        return next((spans for fact, spans in read.conflicts.items() if fact in row.from_facts), ())

    @staticmethod
    def _known(row: Element, decided: Decided) -> bool:
        blank = {flag.removeprefix("blank-") for flag in decided.facts.sets.get("flag", ()) if flag.startswith("blank-")}
        facts = [fact for fact in row.from_facts if fact not in blank]
        vague = "vague-target" in decided.procedure.flags
        return any(decided.facts.knows(fact) and not (fact == "target" and vague) for fact in facts)

    @staticmethod
    def _of_facts(row: Element, read: NoteReading, decided: Sequence[Decided]) -> list[Span]:
        values = {(fact, v) for d in decided for fact in row.from_facts for v in d.facts.sets.get(fact, ())}
        spans = [m.span for m in read.reading.mentions if (m.kind, m.value) in values and m.assertion not in _NOT_SHOWN]
        figures = [f.span for f in read.figures if f.fact in row.from_facts and any(f.fact in d.facts.numbers for d in decided)]
        return [*spans, *figures]

    @staticmethod
    def _of_sections(row: Element, text: str, read: NoteReading) -> list[Span]:
        return [s.body for s in read.sections if s.kind in row.sections and len(text[s.body.start : s.body.end].strip(" \n\t.:*_")) >= _EMPTY]

    def _of_cues(self, row: Element, text: str, read: NoteReading) -> list[Span]:
        found = []
        for sentence in read.sentences:
            words = words_of(text[sentence.span.start : sentence.span.end])
            for hit in self._finder.find(words):
                if hit.value == row.id:
                    found.append(Span(sentence.span.start + words[hit.first].start, sentence.span.start + words[hit.last - 1].end))
        return found
