"""Citation precision: the share of citations without which their claim would stand on less, or that its rule names."""

from __future__ import annotations

from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share
from chartcite.evaluation.scorers.citation_recall import EMBEDDED
from chartcite.evaluation.scorers.support import is_needed


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None for a result without citations."""
    free = ground.library is None or got.result.receipt.engine != EMBEDDED
    pairs = [(claim, c) for claim in got.result.claims for c in claim.citations]
    idle = [(claim, c) for claim, c in pairs if not is_needed(claim, c, ground, free=free)]
    return share(len(pairs), (Fault("citations", f"{claim.id} does not need {c.passage}") for claim, c in idle))
