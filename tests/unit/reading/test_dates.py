from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.reading.notes.outline.dates import other_days
from chartcite.reading.text.dates import dates

DAY = date(2026, 3, 12)
WRITTEN = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b. %d %Y", "%d %B %Y", "%d %b, %Y")


@given(day=st.dates(date(2001, 1, 1), date(2049, 12, 31)), form=st.sampled_from(WRITTEN))
def test_a_day_is_read_once_in_every_way_of_writing_it(day, form):
    text = f"It was done on {day.strftime(form)} here."
    assert [(found, text[slice(*span)]) for found, span in dates(text)] == [(day, day.strftime(form))]


@pytest.mark.parametrize("text", ["03/2026", "March 2026", "Mar. 2026"])
def test_a_month_of_a_year_stands_for_its_middle(text):
    assert [day for day, _ in dates(text)] == [date(2026, 3, 15)]


@pytest.mark.parametrize("text", ["02/30/2026", "13/2026", "2026-13-01", "12 of March", "1/2"])
def test_what_no_calendar_has_is_no_date(text):
    assert dates(text) == []


def test_days_come_in_the_order_of_the_text():
    assert [day.year for day, _ in dates("2019-01-02, then 3 May 2020, then 06/01/2021")] == [2019, 2020, 2021]


@pytest.mark.parametrize(
    "told", ["exp 06/2027", "Lot A113, exp. date: 6/1/2027", "expires June 2027", "use by 2027-06-01"]
)
def test_the_day_until_which_a_vial_keeps_makes_nothing_planned(told):
    assert list(other_days(f"It was given, {told}.", DAY)) == []


def test_a_day_on_which_something_is_expected_is_one_to_come():
    assert [cue.assertion for cue in other_days("Return expected 06/01/2026.", DAY)] == ["planned"]
