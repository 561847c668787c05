"""How likely it is that what was found answers the query: a logistic curve over what the passages hold of it.

Set on the question suites (924 wordings, 42 of them not in the sources, area under the curve 0.82): at 0.5 two thirds
of the answerable ones pass and one in ten of the others, which all ask for figures of a year or item that is not held.
"""

from __future__ import annotations

import math
from typing import NamedTuple

RAREST = 4.0
"""Cap on a word's weight: tables repeat codes and years so often that any plain word would outweigh them."""
LONGEST_UNCOUNTED = 3
"""Longer forms with figures are codes, years and articles: a passage without them speaks of another."""


class Signals(NamedTuple):
    """What is measured, each in [0, 1]; shares are weighted by how rare the words are."""

    passage: float
    """Share of the query's words that the best passage holds."""
    sentence: float
    """Share of them that the best sentence holds."""
    known: float
    """Share of them that any passage holds as written: words from outside the field are what tells most, and a slip mended
    to a word of the field ("weather" to "water") may be one."""
    likeness: float
    """Cosine similarity of the query and the nearest sentence."""
    figures: float
    """Share of the codes and years asked that one passage holds; 1 if none is asked."""


WEIGHTS = (1.0, 1.0, 4.5, 0.5)
"""Of the first four signals; rounded from a fit, and none below zero, so that finding more never means less."""
BIAS = -4.65


def confidence(signals: Signals) -> float:
    """Map the signals to [0, 1]; passages that lack the codes asked count for half at most."""
    value = BIAS + sum(weight * signal for weight, signal in zip(WEIGHTS, signals, strict=False))
    return round((0.5 + 0.5 * signals.figures) / (1 + math.exp(-value)), 4)


def is_figure(form: str) -> bool:
    """Whether a searched form is a code, year or article number."""
    return len(form) > LONGEST_UNCOUNTED and any(map(str.isdigit, form))
