"""Sides joined by a sign, a second nerve told by its volume, what was stopped elsewhere, letters that ask, sides put right."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded, counted

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("Nerve blocks: GON right & left, 2 mL of 2% lidocaine each.", ["64405-50"]),
        ("Nerve blocks: supraorbital left + right, 1 mL of bupivacaine each.", ["64400-50"]),
        ("GON block with lidocaine, 2 mL left and 2 mL right.", ["64405-50"]),
        ("Suprascapular nerve block: 5 mL ropivacaine right and 4 mL ropivacaine left.", ["64418-50"]),
        ("Right sural nerve block, bupivacaine 2 mL. Left knee injection 4 mL.", ["64450-RT"]),
        (
            "GON block right and left, 2 mL lidocaine each. Lesser occipital right only, 1 mL.",
            ["64405-50", "64450-RT"],
        ),
        (
            "Left sural nerve block with bupivacaine 3 mL. Left saphenous nerve 2 mL.",
            ["64450-LT x2"],
        ),
    ],
)
def test_both_sides_and_a_further_nerve_are_told_by_a_sign_and_a_volume(
    copilot: Copilot, told: str, codes: list[str]
) -> None:
    made = counted(copilot, told)
    assert (made[0], [code.removesuffix(" x1") for code in made[1]]) == ("block", codes)


@pytest.mark.parametrize(
    ("told", "made"),
    [
        (
            "Left suprascapular nerve: thermal 80 C for 90 s. The left axillary nerve was not lesioned; no RF was delivered there.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "Dear Doctor: I ask you to look at your denial again. The service we are asking for is one session of thermal RF of "
            "the left sural nerve (80 C, 90 s). The procedure has not been carried out.",
            ("no_procedure", []),
        ),
        (
            "Left lateral decub, ultrasound. 6% phenol 2 mL at each of the T7, T8 and T9 intercostal nerves on the right.",
            ("destruction", ["64620-RT"]),
        ),
        (
            "Thermal RF 80 C 90 s: right ilioinguinal nerve, and genital branch of the right genitofemoral nerve at the spermatic cord.",
            ("destruction", ["64640-RT"]),
        ),
        (
            "RF of the right sural nerve, 80 C 90 s.\nAddendum: the side is wrong all through. Please read left for right.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "Adductor spasmodic dysphonia. EMG needle through the cricothyroid membrane, onabotulinumtoxinA 1.25 U left and 1.25 U right.",
            ("chemodenervation", ["64617-50"]),
        ),
    ],
)
def test_what_was_stopped_asked_for_lain_on_or_passed_is_not_what_was_treated(
    copilot: Copilot, told: str, made: tuple[str, list[str]]
) -> None:
    assert coded(copilot, told) == made


def test_the_border_of_a_foramen_is_where_a_needle_stands_and_no_nerve(copilot: Copilot) -> None:
    told = "Left L4 and L5 medial branch thermal RFA at 80 C for 90 s; the last needle at the lateral border of the posterior sacral foramen."
    assert coded(copilot, told) == ("destruction", ["64635-LT"])


def test_nerves_of_the_cord_stay_a_target_of_their_own(copilot: Copilot) -> None:
    told = "Spermatic cord denervation by thermal RF at 80 C for 90 s, right."
    assert coded(copilot, told) == ("destruction", ["64640-RT"])


@pytest.mark.parametrize(
    ("told", "made"),
    [
        ("Right cervical RF neurotomy: TON, C3, C4 and C5, 80 C 90 s at each.", ["64633-RT", "64634-RT x2"]),
        ("Left TON & C3 thermal RF, 80 C 90 s each.", ["64633-LT"]),
        ("Left TON, C3 and C4 blocks with bupivacaine 0.3 mL each.", ["64490-LT", "64491-LT"]),
        ("Left TON block, bupivacaine 0.3 mL.", ["64490-LT"]),
    ],
)
def test_levels_with_which_a_list_goes_on_from_the_third_occipital_nerve_are_branches_too(
    copilot: Copilot, told: str, made: list[str]
) -> None:
    assert [code.removesuffix(" x1") for code in counted(copilot, told)[1]] == made
