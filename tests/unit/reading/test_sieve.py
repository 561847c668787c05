"""The sieve leaves out only what could not match, and takes no text for another."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from chartcite.domain.sieve import Sieve

SOURCES = (
    r"(?P<reach>[^.\n]{2,9}?(?<!3 )(?:was|of)) (?:not|4)",
    r"\bstop(?:ped)? early\b",
    r"was not (?P<reach>\w+)",
    r"[0-9]+ of [0-9]+",
    r"(?:left|right) as it was",
)
TEXTS = st.lists(
    st.sampled_from(["STOPPED early", "was not done", "3 of 4", "Left as it was", "nothing", ".", "İ ß K"]), max_size=6
)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_what_each_expression_finds_in_a_sentence_is_found_behind_the_sieve_too(parts: list[list[str]]) -> None:
    sieve = Sieve((source, number) for number, source in enumerate(SOURCES))
    sentences = [" ".join(part) for part in parts]
    text = "\n".join(sentences)
    start = 0
    for sentence in sentences:
        end = start + len(sentence)
        tried = {number: pattern.findall(text, start, end) for pattern, number in sieve.of(text, start, end)}
        for number, source in enumerate(SOURCES):
            assert tried.get(number, []) == re.compile(source, re.I).findall(text, start, end)
        start = end + 1


def test_a_second_text_is_sifted_anew() -> None:
    sieve = Sieve([(r"\bstop early\b", "stop")])
    assert not list(sieve.of("all was done", 0, 12))
    assert [value for _, value in sieve.of("we stop early", 0, 13)] == ["stop"]
