"""What the object of an act, the words after a name, a device or a day make of a short account."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Thermal RF of Morton's neuroma, left third interspace, 90 C for 90 s.", ("destruction", ["64632-LT"])),
        ("Right foot. Kenalog with lidocaine placed about the intermetatarsal neuroma.", ("block", ["64455-RT"])),
        ("Kenalog 1 mL into the 2nd interspace of the left foot round the digital nerve.", ("block", ["64455-LT"])),
        ("Morton's neuroma, left. Thermal RF of the left sural nerve 80 C 90 s.", ("destruction", ["64640-LT"])),
    ],
)
def test_a_neuroma_is_a_target_where_it_is_the_object_of_an_act(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "R SI joint injected under fluoro, 40 mg Kenalog.",
        "Left knee injected with 40 mg Kenalog and 4 mL lidocaine.",
        "Left knee: drained 30 cc straw-colored fluid, then Synvisc-One.",
        "Right knee: 6 mL hyaluronate after the effusion was drained. RFA discussed.",
    ],
)
def test_an_injection_whose_object_is_a_joint_is_no_block(copilot: Copilot, note: str) -> None:
    assert coded(copilot, note) == ("other_procedure", [])


def test_an_injection_at_nerves_of_a_joint_is_a_block(copilot: Copilot) -> None:
    note = "Left knee injected at the superolateral, superomedial and inferomedial genicular nerves with Kenalog."
    assert coded(copilot, note) == ("block", ["64454-LT"])


def test_hyaluronate_of_the_past_stands_behind_what_was_done(copilot: Copilot) -> None:
    note = "Hyaluronate series, steroid x3, PT. Left sural nerve thermal RF 80 C 90 s."
    assert coded(copilot, note) == ("destruction", ["64640-LT"])


def test_time_since_a_treatment_makes_it_one_of_the_past(copilot: Copilot) -> None:
    note = "Six months out from phenol of her left sural nerve. Today block of the left sural nerve, 3 mL ropivacaine; repeat phenol requested from the plan."
    assert coded(copilot, note) == ("block", ["64450-LT"])


def test_an_act_told_right_after_the_time_since_another_is_done(copilot: Copilot) -> None:
    note = "Three weeks after a block of the left sural nerve we lesioned the left sural nerve, thermal RF 80 C 90 s."
    assert coded(copilot, note) == ("destruction", ["64640-LT"])


def test_a_year_before_the_day_that_came_with_the_note_is_past(copilot: Copilot) -> None:
    note = "Records: 2023 phenol 6% of the left obturator nerve, 2025 pump trial. Referred back."
    assert coded(copilot, note)[0] == "no_procedure"
    assert coded(copilot, "2026: phenol 6% 3 mL at the left obturator nerve.") == ("destruction", ["64640-LT"])


def test_a_word_told_after_a_name_makes_it_exact(copilot: Copilot) -> None:
    note = "Left occipital nerve injection, greater only: 2 mL lidocaine with 20 mg Kenalog."
    assert coded(copilot, note) == ("block", ["64405-LT"])
    assert coded(copilot, "Left occipital nerve injection, greater comfort after 2 mL lidocaine.")[1] == []


def test_a_letter_after_a_condition_is_its_side(copilot: Copilot) -> None:
    note = "Hemifacial spasm L, 12.5 units incobotulinum in orbicularis oculi and zygomaticus."
    assert coded(copilot, note) == ("chemodenervation", ["64612-LT"])


def test_joints_of_two_regions_are_two_procedures(copilot: Copilot) -> None:
    note = "C-arm. Left C5-6 joint (C5, C6 medial branches) 80 C 90 s, then left L4-5 joint (L3, L4 medial branches) 80 C 90 s."
    assert coded(copilot, note) == ("destruction", ["64633-LT", "64635-LT"])


def test_the_unit_of_heat_is_no_level_of_another_region(copilot: Copilot) -> None:
    note = "Fluoroscopy. Left L4-5 facet thermal RF, 80°C 70 s, medial branches L3 and L4."
    assert coded(copilot, note) == ("destruction", ["64635-LT"])


def test_a_part_without_heat_is_what_its_agents_make_it(copilot: Copilot) -> None:
    note = "1) Left L3, L4 medial branches: 80 C 90 s, fluoro.\n2) Left greater occipital nerve: bupivacaine 3 mL with 10 mg dexamethasone."
    assert coded(copilot, note) == ("destruction", ["64405-LT", "64635-LT"])


def test_a_block_is_done_though_nothing_was_heated(copilot: Copilot) -> None:
    note = "Left sural nerve anesthetized with 2 mL of 2% lidocaine. Nothing was heated."
    assert coded(copilot, note) == ("block", ["64450-LT"])


@pytest.mark.parametrize(
    "note",
    [
        "Intracept at L5 and S1. Each body ablated fifteen min at 85 C. Biplane x-ray.",
        "Through the pedicles of L4 and L5 the intraosseous nerve was thermally ablated, 85 C, 15 min each.",
    ],
)
def test_a_device_names_what_it_is_always_used_at(copilot: Copilot, note: str) -> None:
    assert coded(copilot, note) == ("destruction", ["64628"])


def test_an_agent_told_in_the_account_outweighs_the_cold_of_the_title(copilot: Copilot) -> None:
    note = (
        "Title: cryoablation right intercostals 5-7. Text: 10% phenol 1 mL under each of ribs 5, 6 and 7 on the right."
    )
    assert coded(copilot, note) == ("destruction", ["64620-RT"])


def test_one_act_denied_stops_no_other(copilot: Copilot) -> None:
    assert coded(copilot, "Left obturator nerve, 6% phenol 4 mL after stimulation; no toxin today.") == (
        "destruction",
        ["64640-LT"],
    )


@pytest.mark.parametrize(
    "note",
    [
        "Plan: 6% phenol 4 mL to the left obturator nerve. No procedure today.",
        "Left obturator nerve, 6% phenol 4 mL drawn up. No injection today.",
    ],
)
def test_no_procedure_is_none_whatever_doses_are_told(copilot: Copilot, note: str) -> None:
    assert coded(copilot, note)[1] == []
