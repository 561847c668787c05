"""Long runs and endless words: what finders read is short, and every offset leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.adapters.masking_lengths import endless, shortened
from chartcite.adapters.presidio_masker import PresidioMasker
from chartcite.catalog.library import Library

HOSTILE = [" ", "\t", "\n ", "-", "_", "*", ".", "#", "x", "Q", "7", "a1B2", "1-", "x-", "xxxx*", "a@", "MRN "]
RUNS = st.tuples(st.sampled_from([" ", "\n", "_", "-", "a", "Ä", "7", "*"]), st.integers(1, 200)).map(
    lambda r: r[0] * r[1]
)


@pytest.fixture(scope="module")
def masker(invented: Library) -> PresidioMasker:
    return PresidioMasker(invented)


@given(st.lists(st.one_of(RUNS, st.text(max_size=5)), max_size=8).map("".join))
def test_every_character_that_stays_leads_back_to_itself_and_no_run_stays_long(text: str) -> None:
    short = shortened(text)
    cut = [(start, end) for start, end, _ in short.replaced]
    for place, letter in enumerate(short.text):
        start, end = short.original(place, place + 1)
        assert text[start:end] == letter or any(a <= start and end <= b for a, b in cut)
    assert all(run not in short.text for run in (" " * 41, "_" * 41, "-" * 41, "a" * 120))
    assert short.original(0, len(short.text)) == (0, len(text))


def test_an_endless_word_goes_whole_and_what_stands_beside_it_stays(masker: PresidioMasker) -> None:
    key = "Zm9vYmFy" * 40
    assert endless(f"left {key} sural") == [("NUMBER", 5, 5 + len(key))]
    assert masker.mask(f"left {key} sural").text == "left [NUMBER 1] sural"


def test_an_identifier_far_behind_its_label_or_a_rule_is_found_at_its_place(masker: PresidioMasker) -> None:
    gap = " " * 90
    assert masker.mask(f"MRN:{gap}0012345 and {'-' * 300} Dr. Omar Haddad").text == (
        f"MRN:{gap}[NUMBER 1] and {'-' * 300} Dr. [NAME 1]"
    )


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_text_of_one_sign_over_and_over_is_masked_before_anybody_gives_up(masker: PresidioMasker, unit: str) -> None:
    # Some of these took minutes (the cube of their length) or had no end; the time of the run itself is the bound.
    text = unit * (4000 // len(unit)) + "y12"
    assert len(masker.mask(text).text) <= len(text)
