"""Coverage: 1 if the answer gives one of the positions on paying that the case accepts (`none`: it gives none)."""

from __future__ import annotations

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.answer is None or not isinstance(case, QuestionCase) or not case.expect.coverage:
        return None
    given: set[str] = {c.position for c in got.answer.coverage} or {"none"}
    if given & set(case.expect.coverage):
        return Score(1.0)
    told = f"coverage {', '.join(sorted(given))}, expected {' or '.join(case.expect.coverage)}"
    return Score(0.0, (Fault("coverage", told),))
