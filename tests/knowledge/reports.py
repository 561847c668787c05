"""What a critique of a note says, in the short form in which tests expect it."""

from __future__ import annotations

from datetime import date

from chartcite.copilot import Copilot
from chartcite.domain.answer import Critique
from chartcite.domain.encounter import EncounterRequest

DAY = date(2026, 6, 1)


def coded(copilot: Copilot, note: str) -> tuple[str, list[str]]:
    """The disposition, and the codes with their modifiers."""
    made = _critique(copilot, note)
    return made.disposition, sorted("-".join([s.code, *s.modifiers]) for s in made.report)


def counted(copilot: Copilot, note: str) -> tuple[str, list[str]]:
    """The disposition, and the codes with their modifiers and, where told, their units."""
    made = _critique(copilot, note)
    return made.disposition, sorted(
        "-".join([s.code, *s.modifiers]) + (f" x{s.units}" if s.units is not None else "") for s in made.report
    )


def _critique(copilot: Copilot, note: str) -> Critique:
    return copilot.critique(note, EncounterRequest(date_of_service=DAY))
