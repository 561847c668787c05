"""What a question asks: tags, the code that is judged, what a temperature tells, and each of several questions."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest


def ask(copilot: Copilot, question: str, **given: str) -> Answer:
    return copilot.ask(question, EncounterRequest(date_of_service=date(2026, 6, 1), **given))


def lines(answer: Answer) -> list[str]:
    return ["-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units is not None else "") for s in answer.report]


@pytest.mark.parametrize(
    ("question", "expected", "verdict"),
    [
        ("Thermal RF of the left sural and the left saphenous nerve, 64640 x 2 right? both documented", ["64640-LT x2"], "yes"),
        ("Thermal RF of the left sural nerve = 64640 right", ["64640-LT x1"], "yes"),
        ("Left knee genicular RFA, so 64640 right?", ["64624-LT x1"], "no"),
        ("Thermal RF of the sural nerve on the right", ["64640-RT x1"], None),
        ("RFA sural nerve 64640 right", ["64640-RT x1"], None),
    ],
)  # fmt: skip
def test_right_behind_a_code_or_units_asks_and_names_no_side(
    copilot: Copilot, question: str, expected: list[str], verdict: str | None
) -> None:
    answer = ask(copilot, question)
    assert lines(answer) == expected
    assert answer.verdict == verdict


def test_both_before_two_spaces_of_one_foot_is_no_two_sides(copilot: Copilot) -> None:
    answer = ask(copilot, "Phenol in both the 2nd and the 3rd web space neuroma of the right foot, which code?")
    assert lines(answer) == ["64632-RT x1"]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("The auditor wants 64999 for thermal RF of the sural nerve. Is 64640 right after all?", "yes"),
        ("Our biller put 64999 for the thermal RF of the left sural nerve. Should it be 64640?", "yes"),
        ("Somebody suggests 64640 for pulsed RF of the sural nerve. Thoughts?", "no"),
        ("My manager says 64640 for thermal RF of the LFCN. What do you think?", "yes"),
        ("One tells me 64640 and the other 64999 for thermal RF of the sural nerve, which one?", None),
    ],
)
def test_the_code_is_judged_that_the_asking_sentence_names(
    copilot: Copilot, question: str, verdict: str | None
) -> None:
    assert ask(copilot, question).verdict == verdict


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Left sural and left saphenous, 80 c each, how many units?", ["64640-LT x2"]),
        ("right suprascapular nerve, 82 C for 90 s, code?", ["64640-RT x1"]),
        ("right suprascapular nerve, 42 C for 120 s, code?", ["64999 x1"]),
        ("Does the right sural nerve need 80 C?", []),
    ],
)
def test_a_temperature_tells_the_technique_that_no_word_does(
    copilot: Copilot, question: str, expected: list[str]
) -> None:
    assert lines(ask(copilot, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Saline hydrodissection of the ulnar nerve, dictated as neurolysis. Is it 64640?",
        "Neurolysis of the radial nerve by PRP: can I bill 64640?",
    ],
)
def test_a_word_with_two_senses_yields_to_the_work_that_is_told(copilot: Copilot, question: str) -> None:
    answer = ask(copilot, question)
    assert (answer.outcome, answer.verdict, lines(answer)) == ("answered", "no", [])


def test_guidance_asked_beside_a_code_leaves_the_code_its_target(copilot: Copilot) -> None:
    answer = ask(copilot, "64624 on both knees under ultrasound, does 76942 go with it?")
    assert lines(answer) == ["64624-50 x1"]
    assert answer.verdict == "no"
