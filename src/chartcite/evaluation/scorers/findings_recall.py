"""Recall of findings: the share of the label's `flags` of which one pattern is found in a finding or the audit."""

from __future__ import annotations

import re

from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share
from chartcite.evaluation.scorers.words_said import raised


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase):
        return None
    text = raised(got.critique)
    lacking = [g for g in case.flags if not any(re.search(p, text, re.I | re.S) for p in g)]
    return share(len(case.flags), (Fault("flags", f"raises none of {list(group)}") for group in lacking))
