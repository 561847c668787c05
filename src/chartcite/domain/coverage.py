"""What was looked at, how completely, as of when: one area a row."""

from __future__ import annotations

from datetime import date
from typing import Literal

from chartcite.domain.record import Record, Strings

State = Literal["complete", "partial", "absent"]


class Area(Record):
    """One area of knowledge: what is held of it, what is not, and where to look for the rest."""

    id: str
    kind: str
    """The heading under which it is listed: codes, contractors, payers, tables, history ..."""
    name: str
    state: State
    as_of: date
    holds: str
    lacks: str = ""
    where: str = ""
    passage: str
    """What an answer that abstains on this area cites."""
    topics: Strings = ()
    line_of_business: Strings = ()
    fallback: Literal["in_field", "outside"] | None = None
    """Cited where no other area fits: a question of the field, or one outside it."""
