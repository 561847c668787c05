"""What is read from a question: technique, targets, sides, counts, encounter, and whether a yes or no is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcite.copilot import Copilot
from chartcite.domain.text import Procedure


def procedures(copilot: Copilot, text: str) -> tuple[Procedure, ...]:
    return copilot.readers.question.read(text).reading.procedures


@pytest.mark.parametrize(
    ("text", "technique", "target", "side"),
    [
        ("thermal RF of the right suprascapular nerve", "thermal-rf", "suprascapular", "right"),
        ("prf L suprascapular n.", "pulsed-rf", "suprascapular", "left"),
        ("phenol neurolysis of the left obturator nerve", "chemical-neurolysis", "obturator", "left"),
        ("bilateral iovera of the infrapatellar saphenous", "cryoneurolysis", "infrapatellar-saphenous", "both"),
        ("RFA at 42 C of the sural nerve", "pulsed-rf", "sural", None),
    ],
)
def test_a_procedure_is_read_with_its_technique_target_and_side(
    copilot: Copilot, text: str, technique: str, target: str, side: str | None
) -> None:
    (read,) = procedures(copilot, text)
    assert (read.techniques, read.targets, read.side) == ((technique,), (target,), side)


def test_a_bare_rfa_is_taken_as_thermal_and_said_to_be_assumed(copilot: Copilot) -> None:
    (read,) = procedures(copilot, "RFA of the sural nerve, which code?")
    assert read.techniques == ("thermal-rf",)
    assert read.assumed == ("technique",)


def test_a_bare_rfa_stays_open_when_the_question_says_that_the_note_does_not_say(copilot: Copilot) -> None:
    (read,) = procedures(copilot, "The note does not say the mode of the RFA of the sural nerve. Code?")
    assert read.techniques == ("rf-unspecified",)


def test_nerves_on_different_sides_are_two_procedures(copilot: Copilot) -> None:
    read = procedures(copilot, "right lateral femoral cutaneous and left sural nerve, thermal RF")
    assert {(p.targets, p.side) for p in read} == {(("lateral-femoral-cutaneous",), "right"), (("sural",), "left")}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("phenol to three intercostal nerves", "target_count", 3),
        ("facet RF of L4-5 and L5-S1", "joint_count", 2),
        ("medial branch RF at L3, L4 and L5", "joint_count", 2),
        ("intercostal phenol T6-T9", "level_count", 4),
        ("patient back on day 6 after RF of the sural nerve", "day", 6),
    ],
)
def test_counts_and_levels_are_read(copilot: Copilot, text: str, fact: str, value: float) -> None:
    (read, *_) = procedures(copilot, text)
    assert read.numbers[fact] == value


@pytest.mark.parametrize("text", ["genicluar ablaton of the kne", "genicullar abaltion", "Genicular Ablation"])
def test_typing_slips_in_vocabulary_words_are_mended(copilot: Copilot, text: str) -> None:
    (read,) = procedures(copilot, text)
    assert read.targets == ("genicular",)


def test_the_words_of_a_question_give_payer_state_and_date(copilot: Copilot) -> None:
    read = copilot.readers.question.read("mcare pt in Kentucky, DOS 4/10/26, iovera at the knee")
    assert (read.payer, read.state, read.day) == ("medicare", "KY", date(2026, 4, 10))


@pytest.mark.parametrize("text", ["a PA assisted at the ablation", "code it OR not", "is it ok"])
def test_two_letters_that_are_words_are_no_state(copilot: Copilot, text: str) -> None:
    assert copilot.readers.question.read(text).state is None


@pytest.mark.parametrize(
    ("text", "is_yes_no"),
    [
        ("Can I bill 77002 with 64624?", True),
        ("64640 x4?", True),
        ("CPT says under 80 has to be 64999, right?", True),
        ("Which code for RF of the sural nerve?", False),
        ("phenol neurolysis of the sural nerve", False),
        ("How many units of 64640?", False),
    ],
)
def test_it_is_told_whether_a_yes_or_no_is_asked(copilot: Copilot, text: str, is_yes_no: bool) -> None:
    assert copilot.readers.question.read(text).reading.is_yes_no is is_yes_no


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read_and_every_mention_stands_at_its_offsets(copilot: Copilot, text: str) -> None:
    for mention in copilot.readers.question.read(text).reading.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text


@pytest.mark.parametrize(
    ("text", "count"),
    [("superior cluneal nerves x3 left RFA", 3), ("sural nerve RFA", 1), ("sural and saphenous nerves RFA", 2)],
)
def test_nerves_are_counted_before_or_after_their_name(copilot: Copilot, text: str, count: int) -> None:
    (read,) = procedures(copilot, text)
    assert read.numbers["target_count"] == count


def test_one_nerve_told_in_the_plural_leaves_its_number_open(copilot: Copilot) -> None:
    (read,) = procedures(copilot, "RFA of the cluneal nerves on the left")
    assert "target_count" not in read.numbers


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("sural nerve RFA is 64640, right?", True),
        ("alcohol to the web space of the foot, right foot", False),
        ("sural nerve RFA units?", False),
        ("64628 what is it", False),
        ("is it 64628", True),
    ],
)
def test_a_side_an_open_word_or_a_noun_at_the_end_asks_for_no_yes(copilot: Copilot, text: str, asked: bool) -> None:
    assert copilot.readers.question.read(text).reading.is_yes_no is asked


@pytest.mark.parametrize(
    "text", ["64640 descriptor 'with image guidance when performed'?", "WA L&I nerve ablation knee?"]
)
def test_a_claim_with_a_quotation_or_a_payer_and_a_question_mark_asks_for_a_yes(copilot: Copilot, text: str) -> None:
    assert copilot.readers.question.read(text).reading.is_yes_no
