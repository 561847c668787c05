"""Wrong answers made of right ones: each scorer marks down those that are its business, and no right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from chartcite.copilot import Copilot
from chartcite.evaluation import shelf
from chartcite.evaluation.mutants import of_rankings
from chartcite.evaluation.mutants.testing import LEAST, OPERATORS, MutationReport, examine, rights
from chartcite.evaluation.retrieval_suite import load_retrieval_suite
from chartcite.evaluation.scorers import SCORERS
from chartcite.evaluation.scorers.retrieval import RANKED
from chartcite.evaluation.subject import Subject

ROOT = Path(__file__).parents[2]
SAMPLE = {
    "codes": 20,
    "false-premises": 20,
    "payment": 20,
    "notes": 33,
    "claims": 6,
    "conflicts": 3,
    "robustness": 8,
    "abstention": 25,
}


@pytest.fixture(scope="module")
def report(copilot: Copilot) -> MutationReport:
    subject = Subject(copilot)
    found = shelf.find(list(SAMPLE), ROOT / "evals" / "suites", ROOT / "evals" / "baselines")
    made = [right for item in found for right in rights(subject, [item.suite], SAMPLE.get(item.suite.name, 1000))]
    return examine(made)


def test_every_scorer_has_an_operator_that_tries_it() -> None:
    assert {operator.scorer for operator in OPERATORS} == set(SCORERS)


@pytest.mark.parametrize("name", SCORERS)
def test_a_scorer_catches_its_mutants(report: MutationReport, name: str) -> None:
    (score,) = [s for s in report.scorers if s.scorer == name]
    assert score.mutants, "the sample holds nothing that this scorer judges"
    assert score.share >= LEAST, score.survivors


def test_right_answers_are_accepted_in_every_harmless_form(report: MutationReport) -> None:
    assert report.answers > 20
    assert report.refused == ()


def test_every_metric_of_rankings_catches_its_mutants(copilot: Copilot) -> None:
    suite = load_retrieval_suite(ROOT / "evals" / "suites" / "retrieval")
    sample = suite.model_copy(update={"cases": suite.cases[::6]})
    made = of_rankings.examine_rankings(copilot, sample)
    assert {score.scorer for score in made} == set(RANKED)
    for score in made:
        assert score.mutants > 40, score.scorer
        assert score.share >= LEAST, score.survivors
