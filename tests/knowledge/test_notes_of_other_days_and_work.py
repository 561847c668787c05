"""Notes that tell of other days, of work outside the field, and of what stands in rows and letters: texts of our own."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


def critique(copilot: Copilot, note: str) -> tuple[str, list[str]]:
    """The disposition of a note, and its lines."""
    found = copilot.critique(note, EncounterRequest(payer="commercial"))
    lines = ["-".join([line.code, *line.modifiers]) + f" x{line.units}" for line in found.report]
    return found.disposition, lines


@pytest.mark.parametrize(
    "note",
    [
        "Two weeks ago we froze the left sural nerve. She is here for a wound look only.",
        "Last month, after the block, we burned the right sural nerve at 80 C. Sore since.",
        "Last week, I lesioned the right sural nerve at 80 C, 90 s. No complaints now.",
        "Cryo of the left infrapatellar branch had been done 10/20 by the surgeon. Check of the wound.",
    ],
)
def test_an_act_that_its_sentence_dates_before_today_was_not_done_today(copilot: Copilot, note: str) -> None:
    assert critique(copilot, note) == ("no_procedure", [])


@pytest.mark.parametrize(
    "note",
    [
        "Three weeks after the block we lesioned the left sural nerve at 80 C for 90 s.",
        "Last step: we burned the left sural nerve at 80 C for 90 s.",
        "After the skin wheal had been given, the left sural nerve was lesioned at 80 C for 90 s.",
        "Six months ago she had the right sural nerve done; today we lesioned the left sural nerve at 80 C for 90 s.",
    ],
)
def test_an_act_after_what_is_dated_was_done_today(copilot: Copilot, note: str) -> None:
    assert critique(copilot, note) == ("destruction", ["64640-LT x1"])


@pytest.mark.parametrize(
    "left",
    [
        "The lesser occipital lay on the artery, so it was left alone.",
        "The lesser occipital could not be seen, hence that one was skipped.",
        "The lesser occipital gave a jaw twitch, therefore it was not treated.",
    ],
)
def test_what_a_pronoun_says_was_left_was_not_treated(copilot: Copilot, left: str) -> None:
    note = f"Right greater and lesser occipital nerves marked. {left} Right greater occipital nerve 80 C 90 s."
    assert critique(copilot, note) == ("destruction", ["64640-RT x1"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Sural L 80 C 90 s, conventional RF.", ("destruction", ["64640-LT x1"])),
        ("1. L5 dr L 80c 90s\n2. S1 lat br L 80c 90s x2\n3. S2 lat br L 80c 90s\nfluoro, pics saved", ("destruction", ["64625-LT x1"])),
        ("C4 R 80/90; C5 R 80/90. Medial branches, thermal, fluoro, pics saved.", ("destruction", ["64633-RT x1"])),
        ("GON R 3 mL bupivacaine 0.25%.", ("block", ["64405-RT x1"])),
    ],
)  # fmt: skip
def test_a_letter_between_a_name_and_its_figures_is_its_side(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert critique(copilot, note) == expected


def test_a_note_without_a_side_takes_it_from_the_joint_of_its_diagnosis(copilot: Copilot) -> None:
    note = (
        "Diagnosis: osteoarthritis of left knee.\nProcedure: superolateral, superomedial and inferomedial genicular nerves "
        "lesioned at 80 C for 90 s under fluoroscopy, images saved."
    )
    assert critique(copilot, note) == ("destruction", ["64624-LT x1"])


@pytest.mark.parametrize(
    ("note", "disposition"),
    [
        ("Median nerve at the wrist: short palmar incision, the transverse carpal ligament was divided. Two stitches.", "surgery"),
        ("Right elbow incision. Osborne's band was released, the ulnar nerve stays in its groove.", "surgery"),
        ("Baclofen pump refilled, 40 mL. Rate raised 5%.", "other_procedure"),
        ("EMG/NCS both arms today. Ulnar phenol was mentioned only as something not suitable.", "other_procedure"),
        ("EMG/NCS in March showed a median neuropathy. Splint given.", "no_procedure"),
    ],
)  # fmt: skip
def test_what_is_done_to_a_thing_names_the_work(copilot: Copilot, note: str, disposition: str) -> None:
    assert critique(copilot, note) == (disposition, [])


@pytest.mark.parametrize("prep", ["Prep alcohol.", "Skin: alcohol.", "Prepped with 70% isopropyl alcohol."])
def test_alcohol_for_the_skin_destroys_nothing(copilot: Copilot, prep: str) -> None:
    note = f"{prep} Left greater occipital nerve, 3 mL bupivacaine 0.5%."
    assert critique(copilot, note) == ("block", ["64405-LT x1"])


def test_units_at_a_muscle_are_of_the_toxin_beside_a_nerve_that_got_phenol(copilot: Copilot) -> None:
    note = (
        "Botox 200 units reconstituted. Phenol 5% 3 mL to the left musculocutaneous nerve. "
        "Then biceps 50 units, brachialis 25 units, left."
    )
    assert critique(copilot, note) == ("destruction", ["64640-LT x1", "64642 x1"])


def test_a_toxin_for_spasticity_without_a_muscle_decides_no_code(copilot: Copilot) -> None:
    note = "Dx spasticity after stroke. Botox 400 units given with EMG, sites as in the diagram."
    assert critique(copilot, note) == ("cannot_code", [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Rx   Alcohol neurolysis R supraorbital nerve\n     - absolute alcohol 0.5 mL slowly", ("destruction", ["64600-RT x1"])),
        ("Rx   botox sent to pharmacy, refill x2", ("no_procedure", [])),
    ],
)  # fmt: skip
def test_a_prescribed_line_tells_of_treatment_only_where_it_names_one(
    copilot: Copilot, line: str, expected: tuple[str, list[str]]
) -> None:
    assert critique(copilot, f"Dx   Supraorbital neuralgia\n\n{line}") == expected
