"""Only a day told as that of the service is one: another day never changes the code, and the assumed one is marked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest

TODAY = date(2026, 11, 21)


def day_of(copilot: Copilot, question: str) -> date | None:
    return copilot.readers.question.read(question).day


@pytest.mark.parametrize(
    "question",
    [
        "Thermal RF of the sural nerve for a man born 7/4/1993. Which code?",
        "LFCN phenol, DOB 7/4/1993, what do we bill",
        "Date of injury 6/12/2018: thermal RF of three genicular branches, code?",
        "He was hurt on 6/12/2018 and today gets RFA of the sural nerve, code?",
        "The plan denied 64640 on 3/9/2019. Now thermal RF of the sural nerve, code?",
        "Authorization of 2/1/2019 on file; SI joint RFA L5, S1-S3 with fluoro, code?",
        "Right knee replacement in May 2017, now iovera of the infrapatellar saphenous, code?",
        "s/p inguinal hernia repair 8/8/2016, alcohol at the ilioinguinal nerve, code?",
        "Previous RFA 3/3/2019, genicular RFA of the three branches again, code?",
        "Appeal filed 3/3/2019. Genicular RFA of the three branches, code?",
        "Knee MRI 2/2/2018, genicular RFA of the three branches, code?",
        "72 y/o 3/14/1951 genicular RFA of the three branches, code?",
    ],
)
def test_a_day_of_something_else_is_no_day_of_service(copilot: Copilot, question: str) -> None:
    read = copilot.readers.question.read(question)
    assert (read.day, read.year) == (None, None)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("DOS 9/9/2019, DOB 1/1/1950: genicular RFA of three branches, code?", date(2019, 9, 9)),
        ("Injured 5/5/2015. Genicular RFA of three branches was done on 9/9/2019, code?", date(2019, 9, 9)),
        ("Denied 2/2/2021: 64624, date of service 9/9/2019. Right code?", date(2019, 9, 9)),
        ("Genicular RFA of three branches 9/9/2019, denied 6/6/2021. Code?", date(2019, 9, 9)),
        ("medicare Ohio, 9/9/2019, iovera of the sural nerve, code?", date(2019, 9, 9)),
        ("Is R10.2 valid in June 2026?", date(2026, 6, 15)),
    ],
)
def test_a_day_told_of_the_service_is_taken_whatever_other_days_stand_beside(
    copilot: Copilot, question: str, day: date
) -> None:
    assert day_of(copilot, question) == day


@settings(max_examples=60, deadline=None)
@given(
    what=st.sampled_from(
        (
            "DOB",
            "injury date",
            "DOI",
            "denied on",
            "denial dated",
            "prior auth dated",
            "TKA on",
            "appealed",
            "last RFA on",
        )
    ),
    day=st.dates(date(1991, 1, 1), date(2027, 12, 31)),
    before=st.booleans(),
)
def test_no_other_day_changes_what_is_decided(copilot: Copilot, what: str, day: date, before: bool) -> None:
    aside, work = f"{what} {day:%m/%d/%Y}", "thermal RF of the right sural nerve"
    question = f"{aside}, {work}, code?" if before else f"{work.capitalize()}, {aside}. Code?"
    read = copilot.readers.question.read(question)
    assert (read.day, read.year) == (None, None)


def test_the_assumed_day_is_marked(copilot: Copilot) -> None:
    answer = copilot.ask("Genicular RFA, all three branches, injured 5/1/2018, code?", EncounterRequest(), today=TODAY)
    assert answer.context.date_of_service == TODAY
    assert "date_of_service" in answer.context.assumed
    assert [line.code for line in answer.report] == ["64624"]
