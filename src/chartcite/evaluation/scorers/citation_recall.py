"""Citation recall: the share of claims that their own citations carry in full (see `support`).

A claim of the embedded engine has to be somebody's sentence: a rule's or a quote's. Another engine may word freely.
"""

from __future__ import annotations

from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share
from chartcite.evaluation.scorers.support import is_supported

EMBEDDED = "embedded"


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None for a result without claims."""
    free = ground.library is None or got.result.receipt.engine != EMBEDDED
    bare = [c for c in got.result.claims if not is_supported(c, c.citations, ground, free=free)]
    return share(len(got.result.claims), (Fault("support", f"{c.id} is not carried by its citations") for c in bare))
