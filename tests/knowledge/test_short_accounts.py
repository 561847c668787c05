"""Accounts of a few words: figures without units, letters for sides, nerves in Latin and in letters, what was not done."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import counted

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("RF, tip at eighty for a minute", ("destruction", ["64640-LT x1"])),
        ("RF lesion, set point 75, ninety secs", ("destruction", ["64640-LT x1"])),
        ("RFA 85/60", ("destruction", ["64640-LT x1"])),
        ("RF lesion, T=80, t=60", ("destruction", ["64640-LT x1"])),
        ("RF brought to seventy-eight and held for a minute and a half", ("destruction", ["64640-LT x1"])),
        ("RF, thermistor 42, 180 s", ("unlisted_procedure", ["64999 x1"])),
        ("RFA done. BP 90/60 after it", ("cannot_code", [])),
        ("RFA done at 80 Hz for 90 s", ("cannot_code", [])),
        ("RFA done; pain 80/100 before it", ("cannot_code", [])),
    ],
)
def test_a_temperature_without_its_unit_is_read_beside_what_it_heats(
    copilot: Copilot, told: str, expected: tuple[str, list[str]]
) -> None:
    assert counted(copilot, f"Left sural nerve: {told}.") == expected


@pytest.mark.parametrize(
    ("told", "modifier"),
    [
        ("R hindfoot pain. Sural nerve", "-RT"),
        ("Sural nerve at the ankle, beside the small vein, L BKA patient", "-LT"),
        ("Old scar R ankle. Sural nerve", "-RT"),
        ("r sural nerve", "-RT"),
        ("Sural nn. R+L", "-50"),
        ("Both sural nerves", "-50"),
        ("Sural nerve, first one side and then the other", "-50"),
        ("L spine films reviewed. Sural nerve", ""),
        ("2 L saline given. Sural nerve", ""),
    ],
)
def test_a_letter_or_a_small_word_gives_the_side(copilot: Copilot, told: str, modifier: str) -> None:
    note = f"{told}, thermal radiofrequency lesion at 80 C for 90 s."
    assert counted(copilot, note) == ("destruction", [f"64640{modifier} x1"])


def test_both_before_two_nerves_is_no_side(copilot: Copilot) -> None:
    note = "Both sural nerve and saphenous nerve, left ankle, thermal radiofrequency lesion at 80 C for 90 s."
    assert counted(copilot, note) == ("destruction", ["64640-LT x2"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Nervus suralis left", ["64640-LT x1"]),
        ("N. peroneus superficialis L", ["64640-LT x1"]),
        ("N. obturatorius, left hip", ["64640-LT x1"]),
        ("Left MACN and LACN at the elbow", ["64640-LT x2"]),
        ("Left internal popliteal nerve", ["64640-LT x1"]),
        ("Left groin. II/IH found under the oblique", ["64640-LT x2"]),
        ("Neuroma of the sural nerve, left ankle", ["64640-LT x1"]),
        ("Left sural stump neuroma", ["64640-LT x1"]),
        ("Joplin's neuroma, left hallux", ["64640-LT x1"]),
        ("Left femoral and obturator articular twigs", ["64640-LT x2"]),
    ],
)
def test_a_nerve_is_known_by_its_latin_and_its_letters(copilot: Copilot, told: str, expected: list[str]) -> None:
    note = f"{told}: electrocoagulated at 80 C for 90 s."
    assert counted(copilot, note) == ("destruction", expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("thermoneurolysis", ("destruction", ["64640-LT x1"])),
        ("RF on the machine's thermal preset", ("destruction", ["64640-LT x1"])),
        ("heat mode on the Diros", ("destruction", ["64640-LT x1"])),
        ("pulse-mode radiofrequency", ("unlisted_procedure", ["64999 x1"])),
        ("P-RF, 120 s", ("unlisted_procedure", ["64999 x1"])),
        ("Nimbus cannula, one lesion", ("cannot_code", [])),
        ("thermal lesion for 90 s, not pulsed", ("destruction", ["64640-LT x1"])),
    ],
)
def test_a_mode_is_known_by_the_words_of_machines(copilot: Copilot, told: str, expected: tuple[str, list[str]]) -> None:
    assert counted(copilot, f"Left sural nerve: {told}.") == expected


def test_a_second_nerve_that_was_given_up_is_not_counted(copilot: Copilot) -> None:
    note = (
        "Left sural nerve: thermal, 80 C 90 s.\n"
        "Left saphenous nerve: he asked to stop when the cannula was in; it was withdrawn, not treated.\n"
    )
    assert counted(copilot, note) == ("destruction", ["64640-LT x1"])


@pytest.mark.parametrize(
    "told",
    [
        "Sural nerve injection deferred, pulse 140.",
        "Sched: left sural nerve RF 80/90 on Friday. No visit today.",
        "Would repeat left sural nerve thermal RF if the pain is back.",
        "Teaching conference: thermal RF of the sural nerve at 80 C. No patient involved.",
        "Letter to the payer: thermal RF of the left sural nerve in May. No service on 6/1.",
        "Their surgeon froze her left sural nerve. Wound check only.",
    ],
)
def test_what_was_put_off_or_only_talked_of_is_no_procedure(copilot: Copilot, told: str) -> None:
    assert counted(copilot, told) == ("no_procedure", [])


@pytest.mark.parametrize(
    "more",
    [
        "Phenol next visit.",
        "We talked about alcohol shots.",
        "Ablation to be discussed.",
        "The saphenous nerve was left out.",
    ],
)
def test_what_is_for_later_does_not_change_a_block(copilot: Copilot, more: str) -> None:
    note = f"Left sural nerve block, 3 mL bupivacaine 0.5%. {more}"
    assert counted(copilot, note) == ("block", ["64450-LT x1"])


def test_a_heading_in_the_midst_of_a_line_parts_title_and_account(copilot: Copilot) -> None:
    note = "TITLE: Right sural nerve thermal RF. BODY: the left sural nerve was lesioned, 80 C, 90 s."
    assert all("50" not in line for line in counted(copilot, note)[1])


@pytest.mark.parametrize(
    "told",
    [
        "Ulnar nerve released in situ at the left elbow through a 4 cm incision.",
        "Left third web incision, neuroma delivered and cut proximally, sutured.",
    ],
)
def test_open_work_is_surgery(copilot: Copilot, told: str) -> None:
    assert counted(copilot, told) == ("surgery", [])
