"""What a question names and does not mean: denied techniques, guidance not used, "right" that is no side, group codes."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.text import Reading


def read(copilot: Copilot, text: str) -> Reading:
    return copilot.readers.question.read(text).reading


def lines(copilot: Copilot, text: str) -> list[str]:
    answer = copilot.ask(text, EncounterRequest(payer="commercial"))
    return ["-".join((line.code, *line.modifiers)) for line in answer.report]


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        ("occipital nerve injection with kenalog, no ablation", "nerve-block"),
        ("not pulsed, thermal RF of the sural nerve", "thermal-rf"),
        ("not thermal: pulsed RF of the sural nerve", "pulsed-rf"),
        ("sural nerve injected, never any neurolysis or ablation", "nerve-block"),
        ("dextrose hydrodissection of the radial nerve, nothing was burned", "perineural-injection"),
        ("nobody ablated anything, a plain block of the sural nerve", "nerve-block"),
    ],
)
def test_a_technique_that_is_denied_was_not_used(copilot: Copilot, text: str, technique: str) -> None:
    assert {t for p in read(copilot, text).procedures for t in p.techniques} == {technique}


def test_a_technique_that_is_denied_is_still_read_where_no_other_is_named(copilot: Copilot) -> None:
    assert read(copilot, "sural nerve, not ablated?").procedures


@pytest.mark.parametrize(
    ("text", "guidance"),
    [
        ("sural RFA under ultrasound, no fluoro or CT", {"ultrasound"}),
        ("sural RFA, no fluoro", {"none"}),
        ("sural RFA without CT, w/ ultrasound", {"ultrasound"}),
    ],
)
def test_guidance_that_is_denied_was_not_used(copilot: Copilot, text: str, guidance: set[str]) -> None:
    assert read(copilot, text).facts["guidance"] == guidance


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("thermal RF of the middle cluneal nerve on the left, right by the joint", "left"),
        ("thermal RF sural nerve, billed 64640. auditor disagrees, is she right?", None),
        ("thermal RF of the right sural nerve", "right"),
        ("thermal RF of the sural nerve, right", "right"),
        ("thermal RF sural nerve, what is the right modifier and the right code", None),
        ("RFA of the left sural nerve right after the visit", "left"),
    ],
)
def test_a_word_for_a_side_that_says_something_else_is_no_side(copilot: Copilot, text: str, side: str | None) -> None:
    assert [p.side for p in read(copilot, text).procedures] == [side]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("CO-97 on 64640, why", None),
        ("CO 236 on 64640, why", None),
        ("64640 in Denver, CO 80202", "CO"),
        ("iovera sural, KY 4/10/26", "KY"),
    ],
)
def test_the_group_of_an_adjustment_is_no_state(copilot: Copilot, text: str, state: str | None) -> None:
    assert copilot.readers.question.read(text).state == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("left greater occipital block and right sural RFA same day", ["64405-LT", "64640-RT"]),
        ("RFA of left sural and block of the right suprascapular nerve", ["64640-LT", "64418-RT"]),
        ("bilateral GON block with kenalog plus phenol to the left obturator nerve", ["64405-50", "64640-LT"]),
        ("RFA of the left saphenous nerve after lidocaine block of the saphenous nerve", ["64640-LT"]),
    ],
)
def test_a_block_elsewhere_is_a_service_of_its_own_and_one_at_the_same_nerve_is_none(
    copilot: Copilot, text: str, expected: list[str]
) -> None:
    assert sorted(lines(copilot, text)) == sorted(expected)


def test_joints_that_are_listed_as_such_count_beside_the_nerves_that_supply_them(copilot: Copilot) -> None:
    told = read(copilot, "RFA of the L3 and L4 medial branches and L5 dorsal ramus, left (L4-5 and L5-S1 joints)")
    assert {p.numbers["joint_count"] for p in told.procedures} == {2.0}


@pytest.mark.parametrize("text", ["2 of the 3 genicular nerves burned", "two out of three genicular nerves burned"])
def test_a_part_is_counted_and_not_the_whole(copilot: Copilot, text: str) -> None:
    assert read(copilot, text).numbers["nerve_count"] == 2.0


def test_modifiers_in_a_row_behind_a_code_are_its_own(copilot: Copilot) -> None:
    assert read(copilot, "CLM 64640 50 RT paid 0.00").lines[0].modifiers == ("50", "RT")
    assert read(copilot, "64640 90 sec").lines[0].modifiers == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("57 on the visit where we decided on the ablation?", True),
        ("64640 denied. bill the patient?", True),
        ("64640 or 64999 where?", False),
        ("where do I find the rate of 64640?", False),
        ("bill 64640 or 64999?", False),
    ],
)
def test_a_joining_word_leaves_a_question_one_of_yes_or_no(copilot: Copilot, text: str, asked: bool) -> None:
    assert read(copilot, text).is_yes_no is asked


@pytest.mark.parametrize(("text", "asked"), [("left sural RFA, code?", True), ("left sural RFA, dx code?", False)])
def test_a_last_word_alone_asks_for_the_code(copilot: Copilot, text: str, asked: bool) -> None:
    assert ("code-choice" in read(copilot, text).facts.get("asks", ())) is asked


def test_a_block_of_an_occipital_nerve_that_is_not_told_apart_asks_which(copilot: Copilot) -> None:
    answer = copilot.ask("left occipital nerve block with kenalog, code?", EncounterRequest())
    assert answer.outcome == "needs_information"
    assert [option.report for option in answer.missing[0].options] == [("64405",), ("64450",)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("phenol of the tibial nerve for calf spasticity", {"tibial"}),
        ("alcohol to the obturator nerve, adductor spasticity", {"obturator"}),
        ("phenol to the ulnar nerve of our pt, nerve not muscle", {"ulnar"}),
        ("alcohol of the pt nerve", {"tibial"}),
        ("rf of the periferal nerve", {"vague-peripheral"}),
    ],
)
def test_muscles_that_are_spastic_patients_and_slips_of_one_sound_are_no_other_nerve(
    copilot: Copilot, text: str, targets: set[str]
) -> None:
    assert {t for p in read(copilot, text).procedures for t in p.targets} == targets


def test_the_muscle_that_is_spastic_is_the_one_injected_where_no_nerve_is_named(copilot: Copilot) -> None:
    assert {t for p in read(copilot, "botox for biceps spasticity").procedures for t in p.targets} == {"biceps"}


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("on the seventh day after", 7),
        ("POD 6,", 6),
        ("2 weeks after", 14),
        ("9 days after", 9),
        ("on the 3rd day of", 3),
    ],
)
def test_days_are_counted_however_they_are_told(copilot: Copilot, told: str, day: int) -> None:
    assert read(copilot, f"a visit {told} 64640 for a recheck, can we bill it?").numbers["day"] == day
