"""What a question is about decides what is said: visits, notices to patients, agents, units."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest


def asked(copilot: Copilot, question: str, **given: str) -> Answer:
    return copilot.ask(question, EncounterRequest(date_of_service=date(2026, 6, 1), **given))


def lines(answer: Answer) -> list[str]:
    return ["-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units is not None else "") for s in answer.report]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_before_a_comma_stands(copilot: Copilot, side: str) -> None:
    answer = asked(copilot, f"Thermal RF of the sural nerve {side}, code?")
    assert lines(answer) == [f"64640-{'LT' if side == 'left' else 'RT'} x1"]


@pytest.mark.parametrize(
    "question",
    [
        "64640 to the LFCN on 5/4, seen 5/9 for a sprained ankle, can we bill the visit?",
        "Day 6 after 64640 he came for a different complaint, is 99213 billable?",
        "64640 done 12/28, back on 1/3 for new wrist pain - is 99213-24 ok?",
        "Visit on day 4 after 64640 for a new rash on his arm, can I bill it?",
        "Three days after 64640 she returned with another issue. May we report the E/M?",
        "64640 on 9/30, office visit 10/6 for new left elbow pain, billable?",
    ],
)
def test_a_new_complaint_in_the_global_period_takes_24(copilot: Copilot, question: str) -> None:
    answer = asked(copilot, question)
    assert answer.verdict == "yes"
    assert any("modifier 24" in claim.text for claim in answer.claims)


def test_a_recheck_counted_by_two_days_of_the_calendar_stays_in_the_global_period(copilot: Copilot) -> None:
    assert asked(copilot, "64640 on 6/2, routine recheck 6/9, can we bill the 99213?").verdict == "no"
    assert asked(copilot, "64640 on 6/2, follow-up visit 6/20, can we bill the 99213?").verdict == "yes"


def test_a_day_of_the_calendar_and_a_patient_are_no_modifiers(copilot: Copilot) -> None:
    def modifiers(text: str) -> set[str]:
        return set(copilot.readers.question.read(text).reading.facts.get("modifier", ()))

    assert modifiers("64640 on 11/3, pt seen 11/11, what to bill on 10/22 for the pt?") == set()
    assert modifiers("does modifier PT go on 64640, or mod 24/25?") == {"PT", "24", "25"}


@pytest.mark.parametrize(
    "question",
    [
        "Would an ABN let us charge the patient for units above five of 64640?",
        "64640 x7 planned. Should the pt sign an ABN first?",
        "GA on the extra units of 64640, ok?",
        "Seventh unit of 64640 denied. If she signed a waiver may we bill her?",
        "Get an ABN for the sixth nerve done with 64640?",
        "Is a beneficiary notice of use for 64640 beyond the limit?",
    ],
)
def test_no_notice_makes_the_patient_pay_for_units_above_the_ceiling(copilot: Copilot, question: str) -> None:
    answer = asked(copilot, question, payer="medicare", state="GA")
    assert answer.verdict == "no"
    assert not any("worth considering" in claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Neurolysis of the right pudendal nerve, what CPT?", "64630"),
        ("Which code for neurolysis of the T7 intercostal nerve?", "64620"),
        ("Code for a neurolysis at a Morton neuroma", "64632"),
        ("Neurolysis of the median nerve, code?", "64640"),
    ],
)
def test_a_bare_neurolysis_offers_the_code_of_its_own_nerve(copilot: Copilot, question: str, code: str) -> None:
    (gap,) = asked(copilot, question).missing
    assert {c for option in gap.options for c in option.report} == {code}


def test_hypertonic_saline_is_no_anaesthetic(copilot: Copilot) -> None:
    answer = asked(copilot, "Hypertonic NaCl was injected at the sural nerve, which CPT?")
    assert (answer.outcome, lines(answer)) == ("needs_information", [])
    assert {c for gap in answer.missing for o in gap.options for c in o.report} == {"64640", "64450"}
    assert lines(asked(copilot, "Hypertonic saline to destroy the sural nerve, code?")) == ["64640 x1"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Thermal RF of the right third occipital nerve and the C4-5 facet joint, codes?",
            ["64633-RT x1", "64634-RT x1"],
        ),
        ("TON + C3-4 + C4-5 RFA, codes", ["64633 x1", "64634 x2"]),
        ("RFA of the left TON only, code", ["64633-LT x1"]),
        ("RFA of C2-3 (third occipital nerve), code", ["64633 x1"]),
        ("SPG block through the nose, which code?", ["64999 x1"]),
        ("Sphenopalatine ganglion block by needle, code", ["64505 x1"]),
        (
            "Chronic migraine: toxin at 31 sites and thermal RF of the left GON the same day, codes?",
            ["64640-LT x1", "64615 x1"],
        ),
    ],
)
def test_the_lines_of_a_question(copilot: Copilot, question: str, expected: list[str]) -> None:
    assert sorted(lines(asked(copilot, question))) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Thermal RF of the sural, saphenous and tibial nerves, right. Units?", "three are 3 units"),
        ("How many units for phenol at the obturator and femoral nerves, left?", "are 2 units"),
        ("RF of the left LFCN, units?", "is 1 unit"),
        (
            "Alcohol at the T5, T6, T7 and T8 intercostal nerves on the left, how many units?",
            "four are 64620 with 4 units",
        ),
        ("Phenol to the T6 and T7 intercostal nerves, right: units?", "are 64620 with 2 units"),
        ("Continuous RF of the suprascapular and the lateral pectoral nerve, left - units", "are 2 units"),
    ],
)
def test_how_many_units_is_answered_with_their_number_first(copilot: Copilot, question: str, number: str) -> None:
    assert number in asked(copilot, question).summary


def test_the_dispute_over_branches_is_told_where_branches_are(copilot: Copilot) -> None:
    assert "disputed" in asked(copilot, "Phenol at two branches of the left obturator nerve, units of 64640?").summary
    assert "disputed" not in asked(copilot, "Phenol at the left obturator nerve, units of 64640?").summary


def test_two_knees_told_by_their_nerves_alone_are_one_line_of_both_sides(copilot: Copilot) -> None:
    assert lines(asked(copilot, "Genicular nerves x3, left and right knee: units and modifier?")) == ["64624-50 x1"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Deadline and dollar minimum for a redetermination of 64640, Medicare?", "120 days"),
        ("How many times per year may 64640 be repeated on the same nerve?", "CPT sets no interval"),
    ],
)
def test_the_headline_answers_what_is_asked(copilot: Copilot, question: str, said: str) -> None:
    assert said in asked(copilot, question).summary
