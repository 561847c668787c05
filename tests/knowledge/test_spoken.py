"""Codes that were dictated are read as written ones, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.copilot import Copilot
from chartcite.reading.questions.question import QuestionReading
from chartcite.reading.questions.spoken import Known, Spoken

ONES = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: i for i, word in enumerate(ONES)} | {word: 10 * i for i, word in enumerate(TENS) if word}
PLAIN = Known(
    code=lambda text: text.isdigit() and len(text) == 5,
    diagnosis=lambda text: False,
    modifiers=frozenset({"50"}),
    context=frozenset({"modifier"}),
    not_before=frozenset({"seconds"}),
    levels=frozenset("l"),
)


def read(copilot: Copilot, text: str) -> QuestionReading:
    return copilot.readers.question.read(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("can we bill sixty four six forty", "64640"),
        ("oh-four-four-one-T for the knee", "0441T"),
        ("sixty four four oh five for the block", "64405"),
        ("64 six twenty four both knees", "64624"),
    ],
)
def test_a_dictated_code_is_read_and_the_reader_is_told(copilot: Copilot, text: str, code: str) -> None:
    reading = read(copilot, text).reading
    assert [line.code for line in reading.lines] == [code]
    assert code in [now for _, now in reading.corrections]


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("denied c o fifty", "word", "carc-50"),
        ("remark n three sixty two", "word", "rarc-n362"),
        ("take a fifty modifier", "modifier", "50"),
        ("m seventeen point eleven", "diagnosis", "M17.11"),
    ],
)
def test_denial_codes_modifiers_and_diagnoses_may_be_dictated_too(
    copilot: Copilot, text: str, fact: str, value: str
) -> None:
    assert value in read(copilot, text).reading.facts[fact]


@pytest.mark.parametrize(
    "text",
    ["two nerves and one lesion at ninety seconds", "a three branch ablation", "gon n three others", "one or two"],
)
def test_number_words_that_make_no_code_stay_words(copilot: Copilot, text: str) -> None:
    assert read(copilot, text).reading.corrections == ()


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_five_digits_said_one_by_one_are_the_code(digits: list[int]) -> None:
    said = " ".join(ONES[d] for d in digits)
    text, changes = Spoken(NUMBERS, PLAIN, ()).written(f"is {said} right")
    assert text == f"is {''.join(map(str, digits))} right"
    assert [was for was, _ in changes] == [said]


@given(st.text(alphabet="abxyz .,-\n", max_size=60))
def test_a_text_without_numbers_is_left_as_it_is(text: str) -> None:
    assert Spoken(NUMBERS, PLAIN, ()).written(text) == (text, [])
