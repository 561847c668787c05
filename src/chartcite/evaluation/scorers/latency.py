"""Latency by stage: medians and 95th percentiles of the milliseconds that a result tells of its own stages.

Machines differ, so latency is told and compared, and never makes a case fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

STAGES = ("read", "decide", "retrieve", "draft", "check", "total")


class Spent(NamedTuple):
    """Milliseconds of one stage."""

    p50: float
    p95: float


def by_stage(timings: Iterable[Mapping[str, float]]) -> dict[str, Spent]:
    """The figures of each stage that was timed, in the order of the way through."""
    rows = list(timings)
    held = {stage: [row[stage] for row in rows if stage in row] for stage in STAGES}
    return {
        stage: Spent(*(round(float(v), 2) for v in np.percentile(times, (50, 95))))
        for stage, times in held.items()
        if times
    }
