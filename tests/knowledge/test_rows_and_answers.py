"""Notes in rows: columns of sides, dots before figures, rows answered with none, lists of earlier care."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Muscle      R    L\nSCM        30    0\nSplenius    0   60\nTrapezius  20   20", "64616-50"),
        ("Muscle | R | L\nSCM | 30 | 0\nSplenius capitis | 50 | 0", "64616-RT"),
        ("Muscle -- Right -- Left\nSCM ---- 0 ---- 25\nTrapezius -- 0 -- 35", "64616-LT"),
        ("Right SCM ............ 40\nLeft splenius capitis ............ 60", "64616-50"),
        ("Left SCM ............ 40\nLeft trapezius ............ 60", "64616-LT"),
    ],
)
def test_a_figure_stands_under_the_side_that_was_injected(copilot: Copilot, rows: str, expected: str) -> None:
    note = f"Cervical dystonia. OnabotulinumtoxinA 200 U, EMG guided.\n{rows}\nTotal 130"
    assert coded(copilot, note) == ("chemodenervation", [expected])


def test_muscles_listed_with_nothing_but_a_figure_were_each_injected(copilot: Copilot) -> None:
    rows = "\n".join(f" {m} 50" for m in ("biceps", "brachialis", "FDS", "FDP"))
    note = f"Left arm, incobotulinumtoxinA 250 U:\n{rows}\nThe FCU, 50 U, was injected as well in the left forearm."
    assert coded(copilot, note) == ("chemodenervation", ["64644"])


@pytest.mark.parametrize(
    ("row", "disposition", "codes"),
    [
        ("Phenol: not used", "block", ["64450-LT"]),
        ("RF / phenol | none today", "block", ["64450-LT"]),
        ("Neurolytic ..... nil", "block", ["64450-LT"]),
        ("Complications: none", "block", ["64450-LT"]),
        ("Phenol 6% | 2 mL at the left sural nerve", "destruction", ["64640-LT"]),
        ("Phenol 6% at the left sural nerve: 2 mL\nSteroid: none", "destruction", ["64640-LT"]),
    ],
)
def test_a_row_answered_with_none_was_not_given(copilot: Copilot, row: str, disposition: str, codes: list[str]) -> None:
    note = f"Left sural nerve injected under ultrasound.\nBupivacaine 0.25% 2 mL\n{row}"
    assert coded(copilot, note) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition"),
    [
        ("PT, TENS, meloxicam and two steroid shots.", "destruction"),
        ("> 6 mo PT, ESI x2, tramadol, CBT.", "destruction"),
        ("The nerve was found with a peripheral nerve stimulator at 0.5 mA.", "destruction"),
        ("Trial stimulation: ache, no movement.", "destruction"),
    ],
)
def test_earlier_care_and_a_needles_stimulation_are_no_treatment(copilot: Copilot, told: str, disposition: str) -> None:
    note = (
        f"Right shoulder pain.\n{told}\nThermal radiofrequency of the right suprascapular nerve, 80 C for 90 seconds."
    )
    assert coded(copilot, note) == (disposition, ["64640-RT"])


def test_a_lead_that_stays_is_a_treatment_of_its_own(copilot: Copilot) -> None:
    note = "Left tibial nerve: stimulation lead implanted under ultrasound, anchored and programmed.\nPT, gabapentin and RFA failed."
    assert coded(copilot, note) == ("other_procedure", [])


@pytest.mark.parametrize(
    ("told", "disposition"),
    [
        (
            "First pulsed mode 42 C for 120 s, needle not moved, then continuous thermal mode 80 C for 60 s.",
            "destruction",
        ),
        ("Pulsed radiofrequency, 80 C for 90 s.", "cannot_code"),
        ("Thermal radiofrequency, 42 C for 120 s.", "cannot_code"),
        ("Pulsed mode, 42 C for 120 s. No thermal lesion was made.", "unlisted_procedure"),
        ("Thermal radiofrequency, 80 C for 90 s, the cannula not angled, tip on the nerve.", "destruction"),
        ("It was located, but not ablated, frozen or blocked.", "no_procedure"),
    ],
)
def test_what_was_done_after_the_other_and_what_not_at_all(copilot: Copilot, told: str, disposition: str) -> None:
    assert coded(copilot, f"Right sural nerve.\n{told}")[0] == disposition


@pytest.mark.parametrize(
    ("note", "disposition"),
    [
        ("P/Procedure: Phenol 6% 2 mL at the right sural nerve", "destruction"),
        ("Assessment/Plan: right sural neuralgia. RFA of the right sural nerve next month.", "no_procedure"),
        ("WHY\nRight heel pain.\nWHAT\nRight sural nerve\nHOW\nThermal RF 80 C for 90 s.", "destruction"),
        ("Left SI joint. Under fluoroscopy the joint was entered, 40 mg triamcinolone given.", "other_procedure"),
        (
            "Request: neurolysis R sural nerve.\nDone: hydrodissection of the right sural nerve, 5% dextrose 10 mL. No neurolytic.",
            "block",
        ),
    ],
)
def test_headings_in_one_and_words_of_the_act_tell_what_was_done(copilot: Copilot, note: str, disposition: str) -> None:
    assert coded(copilot, note)[0] == disposition


def test_an_adjective_of_a_bone_is_no_nerve(copilot: Copilot) -> None:
    note = (
        "Cooled RF ablation, left genicular nerves, 60 C, 150 s each.\n"
        "- superolateral genicular n. - lateral femoral metaphyseal flare\n- superomedial genicular n. - medial femoral flare\n"
        "- inferomedial genicular n. - medial tibial cortical flare"
    )
    assert coded(copilot, note) == ("destruction", ["64624-LT"])


def test_a_mode_that_the_account_denies_is_not_the_one_that_came_after(copilot: Copilot) -> None:
    note = (
        "Pulsed radiofrequency of the left sural nerve at 42 C, 240 s. No heat lesion was made.\n"
        "Generator record: mode continuous, 80 C, 90 s, complete."
    )
    assert coded(copilot, note) == ("cannot_code", [])


def test_two_modes_that_nothing_puts_one_after_the_other_contradict_each_other(copilot: Copilot) -> None:
    note = "Pulsed radiofrequency of the left sural nerve, 42 C, 240 s. Record: continuous mode, 80 C, 90 s."
    assert coded(copilot, note) == ("cannot_code", [])


def test_a_muscle_told_below_the_accounts_of_two_sides_counts(copilot: Copilot) -> None:
    note = (
        "(A) RIGHT leg: tibial nerve, phenol 6% 4 mL.\n\n(B) LEFT arm: incobotulinumtoxinA 300 U:\n biceps 75\n brachialis 50\n FDS 75\n FDP 50\n\n"
        "The list is short by one. FCU 50 U was injected as well in the left forearm."
    )
    assert coded(copilot, note) == ("destruction", ["64640-RT", "64644"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "1. L foot 3rd interspace: 0.5 cc of 4% alcohol sclerosing solution.\n2. R foot 2nd interspace: same, 0.5 cc.",
            ("destruction", ["64632-50"]),
        ),
        ("Left foot third interspace: 1 mL kenalog and lidocaine for Morton's neuroma.", ("block", ["64455-LT"])),
        ("R foot 2nd web tender, Mulder positive. Will start orthotics.", ("no_procedure", [])),
    ],
)
def test_a_space_between_the_toes_names_its_nerve(copilot: Copilot, note: str, expected: tuple[str, list[str]]) -> None:
    assert coded(copilot, note) == expected
