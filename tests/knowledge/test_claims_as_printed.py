"""A claim in every usual printing: its lines stand as given, and nothing of it is lost in silence."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import AuditLine, Critique
from chartcite.domain.encounter import EncounterRequest

ONE = "Procedure: thermal RF of the right sural nerve\n80 C for 90 s. No complications."
BOTH = "Thermal RF of both sural nerves, both saphenous nerves and both superficial peroneal nerves, 80 C for 90 s each, was performed."


def critique(copilot: Copilot, note: str, claim: str) -> Critique:
    return copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)), claim)


def audit(copilot: Copilot, note: str, claim: str) -> list[AuditLine]:
    return list(critique(copilot, note, claim).claim_audit)


@pytest.mark.parametrize(
    "claim",
    [
        "64640-RT 2",
        "64640 RT 2",
        "64640\tRT\t2",
        "1|64640|RT|2",
        "64640:RT:2",
        "64640, RT, 2",
        "64640RT x2",
        "64640 RT (2)",
        "64640-RT 2 units",
        "64640-RT qty: 2",
        "64640-RT ×2",
        "2 x 64640-RT",
        "64640-RT x two",
        "64640-RT 2 267.54",
    ],
)
def test_units_are_audited_however_they_are_printed(copilot: Copilot, claim: str) -> None:
    (line,) = audit(copilot, ONE, claim)
    assert (line.line, line.verdict, line.change_to) == (claim, "change", "64640-RT x1")
    assert "the line has 2" in line.why


@pytest.mark.parametrize("claim", ["64640-RT 1", "64640RT", "1|64640|RT|1", "64640 RT 1 unit", "64640-RT, 1"])
def test_a_right_line_is_kept_however_it_is_printed(copilot: Copilot, claim: str) -> None:
    (line,) = audit(copilot, ONE, claim)
    assert (line.line, line.verdict) == (claim, "keep")


@pytest.mark.parametrize("units", ["x0", "x-1", "x1.5", "0", "x1000000", "1,000,000 units"])
def test_units_that_no_line_can_have_are_said_and_not_kept(copilot: Copilot, units: str) -> None:
    (line,) = audit(copilot, ONE, f"64640-RT {units}")
    assert (line.line, line.verdict) == (f"64640-RT {units}", "change")
    assert "number of units" in line.why or "more than a line can have" in line.why


@pytest.mark.parametrize("claim", ["64640-RT-QZ", "64640 RT QZ x1", "64640-RT-7K"])
def test_a_modifier_that_is_not_known_is_said(copilot: Copilot, claim: str) -> None:
    (line,) = audit(copilot, ONE, claim)
    assert (line.line, line.verdict) == (claim, "change")
    assert "is no modifier that is known here" in line.why


def test_a_line_written_twice_in_two_ways_is_two_lines(copilot: Copilot) -> None:
    first, second = audit(copilot, ONE, "64640-RT, 64640RT x1")
    assert (first.verdict, second.verdict) == ("keep", "remove")


def test_a_code_with_a_slip_is_a_line_of_its_own(copilot: Copilot) -> None:
    first, second = audit(copilot, ONE, "64640-RT, 6464O-RT x5")
    assert (first.line, first.verdict) == ("64640-RT", "keep")
    assert (second.line, second.verdict) == ("6464O-RT x5", "change")
    assert "Was 64640 meant?" in second.why


def test_what_is_not_read_of_a_claim_is_said(copilot: Copilot) -> None:
    made = critique(copilot, ONE, "64640-RT x1, see attached letter")
    assert [line.line for line in made.claim_audit] == ["64640-RT x1"]
    assert any("see attached letter" in notice for notice in made.notices)


def test_lines_of_a_table_are_each_their_own(copilot: Copilot) -> None:
    lines = audit(copilot, ONE, "1|64640|RT|1\n2|76942|26|1")
    assert [line.line for line in lines] == ["1|64640|RT|1", "2|76942|26|1"]


@pytest.mark.parametrize("claim", ["64640-50 x3", "64640 50 3"])
def test_three_units_on_a_line_of_both_sides_are_three_lines(copilot: Copilot, claim: str) -> None:
    (line,) = audit(copilot, BOTH, claim)
    assert (line.verdict, line.change_to) == ("change", "64640-50 x1, 64640-50 x1, 64640-50 x1")


def test_three_lines_of_both_sides_are_kept(copilot: Copilot) -> None:
    assert [line.verdict for line in audit(copilot, BOTH, "64640-50, 64640-50 x1, 64640-50")] == ["keep"] * 3


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Radiofrequency ablation of the left sural nerve was performed for 90 s.", "64640"),
        ("Radiofrequency ablation of the left sural nerve was performed for 90 s.", "64999"),
        ("Neurolysis of the left saphenous nerve was performed.", "64640"),
        ("Procedure: thermal RF of the right sural nerve\nThe left sural nerve was ablated at 80 C for 90 s.", "64640"),
        ("A nerve at the right knee was ablated at 80 C for 90 s.", "64624"),
    ],
)
def test_a_code_that_a_missing_fact_may_make_right_is_held_and_not_removed(
    copilot: Copilot, note: str, code: str
) -> None:
    (line,) = audit(copilot, note, code)
    assert line.hold
    assert line.verdict == "change"
    assert line.claims


def test_a_code_that_no_answer_makes_right_is_removed(copilot: Copilot) -> None:
    (line,) = audit(copilot, "Radiofrequency ablation of the left sural nerve was performed for 90 s.", "64633")
    assert (line.verdict, line.hold) == ("remove", False)
