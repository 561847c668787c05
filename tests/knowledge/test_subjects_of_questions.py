"""What a question is about decides what is said: visits, notices to patients, agents, units."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest


def asked(copilot: Copilot, question: str, **given: str) -> Answer:
    return copilot.ask(question, EncounterRequest(date_of_service=date(2026, 6, 1), **given))


def lines(answer: Answer) -> list[str]:
    return ["-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units is not None else "") for s in answer.report]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_before_a_comma_stands(copilot: Copilot, side: str) -> None:
    answer = asked(copilot, f"Thermal RF of the sural nerve {side}, code?")
    assert lines(answer) == [f"64640-{'LT' if side == 'left' else 'RT'} x1"]
