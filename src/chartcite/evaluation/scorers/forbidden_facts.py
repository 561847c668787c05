"""Forbidden facts: the share of the case's `never_says` patterns that are not found in the answer's words."""

from __future__ import annotations

import re

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share
from chartcite.evaluation.scorers.words_said import said


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.answer is None or not isinstance(case, QuestionCase):
        return None
    text = said(got.answer)
    there = [p for p in case.expect.never_says if re.search(p, text, re.I)]
    return share(len(case.expect.never_says), (Fault("never_says", f"says {p!r}") for p in there))
