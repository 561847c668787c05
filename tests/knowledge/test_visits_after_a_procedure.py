"""A visit told with the day of its procedure: inside the global period it is flagged, outside it is not."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest

INSIDE = (
    "Follow-up visit\nDate of service: 06/17/2026\nHPI: Thermal RFA of the left sural nerve on 06/10/2026, sore since. Exam: normal.",
    "Date of service: 06/17/2026\nSubjective: She is 7 days out from her thermal radiofrequency ablation and sleeps better.",
    "Date of service: 06/17/2026\nHPI: One week after alcohol neurolysis of the sural nerve. Numb patch on the foot.",
    "Clinic note 06/17/2026\nHPI: POD #6 s/p phenol neurolysis of the obturator nerve. Thigh less tight.",
)
OUTSIDE = (
    "Date of service: 06/28/2026\nHPI: Thermal RFA of the left sural nerve on 06/10/2026, doing well.",
    "Date of service: 06/17/2026\nHPI: 3 weeks after thermal radiofrequency ablation of the sural nerve.",
    "Date of service: 06/17/2026\nHPI: Heel pain for a week. Plan: thermal RFA of the sural nerve, return one week after the ablation.",
)
TITLE = "global period"


def findings(copilot: Copilot, note: str) -> str:
    return " ".join(
        f.title for f in copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 17))).findings
    )


@pytest.mark.parametrize("note", INSIDE)
def test_a_visit_within_ten_days_is_flagged(copilot: Copilot, note: str) -> None:
    assert TITLE in findings(copilot, note)


@pytest.mark.parametrize("note", OUTSIDE)
def test_a_later_visit_or_a_plan_is_not(copilot: Copilot, note: str) -> None:
    assert TITLE not in findings(copilot, note)


def test_the_visit_s_line_is_removed_unless_it_says_that_the_problem_is_another(copilot: Copilot) -> None:
    request = EncounterRequest(date_of_service=date(2026, 6, 17))
    plain, apart = (copilot.critique(INSIDE[0], request, claim).claim_audit[0] for claim in ("99213", "99213-24"))
    assert (plain.verdict, apart.verdict) == ("remove", "keep")
    assert "modifier 24" in plain.why
