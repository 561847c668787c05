"""Joining what words, vectors and rules bring: each list's scores as shares of its best, then a weighted sum.

Chosen on the tuning half of the retrieval suite (docs/benchmarks.md): ranks alone throw away how far the first is
ahead, and reciprocal rank fusion stood 0.08 of nDCG@10 behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

WEIGHTS = {"lexical": 0.7, "vectors": 0.3, "decided": 0.3}
"""Static vectors are the weaker of two judges; they know synonyms. What was decided knows what the question means."""

LEAST = 1e-9
"""A score below it finds nothing."""


class Fused(NamedTuple):
    """A passage id with its joint score in [0, 1] and its rank in each list that held it."""

    id: str
    score: float
    ranks: dict[str, int]


def fuse(lists: Mapping[str, Mapping[str, float]], weights: Mapping[str, float] = WEIGHTS) -> list[Fused]:
    """Join lists of scores by id; a score of 1 means first in every list that holds anything."""
    best = {name: max(held.values(), default=0.0) for name, held in lists.items()}
    asked = [name for name in lists if best[name] > LEAST]
    whole = sum(weights[name] for name in asked) or 1.0
    ranks: dict[str, dict[str, int]] = {}
    joined: dict[str, float] = {}
    for name in asked:
        ordered = sorted(lists[name].items(), key=lambda pair: (-pair[1], pair[0]))
        for rank, (id_, score) in enumerate(ordered, 1):
            if score > LEAST:
                ranks.setdefault(id_, {})[name] = rank
                joined[id_] = joined.get(id_, 0.0) + weights[name] / whole * (score / best[name])
    found = [Fused(id_, min(joined[id_], 1.0), held) for id_, held in ranks.items()]
    return sorted(found, key=lambda item: (-item.score, item.id))
