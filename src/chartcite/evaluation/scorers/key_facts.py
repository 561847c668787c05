"""Key facts: the share of the case's `says` groups of which one pattern is found in the answer's words."""

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
    lacking = [g for g in case.expect.says if not any(re.search(p, text, re.I) for p in g)]
    return share(len(case.expect.says), (Fault("says", f"says none of {list(group)}") for group in lacking))
