"""Disposition of a note: 1 if it is the label's or one that a fair reader accepts, else 0."""

from __future__ import annotations

from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase):
        return None
    if got.critique.disposition in (case.disposition, *case.disposition_also):
        return Score(1.0)
    return Score(0.0, (Fault("disposition", f"disposition {got.critique.disposition}, expected {case.disposition}"),))
