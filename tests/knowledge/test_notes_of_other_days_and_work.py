"""Notes that tell of other days, of work outside the field, and of what stands in rows and letters: texts of our own."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


def critique(copilot: Copilot, note: str) -> tuple[str, list[str]]:
    """The disposition of a note, and its lines."""
    found = copilot.critique(note, EncounterRequest(payer="commercial"))
    lines = ["-".join([line.code, *line.modifiers]) + f" x{line.units}" for line in found.report]
    return found.disposition, sorted(lines)


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
        (
            "1. L5 dr L 80c 90s\n2. S1 lat br L 80c 90s x2\n3. S2 lat br L 80c 90s\nfluoro, pics saved",
            ("destruction", ["64625-LT x1"]),
        ),
        ("C4 R 80/90; C5 R 80/90. Medial branches, thermal, fluoro, pics saved.", ("destruction", ["64633-RT x1"])),
        ("GON R 3 mL bupivacaine 0.25%.", ("block", ["64405-RT x1"])),
    ],
)
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
        (
            "Median nerve at the wrist: short palmar incision, the transverse carpal ligament was divided. Two stitches.",
            "surgery",
        ),
        ("Right elbow incision. Osborne's band was released, the ulnar nerve stays in its groove.", "surgery"),
        ("Baclofen pump refilled, 40 mL. Rate raised 5%.", "other_procedure"),
        ("EMG/NCS both arms today. Ulnar phenol was mentioned only as something not suitable.", "other_procedure"),
        ("EMG/NCS in March showed a median neuropathy. Splint given.", "no_procedure"),
    ],
)
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
        (
            "Rx   Alcohol neurolysis R supraorbital nerve\n     - absolute alcohol 0.5 mL slowly",
            ("destruction", ["64600-RT x1"]),
        ),
        ("Rx   botox sent to pharmacy, refill x2", ("no_procedure", [])),
    ],
)
def test_a_prescribed_line_tells_of_treatment_only_where_it_names_one(
    copilot: Copilot, line: str, expected: tuple[str, list[str]]
) -> None:
    assert critique(copilot, f"Dx   Supraorbital neuralgia\n\n{line}") == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Consent form reads 'pulsed RF'. What was done: left sural nerve, 80 C for 90 s.", ["64640-LT x1"]),
        (
            "Plan had been left sural and saphenous. Saphenous skipped. Sural lesioned at 80 C for 90 s.",
            ["64640-LT x1"],
        ),
        ("Left LFCN on the booking sheet. 3 mL of 98% alcohol given after stimulation.", ["64640-LT x1"]),
        ("Booking lists bilateral sural. Left sural lesioned 80 C 90 s; right cancelled, pain free.", ["64640-LT x1"]),
        ("Template lists sural / saphenous / tibial with boxes. Left sural thermal RF 80 C 90 s.", ["64640-LT x1"]),
    ],
)
def test_what_was_booked_or_headed_yields_to_what_was_done_and_completes_it(
    copilot: Copilot, note: str, expected: list[str]
) -> None:
    assert critique(copilot, note) == ("destruction", expected)


@pytest.mark.parametrize(
    "other",
    [
        "RF if >= 50%.",
        "Ablation once she has her dates.",
        "Sural burn was denied by her plan.",
        "Sural RF shown on a video to the patient.",
        "Sural ablation: not our department.",
        "We froze nothing and burned no nerves.",
    ],
)
def test_what_hangs_on_more_was_refused_or_shown_is_not_done_beside_a_block(copilot: Copilot, other: str) -> None:
    assert critique(copilot, f"Left sural nerve block, 4 mL lidocaine 1%. {other}") == ("block", ["64450-LT x1"])


@pytest.mark.parametrize(
    ("note", "disposition"),
    [
        (
            "Post-op day 6 left sural ablation. Calls it much better. Right knee to be ablated when approved.",
            "no_procedure",
        ),
        ("Signed for left sural RF; the right was marked in error, no stick.", "no_procedure"),
        ("Nail avulsion of the left hallux under digital block. Sural RF is postponed.", "other_procedure"),
        ("Intra-articular left SI joint steroid under fluoroscopy, 2 cc.", "other_procedure"),
        ("Left suprascapular nerve. Lesion completed, temperature not recorded.", "cannot_code"),
    ],
)
def test_visits_blocks_under_which_others_work_and_lesions_without_heat(
    copilot: Copilot, note: str, disposition: str
) -> None:
    assert critique(copilot, note) == (disposition, [])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Glycerin 100% 0.3 cc dropped at the left infraorbital foramen.", ("destruction", ["64600-LT x1"])),
        ("Morton's L 2nd web: 1 cc of betameth and lido.", ("block", ["64455-LT x1"])),
        ("Meralgia on the left. The nerve below the ASIS: RF 80 C 90 s.", ("destruction", ["64640-LT x1"])),
        ("Left ill-eo-inguinal nerve, 5 cc lidocaine.", ("block", ["64425-LT x1"])),
        ("nerve / R / L\nGON / - / 80C 90s\nLON / - / -\nContinuous RF.", ("destruction", ["64640-LT x1"])),
        (
            "nerve | L | R\nsural | 80 C 90 s | 80 C 90 s\nsaphenous | none | none\nThermal RF.",
            ("destruction", ["64640-50 x1"]),
        ),
    ],
)
def test_places_short_names_and_columns_name_the_nerve_and_its_side(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert critique(copilot, note) == expected


def test_a_first_line_whose_doses_are_units_tells_of_the_toxin_beside_another_agent(copilot: Copilot) -> None:
    note = "Botox: L biceps 50 U, FCR 25 U. Phenol 6% L musculocutaneous n. 3 mL."
    assert critique(copilot, note) == ("destruction", ["64640-LT x1", "64642 x1"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Three weeks back we lesioned the left sural nerve at 80 C. Relief 60%.", ("no_procedure", [])),
        ("Left sural RFA planned; block only today, 3 mL lidocaine 1%.", ("block", ["64450-LT x1"])),
        ("As planned, RFA of the left sural nerve at 80 C for 90 s.", ("destruction", ["64640-LT x1"])),
        ("Release of the flexor retinaculum, right tibial nerve seen and freed.", ("surgery", [])),
    ],
)
def test_what_was_weeks_back_or_is_planned_is_told_from_what_was_done(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert critique(copilot, note) == expected
