"""Elements of documentation: found by facts, sections, cues or patterns, with the spans that show them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chartcite.catalog.library import Library
from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.domain.decision import Decided
from chartcite.domain.note import NoteReading, Sentence
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Element

_NOT_SHOWN = frozenset({"denied", "planned", "conditional", "negated", "instruction"})
_MOST_SPANS = 6
_MOST_TRIES = 40  # words looked at for one element; more say nothing more
_EMPTY = 3  # a section with fewer letters than this says nothing


@dataclass(frozen=True)
class Evidence:
    """Where an element stands in the note."""

    spans: tuple[Span, ...] = ()


class ElementReader:
    """Finds elements with the vocabulary's facts, sections, cues and patterns."""

    def __init__(self, library: Library) -> None:
        self._targets = library.vocabularies.targets
        self._finder = TermFinder()
        rows = library.vocabularies.elements.values()
        for row in rows:
            self._finder.add("element", row.id, row.cues)
        self._patterns = {
            row.id: re.compile("|".join(f"(?:{p})" for p in row.patterns), re.I) for row in rows if row.patterns
        }

    def shown(self, rows: Sequence[Element], read: NoteReading) -> dict[str, tuple[Span, ...]]:
        """What words and sections show of each element, read once for a note."""
        unless = {row.id: frozenset(row.unless) for row in rows}
        found: dict[str, list[Span]] = {row.id: list(self._of_sections(row, read)) for row in rows}
        for sentence in read.sentences:
            offset = sentence.span.start
            words = words_of(read.text[offset : sentence.span.end])
            for hit in self._finder.find(words):
                span = Span(offset + words[hit.first].start, offset + words[hit.last - 1].end)
                if len(found[hit.value]) < _MOST_SPANS and _said(sentence, span) not in unless[hit.value]:
                    found[hit.value].append(span)
        for name, pattern in self._patterns.items():
            matches = (Span(*m.span()) for m in islice(pattern.finditer(read.text), _MOST_TRIES))
            placed = (s for s in matches if _assertion(read, s) not in unless[name] and not _is_bare_heading(read, s))
            found[name] += islice(placed, _MOST_SPANS)
        return {name: tuple(spans) for name, spans in found.items()}

    def state(
        self, row: Element, read: NoteReading, decided: Sequence[Decided], shown: Sequence[Span]
    ) -> tuple[Element, str, Evidence]:
        """documented, conflicting or missing, with the spans."""
        if conflict := next((spans for fact, spans in read.conflicts.items() if fact in row.from_facts), ()):
            return row, "conflicting", Evidence(conflict)
        treated = [d for d in decided if self.is_asked(row, d)]
        known = bool(treated) and (all if row.asked_of != "any" else any)(self._known(row, d) for d in treated)
        if shown or known:
            spans = {*shown, *self._of_facts(row, read, treated)}
            return row, "documented", Evidence(tuple(sorted(spans))[:_MOST_SPANS])
        return row, "missing", Evidence()

    def is_asked(self, row: Element, decided: Decided) -> bool:
        """Whether the element is asked of this procedure's targets; a procedure with none named may have any."""
        rows = [self._targets[t] for t in decided.procedure.targets]
        if row.asked_of == "level_targets":
            return any(target.levels != "none" and "limb" not in (target.area or "limb") for target in rows)
        return row.asked_of != "paired_targets" or not rows or any(target.paired for target in rows)

    @staticmethod
    def _known(row: Element, decided: Decided) -> bool:
        blank = {
            flag.removeprefix("blank-") for flag in decided.facts.sets.get("flag", ()) if flag.startswith("blank-")
        }
        vague = "vague-target" in decided.procedure.flags
        own = {"target": not vague and "target" not in blank, "side": "side" not in blank}
        levels = bool(decided.procedure.levels) and "level" not in blank
        if row.asked_of == "level_targets":
            return levels or ("level_count" in decided.procedure.numbers and "level" not in blank)
        return any(decided.facts.knows(fact) and own.get(fact, True) for fact in row.from_facts if fact not in blank)

    def _of_facts(self, row: Element, read: NoteReading, decided: Sequence[Decided]) -> Iterator[Span]:
        """Mentions and figures of the facts that document it."""
        values = {(fact, v) for d in decided for fact in row.from_facts for v in d.facts.sets.get(fact, ())}
        for mention in read.reading.mentions:
            if (
                (mention.kind, mention.value) in values
                and mention.assertion not in _NOT_SHOWN
                and not self._is_vague(mention.kind, mention.value)
            ):
                yield mention.span
        for figure in read.figures:
            if figure.fact in row.from_facts and any(figure.fact in d.facts.numbers for d in decided):
                yield figure.span

    def _is_vague(self, kind: str, value: str) -> bool:
        return kind == "target" and "vague" in self._targets[value].groups

    @staticmethod
    def _of_sections(row: Element, read: NoteReading) -> Iterator[Span]:
        for section in read.sections:
            body = read.text[section.body.start : section.body.end]
            if section.kind in row.sections and len(body.strip(" \n\t.:*_")) >= _EMPTY:
                start = section.body.start + len(body) - len(body.lstrip())
                yield Span(start, section.body.start + len(body.rstrip()))


def _said(sentence: Sentence, span: Span) -> str:
    """What the sentence makes of these words, without cues that are part of them."""
    reaching = [
        cue for cue in sentence.cues
        if cue.reach.start <= span.start and span.end <= cue.reach.end and not (span.start <= cue.span.start and cue.span.end <= span.end)
    ]  # fmt: skip
    if not reaching:
        return sentence.section.assertion
    if any(cue.assertion == "instruction" for cue in reaching):
        return "instruction"
    return min(reaching, key=lambda cue: cue.reach.end - cue.reach.start).assertion


def _is_bare_heading(read: NoteReading, span: Span) -> bool:
    """Whether the words are a heading under which nothing stands."""
    if read.sentence_at(span.start) or read.sentence_at(span.end - 1):
        return False
    index = bisect_left([s.body.start for s in read.sections], span.end)
    if index == len(read.sections) or not read.sections[index].heading:
        return False
    body = read.sections[index].body
    return len(read.text[body.start : body.end].strip(" \n\t.:*_")) < _EMPTY


def _assertion(read: NoteReading, span: Span) -> str:
    """What is said of the words at a span; words in a heading are stated."""
    sentence = read.sentence_at(span.start)
    return _said(sentence, span) if sentence else "stated"
