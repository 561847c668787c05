"""Joint injections lie outside the field; an addendum that tells another mode than the account is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import Critique
from chartcite.domain.encounter import EncounterRequest


def critique(copilot: Copilot, note: str, claim: str) -> Critique:
    return copilot.critique(f"DOS 05/04/2026\n{note}", EncounterRequest(date_of_service=date(2026, 5, 4)), claim)


@pytest.mark.parametrize(
    ("note", "claim"),
    [
        ("Left knee: intra-articular triamcinolone 40 mg injected under US, image saved.", "20611-LT"),
        ("Right shoulder, intraarticular Depo-Medrol 80 mg injected, posterior approach.", "20610-RT"),
        ("Both knees injected with Synvisc-One 6 mL.", "20610-50"),
        ("Right SI joint injected with methylprednisolone 40 mg under fluoroscopy.", "27096-RT"),
        ("Kenalog 20 mg injected into the joint space of the left ankle.", "20605-LT"),
        ("Right carpometacarpal joint: 0.5 mL betamethasone injected.", "20600-RT"),
    ],
)
def test_a_joint_injection_is_outside_the_field_and_its_code_left_to_the_coder(
    copilot: Copilot, note: str, claim: str
) -> None:
    made = critique(copilot, note, claim)
    assert made.disposition == "other_procedure"
    assert not [f for f in made.findings if f.severity == "blocks_billing"]
    assert [(line.verdict, "left to the coder" in line.why) for line in made.claim_audit] == [("keep", True)]


def test_a_nerve_named_beside_a_joint_is_still_a_block(copilot: Copilot) -> None:
    made = critique(
        copilot, "Left saphenous nerve: 5 mL ropivacaine injected under US at the adductor canal.", "64450-LT"
    )
    assert made.disposition == "block"


@pytest.mark.parametrize(
    "note",
    [
        "Right sural nerve pulsed RF 42 C 120 s. J K MD\nADDENDUM 05/20/2026: the RF was continuous at 80 C for 90 s, not pulsed. J K MD",
        "Right sural nerve pulsed RF 42 C 120 s. J K MD\nADDENDUM: Per billing request, the lesion was thermal at 80 C for 90 s. J K MD",
        "Thermal RF of the left LFCN, 80 C for 90 s. J K MD\nLate entry 06/01/2026: mode was pulsed at 42 C for 120 s.",
        "Thermal RF of the left LFCN, 80 C for 90 s. J K MD\nAmendment - 6/1/26: temperature was 42 C.",
    ],
)
def test_an_addendum_that_tells_another_mode_is_asked_about(copilot: Copilot, note: str) -> None:
    made = critique(copilot, note, "64640")
    assert made.disposition == "cannot_code"
    assert any(f.title == "An addendum contradicts the account" and f.note_spans for f in made.findings)
    assert made.claim_audit[0].hold


@pytest.mark.parametrize(
    "added",
    [
        "patient called, doing well.",
        "the lesion was at 80 C for 90 s, thermal mode, not pulsed.",
        "ultrasound images were stored.",
    ],
)
def test_an_addendum_that_agrees_or_tells_something_else_changes_nothing(copilot: Copilot, added: str) -> None:
    made = critique(
        copilot, f"Thermal RF of the left LFCN, 80 C for 90 s. J K MD\nAddendum 05/05/2026: {added}", "64640-LT"
    )
    assert made.disposition == "destruction"
