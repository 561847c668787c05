"""Questions as a desk writes them: what is no destruction, ceilings of units, days, denials, signatures, and what is left to others."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot, code_card
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest


def ask(copilot: Copilot, question: str, day: date = date(2026, 11, 3), **given: str) -> Answer:
    return copilot.ask(question, EncounterRequest(date_of_service=day, **given))


def lines(answer: Answer) -> list[str]:
    return ["-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units is not None else "") for s in answer.report]


def said(answer: Answer) -> str:
    return "\n".join(claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    "question",
    [
        "surgeon made an incision and buried the sural nerve in muscle, 64640?",
        "nerve exposed thru small incision and clipped, peroneal, 64640?",
        "foot doc opened the foot and removed an interdigital neuroma, 64632 ok?",
        "steroid hydrodissection of the ulnar n, is that ablation 64640",
        "kenalog + lido around the saphenous, considered destruction 64640?",
        "bupi at the GON, does that count as ablation? 64640?",
        "PRP round the tibial n, can we call it neurolysis 64640",
    ],
)
def test_work_that_destroys_nothing_is_no_destruction_because_its_code_is_proposed(
    copilot: Copilot, question: str
) -> None:
    answer = ask(copilot, question)
    assert answer.verdict == "no"
    assert not {"64640", "64632"} & {line.code for line in answer.report}


@pytest.mark.parametrize(
    "question",
    [
        "RFA 80C of the left sural nerve. is this destruction 64640",
        "phenol to left tibial nerve counts as destruction, 64640?",
        "lidocaine then burned the left saphenous at 80C, is it destruction 64640?",
    ],
)
def test_a_name_that_is_asked_for_leaves_the_means_told(copilot: Copilot, question: str) -> None:
    answer = ask(copilot, question)
    assert (answer.verdict, lines(answer)) == ("yes", ["64640-LT x1"])


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("is there a limit on 64620 units", "yes"),
        ("any cap on 64640 per day?", "yes"),
        ("64640 mue higher for the hospital outpatient side?", None),
        ("is the 64640 MUE different for the hosp outpatient side", "no"),
        ("is the 64640 MUE the same for hospital and doctor", "yes"),
        ("5 nerves monday, 3 wed so we dont trip the mue, ok?", "no"),
        ("split 3 today 3 next week to stay under 5 ok?", "no"),
        ("is five the hard limit for 64640", "no"),
        ("is the 64624 mue absolute?", "yes"),
        ("can the 64640 mue be lifted on appeal", "yes"),
        ("can i add 59 to get past the mue of 5 on 64640", "no"),
        ("does mue 5 mean we're good up to five w/o records", "no"),
        ("phenol to right T3 thru T9 intercostals, 64620 x7, will medicare pay all 7?", "depends"),
    ],
)
def test_the_ceiling_of_a_day_is_told_and_never_a_leave(copilot: Copilot, question: str, verdict: str | None) -> None:
    answer = ask(copilot, question, payer="medicare")
    assert answer.outcome == "answered"
    if verdict:
        assert answer.verdict == verdict


@pytest.mark.parametrize(
    ("question", "payer"), [("max units per day for 64640?", "medicaid"), ("BCBS unit limit 64640", "blue-cross")]
)
def test_the_unit_limit_of_another_payer_is_not_medicares(copilot: Copilot, question: str, payer: str) -> None:
    answer = ask(copilot, question, payer=payer, line_of_business="medicaid" if payer == "medicaid" else "commercial")
    assert answer.outcome == "needs_information"
    assert "must be asked of that payer" in said(answer)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("hopd case scrubbed before any anesthesia. 73 right?", "yes"),
        ("ablation aborted after versed before RF, 74 right?", "yes"),
        ("called off after the local, 73?", "no"),
        ("scrubbed before sedation, facility bills 74?", "no"),
    ],
)
def test_a_facility_goes_by_the_anaesthesia_given(copilot: Copilot, question: str, verdict: str) -> None:
    assert ask(copilot, question, place_of_service="hopd", claim_type="facility", payer="medicare").verdict == verdict


def test_sides_of_two_days_are_no_bilateral_service(copilot: Copilot) -> None:
    answer = ask(copilot, "left sural rf'd 9/1, right sural unplanned 9/8. mod 79?", payer="medicare")
    assert (answer.verdict, lines(answer)) == ("yes", ["64640-RT x1"])


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("planned staged RFA of the second side day 7, 64640-58 ok?", "yes"),
        ("stage 2 other side next week was planned. is 79 right on 64640", "no"),
        ("visit only decided on the RFA then did it same day, bill 99213-25?", "no"),
        ("est pt, talked about a-fib too and decided to do rfa. 99213-25 ok?", "depends"),
        ("day 6 post 64640 pt seen for uti, 24 on the em ok?", "yes"),
        ("Does 51 go on 64640... part B", "no"),
        ("done in asc so 64640-TC for the facility", "no"),
        ("0441T pays more in the asc so just bill 0441T?", "no"),
        ("asc pays 0440T more than 64640 so pick that?", "no"),
    ],
)
def test_modifiers_go_by_what_was_planned_and_done(copilot: Copilot, question: str, verdict: str) -> None:
    assert ask(copilot, question, payer="medicare").verdict == verdict


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("PR-204 did we code wrong", "no", "benefit plan"),
        ("CO 55 did we miscode", "no", "experimental"),
        ("what does PR mean vs CO on the eob", None, "may be billed"),
        ("231 rejection on two lines, what is that", None, "mutually exclusive"),
        ("how long to contest a denied 64640 w medicare", None, "120 days"),
        ("auditor says signature missing, how long do we have to answer", "depends", "20 calendar days"),
        ("can the doc attest to the unsigned rfa note now", "yes", "attestation"),
    ],
)
def test_denials_and_signatures_are_told_as_the_texts_have_them(
    copilot: Copilot, question: str, verdict: str | None, words: str
) -> None:
    answer = ask(copilot, question)
    assert answer.outcome == "answered"
    assert words in said(answer)
    assert verdict is None or answer.verdict == verdict


@pytest.mark.parametrize(
    ("question", "day"),
    [("is 64624 for this claim too early?", date(2019, 11, 4)), ("64633 too early?", date(2011, 3, 2))],
)
def test_too_early_is_answered_yes_before_the_first_day(copilot: Copilot, question: str, day: date) -> None:
    assert ask(copilot, question, day).verdict == "yes"


@pytest.mark.parametrize(
    "question",
    [
        "are we committing fraud if we bill 64640 for pulsed",
        "how much jail time for upcoding 64640",
        "whats the NHS code for GON RFA",
        "MBS item number for radiofrequency of the sural nerve australia",
    ],
)
def test_law_and_other_countries_are_left_to_those_who_hold_them(copilot: Copilot, question: str) -> None:
    answer = ask(copilot, question)
    assert answer.outcome == "abstained"
    assert answer.verdict in (None, "unknown")
    assert answer.report == ()


def test_no_payment_is_promised(copilot: Copilot) -> None:
    assert ask(copilot, "can you guarantee cigna pays 64640").verdict == "no"


def test_a_plan_named_beside_its_line_of_business_is_that_plan(copilot: Copilot) -> None:
    answer = ask(copilot, "64999 pulsed rf humana medicare adv, prior auth needed?")
    assert (answer.verdict, answer.context.line_of_business) == ("yes", "medicare_advantage")


def test_a_contractor_outside_its_states_is_told_over_the_answer(copilot: Copilot) -> None:
    outside = ask(copilot, "is 64640 covered for knee pain?", payer="medicare", mac="cgs", state="TX")
    assert any("Novitas" in notice for notice in outside.notices)
    for mac, state in (("cgs", "OH"), ("palmetto", "VA"), ("novitas", "VA")):
        assert ask(copilot, "is 64640 covered?", payer="medicare", mac=mac, state=state).notices == ()


def test_a_year_of_which_nothing_was_read_is_told_over_answers_and_cards(copilot: Copilot) -> None:
    assert any("2031" in notice for notice in ask(copilot, "code for RFA of the sural nerve", date(2031, 3, 1)).notices)
    assert ask(copilot, "code for RFA of the sural nerve", date(2026, 12, 30)).notices == ()
    assert any("2027" in notice for notice in code_card(copilot.library, "64640", date(2027, 1, 1)).notices)
