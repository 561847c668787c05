"""Answers of the whole product: what must hold of each, and a fixed sample of the suites against the baseline."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.conftest import ROOT, TODAY

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.evaluation import baseline
from chartcite.evaluation.cases import Suite, load_suite
from chartcite.evaluation.runner import run_case
from chartcite.evaluation.scoring import score_evidence

SAMPLE_EVERY = 7
SUITES = [*sorted((ROOT / "evals/suites/questions").glob("*.yaml")), ROOT / "evals/suites/notes/labels.yaml"]


@pytest.fixture(scope="module", params=SUITES, ids=lambda path: path.stem)
def suite(request: pytest.FixtureRequest) -> Suite:
    return load_suite(request.param)


def test_no_sampled_case_is_worse_than_its_baseline(copilot: Copilot, suite: Suite) -> None:
    sample = [run_case(copilot, suite, case) for case in suite.cases[::SAMPLE_EVERY]]
    worse = baseline.compare(ROOT / "evals/baselines", suite.name, sample, sample=True)
    assert [f"{r.case}: {r.told}" for r in worse] == []


def test_the_count_of_cases_is_the_one_of_the_baseline(suite: Suite) -> None:
    kept = baseline.read(ROOT / "evals/baselines", suite.name)
    assert kept is not None
    assert set(kept.whole) == {case.id for case in suite.cases}


def test_every_claim_is_cited_at_its_offsets_and_every_code_rests_on_one(copilot: Copilot, suite: Suite) -> None:
    for case in suite.cases[::SAMPLE_EVERY]:
        request = EncounterRequest(**case.context.model_dump())
        text = getattr(case, "question", None)
        result = copilot.ask(text, request) if text else copilot.critique(case.text, request)  # type: ignore[union-attr]
        assert list(score_evidence(result)) == []
        for claim in result.claims:
            for citation in claim.citations:
                assert copilot.library.passage(citation.passage).text[citation.start : citation.end] == citation.quote


def test_the_same_question_twice_gives_the_same_answer(copilot: Copilot) -> None:
    asked = "Thermal RF of the bilateral lateral femoral cutaneous nerves, Medicare in Ohio, office: code and payment?"
    one, two = (
        copilot.ask(asked, EncounterRequest()).model_dump(mode="json", exclude={"timings_ms"}) for _ in range(2)
    )
    assert json.dumps(one) == json.dumps(two)


def test_no_date_given_means_today_and_the_answer_says_so(copilot: Copilot) -> None:
    context = copilot.ask("Which code for RF of the sural nerve?", EncounterRequest()).context
    assert context.date_of_service == TODAY
    assert "date_of_service" in context.assumed


def test_the_payer_and_state_decide_the_code_of_cryoneurolysis(copilot: Copilot) -> None:
    asked = "iovera of the right infrapatellar saphenous nerve, no imaging"

    def codes(**given: str) -> list[str]:
        answer = copilot.ask(asked, EncounterRequest(date_of_service=date(2026, 4, 10), **given))
        return [line.code for line in answer.report]

    assert codes(payer="medicare", state="KY") == ["0441T"]
    assert codes(payer="medicare", state="TX") == []
    assert codes(payer="anthem") == ["64640"]


def test_a_question_outside_the_field_is_not_answered(copilot: Copilot) -> None:
    for asked in ("What is the code for a screening colonoscopy?", "What will the weather be tomorrow?", "asdf qwer"):
        assert copilot.ask(asked, EncounterRequest()).outcome == "abstained", asked


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("is 64640 deleted?", "no"),
        ("does 64640 still exist?", "yes"),
        ("is 64622 deleted?", "yes"),
        ("is 64622 still valid?", "no"),
        ("was 0441T retired?", "no"),
    ],
)
def test_whether_a_code_is_gone_is_answered_the_other_way_round_than_whether_it_stands(
    copilot: Copilot, question: str, verdict: str
) -> None:
    answer = copilot.ask(question, EncounterRequest())
    assert (answer.outcome, answer.verdict) == ("answered", verdict)


def test_the_summary_is_the_first_sentence_of_the_claims_that_lead(copilot: Copilot) -> None:
    answer = copilot.ask("RFA of the genicular nerves, code?", EncounterRequest())
    first, second = answer.claims[:2]
    assert first.text.startswith(answer.summary.split(". ")[0])
    assert len(answer.summary) < len(f"{first.text} {second.text}")


def test_what_is_asked_is_answered_before_the_code(copilot: Copilot) -> None:
    answer = copilot.ask("how many units of 64640 for RFA of the cluneal nerves?", EncounterRequest())
    assert any("One unit of 64640" in claim.text for claim in answer.claims[:3])
