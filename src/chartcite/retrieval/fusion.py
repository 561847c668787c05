"""Reciprocal rank fusion: lists whose scores can't be compared are joined by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

CONSTANT = 60
"""Of Cormack, Clarke and Buettcher (2009): the first places count more, none of them alone decides."""
WEIGHTS = {"lexical": 1.0, "vectors": 0.7, "codes": 0.6}
"""Static vectors are the weaker of two judges (stack.md); a passage that holds the code in question is lifted."""


class Fused(NamedTuple):
    """A passage id with its joint score in [0, 1] and its rank in each list that held it."""

    id: str
    score: float
    ranks: dict[str, int]


def fuse(lists: Mapping[str, Sequence[str]], weights: Mapping[str, float] = WEIGHTS) -> list[Fused]:
    """Join ranked lists of ids by name; a score of 1 means first in every list that was given."""
    ranks: dict[str, dict[str, int]] = {}
    for name, ids in lists.items():
        for rank, id_ in enumerate(ids, 1):
            ranks.setdefault(id_, {}).setdefault(name, rank)
    most = sum(weights[name] for name, ids in lists.items() if ids) / (CONSTANT + 1) or 1.0
    joined = [
        Fused(id_, sum(weights[name] / (CONSTANT + rank) for name, rank in held.items()) / most, held)
        for id_, held in ranks.items()
    ]
    return sorted(joined, key=lambda item: (-item.score, item.id))
