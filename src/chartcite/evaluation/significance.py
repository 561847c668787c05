"""Paired significance: whether a difference on the same cases is more than chance would make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

_RESAMPLES = 4999
_SEED = 20261121
_FEWEST = 2


class Paired(NamedTuple):
    """The mean difference (after less before), its 95 % bootstrap interval, and p of a permutation of signs."""

    difference: float
    low: float
    high: float
    p: float


def paired(pairs: Sequence[tuple[float, float]]) -> Paired | None:
    """Compare (before, after) scores of the same cases; None for fewer than two. The same pairs give the same figures.

    Two-sided. With fewer than six cases that moved, no order of signs is rarer than 1 in 20: nothing is significant,
    and what those cases lost is told by the baseline of each case alone.
    """
    moved = np.array([after - before for before, after in pairs], dtype=float)
    if len(moved) < _FEWEST:
        return None
    difference = float(moved.mean())
    changed = moved[moved != 0]
    if len(changed) < _FEWEST:
        return Paired(difference, float(moved.min()), float(moved.max()), 1.0)
    from scipy.stats import bootstrap, permutation_test

    tested = permutation_test(
        (changed,), np.mean, permutation_type="samples", n_resamples=_RESAMPLES, rng=np.random.default_rng(_SEED)
    )
    spread = bootstrap(
        (moved,), np.mean, n_resamples=_RESAMPLES, method="percentile", rng=np.random.default_rng(_SEED)
    ).confidence_interval
    return Paired(difference, float(spread.low), float(spread.high), float(tested.pvalue))
