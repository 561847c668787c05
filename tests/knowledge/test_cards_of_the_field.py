"""Code cards on the real knowledge: no card without a cited word on what the code is, or on when it went."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.catalog.library import Library
from chartcite.catalog.sentences import sentences
from chartcite.copilot import code_card
from chartcite.domain.card import CodeCard

DAY = date(2026, 6, 1)


def lines(card: CodeCard, section: str) -> list[str]:
    said = {claim.id: claim.text for claim in card.claims}
    return [said[line.claim] for part in card.sections if part.id == section for line in part.lines]


@pytest.mark.parametrize("code", ["64622", "64626", "64627"])
def test_a_deleted_code_says_first_when_it_went(library: Library, code: str) -> None:
    assert "2012" in lines(code_card(library, code, DAY), "meaning")[0]


@pytest.mark.parametrize(
    "code", ["64640", "64624", "64635", "64999", "0441T", "64405", "64450", "64454", "64493", "64681"]
)
def test_every_code_says_first_what_it_is(library: Library, code: str) -> None:
    assert code in lines(code_card(library, code, DAY), "meaning")[0]


def test_of_several_vintages_only_the_newest_is_told_for_each_setting(library: Library) -> None:
    told = [line for line in lines(code_card(library, "64640", DAY), "units") if "practitioner MUE" in line]
    assert len(told) == 1
    assert "April 2026" in told[0]


@pytest.mark.parametrize("code", ["64640", "64624", "0441T", "64450", "64615"])
def test_no_line_only_repeats_what_was_said_above(library: Library, code: str) -> None:
    card = code_card(library, code, DAY)
    said: set[str] = set()
    for line in (line for part in card.sections for line in lines(card, part.id)):
        own = {sentence.text for sentence in sentences(line)}
        assert not own <= said, line
        said |= own


def test_units_stand_under_units_and_single_payers_under_coverage(library: Library) -> None:
    card = code_card(library, "64640", DAY)
    assert "One unit of 64640" in lines(card, "units")[0]
    assert not [line for line in lines(card, "meaning") if "One unit of 64640" in line]
    told = [part.id for part in card.sections for line in lines(card, part.id) if "TRICARE" in line or "VA " in line]
    assert set(told) <= {"coverage"}
