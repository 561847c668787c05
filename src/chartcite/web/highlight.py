"""The note as given, with the places marked that findings and elements point at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from chartcite.domain.answer import Critique
from chartcite.web import words
from chartcite.web.markup import Html, el, join, text
from chartcite.web.words import ScreenNames

RANKS = ("blocks_billing", "likely_denial", "advice", "claim_line", "documented")
"""Where marks overlap the first of these gives the colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the note, what it is (one of RANKS), what it leads to and the words for it."""

    start: int
    end: int
    kind: str
    target: str
    title: str
    label: str = ""


def marks_of(critique: Critique, names: ScreenNames, key: str) -> list[Mark]:
    """Every place that the critique points at."""
    marks = []
    for number, finding in enumerate(critique.findings, 1):
        title = f"{words.SEVERITIES[finding.severity]}: {finding.title}"
        marks += [
            Mark(s.start, s.end, finding.severity, f"{key}-f{number}", title, str(number)) for s in finding.note_spans
        ]
    for number, line in enumerate(critique.claim_audit, 1):
        if line.span:
            marks.append(
                Mark(line.span.start, line.span.end, "claim_line", f"{key}-a{number}", f"Claim line: {line.verdict}")
            )
    for element in critique.elements:
        target, title = f"{key}-e-{element.id}", f"Documents: {names.element(element.id)}"
        marks += [
            Mark(s.start, s.end, "documented", target, title) for s in element.spans if element.state == "documented"
        ]
    return marks


def note_html(note: str, marks: Iterable[Mark]) -> Html:
    """The note's text, unchanged, cut where marks begin and end; spans outside it are left out."""
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(note)]
    cuts = sorted({0, len(note), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    pieces = []
    for start, end in pairwise(cuts):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        pieces.append(_piece(note[start:end], start, end, here))
    return el("div", join(pieces), cls="cc-note", tabindex="0", role="region", aria_label="The note with its marks")


def _piece(words_here: str, start: int, end: int, marks: list[Mark]) -> Html:
    if not marks:
        return text(words_here)
    first = min(marks, key=lambda mark: (RANKS.index(mark.kind), mark.start))
    anchors = [el("span", id=anchor) for anchor in dict.fromkeys(_id(mark) for mark in marks if mark.start == start)]
    numbers = dict.fromkeys((mark.label, mark.target) for mark in marks if mark.label and mark.end == end)
    refs = [el("a", label, cls="cc-ref", href="#" + target, aria_label=f"Finding {label}") for label, target in numbers]
    title = "; ".join(dict.fromkeys(mark.title for mark in marks))
    shown = el("mark", *anchors, words_here, cls=f"cc-mark cc-{first.kind}", title=title, data_goto=first.target)
    return join([shown, *refs])


def _id(mark: Mark) -> str:
    return f"{mark.target}-at-{mark.start}"
