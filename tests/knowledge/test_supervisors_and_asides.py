"""What a supervisor adds, what was only asked for or booked, and words that stand beside a treatment without being it."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import DAY, coded

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest

PULSED, HOT = "pulsed RF 42 C for 120 s", "conventional RF at 80 C for 90 s"


@pytest.mark.parametrize("heading", ["Attending statement", "ATTENDING ATTESTATION", "Late entry", "Staff addendum"])
@pytest.mark.parametrize(("account", "added"), [(PULSED, HOT), (HOT, PULSED)])
def test_a_supervisor_who_tells_the_other_mode_leaves_it_open(
    copilot: Copilot, heading: str, account: str, added: str
) -> None:
    note = f"Procedure: right sural nerve RF\nCannula to the right sural nerve, {account}.\n{heading}: I was there. Right sural nerve, {added}."
    assert coded(copilot, note)[0] == "cannot_code"


def test_both_modes_told_by_one_writer_are_both_done_and_agreement_changes_nothing(copilot: Copilot) -> None:
    one = f"Procedure: right sural nerve RF\nAt the right sural nerve {PULSED}, then {HOT}.\n"
    assert coded(copilot, one) == ("destruction", ["64640-RT"])
    assert coded(copilot, one + "Attending attestation: I was present and agree.") == ("destruction", ["64640-RT"])


@pytest.mark.parametrize(
    ("title", "added", "made"),
    [
        (
            "pulsed radiofrequency",
            "Addendum: the title came from a template, this was not pulsed. Thermal lesion at 80 C for 60 s.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "thermal RFA",
            "Correction: it was pulsed RF at 42 C and not thermal.",
            ("unlisted_procedure", ["64999"]),
        ),
        (
            "RFA at 80 C",
            "Addendum: the paragraph above is in error. I had the generator in pulsed mode, 42 C. No thermal lesion was made.",
            ("unlisted_procedure", ["64999"]),
        ),
        (
            "RF",
            "Attending addendum — 2026-06-01 15:06\nRead as continuous RF, 82 C, rather than pulsed.",
            ("destruction", ["64640-LT"]),
        ),
    ],
)
def test_an_addendum_that_denies_the_other_mode_has_the_last_word(
    copilot: Copilot, title: str, added: str, made: tuple[str, list[str]]
) -> None:
    note = f"Procedure: left suprascapular nerve {title}\nCannula to the left suprascapular nerve at the notch. RF for 2 cycles.\n\n{added}"
    assert coded(copilot, note) == made


def test_a_correction_of_mode_or_side_is_told_as_advice(copilot: Copilot) -> None:
    note = "Procedure: right sural nerve RF\nThermal RF at the right sural nerve, 80 C for 90 s.\n\nAddendum: "
    said = [
        note + "please read left for right.",
        note + "this was pulsed at 42 C, not thermal.",
        note + "the patient called and is well.",
    ]
    made = [copilot.critique(text, EncounterRequest(date_of_service=DAY)) for text in said]
    assert [any(f.title == "An addendum corrects the account" for f in m.findings) for m in made] == [True, True, False]


@pytest.mark.parametrize("name", ["pul\u017fed", "PULSED", "pulsed   RF", "pulsed\u00a0RF", "p\u0443lsed"])
def test_a_denied_mode_in_odd_letters_breaks_nothing(copilot: Copilot, name: str) -> None:
    note = f"Procedure: right sural nerve RF\nRight sural nerve, thermal RF 80 C for 90 s.\n\nAddendum: not {name}. Thermal at 80 C."
    assert coded(copilot, note) == ("destruction", ["64640-RT"])


@pytest.mark.parametrize(
    ("told", "made"),
    [
        (
            "Right T6 and T7 intercostal blocks, bupivacaine 4 mL each. Wife wants more; told that cryoablation exists, not indic.",
            ("block", ["64420-RT", "64421-RT"]),
        ),
        (
            'Came booked for "suprascapular RFA". Declined the burn. Right suprascapular nerve block, ropivacaine 5 mL. RF tray returned unopened.',
            ("block", ["64418-RT"]),
        ),
        (
            "Chronic migraine. Botox 155 U to frontalis, temporalis, occipitalis, trapezius. Also discussed: occipital nerve ablation.",
            ("chemodenervation", ["64615"]),
        ),
    ],
)
def test_what_was_asked_booked_or_talked_over_is_not_what_was_done(
    copilot: Copilot, told: str, made: tuple[str, list[str]]
) -> None:
    assert coded(copilot, told) == made


@pytest.mark.parametrize(
    ("told", "made"),
    [
        (
            "Left T7, T8 and T9 medial branch RF. Intercostal motor was not seen at 2 V. Burned at 85 C for 90 s.",
            ("destruction", ["64633-LT", "64634-LT"]),
        ),
        (
            "Left L3, L4 medial branch and L5 dorsal ramus RFA. Sciatic motor absent at 2 V. 80 C 90 s.",
            ("destruction", ["64635-LT", "64636-LT"]),
        ),
        (
            "CT-guided celiac plexus neurolysis.\nContrast good on the left; on the right the tumour blocks it. No retrocrural or psoas spread. 20 mL of 98% alcohol.",
            ("destruction", ["64680"]),
        ),
        (
            "Thermal RF of the left ilioinguinal nerve. Stim 0.4 V. Motor: abdominal wall twitch at 1 V. Thermal RF 80 C 90 s.",
            ("destruction", ["64640-LT"]),
        ),
        ("Proc room B. L cervical RF. C3 and C4 medial branches, 85 C 90 s.", ("destruction", ["64633-LT"])),
        (
            "Right ulnar nerve at the elbow: open release and transposition. The intermuscular septum was excised.",
            ("surgery", []),
        ),
    ],
)
def test_responses_spread_rooms_and_other_tissue_name_no_treated_nerve(
    copilot: Copilot, told: str, made: tuple[str, list[str]]
) -> None:
    assert coded(copilot, told) == made


def test_a_ticked_heading_says_what_it_names(copilot: Copilot) -> None:
    def kept(box: str) -> str:
        told = f"Procedure: right sural nerve thermal RFA 80 C 90 s\nFLUORO: 31 s    IMAGES ARCHIVED: {box}\nEBL: none"
        return next(
            e.state
            for e in copilot.critique(told, EncounterRequest(date_of_service=DAY)).elements
            if e.id == "image_record"
        )

    assert [kept("☒"), kept("yes"), kept("☐")] == ["documented", "documented", "missing"]
