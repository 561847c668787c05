"""The retrieval suite with the default embedder: what is found today stays found, case by case."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

from chartcite.copilot import Copilot
from chartcite.evaluation import baseline, gate, other_suites
from chartcite.evaluation.other_suites import Other
from chartcite.evaluation.retrieval_suite import load_retrieval_suite
from chartcite.evaluation.runner import CaseResult

ROOT = Path(__file__).parents[2]
SUITES, BASELINES = ROOT / "evals" / "suites", ROOT / "evals" / "baselines"


def unmasked() -> object:
    raise AssertionError("retrieval masks nothing")


@pytest.fixture(scope="module")
def halves() -> list[Other]:
    found, left = other_suites.find(["retrieval"], SUITES, BASELINES)
    assert [item.name for item in found] == ["retrieval", "retrieval-held-out"]
    assert not left
    return found


@pytest.fixture(scope="module")
def results(copilot: Copilot, halves: list[Other]) -> list[CaseResult]:
    return [r for item in halves for r in other_suites.run(copilot, item, unmasked, lambda done, of: None)]  # type: ignore[arg-type]


def test_every_graded_passage_exists_and_no_case_was_lost(copilot: Copilot, halves: list[Other]) -> None:
    suite = load_retrieval_suite(SUITES / "retrieval")
    held = {passage.id for passage in copilot.library.all_passages()}
    assert {id_ for case in suite.cases for id_ in case.gold} <= held
    kept = [baseline.read(BASELINES, item.name) for item in halves]
    assert {case.id for case in suite.cases} == {id_ for one in kept if one for id_ in one.whole}
    assert len(suite.cases) >= 250


def test_no_case_loses_the_passage_that_governs_and_no_mean_falls(
    results: list[CaseResult], halves: list[Other]
) -> None:
    worse = gate.regressions([item.shelved for item in halves], results)
    assert not worse, "\n".join(f"{r.case}: {r.told}; got {r.got}" for r in worse)


@pytest.mark.parametrize("half", ["retrieval", "retrieval-held-out"])
def test_the_governing_source_is_among_the_first_five_in_98_of_100(results: list[CaseResult], half: str) -> None:
    assert fmean(r.scores["governing source@5"] for r in results if r.suite == half) >= 0.98
