"""What is talked about beside what was done, names after a nerve's name, and steps at nerves of their own."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    "talk",
    [
        "Options are a CGRP antibody, an occipital block, and RFA of the greater occipital nerve. She will think it over.",
        "Choices for her: orthotics, alcohol sclerosis of the neuroma, RFA, neurectomy. She will ring.",
        "We covered the ladder: brace, gel, genicular RFA, iovera, arthroplasty.",
        "We reviewed the 31-site protocol for onabotulinumtoxinA; she signs on the day.",
        "Here for RFA of the left sural nerve. Fever of 101. No needle came near the leg.",
    ],
)
def test_what_is_one_of_several_options_was_not_done(copilot: Copilot, talk: str) -> None:
    assert coded(copilot, talk) == ("no_procedure", [])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # harms that are talked about, and a degree after a name
        (
            "After a discussion of numbness, burns, neuroma and recurrence she signed. Left sural nerve: 85 C, 90 s thermal lesion.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "After discussion of risks, thermal RF of the left sural nerve was done at 80 C for 90 s.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "Options were reviewed. Thermal RF of the left sural nerve at 80 C for 90 s.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "Phenol 6% 2 mL at the left obturator nerve.\nImke Osterhout, MBBS, palliative medicine",
            ("destruction", ["64640-LT"]),
        ),
        # branches without a name of their own right after the name of their nerve
        (
            "Thermal RF right hip. Femoral nerve, articular branches to the hip: 80 C 90 s. Obturator nerve, articular branch: 80 C 90 s.",
            ("destruction", ["64640-RT"]),
        ),
        ("Thermal RF of the left saphenous nerve, infrapatellar branch, 80 C 90 s.", ("destruction", ["64640-LT"])),
        # a device without a needle, and a block beside a catheter at another nerve
        (
            "Tx360 through each nostril, 0.3 mL bupivacaine to the sphenopalatine ganglion. No needle was used.",
            ("block", ["64999"]),
        ),
        (
            "Left femoral: 18 g Tuohy, 10 mL ropivacaine, then a 20 g perineural catheter past the tip. Left sciatic: one injection, 15 mL ropivacaine.",
            ("block", ["64445-LT", "64448-LT"]),
        ),
        (
            "Left femoral nerve block with 20 mL ropivacaine, then the perineural catheter was threaded.",
            ("block", ["64448-LT"]),
        ),
    ],
)
def test_only_what_was_done_at_each_nerve_counts(copilot: Copilot, note: str, expected: tuple[str, list[str]]) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "G57.61 lesion of plantar nerve, right. Morton neuroma of the right second web space, 4% alcohol 0.5 mL injected.",
            ("destruction", ["64632-RT"]),
        ),
        (
            "Plantar nerve lesion L foot, G57.62. Sclerosing injection 3, 4% alcohol 0.5 mL, Morton's neuroma left.",
            ("destruction", ["64632-LT"]),
        ),
        (
            "Dx G57.21 lesion of femoral nerve. Thermal RF of the right lateral femoral cutaneous nerve, 80 C, 90 s.",
            ("destruction", ["64640-RT"]),
        ),
        ("Left sural nerve lesion at 80 C for 90 s, thermal RF.", ("destruction", ["64640-LT"])),
    ],
)
def test_a_diagnosis_named_lesion_of_a_nerve_is_no_target(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


BARE = "PROCEDURE: right sural nerve RF\nDETAILS: Stim 0.3 V. RF lesion x 2. Needle out.\n\n"


@pytest.mark.parametrize(
    ("addendum", "expected"),
    [
        ("ADDENDUM [A B MD, 05-20-2026]: continuous radiofrequency at 85 C, 60 s.", ("destruction", ["64640-RT"])),
        ("ADDENDUM [A B MD, 05-20-2026]: pulsed mode, 42 C, 120 s.", ("unlisted_procedure", ["64999"])),
        ("ADDENDUM [A B MD, 05-20-2026]: she called and is doing well.", ("cannot_code", [])),
        ("ADDENDUM [A B MD, 05-20-2026]: thermal RF at 80 C is planned for the left in July.", ("cannot_code", [])),
    ],
)
def test_an_addendum_tells_the_mode_that_the_account_leaves_open(
    copilot: Copilot, addendum: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, BARE + addendum) == expected
