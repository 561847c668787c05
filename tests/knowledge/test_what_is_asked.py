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
        (
            "Thermal RF of the left sural and the left saphenous nerve, 64640 x 2 right? both documented",
            ["64640-LT x2"],
            "yes",
        ),
        ("Thermal RF of the left sural nerve = 64640 right", ["64640-LT x1"], "yes"),
        ("Left knee genicular RFA, so 64640 right?", ["64624-LT x1"], "no"),
        ("Thermal RF of the sural nerve on the right", ["64640-RT x1"], None),
        ("RFA sural nerve 64640 right", ["64640-RT x1"], None),
    ],
)
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


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("What code for thermal RFA of the left sural nerve, and can we add 77002?", "no"),
        ("Which modifier goes on 64640 for one side and where do I put it?", None),
        ("We have no ABN for 64640 and expect a necessity denial. Which modifier, and may we bill the patient?", "no"),
        ("Six burns along one nerve, the sural, thermal RF. Can we bill 6 units under the MUE?", "no"),
        ("64640 x7 billed, all seven denied with N362. Is Medicare right, is that how it works?", "yes"),
        ("Same neuroma, alcohol then RF, 64632 and 64640 billed, denied 231. Appeal with XS?", "no"),
        ("Since we use the surgery center the doctor's 64640 payment dropped. Is that a mistake?", "no"),
        ("Since we use the surgery center the doctor's 64640 payment dropped. Is that expected?", "yes"),
        ("May the surgeon put POS 11 on a case that he did in the hospital?", "no"),
        ("Is the WPS article A60322 the one that governs 64640 in Illinois?", "no"),
        ("64640 with M54.16 denied as CARC 11. Is the diagnosis to blame?", "yes"),
        ("Keyed 64640-RT and it was LT, Medicare paid it. Is a redetermination needed?", "no"),
        ("QIC said no to $150. Can we ask for an ALJ hearing?", "no"),
        ("QIC said no to $900. Can we ask for an ALJ hearing?", "depends"),
        ("After the Appeals Council, is $1,200 enough for federal court?", "no"),
    ],
)
def test_each_yes_or_no_is_answered(copilot: Copilot, question: str, verdict: str | None) -> None:
    assert ask(copilot, question, payer="medicare").verdict == verdict


def test_weeks_of_therapy_are_no_modifier(copilot: Copilot) -> None:
    read = copilot.readers.question.read("How many weeks PT and how much relief before 64640?").reading
    assert "modifier" not in read.facts


def test_a_choice_of_modifiers_is_read(copilot: Copilot) -> None:
    reading = copilot.readers.question.read
    assert reading("Second nerve on day 4. 58, 78 or 79?").reading.facts["modifier"] == {"58", "78", "79"}
    assert "modifier" not in reading("Was it 60 or 80?").reading.facts


@pytest.mark.parametrize(
    ("question", "applies_to", "missing"),
    [
        (
            "Is genicular nerve ablation covered by Medicare in Pennsylvania?",
            "Medicare, Novitas",
            "the position of Novitas",
        ),
        ("Does Medicare cover 64624 in Florida?", "Medicare, First Coast", "the position of First Coast"),
        ("Will Medicare pay for a genicular RFA?", "Medicare; the contractor of the state decides", "state"),
    ],
)
def test_where_no_text_on_genicular_work_is_held_the_answer_says_so(
    copilot: Copilot, question: str, applies_to: str, missing: str
) -> None:
    answer = ask(copilot, question)
    assert answer.outcome == "needs_information"
    assert [c.applies_to for c in answer.coverage] == [applies_to]
    assert [m.what for m in answer.missing] == [missing]


def test_a_note_without_its_nerve_decides_nothing(copilot: Copilot) -> None:
    answer = ask(copilot, "It only says radiofrequency of the nerve for knee pain, that's all. Is 64640 fine?")
    assert answer.outcome == "needs_information"
    assert "target" in [m.what for m in answer.missing]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Block of the left suprascapular nerve, RFA of the right one, codes?", ["64418-LT x1", "64640-RT x1"]),
        ("Right sural block with lidocaine, left sural thermal RFA, code", ["64450-RT x1", "64640-LT x1"]),
        ("Bilateral GON block and thermal RFA of the left GON", ["64405-RT x1", "64640-LT x1"]),
        ("Thermal RFA left GON and right LON block with kenalog, codes", ["64450-RT x1", "64640-LT x1"]),
        ("Phenol of both sural nerves, block of the left sural first", ["64640-50 x1"]),
        ("Thermal RFA of the right GON and the left LON, each with a block before", ["64640-LT x1", "64640-RT x1"]),
    ],
)
def test_a_block_of_the_other_side_is_a_service_of_its_own(
    copilot: Copilot, question: str, expected: list[str]
) -> None:
    assert sorted(lines(ask(copilot, question))) == expected


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("MUE for 64640 in asc?", False),
        ("wRVU of 64624 for 2026?", False),
        ("The global period for 64640?", False),
        ("Global 90 days for 64640?", True),
        ("Fee for 64640 reduced in an ASC?", True),
    ],
)
def test_the_name_of_a_figure_asks_for_its_value(copilot: Copilot, question: str, asks: bool) -> None:
    assert copilot.readers.question.read(question).reading.is_yes_no is asks


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("The surgeon's claim for an ASC case has POS 24, correct?", "yes"),
        ("The surgeon's claim for an ASC case has POS 22, correct?", "no"),
        ("Our biller picked 64640 for a genicular RFA of the left knee. Good?", "no"),
        ("64640-26 denied with CARC 4. Is the modifier to blame?", "yes"),
        ("Is $60 enough for a redetermination of 64640?", "yes"),
        ("Is there a dollar minimum for the QIC on 64640?", "no"),
        ("Is $60 enough for an ALJ hearing on 64640?", "no"),
        ("Does Palmetto's article apply to 64640 in Florida?", "no"),
        ("Can an NP bill as assistant on 64640?", "no"),
        ("The deadline to appeal 64640 and who decides level 2?", None),
    ],
)
def test_what_is_asked_of_places_appeals_and_denials_is_answered(
    copilot: Copilot, question: str, verdict: str | None
) -> None:
    assert ask(copilot, question, payer="medicare").verdict == verdict
