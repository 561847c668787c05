"""Spans overlap: of the words at which a label says an element must point, the share that its spans cover.

An element that points at part of them is right; one that touches none of them is a fault.
"""

from __future__ import annotations

from chartcite.domain.answer import NoteSpan
from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The mean over labelled elements, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase) or not case.spans:
        return None
    spans = {element.id: element.spans for element in got.critique.elements}
    shares = {element: _covered(case.text, words, spans.get(element, ())) for element, words in case.spans.items()}
    faults = tuple(Fault("spans", f"{e} does not point at “{case.spans[e]}”") for e, s in shares.items() if not s)
    return Score(sum(shares.values()) / len(shares), faults)


def _covered(text: str, words: str, spans: tuple[NoteSpan, ...]) -> float:
    """The best share of any place of these words that the spans cover."""
    best, at = 0.0, text.find(words)
    while at >= 0 and words:
        place = set(range(at, at + len(words)))
        held = place & {i for s in spans for i in range(s.start, s.end)}
        best, at = max(best, len(held) / len(place)), text.find(words, at + 1)
    return best
