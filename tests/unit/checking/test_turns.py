"""Parts of a sentence change their place only where nothing else can be meant; each true wording has false ones beside it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from chartcite.catalog.library import Library
from chartcite.checking.wall import Wall
from chartcite.domain.draft import DraftClaim
from chartcite.domain.encounter import Encounter

SAME: dict[str, tuple[list[str], list[str]]] = {
    # the last phrase of the subject
    "The payment for brazing in 2021 was $90 in the tower and $60 in a shop.": (
        ["In 2021 the payment for brazing was $90 in the tower and $60 in a shop."],
        [
            "In the tower the payment for brazing in 2021 was $90 and $60 in a shop.",
            "In 2021 the payment for brazing was $60 in the tower and $90 in a shop.",
            "In a shop the payment for brazing in 2021 was $90 in the tower and $60.",
            "For brazing in 2021 was the payment $90 in the tower and $60 in a shop.",
        ],
    ),
    "The first clock in the tower is Q1001.": ([], ["In the tower, the first clock is Q1001."]),
    "Only a clock in the tower is Q1001.": ([], ["In the tower, only a clock is Q1001."]),
    "A clock and a bell in the tower are Q1001.": ([], ["In the tower, a clock and a bell are Q1001."]),
    "A clock in the tower is Q1001, and a bell is Q1002.": (
        [],
        ["In the tower, a clock is Q1001, and a bell is Q1002."],
    ),
    "A clock in the tower is Q1001 if it has a bell.": ([], ["In the tower, a clock is Q1001 if it has a bell."]),
    # a phrase between commas, and "only" behind it
    "The list names, under rule 5, only Q1001 and Q1002.": (
        ["Under rule 5, the list names only Q1001 and Q1002."],
        [
            "Only under rule 5, the list names Q1001 and Q1002.",
            "Under rule 5, only the list names Q1001 and Q1002.",
            "Under rule 5 only, the list names Q1001 and Q1002.",
            "Under rule 5, the list names Q1001 and Q1002.",
        ],
    ),
    "The list only names, under rule 5, Q1001.": ([], ["Under rule 5, the list only names Q1001."]),
    "The list never names, under rule 5, Q1001.": ([], ["Under rule 5, the list never names Q1001."]),
    # lists of words
    "Brazing of a mainspring, escapement or pendulum is Q1001.": (
        [
            "Brazing of a mainspring, escapement or pendulum is reported with Q1001.",
            "Q1001 is the code for brazing of a mainspring, escapement or pendulum.",
            "Brazing of a mainspring, escapement, or pendulum is Q1001.",
        ],
        [
            "Brazing of a mainspring, escapement and pendulum is Q1001.",
            "Brazing of a mainspring or pendulum is Q1001.",
            "Brazing of a mainspring is Q1001, escapement or pendulum.",
        ],
    ),
    "The North Office covers clocks, bells and towers.": (
        [
            "Clocks, bells and towers are covered by the North Office.",
            "The North Office covers clocks, bells, and towers.",
        ],
        [
            "Clocks, bells or towers are covered by the North Office.",
            "Clocks are covered by the North Office, bells and towers.",
            "The North Office is covered by clocks, bells and towers.",
        ],
    ),
    "The North Office does not cover waxing or oiling.": ([], ["Waxing or oiling is not covered by the North Office."]),
    "The North Office covers waxing and oiling for towers.": (
        [],
        ["Waxing and oiling for towers, the North Office covers."],
    ),
    # one verb for two
    "Brazing is Q1001, and waxing is Q1002.": (
        [
            "Brazing is reported with Q1001, and waxing with Q1002.",
            "Brazing is coded as Q1001, and waxing is coded as Q1002.",
        ],
        [
            "Brazing is reported with Q1002, and waxing with Q1001.",
            "Brazing and waxing are Q1001, and Q1002.",
            "Brazing with waxing is reported with Q1001, and Q1002.",
            "Q1001 is the code for brazing, and waxing Q1002.",
        ],
    ),
    # what is a code is reported with it; what is reported with it may be done beside it
    "Brazing is Q1001 for one clock and Q1002 for two clocks.": (
        [
            "Brazing is reported with Q1001 for one clock and Q1002 for two clocks.",
            "Brazing is coded as Q1001 for one clock and Q1002 for two clocks.",
        ],
        [
            "Brazing is reported with Q1001 for two clocks and Q1002 for one clock.",
            "Brazing may be reported with Q1001 for one clock and Q1002 for two clocks.",
            "Brazing is reported with Q1001 or Q1002 for one clock and two clocks.",
            "Brazing for one clock is reported with Q1001 and Q1002 for two clocks.",
        ],
    ),
    "Brazing is reported with Q1002 for one clock.": ([], ["Brazing is Q1002 for one clock."]),
    "A stopped clock is D10.1 and waxing D11.1.": ([], ["A stopped clock is reported with D10.1 and waxing D11.1."]),
    "A stopped clock is D10.1, without a side.": (
        [
            "A stopped clock is coded as D10.1, without a side.",
            "A stopped clock is reported with D10.1, without a side.",
        ],
        ["A stopped clock without a side is D10.1.", "A stopped clock is coded as D10.1, with a side."],
    ),
    "A stopped clock is reported with D10.1.": (
        [],
        ["A stopped clock is D10.1.", "D10.1 is the code for a stopped clock."],
    ),
    # words before a sentence that say nothing of it are not the words of the sentence
    "A note that says brazing does not show which clock.": (
        ["Note that a note that says brazing does not show which clock."],
        ["Says brazing does not show which clock."],
    ),
    # what a list begins with is not plain
    "The table names bells for towers, shops and homes.": ([], ["For towers, shops and homes, the table names bells."]),
    "A plea at the office (level 1), the council and the court is sent.": (
        [],
        ["At the office (level 1), the council and the court, a plea is sent."],
    ),
    # one sentence as two
    "Q1001 points to a pair: check the table.": (
        ["Q1001 points to a pair. Check the table."],
        ["Check the table. Q1001 points to a pair.", "Q1001 points to a pair. Do not check the table."],
    ),
    "If it is brass, Q1001 is right: check the table.": ([], ["If it is brass, Q1001 is right. Check the table."]),
    "Brazing is Q1001, not Q1002, and Q1002 is for towers.": (
        ["Brazing is Q1001, not Q1002. Q1002 is for towers."],
        ["Brazing is Q1001. Q1002 is not for towers, and not Q1002."],
    ),
    # what points at a member of a list by its place
    "Q1001 and Q1002 are tower codes; the first is for brass.": (
        [],
        ["Q1002 and Q1001 are tower codes; the first is for brass."],
    ),
    "Q1001 and Q1002 are tower codes. The latter is for brass.": (
        [],
        ["Q1002 and Q1001 are tower codes. The latter is for brass."],
    ),
    "Q1001 and Q1002 are tower codes.": (["Q1002 and Q1001 are tower codes."], ["Q1002 or Q1001 are tower codes."]),
    # what is told of the object stays with it
    "The office finds the proof for brazing weak.": ([], ["For brazing weak, the office finds the proof."]),
    # a comma that keeps two apart is not left out; one may be set before a figure
    "Small clocks are Q1001 for 1 to 5 wheels and Q1002 for more wheels.": (
        ["Small clocks are Q1001 for 1 to 5 wheels, and Q1002 for more wheels."],
        ["Small clocks are Q1001 for 1 to 5 wheels, or Q1002 for more wheels."],
    ),
    "A plea is sent within 10 days of the first word, and a second by the office within 20 days.": (
        [],
        ["A plea is sent within 10 days of the first word and a second by the office within 20 days."],
    ),
}


@pytest.fixture(scope="module")
def wall(invented: Library) -> Wall:
    return Wall(invented.as_of(Encounter(date_of_service=date(2022, 8, 1))))


@pytest.mark.parametrize("base", SAME)
def test_a_part_changes_its_place_only_where_the_sentence_says_the_same(wall: Wall, base: str) -> None:
    lenient: Any = SimpleNamespace(lines=[SimpleNamespace(code=code) for code in ("Q1001", "Q1002")], refused=[])
    true, false = SAME[base]
    claim = DraftClaim("k", base, "quoted", ())
    assert [says for says in true if wall.faults(says, claim, decision=lenient)] == []
    assert [says for says in false if not wall.faults(says, claim, decision=lenient)] == []
