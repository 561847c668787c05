"""Accounts of a line or two, as dictated, telegraphed or tabled: what is read of them, and the lines that come of it."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


def critique(copilot: Copilot, note: str) -> tuple[str, list[str]]:
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    return made.disposition, sorted("-".join([s.code, *s.modifiers]) for s in made.report)


@pytest.mark.parametrize(
    "told",
    ["80C x 75 s", "eighty degrees for seventy secs", "80 | 75s", "80 for 75 s", "continuous 80, 75 s", "eighty C x seventy s", "80 for 90"],
)  # fmt: skip
def test_a_temperature_is_read_without_its_unit_beside_its_time_or_mode(copilot: Copilot, told: str) -> None:
    assert critique(copilot, f"Left sural nerve, radiofrequency lesion, {told}.") == ("destruction", ["64640-LT"])


@pytest.mark.parametrize("told", ["HR 80 for 2 min", "BP 120/80 for 5 min", "Tmax 99.1"])
def test_other_figures_are_no_temperature_of_a_lesion(copilot: Copilot, told: str) -> None:
    assert critique(copilot, f"Left sural nerve, radiofrequency ablation. {told}.") == ("cannot_code", [])


@pytest.mark.parametrize("told", ["38-42 degrees, 240 s", "Tmax 42.0, 240 s", "42 C for 4 min"])
def test_a_long_mild_heat_is_that_of_pulses(copilot: Copilot, told: str) -> None:
    assert critique(copilot, f"Electrode at the left sural nerve, {told}.") == ("unlisted_procedure", ["64999"])


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ("right L3, L4 mb and L5 dr", ["64635-RT", "64636-RT"]),
        ("right L4 mb and L5 dorsal ramus", ["64635-RT"]),
        ("right L3/L4 medial branches and the L5 dorsal ramus", ["64635-RT", "64636-RT"]),
        ("right L3 and L4 medial branches and at the sacral ala", ["64635-RT", "64636-RT"]),
        ("right L4/5 facet joint, L4 and L5 mbs", ["64635-RT"]),
        ("L3 MB R | L4 MB R | L5 DR R", ["64635-RT", "64636-RT"]),
    ],
)
def test_nerves_of_the_facet_joints_are_counted_as_joints(copilot: Copilot, told: str, lines: list[str]) -> None:
    note = f"Under fluoroscopy {told}. Each heated to 80 C for 90 s."
    assert critique(copilot, note) == ("destruction", lines)


def test_the_sacral_ala_alone_is_no_nerve_of_the_sacroiliac_joint(copilot: Copilot) -> None:
    _, lines = critique(copilot, "Fluoroscopy. Needle on the right sacral ala, 80 C for 90 s.")
    assert not any(line.startswith("64625") for line in lines)
