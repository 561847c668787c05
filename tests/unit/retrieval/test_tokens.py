from __future__ import annotations

import pytest

from chartcite.retrieval.tokens import forms, stem


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("64640", ["64640"]),
        ("0441T", ["0441t"]),
        ("A59752.", ["a59752"]),
        ("64640-59", ["64640", "59"]),
        ("64640-XS", ["64640", "xs"]),
        ("64640x2", ["64640", "x2"]),
        ("64600-64681", ["64600", "64681"]),
        ("G57.11", ["g57.11", "g57"]),
        ("MAI 3,", ["mai-3", "mai", "3"]),
        ("CO-96.", ["co-96", "co", "96"]),
        ("CO 96", ["co-96", "co", "96"]),
        ("80 C", ["80c", "80"]),
        ("80°C", ["80c", "80"]),
        ("80C", ["80c", "80"]),
        ("$1,234.56", ["1234.56"]),
        ("2026-04-10", ["2026-04-10"]),
        ("E/M", ["em"]),
        ("C2-3 E/M", ["c2", "3", "em"]),
    ],
)
def test_codes_modifiers_and_figures_survive_as_written(text: str, wanted: list[str]) -> None:
    assert forms(text) == wanted


@pytest.mark.parametrize(
    "family",
    ["code codes coded coding", "plan planned planning plans", "deny denies denied", "repair repairs repaired"],
)
def test_the_forms_of_one_word_meet_in_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("word", ["is", "bus", "class", "thesis", "x1", "k2200s"])
def test_short_words_and_words_with_figures_keep_their_endings(word: str) -> None:
    assert stem(word) == word


def test_words_that_name_nothing_are_left_out() -> None:
    assert forms("Which of these would you use, and why?") == []
