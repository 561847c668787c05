"""Titles and accounts that name different sides or targets: nothing is billed on a side told in two ways, and a plain account has the word."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot

AT_80 = "Lesions at 80 C for 90 seconds each."


@pytest.mark.parametrize(
    ("title", "account"),
    [
        (
            "Left L4-L5 and L5-S1 facet radiofrequency ablation",
            f"18G cannulae at the right L3 and L4 medial branches and the right L5 dorsal ramus. {AT_80}",
        ),
        (
            "RIGHT C4, C5, C6 medial branch RFA",
            "Cannulae to the left C4, C5 and C6 medial branches. Thermal lesions 80 C, 90 s each.",
        ),
        (
            "Left genicular nerve radiofrequency ablation",
            f"The right knee was prepped. Cannulae to the superolateral, superomedial and inferomedial genicular nerves. {AT_80}",
        ),
        (
            "Left intercostal neurolysis ribs 5-7",
            "The right 5th, 6th and 7th intercostal nerves were each injected with 2 mL of 98% alcohol.",
        ),
        ("Cryoneurolysis of the right sural nerve", "The left sural nerve was frozen with three cycles of 106 s."),
        ("Left suprascapular nerve block", "The right suprascapular nerve was injected with 5 mL bupivacaine 0.25%."),
        # what is said where the lesion is made counts before what is said on the way to it
        (
            "Right saphenous nerve radiofrequency ablation",
            "The right saphenous nerve was looked for first. The electrode was laid along the left saphenous nerve, lesion 80 C for 90 s.",
        ),
    ],
)
def test_a_side_told_in_two_ways_lets_nothing_be_billed(copilot: Copilot, title: str, account: str) -> None:
    assert coded(copilot, f"Procedure: {title}\nTechnique: {account}") == ("cannot_code", [])


@pytest.mark.parametrize(
    ("title", "account", "expected"),
    [
        # sides of positions, of the other shoulder and of pads contradict nothing
        (
            "Right suprascapular nerve RFA",
            "Lying with the left shoulder down. The suprascapular nerve was found at the notch. 80 C, 90 s. Pad on left thigh.",
            ["64640-RT"],
        ),
        # a title of both sides over an account of one
        (
            "Bilateral greater occipital nerve radiofrequency ablation",
            "The right greater occipital nerve was located, 80 C for 90 s.",
            ["64640-RT"],
        ),
        (
            "Bilateral greater occipital nerve RFA",
            "The left greater occipital nerve was found, 80 C for 90 s. The same was done on the right.",
            ["64640-50"],
        ),
        # another nerve than the title's, of the same family and of another
        (
            "Thermal RFA of the right ilioinguinal nerve",
            "The right genitofemoral nerve was found and lesioned at 80 C for 90 s.",
            ["64640-RT"],
        ),
        (
            "Right greater occipital nerve radiofrequency ablation",
            "Cannula over the right C2-3 joint line for the third occipital nerve. Lesion 80 C 90 s.",
            ["64633-RT"],
        ),
        (
            "Right sacroiliac joint radiofrequency denervation",
            f"Cannulae at the right L3 and L4 medial branches and the L5 dorsal ramus. {AT_80}",
            ["64635-RT", "64636-RT"],
        ),
        # a title's second nerve that the account tells by its number stays
        (
            "Right ilioinguinal and iliohypogastric nerve RFA",
            "The right ilioinguinal nerve was lesioned at 80 C for 90 s, then the second nerve likewise.",
            ["64640-RT"],
        ),
    ],
)
def test_a_plain_account_has_the_word(copilot: Copilot, title: str, account: str, expected: list[str]) -> None:
    assert coded(copilot, f"Procedure: {title}\nTechnique: {account}") == ("destruction", expected)
