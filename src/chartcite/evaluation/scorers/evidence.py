"""Evidence under decisions: the share of code lines, refusals, positions on paying and findings that rest on a claim.

Every id of a claim that they name has to be a claim of the result.
"""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.domain.answer import Result
from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None for a result without decisions."""
    ids = {claim.id for claim in got.result.claims}
    rows = list(_rows(got.result))
    bare = [what for what, claims in rows if not claims or not set(claims) <= ids]
    return share(len(rows), (Fault("evidence", f"{what} without a claim") for what in bare))


def _rows(result: Result) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((f"{s.code} is reported", s.claims) for s in result.report)
    yield from ((f"{r.code} is refused", r.claims) for r in result.do_not_report)
    yield from ((f"coverage {c.position} is told", c.claims) for c in result.coverage)
