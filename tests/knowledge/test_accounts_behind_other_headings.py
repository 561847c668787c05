"""What was done may stand on the line of a diagnosis, a history or a plan; where that is unclear, it is asked and nothing is removed."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import Critique
from chartcite.domain.encounter import EncounterRequest


def critique(copilot: Copilot, note: str, claim: str = "64640-RT") -> Critique:
    return copilot.critique(f"DOS 05/04/2026\n{note}", EncounterRequest(date_of_service=date(2026, 5, 4)), claim)


@pytest.mark.parametrize(
    "note",
    [
        "Dx: right saphenous neuralgia. Thermal RF of the right saphenous nerve at 80 C for 90 s was performed.",
        "Impression: neuralgia after bypass. The right saphenous nerve was lesioned with thermal RF, 82 C, 90 seconds.",
        "HPI: stump pain for two years. Phenol 6% 2 mL was given at the right common peroneal nerve today under ultrasound.",
        "Reason for visit: groin pain. We carried out continuous RF of the right iliohypogastric nerve at 80 C for 90 s.",
        "A/P: intractable shoulder pain - thermal RFA of right suprascapular nerve done today, 80 C x 90 s, tolerated well.",
        "Diagnosis: thigh neuralgia. RFA of the right LFCN, 80 C 90 s, ultrasound.",
        "Plan: went ahead with RF of the right sural nerve today, 80 C 90 s. Recheck in a month.",
    ],
)
def test_what_was_done_is_read_behind_another_heading(copilot: Copilot, note: str) -> None:
    made = critique(copilot, note)
    assert made.disposition == "destruction"
    assert [line.verdict for line in made.claim_audit] == ["keep"]


@pytest.mark.parametrize(
    "note",
    [
        "Plan: RF of the right calcaneal branch next month at 80 C for 90 s.",
        "Plan: RFA of the right sural nerve at 80 C for 90 s if the block helps.",
        "Hx: RFA of the right sural nerve was performed in 2024 at 80 C for 90 s. Here for review.",
        "Hx: RFA of the right sural nerve at 80 C for 90 s last year with relief.",
        "Dx: right sural neuralgia. Prior RFA of the right sural nerve, 80 C 90 s, helped for a year. Wants another.",
        "Assessment: right LFCN neuralgia. Will schedule thermal RFA of the right LFCN, 80 C 90 s.",
    ],
)
def test_what_is_planned_or_past_stays_so_and_is_said(copilot: Copilot, note: str) -> None:
    made = critique(copilot, note)
    assert made.disposition == "no_procedure"
    assert made.summary
    assert made.claim_audit[0].claims


def test_a_procedure_named_without_saying_that_it_was_done_is_asked_for_and_its_line_held(copilot: Copilot) -> None:
    made = critique(copilot, "Hx: thermal RF of the right sural nerve at 80 C for 90 s.")
    assert (made.disposition, made.outcome) == ("cannot_code", "needs_information")
    assert made.summary
    assert any(f.title == "What was done is not clear" for f in made.findings)
    assert made.claim_audit[0].hold
    assert made.query_letter is not None
