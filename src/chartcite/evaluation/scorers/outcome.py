"""Outcome: 1 if the answer's outcome is one that the case accepts, else 0. For answers whose case names one."""

from __future__ import annotations

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.answer is None or not isinstance(case, QuestionCase) or not case.expect.outcome:
        return None
    if got.answer.outcome in case.expect.outcome:
        return Score(1.0)
    told = f"outcome {got.answer.outcome}, expected {' or '.join(case.expect.outcome)}"
    return Score(0.0, (Fault("outcome", told),))
