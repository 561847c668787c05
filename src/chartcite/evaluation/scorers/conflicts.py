"""Completeness of conflicts: the share of the positions a case names that stand in one of the answer's conflicts."""

from __future__ import annotations

import re

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.answer is None or not isinstance(case, QuestionCase):
        return None
    held = [
        "\n".join(f"{p.source} {p.says} {p.applies_to}" for p in conflict.positions)
        for conflict in got.answer.conflicts
    ]
    lacking = [g for g in case.expect.conflict if not any(re.search(p, text, re.I) for p in g for text in held)]
    told = (Fault("conflict", f"shows no position like {list(group)}") for group in lacking)
    return share(len(case.expect.conflict), told)
