"""Precision of findings: the share of findings of weight (more than advice) that the label accounts for.

Judged only where the label names all that is wrong: on notes tagged `clean`, on which every such finding is wrong, and
on labels with `findings_closed`, where a finding is right if one of the `flags` matches it.
"""

from __future__ import annotations

import re

from chartcite.domain.answer import Finding
from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase) or not _is_closed(case):
        return None
    weighty = [f for f in got.critique.findings if f.severity != "advice"]
    wrong = [f for f in weighty if not _is_told(f, case)]
    faults = tuple(Fault("clean", f"a finding that the label does not name: “{f.title}”") for f in wrong)
    return Score(1 - len(wrong) / len(weighty) if weighty else 1.0, faults)


def _is_closed(case: NoteCase) -> bool:
    return "clean" in case.tags or case.findings_closed


def _is_told(finding: Finding, case: NoteCase) -> bool:
    text = f"{finding.title} {finding.detail} {finding.fix}"
    return any(re.search(p, text, re.I | re.S) for group in case.flags for p in group)
