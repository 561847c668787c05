"""Questions as coders put them: what is read of them, and the lines that come of it."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


def lines(copilot: Copilot, question: str) -> list[str]:
    answer = copilot.ask(question, EncounterRequest(date_of_service=date(2026, 6, 1)))
    return ["-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units is not None else "") for s in answer.report]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Alcohol neurolysis of the sural and saphenous nerves on both sides, Medicare",
            ["64640-50 x1", "64640-50 x1"],
        ),
        ("Thermal RF of the L3 and L4 medial branches and the S1, S2 lateral branches", ["64635 x1", "64625 x1"]),
        ("Thermal RF of medial branches at C3 and C4 and of lateral branches at S1 and S2", ["64633 x1", "64625 x1"]),
        ("We did a nerve block instead of an RFA of the ilioinguinal nerve, which code?", ["64425 x1"]),
        ("Alcohol neurolysis of the T7 intercostal nerves on both sides", ["64620"]),
        (
            "Discontinued the RFA of the sural nerve after probe placement, patient hypotensive, physician's modifier?",
            ["64640-53 x1"],
        ),
        (
            "Facility claim, ASC: saphenous RFA discontinued after anesthesia was given, which modifier?",
            ["64640-74 x1"],
        ),
    ],
)
def test_the_lines_of_a_question(copilot: Copilot, question: str, expected: list[str]) -> None:
    assert sorted(lines(copilot, question)) == sorted(expected)


def test_each_nerve_on_both_sides_has_a_line_with_its_name(copilot: Copilot) -> None:
    answer = copilot.ask("Phenol of the sural and saphenous nerves on both sides, Medicare", EncounterRequest())
    assert [line.applies_when for line in answer.report] == ["sural nerve", "saphenous nerve"]


def test_sources_that_differ_on_units_leave_them_open_with_what_each_says(copilot: Copilot) -> None:
    answer = copilot.ask("Phenol of both T6 intercostal nerves, Medicare, how many units?", EncounterRequest())
    assert [line.units for line in answer.report] in ([None], [])
    assert any("64620" in missing.what for missing in answer.missing)


@pytest.mark.parametrize(
    ("question", "state", "mac"),
    [
        ("Medicare patient in Arlington, Virginia: iovera code?", "VA", "novitas"),
        ("Medicare, Fairfax County VA: which code for iovera?", "VA", "novitas"),
        ("Medicare, Richmond, Virginia: which code for iovera?", "VA", "palmetto"),
        ("Medicare in Kansas City, Missouri: which code for iovera?", "MO", "wps"),
        ("Medicare in Kansas City KS: which code for iovera?", "KS", "wps"),
        ("Aetna in Alexandria, Virginia: which code for iovera?", "VA", None),
    ],
)
def test_the_state_and_the_contractor_of_a_place(copilot: Copilot, question: str, state: str, mac: str | None) -> None:
    context = copilot.ask(question, EncounterRequest()).context
    assert (context.state, context.mac) == (state, mac)


@pytest.mark.parametrize("question", ["59 with 64640 for a second nerve?", "64640 + 59?", "64640, -59 or two units?"])
def test_a_modifier_is_read_at_the_start_and_after_a_sign(copilot: Copilot, question: str) -> None:
    assert "59" in copilot.readers.question.read(question).reading.facts["modifier"]


@pytest.mark.parametrize("question", ["After 59 lesions, what is the code?", "The patient is 50, which code?"])
def test_a_plain_number_is_no_modifier(copilot: Copilot, question: str) -> None:
    assert "modifier" not in copilot.readers.question.read(question).reading.facts


@pytest.mark.parametrize(
    ("written", "code"), [("g57.11", "G57.11"), ("G57.1-", "G57.1"), ("G57.-", "G57"), ("m54.81", "M54.81")]
)
def test_diagnoses_are_read_in_small_letters_and_with_a_dash(copilot: Copilot, written: str, code: str) -> None:
    assert copilot.readers.question.read(f"Is {written} valid?").reading.facts["diagnosis"] == {code}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("64640-26-RT in the hospital, they own the generator. 26 is fine, no?", "no"),
        ("99213 on day 5 after 64640, a routine recheck of the nerve. Can we add modifier 24?", "no"),
        ("99213 on day 5 after 64640 for an unrelated problem. Can we add modifier 24?", "yes"),
        ("Medicare denied all 8 units of 64640 of one day. Shouldnt five be paid?", "no"),
        ("L&I pays for this worker. Will L&I cover nerve ablation 64640 for foot pain?", "no"),
    ],
)
def test_a_yes_or_no_that_a_rule_decides_is_given(copilot: Copilot, question: str, verdict: str) -> None:
    answer = copilot.ask(question, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert (answer.outcome, answer.verdict) == ("answered", verdict)


@pytest.mark.parametrize(
    ("question", "payer"),
    [
        ("prior auth for 64640? humana MA", "humana-ma"),
        ("is 64640 covered, Humana Mcr", "humana-ma"),
        ("64640 united MA covered?", "uhc-ma"),
        ("64640 for an Aetna mcr patient, covered?", "aetna-ma"),
        ("64640, medicare adv plan, covered?", "medicare-advantage"),
        ("64640 covered by BCBS MA?", "bcbs-ma"),
    ],
)
def test_short_names_of_plans_are_read_as_the_plan(copilot: Copilot, question: str, payer: str) -> None:
    assert copilot.ask(question, EncounterRequest()).context.payer == payer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("global period of 64640?", None),
        ("MUE of 64640?", None),
        ("rvus 64640?", None),
        ("is the global period of 64640 10 days?", "yes"),
        ("global period of 64640 90 days?", "no"),
        ("Does the MUE of 5 mean we can bill 5?", "no"),
        ("bilat GON PRF 42C - 64640-50?", "no"),
        ("is 64640-50 paid twice?", "no"),
    ],
)
def test_a_verdict_is_given_on_what_is_asked_for_a_yes_or_no(
    copilot: Copilot, question: str, verdict: str | None
) -> None:
    assert copilot.ask(question, EncounterRequest()).verdict == verdict


def test_a_refused_code_is_answered_no_by_who_refuses_it_and_the_nerve_that_is_missing_is_asked_for(
    copilot: Copilot,
) -> None:
    answer = copilot.ask(
        "may we use 64640 for cryo, Medicare Kentucky?", EncounterRequest(date_of_service=date(2026, 6, 1))
    )
    assert (answer.outcome, answer.verdict) == ("answered", "no")
    assert answer.summary.startswith("CGS does not accept 64640")
    assert [option.report for option in answer.missing[0].options] == [("0440T",), ("0441T",), ("0442T",)]
    open_one = copilot.ask("CPT for cryo, Medicare Kentucky?", EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert open_one.outcome == "needs_information"
    assert not open_one.report
