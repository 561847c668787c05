"""What is read from questions as they come to a desk: agents beside a word, modifiers alone, payers, blanks, units, clinical asides."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.text import Reading


def read(copilot: Copilot, text: str) -> Reading:
    return copilot.readers.question.read(text).reading


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        ("titled sural neurolysis, but only bupi and Depo were injected", "nerve-block"),
        ("sural neurolysis, kenalog deposited around the nerve", "nerve-block"),
        ("sural neurolysis with phenol, steroid injected after", "chemical-neurolysis"),
        ("sural neurolysis", "neurolysis-unspecified"),
        ("failed steroid injections, then sural neurolysis", "neurolysis-unspecified"),
        ("42 C for 120 sec at the sural nerve, 64640?", "pulsed-rf"),
        ("80 C for 90 sec at the sural nerve, 64640?", "thermal-rf"),
    ],
)
def test_what_was_given_says_what_an_open_word_means(copilot: Copilot, text: str, technique: str) -> None:
    assert technique in {t for p in read(copilot, text).procedures for t in p.techniques}


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        ("64640 and 64450 of the same nerve. 59?", {"59"}),
        ("need 51 on the second nerve?", {"51"}),
        ("does 25 go on 64640", {"25"}),
        ("22 modifier because of four nerves?", {"22"}),
        ("it took 50 minutes?", set()),
        ("is it 25 percent?", set()),
    ],
)
def test_a_modifier_is_known_by_what_stands_around_it(copilot: Copilot, text: str, modifiers: set[str]) -> None:
    assert set(read(copilot, text).facts.get("modifier", ())) == modifiers


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("will anthem pay for iovera", "coverage"),
        ("does capital blue cross pay for 64640", "coverage"),
        ("how much will anthem pay", "payment"),
        ("64640 office $$", "payment"),
    ],
)
def test_any_payer_may_stand_in_the_wording_of_a_subject(copilot: Copilot, text: str, subject: str) -> None:
    asks = read(copilot, text).facts.get("asks", frozenset())
    assert subject in asks
    assert not {"coverage", "payment"} - {subject} & asks - {subject}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("sweating of the armpits, botox code? is it 64640", True),
        ("64640 or 64624 for this one", False),
        ("is that it. bill 64640 then", False),
        ("the 64640 goes with a 50, right or wrong?", True),
    ],
)
def test_a_last_sentence_that_opens_with_a_verb_asks_without_a_mark(copilot: Copilot, text: str, asks: bool) -> None:
    assert read(copilot, text).is_yes_no is asks


def test_a_clinical_question_gives_no_procedure_to_code(copilot: Copilot) -> None:
    assert not read(copilot, "how many ml of phenol for the obturator nerve?").procedures
    assert read(copilot, "which code for phenol of the obturator nerve, and what dose of it?").procedures


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("3 units of 64640 billed, the note names the sural nerve only", True),
        ("2 units of 64640 billed, the note names the sural and the saphenous nerve", False),
        ("2 units of 64640 billed, sural nerve of both legs", False),
        ("64640 x4 and the note lists two nerves", True),
        ("64640 x4 and the note says knee nerves", False),
    ],
)
def test_units_above_the_nerves_told_are_seen(copilot: Copilot, text: str, above: bool) -> None:
    assert ("units-above-nerves" in read(copilot, text).facts.get("flag", ())) is above


def test_a_blank_in_a_pasted_note_is_seen_and_a_row_of_question_marks_is_none(copilot: Copilot) -> None:
    assert "template-blank" in read(copilot, "RFA of ____ nerve, left. 64640?").facts["flag"]
    assert "flag" not in read(copilot, "RFA of the sural nerve, left. 64640???").facts


def test_a_letter_within_a_name_is_no_side(copilot: Copilot) -> None:
    (procedure,) = read(copilot, "WA state L&I, RFA of the sural nerve").procedures
    assert procedure.side is None


def test_days_are_read_in_words(copilot: Copilot) -> None:
    assert read(copilot, "is the global of 64642 ten days").numbers["day"] == 10


def test_a_local_anaesthetic_told_beside_a_lesion_does_not_deny_the_lesions_code(copilot: Copilot) -> None:
    alone = copilot.ask("RF of the left sural nerve with lidocaine numbing, 64640?", EncounterRequest())
    beside = copilot.ask(
        "RF of the left sural nerve with lidocaine, 64640 and can we add the injection?", EncounterRequest()
    )
    assert (alone.verdict, beside.verdict) == ("yes", "no")


def test_two_units_of_a_line_for_both_sides_are_refused(copilot: Copilot) -> None:
    answer = copilot.ask("64640-50 for both sural nerves, 2 units?", EncounterRequest())
    assert (answer.verdict, [line.units for line in answer.report]) == ("no", [1])
