"""The gate: what makes a run red. Cases, counts, frozen texts, errors and the means of soft metrics.

* A case that was whole and is not, or is gone, and a suite that is gone while its baseline is there.
* A case that ends in an error: it never counts as anything but failed, with or without a baseline.
* A frozen suite whose text is not the one that was kept, or that has not been kept yet.
* A soft metric whose mean over the same cases fell, where a paired test tells the fall from chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chartcite.evaluation import baseline
from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.runner import CaseResult
from chartcite.evaluation.scorers import MEANS
from chartcite.evaluation.shelf import OF_NO_SUITE, Shelved
from chartcite.evaluation.significance import paired

RISK = 0.05
"""How often chance alone may turn a soft metric red."""


def regressions(shelved: Sequence[Shelved], results: Sequence[CaseResult], *, sample: bool = False) -> list[Regression]:
    """All that got worse in these suites; a `sample` of their cases says nothing of cases that are not in it."""
    found: list[Regression] = []
    for item in shelved:
        own = [r for r in results if r.suite == item.suite.name]
        found += baseline.compare(item.baselines, item.suite.name, own, sample=sample)
        found += _errors(own, {r.case for r in found if r.suite == item.suite.name})
        found += _frozen(item)
        found += _soft(item, own)
    return found


def lost(baselines: Path, known: Sequence[str]) -> list[Regression]:
    """Suites that have a baseline and are not there any more."""
    gone = [n for n in baseline.names(baselines) if n not in known and n.split("/")[0] not in OF_NO_SUITE]
    told = "the suite is gone and its baseline is not; remove both together, and say why"
    return [Regression(suite=name, case="*", told=told) for name in gone]


def _errors(own: Sequence[CaseResult], known: set[str]) -> list[Regression]:
    failed = [r for r in own if any(part == "error" for part, _ in r.faults) and r.id not in known]
    return [Regression(suite=r.suite, case=r.id, told=r.faults[0][1], expected=r.expected, got=r.got) for r in failed]


def _frozen(item: Shelved) -> list[Regression]:
    if not item.frozen:
        return []
    kept = baseline.read(item.baselines, item.suite.name)
    if kept is None or kept.digest is None:
        told = f"a frozen suite that is not pinned; pin it with --suite {item.suite.name} --update-baseline"
        return [Regression(suite=item.suite.name, case="*", told=told)]
    if (kept.digest, kept.cases) == (item.suite.digest, len(item.suite.cases)):
        return []
    told = "the frozen suite is not the one that was pinned"
    expected, got = f"{kept.cases} cases, {kept.digest}", f"{len(item.suite.cases)} cases, {item.suite.digest}"
    return [Regression(suite=item.suite.name, case="*", told=told, expected=expected, got=got)]


def _soft(item: Shelved, own: Sequence[CaseResult]) -> list[Regression]:
    before = baseline.read(item.baselines, item.suite.name)
    found = []
    for metric in MEANS if before is not None else ():
        assert before is not None
        below = before.below.get(metric, {})
        pairs = [(below.get(r.id, 1.0), r.scores[metric]) for r in own if metric in r.scores and r.id in before.whole]
        test = paired(pairs)
        if test is not None and test.difference < 0 and test.p < RISK:
            fell = sorted((r for r in own if r.scores.get(metric, 1.0) < below.get(r.id, 1.0)), key=lambda r: r.id)
            told = f"{metric} fell by {-test.difference:.4f} (p {test.p:.3f}, 95 % interval {test.low:.4f} to {test.high:.4f}): "
            told += ", ".join(r.id for r in fell[:8])
            found.append(Regression(suite=item.suite.name, case="*", told=told))
    return found
