"""A step beside a treatment is its own act; what is pasted, imaged or complained of is not what was done."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded, counted

from chartcite.copilot import Copilot

HEAT = "at 80 C for 90 s"


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (
            f"RFA of the left sural nerve {HEAT} and block of the right saphenous nerve with bupivacaine.",
            ["64450-RT", "64640-LT"],
        ),
        (f"Left sural RFA {HEAT}, then a right suprascapular nerve block, 5 mL ropivacaine.", ["64418-RT", "64640-LT"]),
        (f"Left sural nerve RFA {HEAT} + right saphenous block (bupivacaine 2 mL).", ["64450-RT", "64640-LT"]),
        (f"Left sural nerve RFA {HEAT} after a sural nerve block with lidocaine.", ["64640-LT"]),
        (f"Left sural nerve RFA {HEAT} and sural nerve block with bupivacaine.", ["64640-LT"]),
    ],
)
def test_a_block_of_another_nerve_in_the_same_sentence_is_no_destruction_of_it(
    copilot: Copilot, told: str, codes: list[str]
) -> None:
    assert coded(copilot, told) == ("destruction", codes)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Diagnostic block of the left saphenous nerve, lidocaine 3 mL, was performed under ultrasound.", "64450-LT"),
        ("Left sural nerve diagnostic block\n2 mL of 1% lidocaine injected.", "64450-LT"),
        ("Left genicular diagnostic block: 1 mL bupivacaine at SL, SM (femoral) and IM (tibial).", "64454-LT"),
    ],
)
def test_a_diagnostic_block_may_be_what_was_done(copilot: Copilot, told: str, code: str) -> None:
    assert coded(copilot, told) == ("block", [code])


@pytest.mark.parametrize(
    "before",
    [
        "Following diagnostic blocks of the left sural nerve,",
        "Two diagnostic blocks of the right saphenous nerve gave 80% relief.",
        "Diagnostic block 02/10/2026: right saphenous nerve, lidocaine 2 mL, 85% relief.",
        "Pain confirmed by a diagnostic block of the right saphenous nerve;",
    ],
)
def test_an_earlier_diagnostic_block_is_none_of_today(copilot: Copilot, before: str) -> None:
    assert coded(copilot, f"{before} Thermal RF of the left sural nerve {HEAT}.") == ("destruction", ["64640-LT"])


@pytest.mark.parametrize("order", ["right then left", "left first, then right", "left followed by the right"])
def test_one_side_after_the_other_is_both(copilot: Copilot, order: str) -> None:
    assert coded(copilot, f"Thermal RF {HEAT} of the saphenous nerves, {order}.") == ("destruction", ["64640-50"])


@pytest.mark.parametrize(
    "study",
    ["OUTSIDE MRI: conus ends at L1.", "MRI lumbar spine: conus at L1.", "PASTED RADIOLOGY: conus normal at L1."],
)
def test_levels_of_a_study_are_none_of_what_was_treated(copilot: Copilot, study: str) -> None:
    note = f"{study}\nPROCEDURE\nRFA of the right L3 and L4 medial branches and L5 dorsal ramus {HEAT}."
    assert counted(copilot, note) == ("destruction", ["64635-RT x1", "64636-RT x1"])


def test_a_pasted_account_ends_where_it_says_so_and_what_follows_is_the_note_again(copilot: Copilot) -> None:
    pasted = (
        f">>> BEGIN PASTED OUTSIDE DOCUMENT\nTECHNIQUE: RFA of the left sural nerve {HEAT} was done.\n<<< END PASTED"
    )
    assert coded(copilot, f"HISTORY\nPain for years.\n{pasted}\nThe freezing gave five weeks.")[0] == "no_procedure"
    own = f"TECHNIQUE: RFA of the right sural nerve {HEAT} was done."
    assert coded(copilot, f"{pasted}\n{own}") == ("destruction", ["64640-RT"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("CC: knee pain\n\n2 mL of 6% phenol injected at the right obturator nerve.", ("destruction", ["64640-RT"])),
        ("CC: neck pain after RFA last month. Here for review.", ("no_procedure", [])),
        ("CC: RFA. She had RFA of both saphenous nerves at 80 C on 01/02/2025.", ("no_procedure", [])),
    ],
)
def test_a_complaint_is_one_line_and_the_account_may_follow_it(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


def test_neck_muscles_of_a_migraine_protocol_are_no_trunk(copilot: Copilot) -> None:
    sites = "corrugators 10, frontalis 20, occipitalis 30, c-paraspinals 20, trapezius 30"
    note = f"OnabotulinumtoxinA injected for chronic migraine: {sites} = 155 U."
    assert coded(copilot, note) == ("chemodenervation", ["64615"])
