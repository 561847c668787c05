"""Accounts of a line or two, as dictated, telegraphed or tabled: what is read of them, and the lines that come of it."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    "told",
    [
        "80C x 75 s",
        "eighty degrees for seventy secs",
        "80 | 75s",
        "80 for 75 s",
        "continuous 80, 75 s",
        "eighty C x seventy s",
        "80 for 90",
    ],
)
def test_a_temperature_is_read_without_its_unit_beside_its_time_or_mode(copilot: Copilot, told: str) -> None:
    assert coded(copilot, f"Left sural nerve, radiofrequency lesion, {told}.") == ("destruction", ["64640-LT"])


@pytest.mark.parametrize("told", ["HR 80 for 2 min", "BP 120/80 for 5 min", "Tmax 99.1"])
def test_other_figures_are_no_temperature_of_a_lesion(copilot: Copilot, told: str) -> None:
    assert coded(copilot, f"Left sural nerve, radiofrequency ablation. {told}.") == ("cannot_code", [])


@pytest.mark.parametrize("told", ["38-42 degrees, 240 s", "Tmax 42.0, 240 s", "42 C for 4 min"])
def test_a_long_mild_heat_is_that_of_pulses(copilot: Copilot, told: str) -> None:
    assert coded(copilot, f"Electrode at the left sural nerve, {told}.") == ("unlisted_procedure", ["64999"])


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
    assert coded(copilot, note) == ("destruction", lines)


def test_the_sacral_ala_alone_is_no_nerve_of_the_sacroiliac_joint(copilot: Copilot) -> None:
    _, lines = coded(copilot, "Fluoroscopy. Needle on the right sacral ala, 80 C for 90 s.")
    assert not any(line.startswith("64625") for line in lines)


@pytest.mark.parametrize(
    "note",
    [
        "Sural phenol block refused by nobody, declined by the patient on reading the leaflet.",
        "Refused needles again: left sural rhizotomy. Gel renewed.",
        "Brochure: 'RFA heats the sural nerve to 80 C for 90 seconds.' Read at home.",
        "Eight wks post Xeomin, right calf. Stretching goes on.",
        "Her sural pain is gone since the cryo in spring. Return as needed.",
        "Left sural neurotomy at 80 C by outside MD. Exam today, work note.",
        "Watched Dr. Ito perform pudendal pulsed RF. Our patient was counselled.",
        "Procedures performed this date: none. Left sural neurotomy is an idea.",
        "INR 4.1, no skin puncture, left sural RF cancelled.",
        "Consent signed for left sural phenol neurolysis. It follows on Friday.",
        "We went over the ablation of the left sural nerve; he will hold off until spring.",
    ],
)
def test_what_was_refused_read_out_or_done_another_day_is_no_procedure(copilot: Copilot, note: str) -> None:
    assert coded(copilot, note) == ("no_procedure", [])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Booked as thermal, switched at the table to pulsed: left sural nerve, 42 C, 120 s.",
            ("unlisted_procedure", ["64999"]),
        ),
        (
            "Left sural nerve was to be neurolysed; ropivacaine 3 mL went in. Phenol never opened.",
            ("block", ["64450-LT"]),
        ),
        ("Phenol at the left sural nerve? No: ropivacaine 3 mL, left sural nerve.", ("block", ["64450-LT"])),
        ("Ablation today: N   Left sural nerve block with ropivacaine 3 mL: Y", ("block", ["64450-LT"])),
        ("Today blocks both sides at the greater occipital nerve, 2 mL lidocaine each.", ("block", ["64405-50"])),
        ("Left sural nerve, 80 C for 90 s; the right was cancelled.", ("destruction", ["64640-LT"])),
        ("In the event only the left sural nerve was treated: 80 C, 90 s.", ("destruction", ["64640-LT"])),
    ],
)
def test_what_was_planned_asked_or_ticked_off_gives_way_to_what_was_done(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Carbolic acid 6 %, 3 mL, at the left sural nerve.", ("destruction", ["64640-LT"])),
        ("Left intercostals 7, 8 and 9, each heated to 80 C for 90 s.", ("destruction", ["64620-LT"])),
        (
            "Lateral branch blocks S1-3, left, 0.4 mL lidocaine each under fluoroscopy, test for cooled RF.",
            ("block", ["64451-LT"]),
        ),
        ("LESI at L4-5, Tuohy, loss of resistance to saline, depomedrol 80 mg.", ("other_procedure", [])),
        (
            "Great saphenous vein, left: RFA at 120 C under tumescent. Saphenous nerve zone spared.",
            ("other_procedure", []),
        ),
        ("Interspinous ligament at L3-4 infiltrated with lidocaine. Facets not touched.", ("other_procedure", [])),
        ("Retrosigmoid craniectomy, Teflon placed between the artery and the fifth nerve.", ("surgery", [])),
        ("Left supraorbital nerve exposed through a brow incision, clipped and avulsed.", ("surgery", [])),
        ("Daxxify 200 U: splenius and trapezius, left.", ("chemodenervation", ["64616-LT"])),
        ("Dysport. Left leg: gastrocnemius, soleus, tibialis posterior, FDL, FHL.", ("chemodenervation", ["64644"])),
        ("Xeomin 100 U: gracilis and semitendinosus in each leg.", ("chemodenervation", ["64642", "64643"])),
    ],
)
def test_names_are_known_in_the_forms_that_brief_accounts_use(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected
