import re

import pytest

from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Span

REACH = Span(4, 9)


@pytest.mark.parametrize(
    ("other", "holds", "meets"),
    [
        ((4, 9), True, True),
        ((5, 8), True, True),
        ((3, 9), False, True),
        ((8, 10), False, True),
        ((0, 4), False, False),
        ((9, 12), False, False),
    ],
)
def test_a_span_holds_what_lies_inside_and_meets_what_shares_a_character(other, holds, meets):
    assert (REACH.holds(Span(*other)), REACH.meets(Span(*other))) == (holds, meets)
    assert Span(*other).meets(REACH) == meets


def test_a_span_has_its_first_character_and_not_the_one_behind_it():
    assert [offset for offset in range(12) if REACH.has(offset)] == [4, 5, 6, 7, 8]


def test_a_span_of_a_match_is_where_it_or_its_group_stands():
    match = re.search(r"b(?P<c>c)", "abcd")
    assert (Span.of(match), Span.of(match, 1), Span.of(match, "c")) == ((1, 3), (2, 3), (2, 3))


def test_alternatives_match_what_one_of_them_does_and_without_any_nothing():
    assert re.fullmatch(alternatives(["ab?", "c|d"]), "d")
    assert re.search(alternatives([]), "anything") is None
