"""Claim audit: the share of labelled claim lines that are audited, as given, with the fate the label accepts."""

from __future__ import annotations

from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase):
        return None
    given: dict[str, list[str]] = {}
    for line in got.critique.claim_audit:
        given.setdefault(" ".join(line.line.split()), []).append(line.verdict)
    wrong = [line for line, fates in case.audit.items() if not set(given.get(line, ())) & set(fates)]
    told = (
        f"{line} gets {' and '.join(given.get(line, ['nothing']))}, expected {' or '.join(case.audit[line])}"
        for line in wrong
    )
    return share(len(case.audit), (Fault("audit", words) for words in told))
