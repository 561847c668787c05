"""Spans exact: the share of places in a critique whose text is, letter by letter, what stands there in the note."""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.domain.answer import Critique, NoteSpan
from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase):
        return None
    spans = list(_spans(got.critique))
    wrong = [(what, s) for what, s in spans if not s.text or case.text[s.start : s.end] != s.text]
    told = (Fault("spans", f"{what}: “{s.text[:40]}” does not stand at {s.start} to {s.end}") for what, s in wrong)
    return share(len(spans), told)


def _spans(critique: Critique) -> Iterator[tuple[str, NoteSpan]]:
    for element in critique.elements:
        yield from ((element.id, span) for span in element.spans)
    for finding in critique.findings:
        yield from ((finding.id, span) for span in finding.note_spans)
    for procedure in critique.procedures:
        yield from (("procedure", span) for span in procedure.spans)
    yield from (("claim", line.span) for line in critique.claim_audit if line.span is not None and line.span.text)
