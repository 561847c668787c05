"""An answer that abstains says what was looked at, on the invented field."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.draft import Found
from chartcite.domain.encounter import EncounterRequest
from chartcite.drafting.embedded import EmbeddedDrafter


class NothingFound:
    def search(self, query: str, view: object, codes: tuple[str, ...], *more: object) -> Found:
        return Found()


@pytest.fixture(scope="module")
def asker(invented: Library) -> Copilot:
    return Copilot(invented, NothingFound(), EmbeddedDrafter(), lambda: date(2022, 6, 1), "sha256:s")


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Who bakes the best bread?", "own-record/elsewhere"),
        ("How is a chime polished?", "own-record/silent"),
        ("What is the toll?", "own-record/tolls"),
        ("Who owns Q1001?", "own-record/silent"),
    ],
)
def test_an_answer_that_abstains_cites_what_was_looked_at(asker: Copilot, question: str, passage: str) -> None:
    answer = asker.ask(question, EncounterRequest())
    assert answer.outcome == "abstained"
    assert [(claim.kind, claim.citations[0].passage) for claim in answer.claims] == [("absence", passage)]
    assert answer.summary == answer.claims[0].text


def test_an_answer_that_decides_cites_no_record_of_what_was_looked_at(asker: Copilot) -> None:
    answer = asker.ask("Which code for brazing of a mainspring?", EncounterRequest())
    assert answer.outcome == "answered"
    assert "absence" not in {claim.kind for claim in answer.claims}
