"""What is taken from outside and what is refused; the places here are invented."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.domain.vocabulary import Mac, State, Term
from chartcite.errors import InputError
from chartcite.intake import EncounterReader, check_note, decode_note, read_claim, read_date, read_question

READER = EncounterReader(
    states=(State(id="QQ", name="Quartz", mac="reef"),),
    macs=(Mac(id="reef", name="Reef", names=("reef administrators",)),),
    places=(Term(id="dock", name="dock", names=("quay",)),),
    lines_of_business=("gold", "silver"),
)


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("state", "qq", "QQ"),
        ("state", "Quartz", "QQ"),
        ("mac", "REEF", "reef"),
        ("mac", "Reef Administrators", "reef"),
        ("place_of_service", "Quay", "dock"),
        ("claim_type", "Facility", "facility"),
        ("line_of_business", "Gold", "gold"),
        ("payer", "  any name at all ", "any name at all"),
        ("date_of_service", "2026-02-28", date(2026, 2, 28)),
        ("payer", None, None),
        ("payer", "", None),
    ],
)
def test_an_option_is_read_by_its_id_or_any_of_its_names(key, value, read) -> None:
    assert getattr(READER.read({key: value}), key) == read


@pytest.mark.parametrize(
    ("given_context", "told"),
    [
        ({"state": "Quarz"}, "Did you mean Quartz?"),
        ({"state": "ZZ"}, "Allowed: QQ"),
        ({"stat": "QQ"}, "Did you mean state?"),
        ({"payer": 5}, "must be text"),
        ({"payer": "x" * 201}, "200 characters"),
        ({"payer": "a\x00b"}, "NUL"),
        ({"payer": "   "}, "1 to 200"),
        ({"line_of_business": "iron"}, "gold, silver"),
        ({"date_of_service": 20260101}, "must be text"),
    ],
)
def test_a_wrong_context_is_refused_with_what_is_allowed(given_context, told) -> None:
    with pytest.raises(InputError, match=told.replace("?", r"\?")):
        READER.read(given_context)


@pytest.mark.parametrize(
    "text", ["2026-2-3", "2026-13-01", "2026-02-29", "2026-W10-1", "20260210", "26-02-10", "today", "2026-02-10T00:00"]
)
def test_a_day_that_is_not_written_as_one_is_refused(text) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_date(text)


@pytest.mark.parametrize("text", ["1999-12-31", "2035-01-01"])
def test_an_early_or_late_day_is_taken(text) -> None:
    assert str(read_date(text)) == text


@given(st.text())
def test_any_question_is_read_or_refused_in_words(text) -> None:
    with suppress(InputError):
        assert read_question(text, 100) == text.strip()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_are_refused_in_words(content) -> None:
    with suppress(InputError):
        assert decode_note(content, "note.txt", 200).text.strip()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip))
def test_a_note_in_utf8_comes_back_letter_by_letter(text) -> None:
    if not text.startswith("\ufeff"):
        assert decode_note(text.encode(), "note", 10_000).text == text


def test_the_limit_of_a_note_counts_bytes() -> None:
    assert check_note("é" * 50, "note", 100)
    with pytest.raises(InputError, match="larger than the 99 bytes"):
        check_note("é" * 50, "note", 99)


def test_a_blank_claim_is_none_and_a_long_one_is_refused() -> None:
    assert read_claim(" \n") is None
    assert read_claim(" Z1 x2 ") == " Z1 x2 "
    with pytest.raises(InputError, match="2,000"):
        read_claim("x" * 2001)
