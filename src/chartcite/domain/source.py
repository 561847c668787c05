"""Where knowledge comes from: sources and their citable passages."""

from __future__ import annotations

from datetime import date
from typing import Literal

from chartcite.domain.record import Record, within

Known = Literal["read", "reported", "general"]
Confidence = Literal["H", "M", "L"]
Standing = Literal["own", "general", "superseded", "elsewhere"]
"""What a source is to an encounter: of its own payer or contractor, for all, replaced by another, or for somebody else."""


class Source(Record):
    """A publication, with whom it binds, since when, and when we last looked."""

    id: str
    title: str
    publisher: str
    kind: str
    authority: str
    jurisdiction: str
    edition: str | None = None
    in_force: Literal["yes", "no", "unknown"] = "yes"
    in_force_from: date | None = None
    in_force_to: date | None = None
    not_before: date | None = None
    seen_on: date | None = None
    verified_on: date
    verify_by: date | None = None
    status: Literal["in force", "draft", "rescinded", "superseded", "historical", "unknown"] = "in force"
    superseded_by: str | None = None
    url: str | None = None
    note: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it may speak for `day`; one whose first day is unknown may from `not_before` on."""
        return within(day, self.in_force_from or self.not_before, self.in_force_to)


class Passage(Record):
    """Citable text of a source, in our own words unless a user added the original."""

    id: str
    source: str
    title: str | None = None
    locator: str
    known: Known
    confidence: Confidence
    wording: Literal["ours", "original"] = "ours"
    caveat: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    text: str

    def holds_on(self, day: date) -> bool:
        """Whether the passage's own dates, if it has any, include `day`."""
        return within(day, self.first_day, self.last_day)
