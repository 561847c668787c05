"""Figures that hold at some places of service alone are left out where the place is known to be another."""

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
    ("question", "place", "told"),
    [
        ("What is the ceiling of Q1001?", None, True),
        ("What is the ceiling of Q1001?", "workshop", True),
        ("What is the ceiling of Q1001?", "barge", False),
        ("What is the ceiling of Q1001 on a barge?", None, False),
        ("What is the ceiling of Q1001 on a barge and in a workshop?", None, True),
        ("What is the ceiling of Q1001 in a workshop?", "barge", True),
    ],
)
def test_a_figure_is_told_where_it_may_hold(asker: Copilot, question: str, place: str | None, told: bool) -> None:
    answer = asker.ask(question, EncounterRequest(place_of_service=place))
    assert any("ceiling for Q1001" in claim.text for claim in answer.claims) is told
