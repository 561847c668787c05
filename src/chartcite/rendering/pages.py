"""An answer and a critique as documents: summary first, evidence last."""

from __future__ import annotations

from chartcite.domain.answer import Answer, Critique, Finding, NoteSpan
from chartcite.rendering import shared
from chartcite.rendering.document import Document, Entry, Grid, Section, words
from chartcite.rendering.names import Names
from chartcite.rendering.parameters import parameters_said

OUTCOMES = {
    "answered": "Answered",
    "needs_information": "Needs information",
    "abstained": "Not in the sources",
}
MOST_SPANS = 3
"""Places of the note shown for one point; JSON holds all."""


def answer_page(answer: Answer, names: Names | None = None) -> Document:
    """The answer in reading order."""
    names = names or Names()
    verdict = f": {answer.verdict}" if answer.verdict else ""
    lead = [Entry(text=answer.summary)] if answer.summary else []
    return Document(
        OUTCOMES[answer.outcome] + verdict,
        (
            Section("", (*lead, *(Entry(text=notice) for notice in answer.notices))),
            shared.report(answer),
            shared.do_not_report(answer),
            shared.coverage(answer),
            shared.missing(answer),
            shared.conflict_section(answer.conflicts),
            shared.diagnoses(answer),
            shared.evidence(answer),
            shared.rejected(answer),
            shared.made_for(answer, names),
        ),
    )


def critique_page(critique: Critique, names: Names | None = None) -> Document:
    """The critique in reading order: what blocks first."""
    names = names or Names()
    lead = [Entry(text=critique.summary)] if critique.summary else []
    return Document(
        f"{OUTCOMES[critique.outcome]}: {words(critique.disposition)}",
        (
            Section("", (*lead, *(Entry(text=notice) for notice in critique.notices))),
            _findings(critique),
            _audit(critique),
            shared.report(critique),
            shared.do_not_report(critique),
            _procedures(critique),
            _elements(critique),
            shared.coverage(critique),
            shared.missing(critique),
            shared.conflict_section(critique.conflicts),
            shared.diagnoses(critique),
            Section("Letter to the provider", (Entry(text=critique.query_letter),) if critique.query_letter else ()),
            shared.evidence(critique),
            shared.rejected(critique),
            shared.made_for(critique, names),
        ),
    )


def _findings(critique: Critique) -> Section:
    order = {"blocks_billing": 0, "likely_denial": 1, "advice": 2}
    ranked = sorted(critique.findings, key=lambda item: order[item.severity])
    return Section("Findings", tuple(_finding(item) for item in ranked))


def _finding(item: Finding) -> Entry:
    mend = (f"Mend: {item.fix}",) if item.fix else ()
    return Entry(
        head=f"{words(item.severity)}: {item.title}",
        text=item.detail,
        claims=item.claims,
        details=(*mend, *_words_of(item.note_spans)),
    )


def _audit(critique: Critique) -> Section:
    rows = tuple(
        (
            item.line,
            item.fate,
            item.why,
            ", ".join(item.claims),
        )
        for item in critique.claim_audit
    )
    return Section("Claim, line by line", (Grid(("line", "verdict", "why", "evidence"), rows),) if rows else ())


def _procedures(critique: Critique) -> Section:
    rows = tuple(
        (
            item.technique or "not said",
            ", ".join(item.targets) or item.target or "not said",
            item.side or "",
            "" if item.count is None else str(item.count),
            ", ".join(parameters_said(item.parameters)),
            ", ".join(item.guidance),
            item.stage,
        )
        for item in critique.procedures
    )
    columns = ("technique", "target", "side", "count", "parameters", "guidance", "stage")
    return Section("Read from the note", (Grid(columns, rows),) if rows else ())


def _elements(critique: Critique) -> Section:
    marks = {"documented": "yes", "missing": "MISSING", "conflicting": "CONFLICTING"}
    rows = []
    for item in critique.elements:
        if item.state == "not_applicable":
            continue
        found = "; ".join(_words_of(item.spans)) or (f"searched for {item.searched_for}" if item.searched_for else "")
        rows.append((words(item.id), marks[item.state], found, ", ".join(item.claims)))
    idle = ", ".join(words(item.id) for item in critique.elements if item.state == "not_applicable")
    caption = f"Not asked of this note: {idle}." if idle else ""
    return Section(
        "Documentation", (Grid(("element", "there", "in the note", "evidence"), tuple(rows), caption),) if rows else ()
    )


def _words_of(spans: tuple[NoteSpan, ...]) -> tuple[str, ...]:
    shown = [f"at {span.start}: “{' '.join(span.text.split())}”" for span in spans[:MOST_SPANS]]
    more = len(spans) - MOST_SPANS
    return (*shown, *([f"and {more} more"] if more > 0 else []))
