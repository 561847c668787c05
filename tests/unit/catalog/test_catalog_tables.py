"""Tables: rows as citable sentences, derived amounts, vintages."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.domain.encounter import Encounter

Q1001 = ("Q1001", "")


@pytest.fixture
def toll(library):
    return library.tables["toll-2020"]


def test_a_row_says_each_sentence_whose_cells_are_filled(toll):
    text = toll.passage(Q1001).text
    assert text.startswith("In the Crown's toll of 2020, Q1001 pays $20.67 in the workshop (2.00 x 10.3333). ")
    assert "no rest day" not in text


def test_a_sentence_with_an_empty_cell_is_not_said(toll):
    text = toll.passage(("Q1002", "")).text
    assert "barge" not in text
    assert "no rest day (000)" in text


def test_a_sentence_is_only_said_where_its_values_fit(toll):
    assert toll.passage(("Q1003", "26")).text == ""


def test_a_field_is_answered_by_its_sentence(toll):
    assert toll.sentence(Q1001, "global_days") == "In the Crown's toll of 2020, Q1001 has 10 rest days (010)."
    assert toll.sentence(Q1001, "office_amount") in toll.passage(Q1001).text


def test_a_field_that_the_row_does_not_fill_has_no_sentence(toll):
    assert toll.sentence(("Q1003", ""), "office_amount") is None
    assert toll.sentence(Q1001, "no_such_field") is None


@pytest.mark.parametrize(
    ("table", "code", "column", "amount"),
    [
        ("toll-2020", "Q1001", "office_amount", "20.67"),  # 20.6666
        ("toll-2020", "Q1001", "facility_amount", "10.33"),  # 10.3333
        ("toll-2021", "Q1001", "office_amount", "2,011.51"),  # 2011.5075
        ("toll-2021", "Q1010", "office_amount", "0.50"),  # 0.5025
        ("toll-2021", "Q1001", "facility_amount", "15.08"),  # 15.075, half up
        ("toll-2020", "Q1002", "facility_amount", None),
    ],
)
def test_amounts_are_rounded_half_up_to_cents(library, table, code, column, amount):
    assert library.tables[table].value((code, ""), column) == amount


def test_a_cell_is_given_as_written_and_an_empty_one_is_none(toll):
    assert toll.value(Q1001, "global_days") == "010"
    assert toll.value(("Q1003", ""), "global_days") == "YYY"
    assert toll.value(("Q1002", ""), "total_facility") is None
    assert toll.value(("Q9999", ""), "status") is None


def test_rows_are_found_by_their_first_key(toll):
    assert toll.keys_of("Q1003") == [("Q1003", ""), ("Q1003", "26")]
    assert toll.keys_of("Q9999") == []
    assert toll.has(Q1001)


def test_every_row_is_found_again_by_its_passage_id(library):
    for table in library.tables.values():
        for key in table.keys():
            assert table.key_of_passage(table.passage_id(key).partition("/")[2]) == key


def held(library, family, day):
    return [table.spec.id for table in library.as_of(Encounter(date_of_service=day)).tables(family)]


@pytest.mark.parametrize(
    ("family", "day", "tables"),
    [
        ("pfs", date(2020, 1, 1), ["toll-2020"]),
        ("pfs", date(2020, 12, 31), ["toll-2020"]),
        ("pfs", date(2021, 1, 1), ["toll-2021"]),
        ("pfs", date(2022, 1, 1), []),
        ("pfs", date(2019, 12, 31), []),
        ("mue", date(2021, 6, 1), ["ceiling-2020"]),
        ("mue", date(2022, 6, 1), ["ceiling-2022", "ceiling-2020"]),
        ("mue", date(2019, 6, 1), ["ceiling-2020"]),
        ("nothing", date(2020, 1, 1), []),
    ],
)
def test_the_tables_of_a_day(library, family, day, tables):
    assert held(library, family, day) == tables
