"""Letters of names beside letters of sides, with the knowledge that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from chartcite.catalog.library import Library
from chartcite.reading.notes.note import NoteReader
from chartcite.reading.questions.question import QuestionReader
from chartcite.reading.text.lexicon import Lexicon

DONE = "Procedure: radiofrequency ablation of the genicular nerves."


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(Library.load(Path(__file__).parents[2] / "knowledge"))


@pytest.mark.parametrize(
    "signed",
    [
        "\nL. Castellanos, MD",
        "\nR. Oduya-Brandt",
        " (L. Castellanos)",
        "\nDr. R. Hart",
        "\nL. White, DPM",
        "\nPatient T.L.",
        "\nA. L. Castellanos",
    ],
)
def test_the_initial_of_a_name_is_no_side(lexicon: Lexicon, signed: str) -> None:
    assert [p.side for p in NoteReader(lexicon).read(DONE + signed).reading.procedures] == [None]


@pytest.mark.parametrize(
    "told",
    [
        "Genicular nerve block R. Tolerated well.",
        "Block of L. genicular nerves.",
        "L. Genicular nerve block done.",
        "Genicular nerve block, R.\nOduya signed.",
    ],
)
def test_a_letter_before_a_word_that_is_no_surname_stays_a_side(lexicon: Lexicon, told: str) -> None:
    assert [p.side for p in NoteReader(lexicon).read(told).reading.procedures] in (["left"], ["right"])


def test_in_a_question_the_initial_of_a_name_is_no_side(lexicon: Lexicon) -> None:
    asked = QuestionReader(lexicon).read("Genicular nerve RFA by L. Castellanos, how do I code it?")
    assert [p.side for p in asked.reading.procedures] == [None]
