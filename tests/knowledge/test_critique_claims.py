"""The claim beside a note: lines as forms write them, repeated and split lines, and what is no claim."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import AuditLine
from chartcite.domain.encounter import EncounterRequest
from chartcite.errors import InputError

ONE = "Procedure: thermal RF of the left sural nerve\n80 C for 90 s. No complications."
TWO = (
    "Procedure: thermal RF of the left sural nerve and the left saphenous nerve\n80 C for 90 s each. No complications."
)


def audit(copilot: Copilot, note: str, claim: str) -> list[AuditLine]:
    return list(copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)), claim).claim_audit)


@pytest.mark.parametrize("claim", ["64640-LT", "64640 LT", "64640-LT x1", "64640 LT qty 1", "64640 LT, units: 1"])
def test_a_line_may_be_written_as_on_a_form(copilot: Copilot, claim: str) -> None:
    (line,) = audit(copilot, ONE, claim)
    assert line.verdict == "keep"
    assert line.line in claim


def test_a_line_that_stands_twice_is_a_duplicate_the_second_time(copilot: Copilot) -> None:
    first, second = audit(copilot, ONE, "64640-LT, 64640-LT")
    assert (first.verdict, second.verdict) == ("keep", "remove")
    assert "duplicate" in second.why


def test_lines_that_come_to_the_units_together_are_kept(copilot: Copilot) -> None:
    assert [line.verdict for line in audit(copilot, TWO, "64640-LT, 64640-LT")] == ["keep", "keep"]


def test_lines_of_one_unit_too_few_are_changed(copilot: Copilot) -> None:
    (line,) = audit(copilot, TWO, "64640-LT")
    assert (line.verdict, line.change_to) == ("change", "64640-LT x2")


def test_guidance_beside_a_procedure_that_cannot_be_coded_is_held_with_it(copilot: Copilot) -> None:
    note = "Procedure: radiofrequency ablation of the left sural nerve\nThe left sural nerve was ablated under fluoroscopy for 90 s."
    lines = {line.line: line for line in audit(copilot, note, "64640-LT, 77002")}
    assert (lines["64640-LT"].verdict, lines["64640-LT"].hold) == ("change", True)  # right if the mode was continuous
    assert lines["77002"].hold
    assert "hold both until the record is complete" in lines["77002"].why


@pytest.mark.parametrize("code", ["J1100", "J3301", "72100", "63650"])
def test_a_code_that_no_source_here_tells_of_is_neither_supported_nor_removed(copilot: Copilot, code: str) -> None:
    note = f"{ONE} Dexamethasone 4 mg was injected at the site."
    first, other = audit(copilot, note, f"64640-LT, {code} x4")
    assert (first.verdict, other.verdict, other.hold) == ("keep", "keep", False)
    assert "not audited" in other.why


def test_the_summary_tells_first_what_decides_and_not_the_diagnosis(copilot: Copilot) -> None:
    note = "Dx: M54.81, G89.4\nProcedure: radiofrequency ablation of the left sural nerve\nThe left sural nerve was ablated."
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert "M54.81" in " ".join(claim.text for claim in made.claims)
    assert "M54.81" not in made.summary
    assert "radiofrequency" in made.summary


def test_words_without_a_code_are_no_claim(copilot: Copilot) -> None:
    with pytest.raises(InputError, match="no code in the claim"):
        audit(copilot, ONE, "hello world")


def test_the_letter_asks_openly_and_names_no_code_and_no_payment(copilot: Copilot) -> None:
    made = copilot.critique("Left sural nerve RF lesion performed. Consent signed.", EncounterRequest())
    assert made.query_letter is not None
    assert "cannot determine" in made.query_letter
    assert "other than those named" in made.query_letter
    assert not any(word in made.query_letter.lower() for word in ("64640", "64999", "pay", "bill", "denial", "claim"))


@pytest.mark.parametrize("units", ["", " x2"])
@pytest.mark.parametrize("guidance", ["77002", "76942"])
def test_a_line_that_must_go_is_not_first_mended_whatever_its_units(
    copilot: Copilot, guidance: str, units: str
) -> None:
    by = "fluoroscopy" if guidance == "77002" else "ultrasound, no image was stored"
    note = f"Procedure: thermal RF of the left sural nerve under {by}\n80 C for 90 s. No complications."
    lines = {line.line: line for line in audit(copilot, note, f"64640-LT, {guidance}{units}")}
    assert lines[guidance + units].verdict == "remove"


def test_of_equal_rules_the_one_that_names_the_claimed_code_says_why(copilot: Copilot) -> None:
    note = (
        "Procedures: cooled RF of the left genicular nerves; genicular nerve block of the right knee under fluoroscopy\n"
        "Left: superolateral, superomedial and inferomedial genicular nerves, 60 C for 150 s each.\n"
        "Right: superolateral, superomedial and inferomedial genicular nerves, 1 mL of 0.5% bupivacaine each."
    )
    lines = {line.line: line for line in audit(copilot, note, "64624-LT, 77002")}
    assert lines["77002"].verdict == "remove"
    assert "77002" in lines["77002"].why


def test_a_code_that_the_note_refuses_is_removed_and_its_units_are_not_mended_first(copilot: Copilot) -> None:
    note = (
        "Procedure: cooled RF of the genicular nerves of both knees\n"
        "Superolateral, superomedial and inferomedial genicular nerves of each knee, 60 C for 150 s each."
    )
    (line,) = audit(copilot, note, "64640-50 x3")
    assert (line.verdict, "64624" in line.why) == ("remove", True)
