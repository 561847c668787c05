"""A real and badly behaved model behind a real server: no decision changes, and nothing unverified is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.conftest import ROOT
from tests.smol_server import MISSING, smol_server, weights
from tests.worded import with_model

from chartcite.checking.wall import Wall
from chartcite.copilot import Copilot
from chartcite.domain.draft import DraftClaim
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.vocabulary import Cite
from chartcite.evaluation.cases import load_suite
from chartcite.evaluation.engines import compare
from chartcite.evaluation.scoring import score_evidence

pytestmark = [pytest.mark.slow, pytest.mark.skipif(weights() is None, reason=MISSING)]
SUITES = ("codes", "coverage", "payment")
SECONDS = 14  # for each answer: what the model has not said by then counts as not said


@pytest.fixture(scope="module")
def worded(copilot: Copilot) -> Iterator[Copilot]:
    pytest.importorskip("xllamacpp", reason="the server of the tests is not installed")
    with smol_server() as url:
        yield with_model(copilot, url, seconds=SECONDS, most=1, tokens=80)


def test_no_decision_differs_on_a_fixed_sample(
    copilot: Copilot, worded: Copilot, record_property: pytest.RecordProperty, capsys: pytest.CaptureFixture[str]
) -> None:
    suites = [load_suite(ROOT / f"evals/suites/questions/{name}.yaml") for name in SUITES]
    tallies = compare(copilot, worded, suites, 1, lambda done, of: None)
    assert [t.differing for t in tallies] == [()] * len(SUITES)
    assert sum(t.cases for t in tallies) == len(SUITES)
    for name in ("worded", "rejected", "fell_back"):
        record_property(name, sum(getattr(t, name) for t in tallies))
    with capsys.disabled():
        said = {name: sum(getattr(t, name) for t in tallies) for name in ("worded", "rejected", "fell_back")}
        print(f"\nSmolLM2-135M: {said}, {[t.reasons or t.notices for t in tallies]}")  # noqa: T201 (the count is the point)


def test_every_sentence_it_got_through_passes_the_wall_again(copilot: Copilot, worded: Copilot) -> None:
    asked = "Which code for thermal RF of the sural nerve, Medicare in Ohio?"
    plain, answer = copilot.ask(asked, EncounterRequest()), worded.ask(asked, EncounterRequest())
    assert list(score_evidence(answer)) == []
    view = copilot.library.as_of(answer.context)
    for before, claim in zip(plain.claims, answer.claims, strict=True):
        assert before.citations == claim.citations
        cites = tuple(Cite(passage=c.passage, quote=c.quote) for c in claim.citations)
        base = DraftClaim("k", before.text, claim.kind, cites)
        assert not Wall(view).faults(claim.text, base.reworded(claim.text), decision=None)
