"""Elements of documentation: found by facts, sections, cues or patterns, with the spans that show them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from chartcite.catalog.library import Library
from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.domain.decision import Decided
from chartcite.domain.note import NoteReading, Sentence
from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Element

_NOT_SHOWN = frozenset({"denied", "planned", "conditional", "negated", "instruction"})
_MOST_SPANS = 6
_MOST_TRIES = 40  # words looked at for one element; more say nothing more
_TO_BLANK = re.compile(
    r"[^\S\n]*[:=|-]?(?:[^\S\n]+\w+){0,2}[^\S\n]*"
)  # what may stand between words and the blank that they lead to
_NEAR_BLANK = 40  # characters to a blank that words may lead to
_AROUND = 100  # characters before and after words in which a look-alike of them may stand
_EMPTY = 3  # a section with fewer letters than this says nothing


class ElementFound(NamedTuple):
    """An element, its state (documented, missing, conflicting, not_applicable), and where the note shows it."""

    row: Element
    state: str
    spans: tuple[Span, ...] = ()


class ElementReader:
    """Finds elements with the vocabulary's facts, sections, cues and patterns."""

    def __init__(self, library: Library) -> None:
        self._vocab = library.vocabularies
        self._finder = TermFinder()
        rows = library.vocabularies.elements.values()
        for row in rows:
            self._finder.add("element", row.id, row.cues)
        self._patterns = {row.id: Patterns(row.expressions(row.patterns)) for row in rows if row.patterns}
        self._unlike = {row.id: Patterns(row.expressions(row.unlike)) for row in rows if row.unlike}
        self._shown_by = {row.id: Patterns(row.expressions(row.shown_by)) for row in rows if row.shown_by}

    def shown(self, rows: Sequence[Element], read: NoteReading) -> dict[str, tuple[Span, ...]]:
        """What words and sections show of each element, read once for a note."""
        cued: dict[str, list[Span]] = {row.id: [] for row in rows}
        words = words_of(read.text)
        starts = [word.start for word in words]
        for sentence in read.sentences:
            first, last = (bisect_left(starts, place) for place in sentence.span)
            own = words[first:last]
            for hit in self._finder.find(own):
                cued[hit.value].append(Span(own[hit.first].start, own[hit.last - 1].end))
        return {row.id: tuple(self._counting(row, read, cued[row.id])) for row in rows}

    def _counting(self, row: Element, read: NoteReading, cued: Sequence[Span]) -> list[Span]:
        """Of the sections, cues and patterns found those that count."""
        sections = list(self._of_sections(row, read))
        matches = self._patterns[row.id].finditer(read.text) if row.id in self._patterns else ()
        found = chain(cued[:_MOST_TRIES], (Span.of(m) for m in islice(matches, _MOST_TRIES)))
        counting = list(islice((s for s in found if self._counts(row, read, s)), _MOST_SPANS))
        if sections and row.id in self._unlike:
            unlike = [Span.of(m) for m in self._unlike[row.id].finditer(read.text)]
            sections = [s for s in sections if not _is_all(s, unlike)]
        return [*sections, *counting]

    def _counts(self, row: Element, read: NoteReading, span: Span) -> bool:
        """Whether words at a span document an element there: by what is said of them, their section and their neighbours."""
        sentence = read.sentence_at(span.start)
        if sentence is None and _is_bare_heading(read, span):
            return False
        if sentence and (_said(sentence, span) in row.unless or sentence.section.kind in row.not_in):
            return False
        return not _is_left_open(read, span) and not self._is_unlike(row, read.text, span)

    def _is_unlike(self, row: Element, text: str, span: Span) -> bool:
        """Whether the words are part of a look-alike that stands around them."""
        if row.id not in self._unlike:
            return False
        around = self._unlike[row.id].finditer(text, max(0, span.start - _AROUND), span.end + _AROUND)
        return any(m.start() < span.end and span.start < m.end() for m in around)

    def state(self, row: Element, read: NoteReading, decided: Sequence[Decided], shown: Sequence[Span]) -> ElementFound:
        """Whether the note documents an element that is asked of it, and where."""
        if conflict := next((spans for fact, spans in read.conflicts.items() if fact in row.from_facts), ()):
            return ElementFound(row, "conflicting", conflict)
        treated = [d for d in decided if self.is_asked(row, d)]
        known = bool(treated) and (all if row.asked_of != "any" else any)(self._known(row, d) for d in treated)
        if shown or known:
            spans = [*shown, *self._of_facts(row, read, treated)] or [s for d in treated for s in d.procedure.spans]
            return ElementFound(row, "documented", _readable(read.text, spans))
        return ElementFound(row, "missing")

    def is_asked(self, row: Element, decided: Decided) -> bool:
        """Whether the element is asked of this procedure's targets; a procedure with none named may have any."""
        rows = [self._vocab.targets[t] for t in decided.procedure.targets]
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
                and not (mention.kind == "target" and self._vocab.is_vague(mention.value))
            ):
                yield mention.span
        for figure in read.figures:
            if figure.fact in row.from_facts and any(figure.fact in d.facts.numbers for d in decided):
                yield figure.span
        if row.id in self._shown_by:
            matches = self._shown_by[row.id].finditer(read.text)
            yield from (s for m in islice(matches, _MOST_TRIES) if self._counts(row, read, s := Span.of(m)))

    @staticmethod
    def _of_sections(row: Element, read: NoteReading) -> Iterator[Span]:
        for section in read.sections:
            body = read.text[section.body.start : section.body.end]
            start = section.body.start + len(body) - len(body.lstrip())
            is_open = any(blank.has(start) for blank in read.blanks)
            if section.kind in row.sections and len(body.strip(" \n\t.:*_")) >= _EMPTY and not is_open:
                yield Span(start, section.body.start + len(body.rstrip()))


def _is_left_open(read: NoteReading, span: Span) -> bool:
    """Whether a blank that a template left stands in the words, or ends what they start."""
    index = bisect_left([b.end for b in read.blanks], span.start + 1)
    if index == len(read.blanks):
        return False
    blank = read.blanks[index]
    written, rest = read.text[blank.start : blank.end], read.text[blank.end :][:1]
    if set(written) == {"."} and rest not in ("", "\n"):
        return False  # dots lead to what is filled in
    near = blank.start - span.end <= _NEAR_BLANK
    return blank.start < span.end or (near and bool(_TO_BLANK.fullmatch(read.text, span.end, blank.start)))


def _is_all(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of the others covers nearly the whole span."""
    return any(other.start <= span.start + _EMPTY and span.end - _EMPTY <= other.end for other in others)


def _readable(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, without spans inside others and without the same words twice."""
    kept: list[Span] = []
    said: set[str] = set()
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        words = " ".join(text[span.start : span.end].casefold().split())
        if words in said or (kept and span.end <= kept[-1].end):
            continue
        said.add(words)
        kept.append(span)
    return tuple(kept[:_MOST_SPANS])


def _said(sentence: Sentence, span: Span) -> str:
    """What the sentence makes of these words, without cues that are part of them."""
    reaching = [cue for cue in sentence.cues if cue.reach.holds(span) and not span.holds(cue.span)]
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
