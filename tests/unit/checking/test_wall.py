"""Between a model's wording and the answer: what fails goes out in the plain wording, under the same key."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.catalog.library import Library
from chartcite.catalog.view import View
from chartcite.checking.checker import Checker
from chartcite.checking.quotes import whole_sentences
from chartcite.checking.wall import Wall
from chartcite.domain.decision import Decision, Facts, Line
from chartcite.domain.draft import Draft, DraftClaim
from chartcite.domain.encounter import Encounter
from chartcite.domain.vocabulary import Cite

PASSAGE = "north-notice/waxing"
QUOTE = "The North Office wants waxing of Crown Fund clocks as Q1099 and not as Q1010."


@pytest.fixture
def view(invented: Library) -> View:
    return invented.as_of(Encounter(date_of_service=date(2021, 8, 1)))


@pytest.fixture
def base() -> DraftClaim:
    return DraftClaim("office/waxing", QUOTE, "quoted", (Cite(passage=PASSAGE, quote=QUOTE),))


def test_a_wording_that_fails_is_rejected_and_the_claim_goes_out_in_plain_words_under_its_key(
    view: View, base: DraftClaim
) -> None:
    false = QUOTE.replace("Q1099", "Q1010").replace("as Q1010.", "as Q1099.")
    checked = Checker(view).check(Draft((base.reworded(false),)))
    assert [claim.text for claim in checked.claims] == [QUOTE]
    assert checked.of([base.key]) == ("c1",)
    assert [rejected.text for rejected in checked.rejected] == [false]
    assert checked.rejected[0].why


def test_a_wording_never_changes_key_kind_or_quotes(base: DraftClaim) -> None:
    twice = base.reworded("one").reworded("two")
    assert (twice.key, twice.kind, twice.cites, twice.plain) == (base.key, base.kind, base.cites, QUOTE)


def test_an_added_sentence_that_fails_is_left_out(view: View) -> None:
    added = Wall.of_passage((Cite(passage=PASSAGE, quote=QUOTE),)).reworded("The North Office pays twice for waxing.")
    checked = Checker(view).check(Draft((added,)))
    assert not checked.claims
    assert checked.rejected


def test_an_added_sentence_in_the_words_of_its_quote_is_said(view: View) -> None:
    added = Wall.of_passage((Cite(passage=PASSAGE, quote=QUOTE),)).reworded(QUOTE)
    assert [claim.text for claim in Checker(view).check(Draft((added,))).claims] == [QUOTE]


def test_a_sentence_without_a_quote_has_no_base() -> None:
    with pytest.raises(ValueError, match="without a quote"):
        Wall.of_passage(())


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        "wants waxing of Crown Fund clocks as Q1099",
        "  The North  Office\nwants waxing of Crown Fund clocks ",
    ],
)
def test_a_quote_comes_back_as_the_whole_sentence_of_its_passage(view: View, quote: str) -> None:
    assert Wall(view).cite(PASSAGE, quote, [PASSAGE]) == Cite(passage=PASSAGE, quote=QUOTE)


@pytest.mark.parametrize(
    "quote", ["", " ", "waxing", "the north office wants waxing", "The North Office wants Q1099", QUOTE + " And more."]
)
def test_a_quote_that_is_not_there_letter_by_letter_is_none(view: View, quote: str) -> None:
    assert Wall(view).cite(PASSAGE, quote, [PASSAGE]) is None


def test_only_a_passage_that_was_offered_and_is_in_force_is_quoted(invented: Library, view: View) -> None:
    assert Wall(view).cite(PASSAGE, QUOTE, []) is None
    assert Wall(view).cite("nobody/nothing", QUOTE, ["nobody/nothing"]) is None
    before = invented.as_of(Encounter(date_of_service=date(1999, 1, 1)))
    assert Wall(before).cite(PASSAGE, QUOTE, [PASSAGE]) is None


def test_quotation_marks_dashes_and_composed_letters_may_have_another_shape() -> None:
    text = "The “café” clock is mended — twice. Another follows here."
    assert whole_sentences(text, 'The "cafe\u0301" clock', []) == "The “café” clock is mended — twice."


def test_a_sentence_comes_with_the_one_that_takes_it_back() -> None:
    text = "Some say that waxing is paid twice. However, no office does so. Brazing is another matter."
    assert whole_sentences(text, "waxing is paid twice", ["however"]) == (
        "Some say that waxing is paid twice. However, no office does so."
    )
    assert whole_sentences(text, "no office does so", ["however"]) == (
        "Some say that waxing is paid twice. However, no office does so."
    )


def test_a_quote_that_stands_in_two_places_is_none() -> None:
    assert whole_sentences("Waxing is paid here. In May waxing is paid here too.", "is paid here", []) is None


def test_a_figure_in_another_shape_does_not_cost_the_claim(invented: Library) -> None:
    view = invented.as_of(Encounter(date_of_service=date(2022, 8, 1)))
    text = "As of 2022-06-01, no office is known for Xeric."
    base = DraftClaim("k", text, "quoted", (Cite(passage="own-record/xeric", quote=text),))
    checked = Checker(view).check(Draft((base.reworded("As of June 1, 2022, no office is known for Xeric."),)))
    assert [claim.text for claim in checked.claims] == ["As of June 1, 2022, no office is known for Xeric."]


@pytest.mark.parametrize(
    "says",
    [
        "The North Office wants waxing of Crown Fund clocks as Q1099, not as Q1010.",
        "Note that the North Office wants waxing of Crown Fund clocks as Q1099 and not as Q1010.",
    ],
)
def test_a_wording_that_says_the_same_goes_out(view: View, base: DraftClaim, says: str) -> None:
    assert [claim.text for claim in Checker(view).check(Draft((base.reworded(says),))).claims] == [says]


def test_the_reader_is_told_to_report_a_code_only_if_it_was_decided(invented: Library) -> None:
    view = invented.as_of(Encounter(date_of_service=date(2022, 8, 1)))
    base = DraftClaim("k", "Brazing of a mainspring is Q1001.", "quoted", ())
    for says in (
        "Report brazing of a mainspring with Q1001.",
        "For brazing of a mainspring, report Q1001.",
        "For brazing of a mainspring use Q1001.",
    ):
        assert not Wall(view).faults(says, base, decision=_decided("Q1001"))
        assert "Q1001" in Wall(view).faults(says, base, decision=_decided("Q1002"))[0]
        assert "Q1001" in Wall(view).faults(says, base, decision=None)[0]


def _decided(code: str) -> Decision:
    line = Line(code=code, units=None, modifiers=(), applies_when=None, rule="r")
    return Decision(Facts(), [], [], [], [line], [])
