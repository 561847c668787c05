"""The card of a code: all that is held on it for a day, each line a verified claim."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from chartcite.domain.answer import Claim, Conflict, RejectedClaim, SourceNote
from chartcite.domain.record import Record, Strings
from chartcite.domain.vocabulary import TableField


class CardPlan(Record):
    """A section of every card, as data: its title and where its lines come from."""

    id: str
    title: str
    topics: Strings = ()
    tables: tuple[TableField, ...] = ()
    kinds: Strings = ()
    """Kinds of source whose passages headed by the code are said line by line."""
    headings: Strings = ()
    """What of those headings stands behind the code (`-units`): only these are meant here, and nowhere else."""
    family: bool = False
    """Whether the codes of the same family are meant, each with its first line."""
    positions: bool = False
    """Whether rules count that speak for some payers, contractors or states only."""


class CardLine(Record):
    """One line: the claim, and for whom it speaks if not for everyone."""

    claim: str
    applies_to: str | None = None


class CardSection(Record):
    """The lines under one heading."""

    id: str
    title: str
    lines: tuple[CardLine, ...] = ()


class CodeCard(Record):
    """A code on a day."""

    code: str
    day: date
    state: str
    """in_force | not_yet | deleted"""
    replaced_by: tuple[str, ...] = ()
    sections: tuple[CardSection, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[RejectedClaim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    notices: tuple[str, ...] = Field(default=(), exclude_if=lambda value: not value)
    """What stands over the whole card (a year of which nothing was read)."""
    knowledge: str
