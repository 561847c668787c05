"""How likely it is that what was found answers the query: a logistic curve over four measures."""

from __future__ import annotations

import math
from typing import NamedTuple


class Signals(NamedTuple):
    """What is measured, each in [0, 1]: shares are weighted by how rare the words are."""

    best_passage: float
    """Share of the query's words that the best passage holds."""
    best_sentence: float
    """Score of the best sentence (words and vector)."""
    known_words: float
    """Share of the query's words that any passage holds."""
    likeness: float
    """Cosine similarity of the query and the nearest sentence."""


WEIGHTS = Signals(3.0, 3.0, 3.0, 2.0)
BIAS = -5.0


def confidence(signals: Signals) -> float:
    """Map the measures to [0, 1]; 0.5 is where a question was as often answerable as not."""
    value = BIAS + sum(weight * signal for weight, signal in zip(WEIGHTS, signals, strict=True))
    return round(1 / (1 + math.exp(-value)), 4)
