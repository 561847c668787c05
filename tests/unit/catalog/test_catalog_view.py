"""The view: what is in force on the day, and for whom."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.domain.encounter import Encounter


def view(library, day="2021-08-01", **given):
    return library.as_of(Encounter(date_of_service=date.fromisoformat(day), **given))


def in_force(library, day):
    return {rule.id for rule, _ in view(library, day).rules}


def test_a_rule_begins_on_its_first_day(library):
    assert "guild/mending/waxing" not in in_force(library, "2020-12-31")
    assert "guild/mending/waxing" in in_force(library, "2021-01-01")


def test_a_withdrawn_rule_ends_the_day_before(library):
    assert "guild/mending/spring-before-2020" in in_force(library, "2019-12-31")
    assert "guild/mending/spring-before-2020" not in in_force(library, "2020-01-01")


@pytest.mark.parametrize(
    ("rule", "given", "applies"),
    [
        ("guild/mending/waxing", {}, True),
        ("office/mending/north-waxing", {"payer": "crown-fund", "mac": "north-office"}, True),
        ("office/mending/north-waxing", {"payer": "crown-fund", "mac": "south-office"}, False),
        ("office/mending/north-waxing", {"payer": "harbor-plan", "mac": "north-office"}, False),
        ("office/mending/north-waxing", {"payer": "crown-fund"}, False),
        ("office/mending/north-waxing", {}, False),
        ("harbor/coverage/pendulum", {"payer": "harbor-plan", "line_of_business": "commercial"}, True),
        ("harbor/coverage/pendulum", {"line_of_business": "commercial"}, False),
        ("own-record/unknowns/xeric", {"payer": "crown-fund", "state": "XC"}, True),
    ],
)
def test_a_scope_covers_an_encounter_only_by_what_is_known_of_it(library, rule, given, applies):
    assert view(library, **given).applies(library.rules[rule]) is applies


def test_a_line_of_business_alone_stands_for_the_payer_of_its_name(library):
    rule = library.rules["harbor/coverage/pendulum"]
    scope = rule.scope.model_copy(update={"payer": ("commercial",)})
    merchant = rule.model_copy(update={"scope": scope})
    assert view(library, line_of_business="commercial").applies(merchant)
    assert not view(library, payer="harbor-plan", line_of_business="commercial").applies(merchant)


@pytest.mark.parametrize(
    ("passage", "day", "allowed"),
    [
        ("guild-book-2020/springs", "2020-01-01", True),
        ("guild-book-2020/springs", "2019-12-31", False),
        ("guild-book-2020/waxing", "2020-06-01", False),  # the book holds, the passage not yet
        ("guild-book-2010/springs", "2019-12-31", True),
        ("guild-book-2010/springs", "2020-01-01", False),
        ("south-notice/chimes", "2020-12-31", False),  # not known since when, but not before 2021
        ("south-notice/chimes", "2021-01-01", True),
        ("toll-2020/Q1001", "2020-06-01", True),
        ("toll-2020/Q1001", "2021-06-01", False),
        ("ceiling-2020/Q1001-practitioner", "2019-06-01", True),  # the nearest vintage
    ],
)
def test_a_passage_may_be_quoted_on_the_days_it_holds(library, passage, day, allowed):
    assert view(library, day).passage_allowed(passage) is allowed


@pytest.mark.parametrize(
    ("code", "day", "state"),
    [
        ("Q1000", "2019-12-31", "in_force"),
        ("Q1000", "2020-01-01", "deleted"),
        ("Q1001", "2019-12-31", "not_yet"),
        ("Q1001", "2020-01-01", "in_force"),
        ("Q1003", "1990-01-01", "in_force"),
        ("Q1020", "2020-01-01", "in_force"),  # a first day that is hearsay decides nothing
        ("Q1055", "2020-01-01", "no_such_code"),
        ("Q3000", "2020-01-01", "unknown"),
        ("Q10555", "2020-01-01", "unknown"),
    ],
)
def test_the_state_of_a_code_on_a_day(library, code, day, state):
    assert view(library, day).code_state(code) == state


def test_a_deleted_code_names_its_successors(library):
    assert view(library).replaced_by("Q1000") == ("Q1001", "Q1002")
    assert view(library).replaced_by("Q1001") == ()


def test_the_end_of_a_code_is_told_in_words_that_stand_in_a_passage(library):
    cite = view(library).code_cite("Q1000")
    assert cite is not None
    assert "Q1000 was deleted at the end of 2019." in cite.quote
    assert cite.quote in library.passage(cite.passage).text
    assert view(library).code_cite("Q2001") is None


def test_an_indicator_is_that_of_the_day_else_the_newest(library):
    assert view(library, "2020-06-01").indicator("Q1001", "total_facility") == "1.00"
    assert view(library, "2030-06-01").indicator("Q1001", "total_facility") == "1.50"
    assert view(library, "2020-06-01").indicator("Q1010", "bilateral") == "2"
    assert view(library, "2020-06-01").indicator("Q9999", "bilateral") is None


def test_a_row_concerns_the_kind_of_claim(library):
    table = library.tables["ceiling-2020"]
    mender, yard = ("Q1001", "practitioner"), ("Q1001", "outpatient_hospital")
    assert view(library).concerns(table, mender)
    assert not view(library).concerns(table, yard)
    assert view(library, claim_type="facility").concerns(table, yard)
    assert not view(library).concerns(library.tables["toll-2020"], ("Q1003", "26"))


def test_a_diagnosis_is_valid_only_when_it_is_specific(library):
    good, heading, absent = (view(library).diagnosis(code) for code in ("D10.1", "D10", "D99.9"))
    assert good.valid
    assert good.cite is not None
    assert good.cite.quote == "D10.1 (Stopped mainspring) is an ailment that can be written on a bill."
    assert heading.valid is False
    assert absent.valid is None
    assert absent.cite is None


def test_diagnoses_that_exclude_each_other_are_found_from_either_side(library):
    for one, other in (("D10.1", "D20.1"), ("D20.1", "D10.1")):
        cite = view(library).excludes(one, other)
        assert cite is not None
        assert cite.quote == "D10 is not written together with D20-."
    assert view(library).excludes("D10.1", "D10.2") is None
