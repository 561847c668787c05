from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chartcite.catalog.sentences import sentences


def test_sentences_end_at_full_stops_bullets_and_lines_that_end_a_sentence() -> None:
    text = "One holds. Two holds!\nThree holds.\n- a bullet\n- another\n\nLast one"
    assert [s.text for s in sentences(text)] == [
        "One holds.",
        "Two holds!",
        "Three holds.",
        "a bullet",
        "another",
        "Last one",
    ]


def test_an_abbreviation_or_a_figure_ends_no_sentence() -> None:
    text = "A guild, e.g. The Menders, pays 1.5 crowns. See no. 7 of it."
    assert [s.text for s in sentences(text)] == ["A guild, e.g. The Menders, pays 1.5 crowns.", "See no. 7 of it."]


@given(st.text(alphabet=st.sampled_from("ab A.!?\n-*• 1(“”)"), max_size=80))
def test_every_sentence_stands_at_its_offsets_and_no_letter_is_lost(text: str) -> None:
    found = sentences(text)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(c.isalnum() for s in found for c in s.text) == sum(c.isalnum() for c in text)
