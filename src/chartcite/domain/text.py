"""What a text says: spans, mentions, procedures. Every value points back into the text by offset."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from chartcite.domain.assertion import Assertion


class Span(NamedTuple):
    """Character offsets [start, end) into the text as given."""

    start: int
    end: int

    @classmethod
    def of(cls, match: re.Match[str], group: int | str = 0) -> Span:
        """Where a match, or one group of it, stands."""
        return cls(*match.span(group))

    def has(self, offset: int) -> bool:
        """Whether the character at this offset belongs to it."""
        return self.start <= offset < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies inside it, from end to end."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class Figure(NamedTuple):
    """A measured value: its fact, value and place."""

    fact: str
    value: float
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in the text. `kind` is its vocabulary, `value` its id there (or the figure written)."""

    kind: str
    value: str
    span: Span
    text: str
    assertion: Assertion = "stated"
    section: str = "body"
    number: float | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A code line that the text or the claim proposes."""

    code: str
    units: int | None
    modifiers: tuple[str, ...]
    span: Span
    text: str
    negated: bool = False
    odd_units: str = ""
    """Units as written where they are no number of units (0, -1, 1.5)."""
    strange: tuple[str, ...] = ()
    """What stands where a modifier stands and is none that is known."""
    unread: tuple[str, ...] = ()
    """What else a claim says at this line."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One service: technique at targets, with what was written of it."""

    techniques: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    side: str | None = None
    stage: str = "done"
    levels: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    numbers: dict[str, float] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    assumed: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one text."""

    mentions: tuple[Mention, ...]
    procedures: tuple[Procedure, ...]
    lines: tuple[ProposedLine, ...]
    facts: dict[str, frozenset[str]]
    numbers: dict[str, float]
    is_yes_no: bool = False
    corrections: tuple[tuple[str, str], ...] = ()
    stated: frozenset[str] = frozenset()
    """Figures that a question states of a code: amounts and decimals, indicators."""
    asked_in: tuple[Span, ...] = ()
    """The sentences of a question that ask for a yes or no."""
    is_turned: bool = False
    """Whether yes means that what is asked about is not so ("is it wrong to ...")."""
    is_proposal: bool = False
    """Whether it is asked if a code named is the one to use."""
    asks_both: bool = False
    """Whether a yes or no is asked only after something else in the same sentence ("which code, and can we ...")."""

    def mended(self, text: str) -> str:
        """The text as it was read, typing slips mended."""
        for was, now in self.corrections:
            text = text.replace(was, now)
        return text
