"""The same question under different values: each answer, what differs, and what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from chartcite.domain.answer import Answer, Citation, Kind, Receipt, SourceNote
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.record import Record

Reason = Literal["scope", "not_in_force", "other_version", "other_edition", "outranked", "condition"]
"""Why a ground does not count on a side."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One side as asked for: the values that are its own, by option, and the whole request."""

    values: tuple[tuple[str, str], ...]
    request: EncounterRequest


class Side(Record):
    """One side: its own values and the whole answer under them."""

    values: dict[str, str]
    answer: Answer


class Row(Record):
    """One part of the answers side by side; a cell holds its entries, in order."""

    part: str
    cells: tuple[tuple[str, ...], ...]
    same: bool


class Elsewhere(Record):
    """Why a ground does not count on another side."""

    side: int
    reason: Reason
    says: str


class Ground(Record):
    """A rule, figure or passage with its citations, the sides (by index) on which it counts, and why not on the others."""

    key: str
    kind: Kind = "quoted"
    text: str
    citations: tuple[Citation, ...] = Field(min_length=1)
    sides: tuple[int, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


class Comparison(Record):
    """All sides; `differences` are grounds that count on some sides only, `same` those that count on all."""

    id: str | None = None
    question: str
    varied: tuple[str, ...]
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]
    differences: tuple[Ground, ...]
    same: tuple[Ground, ...]
    sources: tuple[SourceNote, ...]
    receipt: Receipt
    timings_ms: dict[str, float] = {}
