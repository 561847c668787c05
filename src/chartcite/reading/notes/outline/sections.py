"""The sections of a note: by headings, by bracketed blocks, and by the words with which the account of a procedure starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Section
from chartcite.domain.note_language import SectionKind
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Span
from chartcite.reading.notes.outline.copies import Copies, apart
from chartcite.reading.notes.outline.headings import OWN, Headings, Mark
from chartcite.reading.notes.outline.sentences import sentences
from chartcite.reading.text.figures import measures

_BLANK = re.compile(r"\n[ \t]*\r?\n")
_ITEM = r"(?:[#(]?\d{1,2}[.):]|#\d{1,2}\b|\(?[A-Ha-h][.)]|\(?(?:i{1,3}|iv|vi?)[.)]|[-*•+>])"
_LISTED = re.compile(rf"[ \t]*{_ITEM}\s|[ \t]+\S|[a-z]")
_MARKED = re.compile(rf"{_ITEM}\s")
_NUMBERED = re.compile(r"(?:^|(?<=\n))[ \t]*\(?(\d{1,2})[.):][ \t]+")
_ENDED = re.compile(r"[.!?:;]\s*$")
_LABELLED = re.compile(r"[A-Z][^.;:\n]{2,60}[^.;:\n\s]:\s")  # a line with a label of its own carries on no other
_TICKED = re.compile(
    r"[ \t]*(?:\[[xX✓✔]\]|\([xX✓✔]\)|[☒☑✓✔]|[Yy](?:es)?)[ \t]*(?=[\r\n;,.]|\Z|[ \t]{2})"
)  # says its heading
_WRAPPED = 60  # a line at least this long without an end is carried on by the next
_TITLE_LINE = 240  # a longer line under the heading of a title tells the procedure instead of naming it
_OF_TREATMENT = frozenset({"volume_ml", "concentration_pct", "temperature_c"})
_THRESHOLD = ("<", ">", "≥", "≤", "~")
_FIRST_MARKS = 12  # headings among which the title stands
_SINCE = re.compile(
    r"\s*(?:since (?:then|that|the)|ever since|in the (?:\w+ )?(?:weeks?|months?|days?) (?:since|after|following))\b",
    re.I,
)


_TOLD_IN_ONE = frozenset({"stated", "past"})  # what sections of one sentence say in a note of one line


class Sectioner:
    """Finds sections with the headings of the vocabulary."""

    def __init__(self, language: NoteLanguage) -> None:
        self._headings = Headings(language)
        self._rows = {kind.id: kind for kind in language.sections}
        self.words, self.laid_out = self._headings.words, self._headings.laid_out
        self._finder = TermFinder()
        self._finder.add("start", "start", language.starts)
        self._copies = Copies(language)
        self.carried = self._copies.of
        self._starts = re.compile(alternatives(language.start_patterns), re.I)

    def split(self, text: str) -> list[Section]:
        """Sections in order, covering the whole text."""
        marks = self._marks(text)
        sections = [Section("body", "", Span(0, marks[0].start if marks else len(text)))]
        for mark, following in zip_longest(marks, marks[1:]):
            end = following.start if following else len(text)
            kind = mark.kind
            said = kind.id == OWN or _TICKED.match(text, mark.end, end)  # a heading of the note's own names things
            start = mark.start if said else min(mark.end, end)
            stop = end if kind.title or kind.assertion == "done" else _item_end(text, mark.start, Span(start, end))
            sections.append(Section(kind.id, mark.heading, Span(start, stop), kind.assertion, kind.title, kind.codes))
            sections += [Section("body", "", Span(stop, end))] if stop < end else []
        sections = apart(sections, self._copies.of(text))
        parts = (part for section in sections for part in self._parts(text, section))
        return [s for s in parts if s.heading or text[s.body.start : s.body.end].strip()]

    def _marks(self, text: str) -> list[Mark]:
        """Headings in order; a title inside a line that tells of the past is none."""
        marks: list[Mark] = []
        for heading in self._headings.of(text):
            mark = heading and self._in_place(text, heading, marks)
            if mark and marks and (_goes_on(text, mark, marks[-1]) or _is_midway(text, mark)):
                continue
            if mark and not (
                mark.kind.title
                and marks
                and marks[-1].kind.assertion == "past"
                and "\n" not in text[marks[-1].start : mark.start]
            ):
                marks.append(mark)
        return marks

    def _in_place(self, text: str, mark: Mark, marks: Sequence[Mark]) -> Mark | None:
        """A heading as the kind that the headings above it and its own line make it; None where they make it none."""
        first = marks[:_FIRST_MARKS]
        if mark.kind.after_title and any(m.kind.title and not m.kind.after_title for m in first):
            mark = mark._replace(kind=self._rows[mark.kind.after_title])
        if mark.kind.first_as and all(m.kind.opens_at_figures for m in first):
            mark = mark._replace(kind=self._rows[mark.kind.first_as])
        if mark.kind.below and marks and marks[-1].kind.id in mark.kind.below:
            mark = mark._replace(kind=self._rows[mark.kind.below[marks[-1].kind.id]])
        if mark.kind.telling_as and mark.kind.telling and _tells(text, mark, mark.kind.telling):
            return mark._replace(kind=self._rows[mark.kind.telling_as])
        return None if mark.kind.only_telling else mark

    def _parts(self, text: str, section: Section) -> Iterator[Section]:
        """A section cut where its line ends, where a title turns into an account, or where the account starts."""
        row = self._rows.get(section.kind)
        first, body = section, section.body
        if section.title:
            end = _title_end(text, body)
            if end > body.start:
                yield replace(section, body=Span(body.start, end))
            if end < body.end:
                yield Section("details", section.heading if end == body.start else "", Span(end, body.end), "done")
            return
        rest: Section | None = None
        if row and row.line and text[body.start : body.end].split("\n", 1)[0].strip():
            end = _line_end(text, body)
            if end == body.end and row.assertion in _TOLD_IN_ONE and "\n" not in text:
                end = next((s.end for s in sentences(text, body)), end)  # no line ends in a note of one line
            if end < body.end:
                first, rest = replace(section, body=Span(body.start, end)), Section("body", "", Span(end, body.end))
        for part in (first, rest):
            if part:
                yield from self._opened(text, part, row)

    def _opened(self, text: str, section: Section, row: SectionKind | None) -> Iterator[Section]:
        """Cut where the account of the procedure starts inside a section that may hold it."""
        below = (
            section.body.start if section.kind in ("body", OWN) or (row and row.opens) else _below(text, section, row)
        )
        if section.assertion == "done" or below is None:
            yield section
            return
        told = sentences(text, section.body)
        earlier = _told_of_before(text, told) if section.assertion == "past" else 0
        earlier = max(earlier, sum(s.start < below for s in told))
        for sentence in told[earlier:]:
            written = text[sentence.start : sentence.end]
            shown = bool(row and row.opens_at_figures and _is_of_treatment(written))
            if (
                shown
                or self._starts.search(written)
                or any(hit.kind == "start" for hit in self._finder.find(words_of(written)))
            ):
                if sentence.start > section.body.start:
                    yield replace(section, body=Span(section.body.start, sentence.start))
                yield Section("details", "", Span(sentence.start, section.body.end), "done")
                return
        yield section


def _item_end(text: str, heading: int, body: Span) -> int:
    """Where the next item of a numbered form starts, when the heading leads one ("3. Consent: ..."); else the end."""
    own = _NUMBERED.fullmatch(text, text.rfind("\n", 0, heading) + 1, heading)
    items = _NUMBERED.finditer(text, *body) if own else ()
    return next((m.start() for m in items if own and int(m[1]) == int(own[1]) + 1), body.end)


def _below(text: str, section: Section, row: SectionKind | None) -> int | None:
    """Where the second paragraph of a section starts, in which an account may open; None where none may."""
    blank = _BLANK.search(text, section.body.start, section.body.end) if row and row.opens_below else None
    return blank.end() if blank and text[section.body.start : blank.start()].strip() else None


def _tells(text: str, mark: Mark, told: str) -> bool:
    """Whether the line of a heading tells what a pattern says."""
    return bool(re.search(told, text[mark.end :].lstrip(" \t:-").split("\n", 1)[0], re.I))


def _goes_on(text: str, mark: Mark, above: Mark) -> bool:
    """Whether small letters after a comma or semicolon go on with an account ("...; motor: none") and head nothing."""
    led = text[: mark.start].rstrip(" \t")[-1:]
    return (
        led in (",", ";")
        and text[mark.start].islower()
        and above.kind.assertion == "done"
        and mark.kind.assertion != "done"
        and "\n" not in text[above.end : mark.start].strip()
    )


def _is_midway(text: str, mark: Mark) -> bool:
    """Whether words stand before it on its line, where it heads nothing then ("Lateral: ... AP: ...", two views)."""
    line = text.rfind("\n", 0, mark.start) + 1
    return mark.heading.lower() in mark.kind.line_headings and bool(text[line : mark.start].strip(" \t>*#-"))


def _told_of_before(text: str, told: Sequence[Span]) -> int:
    """The sentences of a history above the last one that says how it has been since: they tell of another day."""
    return max((i for i, s in enumerate(told) if _SINCE.match(text, s.start, s.end)), default=0)


def _is_of_treatment(written: str) -> bool:
    """Whether it gives a volume, a strength or a temperature, and no mere threshold (">75%")."""
    return any(
        f.fact in _OF_TREATMENT and written[: f.span.start].rstrip()[-1:] not in _THRESHOLD for f in measures(written)
    )


def _lines(text: str, body: Span) -> Iterator[Span]:
    """The lines of a span with their ends of line."""
    start = body.start
    while start < body.end:
        end = text.find("\n", start, body.end)
        end = body.end if end < 0 else end + 1
        yield Span(start, end)
        start = end


def _line_end(text: str, body: Span) -> int:
    """Where the first line ends, with lines that carry it on (listed, indented, or the wrapped rest of it)."""
    end = body.start
    listed = _MARKED.match(text[body.start : body.end].lstrip(" \t"))
    for line in _lines(text, body):
        written = text[line.start : line.end]
        if end > body.start:
            before = text[body.start : end].rstrip()
            open_end = not _ENDED.search(before) and len(before) - before.rfind("\n") > _WRAPPED
            if listed and written.lstrip(" \t").startswith(listed[0]):
                break  # a list that starts anew is another
            if (
                not written.strip()
                or (_LABELLED.match(written) and not listed)
                or not (open_end or (listed is not None and _LISTED.match(written)) or before.endswith(","))
            ):
                break
        end = line.end
    return end


def _title_end(text: str, body: Span) -> int:
    """Where a title ends: it is short lines; from the first line that is longer or tells in sentences it is an account."""
    end = body.start
    named = False
    for line in _lines(text, body):
        written = text[line.start : line.end].strip()
        if not written:
            continue
        if (
            len(written) > _TITLE_LINE
            or len(sentences(text, line)) > 2
            or (named and not _carries_on(text, end, written))
        ):
            break
        named, end = True, line.end
    return end


def _carries_on(text: str, end: int, written: str) -> bool:
    """Whether a line goes on with the title above it: a list, or the rest of a line that did not end."""
    above = text[:end].rstrip()[-1:]
    return bool(_LISTED.match(written)) or above in ",;:&-/"
