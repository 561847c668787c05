"""The figures of a run: by suite, by metric, and for the answers as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean, median

from chartcite.domain.record import Record
from chartcite.evaluation.runner import CaseResult
from chartcite.evaluation.scorers import MEANS, SCORERS
from chartcite.evaluation.scorers.abstention import area, risk_coverage
from chartcite.evaluation.scorers.latency import by_stage
from chartcite.evaluation.shelf import is_frozen, is_held


class SuiteFigures(Record):
    """What a suite came to."""

    suite: str
    cases: int
    whole: int
    codes_right: int | None
    """None where no codes are decided."""
    p50_ms: float
    p95_ms: float
    faults: dict[str, int]
    codes_beside: float = 0.0
    """Codes reported beside the expected set, a case."""


class MetricFigures(Record):
    """What a metric came to over all cases to which it applies, frozen and held-out ones apart."""

    metric: str
    hard: bool
    cases: int
    mean: float
    perfect: int
    frozen_cases: int = 0
    frozen_mean: float | None = None


class AnswerFigures(Record):
    """Abstention, risk-coverage and latency."""

    abstention_precision: float | None
    abstention_recall: float | None
    abstained: int
    risk_coverage_area: float | None
    stages_ms: dict[str, dict[str, float]]


def failing(results: Iterable[CaseResult]) -> list[CaseResult]:
    """The cases that may be told one by one; frozen ones are told by totals alone, else reading a report would open them."""
    return [case for case in results if not case.whole and not is_frozen(case.suite)]


def closed(results: Iterable[CaseResult]) -> str:
    """A sentence on the frozen cases that are not whole; empty when all are."""
    count = sum(not case.whole and is_frozen(case.suite) for case in results)
    return f"{count} more in frozen suites, told by totals alone; report.json has them." if count else ""


def by_suite(results: Iterable[CaseResult]) -> list[SuiteFigures]:
    """Figures by suite, in the order they were run."""
    held: dict[str, list[CaseResult]] = {}
    for result in results:
        held.setdefault(result.suite, []).append(result)
    return [_suite(name, own) for name, own in held.items()]


def _suite(name: str, own: Sequence[CaseResult]) -> SuiteFigures:
    times = sorted(r.milliseconds for r in own)
    faults = Counter(part for r in own for part in {p for p, _ in r.faults})
    return SuiteFigures(
        suite=name,
        cases=len(own),
        whole=sum(r.whole for r in own),
        codes_right=sum(r.codes_right for r in own) if own[0].decides else None,
        p50_ms=round(median(times), 1),
        p95_ms=round(times[min(len(times) - 1, int(len(times) * 0.95))], 1),
        faults=dict(faults.most_common()),
        codes_beside=round(mean(r.codes_beside for r in own), 4),
    )


def by_metric(results: Sequence[CaseResult]) -> list[MetricFigures]:
    """Figures by metric: the scorers in their order, then what other kinds of suites measure."""
    made = []
    for name in dict.fromkeys([*SCORERS, *(name for r in results for name in r.scores)]):
        open_ = [r.scores[name] for r in results if name in r.scores and not is_held(r.suite)]
        held = [r.scores[name] for r in results if name in r.scores and is_held(r.suite)]
        if open_ or held:
            made.append(
                MetricFigures(
                    metric=name,
                    hard=name not in MEANS,
                    cases=len(open_),
                    mean=round(mean(open_ or [1.0]), 4),
                    perfect=sum(v == 1 for v in open_),
                    frozen_cases=len(held),
                    frozen_mean=round(mean(held), 4) if held else None,
                )
            )
    return made


def of_answers(results: Sequence[CaseResult]) -> AnswerFigures:
    """Figures over all answers."""
    judged = [r for r in results if r.should_abstain is not None]
    right = sum(r.abstained and bool(r.should_abstain) for r in judged)
    given, wanted = sum(r.abstained for r in judged), sum(bool(r.should_abstain) for r in judged)
    points = risk_coverage([(r.confidence, r.whole) for r in results if r.confidence is not None])
    return AnswerFigures(
        abstention_precision=round(right / given, 4) if given else None,
        abstention_recall=round(right / wanted, 4) if wanted else None,
        abstained=given,
        risk_coverage_area=area(points) if points else None,
        stages_ms={stage: spent._asdict() for stage, spent in by_stage(r.stages for r in results if r.stages).items()},
    )
