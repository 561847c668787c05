"""For whom, where and when the answer must hold."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from chartcite.domain.record import Record


class Encounter(Record):
    """Payer, place and day of a service; what was not given but taken as so stands in `assumed`."""

    payer: str | None = None
    state: str | None = None
    mac: str | None = None
    date_of_service: date
    place_of_service: str | None = None
    claim_type: str = "professional"
    line_of_business: str | None = None
    assumed: tuple[str, ...] = ()
    payer_as_given: str | None = None
    """The payer's words when no listed payer has that name: no policy is held for it."""
    ahead: bool = Field(default=False, exclude_if=lambda value: not value)
    """Whether the day lies in the future."""


class EncounterRequest(Record):
    """What the asker said of the encounter, before the words of the question or note are read."""

    payer: str | None = None
    state: str | None = None
    mac: str | None = None
    date_of_service: date | None = None
    place_of_service: str | None = None
    claim_type: str | None = None
    line_of_business: str | None = None
