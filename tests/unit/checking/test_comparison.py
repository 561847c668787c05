"""Comparing answers on the invented field: every ground and every reason."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.comparison import Comparison
from chartcite.domain.draft import Found
from chartcite.drafting.embedded import EmbeddedDrafter
from chartcite.errors import InputError
from chartcite.intake import EncounterReader


class NothingFound:
    def search(self, query: str, view: object, codes: tuple[str, ...], *more: object) -> Found:
        return Found()


@pytest.fixture(scope="module")
def asker(invented: Library) -> Copilot:
    return Copilot(invented, NothingFound(), EmbeddedDrafter(), lambda: date(2022, 6, 1), "sha256:s")


def compare(asker: Copilot, question: str, **given: list[str]) -> Comparison:
    return asker.compare(question, EncounterReader.of(asker.library.vocabularies).variants(given))


def reasons(comparison: Comparison) -> dict[str, set[str]]:
    return {ground.key: {item.reason for item in ground.elsewhere} for ground in comparison.differences}


def test_a_contractor_s_rule_counts_in_its_state_only_and_the_guild_s_is_outranked_there(asker: Copilot) -> None:
    made = compare(asker, "Which code for waxing of a chime?", payer=["crown-fund"], state=["XA", "XB"])
    rows = {row.part: row for row in made.rows}
    assert [cell[0].partition(" ")[0] for cell in rows["report"].cells] == ["Q1099", "Q1010"]
    assert reasons(made)["office/mending/north-waxing"] == {"scope"}
    assert reasons(made)["guild/mending/waxing"] == {"outranked"}
    governed = next(item for item in made.differences if item.key == "guild/mending/waxing")
    assert governed.sides == (1,)
    assert "north-notice governs" in governed.elsewhere[0].says


def test_a_day_before_and_after_a_version_names_the_day(asker: Copilot) -> None:
    made = compare(asker, "Code for brazing of a mainspring?", date_of_service=["2019-12-31", "2020-01-01"])
    told = {item.key: item.elsewhere[0] for item in made.differences}
    assert told["guild/mending/spring-before-2020"].says == "ended on 2020-01-01"
    assert told["guild/mending/brazed-mainspring"].says == "in force only from 2020-01-01"


def test_a_side_is_the_answer_to_the_question_asked_alone(asker: Copilot) -> None:
    made = compare(asker, "Which code for waxing of a chime?", payer=["crown-fund"], state=["XA", "XB"])
    reader = EncounterReader.of(asker.library.vocabularies)
    alone = asker.ask("Which code for waxing of a chime?", reader.read({"payer": "crown-fund", "state": "XA"}))
    assert made.sides[0].answer.model_copy(update={"timings_ms": {}}) == alone.model_copy(update={"timings_ms": {}})


def test_places_without_a_rule_change_nothing(asker: Copilot) -> None:
    made = compare(asker, "Which code for waxing of a chime?", place_of_service=["workshop", "barge"])
    assert made.differences == ()
    assert all(row.same for row in made.rows)
    assert [ground.key for ground in made.same] == ["guild/mending/waxing"]


def test_every_combination_of_two_dimensions_is_a_side(asker: Copilot) -> None:
    made = compare(asker, "Which code for waxing?", state=["XA", "XB"], date_of_service=["2020-05-01", "2021-05-01"])
    assert [tuple(side.values.values()) for side in made.sides] == [
        ("XA", "2020-05-01"),
        ("XA", "2021-05-01"),
        ("XB", "2020-05-01"),
        ("XB", "2021-05-01"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "two or more values"),
        ({"state": ["XA"]}, "two or more values"),
        ({"state": ["XA", "Xanadu"]}, "given twice"),
        ({"payer": ["crown-fund", "the crown"]}, "are the same here"),
        ({"state": ["XA", "XB", "XC"], "date_of_service": ["2020-01-01", "2021-01-01", "2022-01-01"]}, "at most 6"),
        ({"state": ["XA", "XZ"]}, "is not known"),
        ({"weather": ["fair", "foul"]}, "has no 'weather'"),
    ],
)
def test_what_can_not_be_compared_is_refused(asker: Copilot, given: dict[str, list[str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        compare(asker, "Which code for waxing?", **given)
