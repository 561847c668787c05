"""The card of a code, on the invented field."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from chartcite.catalog.card_plan import load_card_plan
from chartcite.catalog.library import Library
from chartcite.checking.cards import card_of
from chartcite.deciding.cards import CardMaker
from chartcite.deciding.facts import FactMaker
from chartcite.domain.card import CodeCard
from chartcite.domain.encounter import Encounter
from chartcite.errors import InputError, UnknownIdError
from chartcite.rendering.cards import card_form, card_page
from chartcite.rendering.markdown_form import markdown


def card(library: Library, code: str, day: date = date(2021, 6, 1)) -> CodeCard:
    view = library.as_of(Encounter(date_of_service=day))
    return card_of(code, CardMaker(view, FactMaker(library)).draft(code), view)


def texts(made: CodeCard, section: str) -> list[str]:
    said = {claim.id: claim.text for claim in made.claims}
    return [said[line.claim] for part in made.sections if part.id == section for line in part.lines]


def test_figures_are_those_of_the_day(invented) -> None:
    assert all("2021" in text for text in texts(card(invented, "Q1001"), "toll"))
    assert texts(card(invented, "Q1001"), "toll")
    assert all("2020" in text for text in texts(card(invented, "Q1001", date(2020, 6, 1)), "toll"))


def test_every_line_is_a_verified_claim_with_a_citation(invented) -> None:
    made = card(invented, "Q1001")
    lines = [line.claim for section in made.sections for line in section.lines]
    assert set(lines) <= {claim.id for claim in made.claims}
    assert all(claim.citations for claim in made.claims)
    assert {c.source for claim in made.claims for c in claim.citations} == {source.id for source in made.sources}


def test_a_code_that_does_not_exist_is_told_apart_from_one_outside_the_field(invented) -> None:
    with pytest.raises(InputError, match="There is no code Q1050"):
        card(invented, "Q1050")
    with pytest.raises(InputError, match="not a code of the field"):
        card(invented, "Q7777")


def test_a_deleted_code_has_a_card_that_says_so(invented) -> None:
    assert card(invented, "Q1000").state == "deleted"
    assert "deleted" in markdown(card_page(card(invented, "Q1000")))


def test_a_dispute_about_the_code_shows_every_position_and_chooses_none(invented) -> None:
    assert not card(invented, "Q1010", date(2021, 6, 30)).conflicts
    conflicts = card(invented, "Q1010", date(2021, 7, 1)).conflicts
    assert [conflict.topic for conflict in conflicts] == ["mending-code"]
    assert len(conflicts[0].positions) > 1
    assert conflicts[0].governs is None


def test_the_form_names_its_schema_first(invented) -> None:
    assert next(iter(card_form(card(invented, "Q1001")).items())) == ("schema", "chartcite.card/1")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("- {id: a, title: A, topics: [nothing]}", "a.topics"),
        ("- {id: a, title: A, kinds: [nothing]}", "a.kinds"),
        ("- {id: a, title: A, tables: [{table: nothing, fields: [x]}]}", "a.tables"),
    ],
)
def test_a_plan_with_an_unknown_id_is_refused_with_what_is_allowed(invented, tmp_path: Path, line, key) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(invented.root, root)
    (root / "codes" / "card.yaml").write_text(line)
    with pytest.raises(UnknownIdError, match=rf"{key}: nothing is not known\. Allowed: "):
        load_card_plan(Library.load(root))
