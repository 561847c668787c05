"""The date of service that a note labels, in every usual shape; and one that can't be right."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.reading.notes.outline.dates import labelled_day, unread_day

ACCOUNT = "Procedure: thermal RF of the right sural nerve\n80 C for 90 s. No complications."


@pytest.mark.parametrize(
    "label",
    [
        "Date of Operation: 03-FEB-2025",
        "Date of Procedure 2-3-25",
        "Service date: 2025/02/03",
        "DOS 2.3.2025",
        "DOS 02032025",
        "Procedure performed 02/03/2025",
        "Date/time: 02/03/2025 09:15",
        "OP NOTE 2/3/25",
        "Dt of svc: 02/03/25",
        "D.O.S. 02-03-2025",
        "Date of service (DOS): 02/03/2025",
        "Visit Date: Mon 02/03/2025",
        "Date of surgery: Feb-03-2025",
        "Op date 20250203",
        "Procedure date & time: 02/03/25 0930",
        "Date of service is February 3rd, 2025",
        "Encounter: 02/03/2025",
    ],
)
def test_a_labelled_day_is_read_in_every_usual_shape(label: str) -> None:
    assert labelled_day(f"{label}\n{ACCOUNT}") == date(2025, 2, 3)


@pytest.mark.parametrize(
    "label",
    [
        "DOS: 2025-02-30",
        "DOS: 13/45/2025",
        "Date of service: 6/2",
        "DOS 31.06.2025",
        "Service date: unknown",
        "DOS: __/__/____",
    ],
)
def test_a_labelled_day_that_is_no_day_is_found(label: str) -> None:
    assert labelled_day(f"{label}\n{ACCOUNT}") is None
    assert unread_day(f"{label}\n{ACCOUNT}")


@pytest.mark.parametrize(
    "line",
    [
        "DOB: 03/14/1951",
        "Injured 5/1/2018",
        "Authorization dated 2/1/2019",
        "No date of service was given by the caller",
        "PSH: knee replacement 1/5/2017",
    ],
)
def test_other_days_are_no_labelled_day(line: str) -> None:
    assert labelled_day(f"{line}\n{ACCOUNT}") is None
    assert unread_day(f"{line}\n{ACCOUNT}") is None


def titles(copilot: Copilot, label: str, given: date | None = None) -> set[str]:
    made = copilot.critique(f"{label}\n{ACCOUNT}", EncounterRequest(date_of_service=given), today=date(2026, 11, 21))
    return {finding.title for finding in made.findings}


def test_a_day_that_cannot_be_right_is_a_finding(copilot: Copilot) -> None:
    assert "The labelled date of service is no readable day" in titles(copilot, "DOS: 2026-02-30")
    assert "The date of service lies in the future" in titles(copilot, "DOS: 2026-12-02")
    assert "The codes of that year are not held" in titles(copilot, "DOS: 2027-03-02")


def test_a_right_day_or_one_given_with_the_note_is_no_finding(copilot: Copilot) -> None:
    assert not any("date of service" in title for title in titles(copilot, "DOS: 2026-02-20"))
    assert not any("date of service" in title for title in titles(copilot, "DOS: 2026-02-30", date(2026, 2, 20)))
