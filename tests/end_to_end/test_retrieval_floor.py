"""The retrieval suite with the default embedder: what is found today stays found, case by case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chartcite.copilot import Copilot
from chartcite.evaluation.retrieval_suite import load_retrieval_suite, run_retrieval
from chartcite.evaluation.scorers.retrieval import means

ROOT = Path(__file__).parents[2]
BASELINE = json.loads((ROOT / "evals/suites/retrieval/baseline.json").read_text(encoding="utf-8"))
ROUNDING = 0.005


@pytest.fixture(scope="module")
def scored(copilot: Copilot) -> dict[str, dict[str, float]]:
    return run_retrieval(copilot, load_retrieval_suite(ROOT / "evals/suites/retrieval"))[1]


def test_every_graded_passage_exists_and_no_case_was_lost(copilot: Copilot) -> None:
    suite = load_retrieval_suite(ROOT / "evals/suites/retrieval")
    held = {passage.id for passage in copilot.library.all_passages()}
    assert {id_ for case in suite.cases for id_ in case.gold} <= held
    assert {case.id for case in suite.cases} == set(BASELINE["governs"])
    assert len(suite.cases) >= 250


def test_no_case_loses_the_passage_that_governs(scored: dict[str, dict[str, float]]) -> None:
    lost = [id_ for id_, found in BASELINE["governs"].items() if found and not scored[id_]["governing passage@5"]]
    assert not lost, f"what governs is no longer among the first five: {', '.join(lost)}"


@pytest.mark.parametrize("name", ["ndcg@10", "recall@10", "governing source@5"])
def test_no_mean_falls_below_its_floor(scored: dict[str, dict[str, float]], name: str) -> None:
    assert means(scored.values())[name] >= BASELINE["means"][name] - ROUNDING


def test_sources_that_are_not_for_the_encounter_stay_behind(scored: dict[str, dict[str, float]]) -> None:
    assert means(scored.values())["misplaced@5"] <= BASELINE["means"]["misplaced@5"] + ROUNDING
