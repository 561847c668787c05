"""Stability: 1 if the same input twice gives the same JSON, byte for byte and timings aside, else 0."""

from __future__ import annotations

import json

from chartcite.domain.answer import Answer, Critique
from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score
from chartcite.rendering.json_form import answer_form, critique_form


def form_of(result: Answer | Critique) -> str:
    """The JSON of the outside contract without timings."""
    form = answer_form(result) if isinstance(result, Answer) else critique_form(result)
    return json.dumps({key: value for key, value in form.items() if key != "timings_ms"}, ensure_ascii=False)


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it was run once."""
    if got.forms is None:
        return None
    first, second = got.forms
    if first == second:
        return Score(1.0)
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(map(len, got.forms)))
    told = f"a second run differs: …{first[max(0, at - 30) : at + 30]}… then …{second[max(0, at - 30) : at + 30]}…"
    return Score(0.0, (Fault("stability", told),))
