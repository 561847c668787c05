"""Verdict: 1 if the yes or no is one that the case accepts (`none`: none is given), else 0."""

from __future__ import annotations

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.answer is None or not isinstance(case, QuestionCase) or not case.expect.verdict:
        return None
    if (got.answer.verdict or "none") in case.expect.verdict:
        return Score(1.0)
    told = f"verdict {got.answer.verdict}, expected {' or '.join(case.expect.verdict)}"
    return Score(0.0, (Fault("verdict", told),))
