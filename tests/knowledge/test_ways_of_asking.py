"""A yes or no is one to the question as it is put, and never stands against the codes of its own answer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest


def asked(copilot: Copilot, question: str) -> Answer:
    return copilot.ask(question, EncounterRequest(date_of_service=date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is it a mistake to report 64640 for thermal RF of the sural nerve?", "no"),
        ("Would it be improper to use 64624 for all three genicular branches by thermal RF?", "no"),
        ("Is our biller wrong to code 64640 for pulsed RF of the sural nerve?", "yes"),
        ("We used 64640 for an LFCN steroid block. Was that incorrect?", "yes"),
        ("Isn't it wrong to code 64640 for toxin into the biceps?", "yes"),
        ("Should we avoid 64640 for pulsed radiofrequency of the greater occipital nerve?", "yes"),
        ("Must we never report 77003 with 64640?", "yes"),
        ("64640 for pulsed RF of the suprascapular nerve, wrong?", "yes"),
        ("Is anything wrong with 64640 for phenol at the obturator nerve?", "no"),
        ("64640 for thermal RF of the sural nerve: right or wrong?", "yes"),
        *((f"Does modifier 25 belong on the {code} line?", "no") for code in ("64640", "64624", "64999")),
        ("Suprascapular RF at 62 degrees, may we bill 64640 although that is below 80?", "yes"),
    ],
)
def test_the_verdict_answers_the_question_as_it_is_put(copilot: Copilot, question: str, verdict: str) -> None:
    assert asked(copilot, question).verdict == verdict


def test_right_for_a_nerve_is_no_side(copilot: Copilot) -> None:
    (line,) = asked(copilot, "Is 64640 right for thermal RF of the sural nerve?").report
    assert (line.code, line.modifiers) == ("64640", ())


STRAIGHT = (
    "Is {code} right for {work}?",
    "Can we bill {code} for {work}?",
    "Should I report {code} for {work}?",
    "{work}. Is it {code}?",
    "May I use {code} for {work}?",
    "For {work}, is {code} correct?",
)
TURNED = (
    "Is {code} wrong for {work}?",
    "Is it a mistake to bill {code} for {work}?",
    "Should we not report {code} for {work}?",
    "Am I wrong to use {code} for {work}?",
    "The doctor wants {code} for {work}, is that wrong?",
)
WORKS = (
    "pulsed RF of the sural nerve",
    "thermal RF of the sural nerve at 65 C",
    "thermal RF of three genicular branches",
    "phenol at the obturator nerve",
    "alcohol neurolysis of the pudendal nerve",
    "a steroid injection at the LFCN",
    "alcohol at the T6 intercostal nerve",
    "botulinum toxin into the biceps",
    "thermal RF of the L4 medial branch",
)
CODES = ("64640", "64624", "64630", "64620", "64999", "64450", "64642", "64635", "64632")


@settings(max_examples=120, deadline=None)
@given(form=st.sampled_from((*STRAIGHT, *TURNED)), work=st.sampled_from(WORKS), code=st.sampled_from(CODES))
def test_no_verdict_on_a_code_stands_against_the_lines_of_the_answer(
    copilot: Copilot, form: str, work: str, code: str
) -> None:
    answer = asked(copilot, form.format(code=code, work=work))
    reported = {line.code for line in answer.report}
    wrong, right = ("yes", "no") if form in TURNED else ("no", "yes")
    if reported == {code}:
        assert answer.verdict != wrong
    elif code in {item.code for item in answer.do_not_report}:
        assert answer.verdict != right
