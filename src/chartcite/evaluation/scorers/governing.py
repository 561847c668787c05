"""Governing source: 1 if the source that governs the conflict is the case's (`none`: none governs), else 0."""

from __future__ import annotations

import re

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply. An answer without a conflict shows no governing source."""
    if got.answer is None or not isinstance(case, QuestionCase) or not case.expect.governs:
        return None
    given = [conflict.governs or "none" for conflict in got.answer.conflicts]
    if any(re.search(case.expect.governs, source, re.I) for source in given):
        return Score(1.0)
    told = f"governs {', '.join(given) or 'no conflict shown'}, expected {case.expect.governs}"
    return Score(0.0, (Fault("governs", told),))
