"""Abstention: 1 if the answer abstains exactly where the case says so, else 0; with precision, recall and risk-coverage.

Judged where a case expects to be abstained from or expects not to be (one that accepts both says nothing). Precision:
of the answers that abstain, those that should. Recall: of the cases that should be abstained from, those that were.

Risk-coverage orders the answers that were given by how sure they are, and tells how many of the surest share are not
whole. How sure: the confidence of retrieval, under what decided. Codes, refusals and verdicts of rules come first,
those whose passages are all of confidence H before others; then what only figures or quoted guidance say. It is an
order, no probability, and nothing of it was fitted on the suites.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from chartcite.domain.answer import Answer
from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score

_RULES, _SURE, _FOUND = 0.5, 0.25, 0.25


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    should = should_abstain(case)
    if got.answer is None or should is None:
        return None
    if (got.answer.outcome == "abstained") == should:
        return Score(1.0)
    return Score(0.0, (Fault("outcome", "abstains and should not" if not should else "answers and should abstain"),))


def should_abstain(case: Case) -> bool | None:
    """Whether the sources are silent on this, as the case says; None where it accepts both."""
    if not isinstance(case, QuestionCase) or not case.expect.outcome:
        return None
    accepted = set(case.expect.outcome)
    return None if "abstained" in accepted and len(accepted) > 1 else "abstained" in accepted


def confidence(answer: Answer, found: float) -> float:
    """How sure an answer is, in [0, 1]; `found` is the confidence of retrieval."""
    lines = [*(r.claims for r in answer.report), *(r.claims for r in answer.do_not_report)]
    decided = {i for claims in (*lines, *(c.claims for c in answer.coverage)) for i in claims}
    of_rules = [c for c in answer.claims if c.id in decided]
    sure = bool(of_rules) and all(x.confidence == "H" for c in of_rules for x in c.citations)
    return round(_RULES * bool(of_rules) + _SURE * sure + _FOUND * found, 4)


class Point(NamedTuple):
    """Answering only the surest share `coverage` of the cases, `risk` of those answers are not whole."""

    coverage: float
    risk: float


def risk_coverage(rows: Iterable[tuple[float, bool]]) -> list[Point]:
    """The curve of (confidence, whole) rows, surest first; rows of one confidence make one point."""
    ranked = sorted(rows, key=lambda row: -row[0])
    points, wrong = [], 0
    for n, (sure, whole) in enumerate(ranked, start=1):
        wrong += not whole
        if n == len(ranked) or ranked[n][0] != sure:
            points.append(Point(round(n / len(ranked), 4), round(wrong / n, 4)))
    return points


def area(points: Sequence[Point]) -> float:
    """The area under the curve: the mean risk over all coverages; lower is better."""
    total, before = 0.0, Point(0.0, points[0].risk if points else 0.0)
    for point in points:
        total += (point.coverage - before.coverage) * (point.risk + before.risk) / 2
        before = point
    return round(total, 4)
