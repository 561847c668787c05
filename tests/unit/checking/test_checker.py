"""The wall: a claim is shown only with a quote that stands in its passage and carries every code and figure."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcite.catalog.library import Library
from chartcite.checking.carried import not_carried
from chartcite.checking.checker import Checker
from chartcite.domain.draft import Draft, DraftClaim
from chartcite.domain.encounter import Encounter
from chartcite.domain.vocabulary import Cite


@pytest.fixture(scope="module")
def checker(library: Library) -> Checker:
    return Checker(library.as_of(Encounter(date_of_service=date(2026, 6, 1))))


@pytest.fixture(scope="module")
def passage_ids(library: Library) -> list[str]:
    return sorted(library.passages)


def claim(text: str, *cites: Cite, kind: str = "quoted") -> Draft:
    return Draft((DraftClaim("k", text, kind, cites),))  # type: ignore[arg-type]


def test_a_claim_with_a_true_quote_is_verified_at_its_offsets(
    checker: Checker, library: Library, passage_ids: list[str]
) -> None:
    for identity in passage_ids:
        text = library.passages[identity].text
        quote = text[: text.find(".") + 1] or text
        (made,) = checker.check(claim(quote, Cite(passage=identity, quote=quote))).claims
        (citation,) = made.citations
        assert text[citation.start : citation.end] == citation.quote == quote


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_quote_changed_by_one_character_is_rejected(
    checker: Checker, library: Library, passage_ids: list[str], data: st.DataObject
) -> None:
    text = library.passages[data.draw(st.sampled_from(passage_ids))].text
    identity = next(i for i in passage_ids if library.passages[i].text == text)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("0123456789abcxyz§"))
    changed = text[:place] + other + text[place + 1 :]
    if changed != text:
        checked = checker.check(claim(changed, Cite(passage=identity, quote=changed)))
        assert not checked.claims
        assert "does not stand" in checked.rejected[0].why


def test_a_claim_without_a_citation_is_rejected(checker: Checker) -> None:
    assert checker.check(claim("Anything at all.")).rejected[0].why == "no citation"


def test_a_quote_of_a_passage_that_is_not_there_is_rejected(checker: Checker) -> None:
    assert checker.check(claim("x", Cite(passage="nobody/nothing", quote="x"))).rejected


@pytest.mark.parametrize(
    ("text", "quote", "stray"),
    [
        ("64640 is right.", "64999 is right.", {"64640"}),
        ("It pays $267.54.", "It pays $267.45.", {"267.54"}),
        ("A60296 says so.", "A60298 says so.", {"A60296"}),
        ("5 units of 0441T.", "3 units of 0441T.", {"5"}),
        ("G57.11 on 2026-04-10.", "G57.12 on 2026-04-10.", {"G57.11"}),
        ("64640 pays $1,466.13.", "64640 pays 1466.13 dollars.", set()),
    ],
)
def test_a_code_or_figure_that_the_quote_does_not_hold_is_found(text: str, quote: str, stray: set[str]) -> None:
    assert not_carried(text, quote) == stray
