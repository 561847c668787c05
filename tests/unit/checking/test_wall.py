"""Between a model's wording and the answer: what fails goes out in the plain wording, under the same key."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.catalog.library import Library
from chartcite.catalog.view import View
from chartcite.checking.checker import Checker
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
