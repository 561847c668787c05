"""Spans of a critique: the words that they name stand where they say, whatever else the note holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from chartcite.copilot import Copilot
from chartcite.domain.answer import Critique, NoteSpan
from chartcite.domain.encounter import EncounterRequest
from chartcite.evaluation.cases import NoteCase, load_suite

CASES = [cast(NoteCase, case) for case in load_suite(ROOT / "evals/suites/notes-2/labels.yaml").cases]
ODD = [
    "\u0301",
    "é",
    "🦵",
    "\U0001f9d1\u200d⚕️",
    "\u00a0",
    "\t",
    "\r",
    "\r\n",
    "\ufeff",
    "\u200b",
    "𝐋",
    "ﬁ",
    "İ",
    "\u2028",
    "\x00",
    " ",
]
NEUTRAL = "The day was mild.\n"


def _spans(critique: Critique) -> Iterator[NoteSpan]:
    for procedure in critique.procedures:
        yield from procedure.spans
    for element in critique.elements:
        yield from element.spans
    for finding in critique.findings:
        yield from finding.note_spans
    yield from (line.span for line in critique.claim_audit if line.span)


def _check(copilot: Copilot, text: str) -> list[NoteSpan]:
    spans = list(_spans(copilot.critique(text, EncounterRequest(), "64640-50 x2, 64622")))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span
        assert text[span.start : span.end] == span.text, span
    return spans


@settings(max_examples=40, deadline=None)
@given(
    case=st.sampled_from(CASES),
    odd=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(ODD)), max_size=12),
)
def test_a_span_is_the_text_at_its_place(copilot: Copilot, case: NoteCase, odd: list[tuple[float, str]]) -> None:
    text = case.text
    for place, letters in odd:
        at = int(place * len(text))
        text = text[:at] + letters + text[at:]
    _check(copilot, text)


@settings(max_examples=15, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_at_all_is_read_with_exact_spans(copilot: Copilot, text: str) -> None:
    _check(copilot, text)


def test_line_ends_of_another_system_move_no_word_of_a_span(copilot: Copilot) -> None:
    for case in CASES[::12]:
        told = [span.text.split() for span in _check(copilot, case.text)]
        other = [span.text.split() for span in _check(copilot, case.text.replace("\n", "\r\n"))]
        assert other == told, case.id


def test_a_neutral_line_above_shifts_every_span_by_its_length(copilot: Copilot) -> None:
    for case in CASES[::12]:
        plain = {(s.start + len(NEUTRAL), s.text) for s in _check(copilot, case.text)}
        below = {(s.start, s.text) for s in _check(copilot, NEUTRAL + case.text)}
        assert below == plain, case.id
