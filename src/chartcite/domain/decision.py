"""What deciding makes: facts, fired rules, lines, the decision. Plain values that all later stages read."""

from __future__ import annotations

from dataclasses import dataclass, field

from chartcite.domain.rule import Outcome, Rule, RuleVersion, Verdict
from chartcite.domain.text import Procedure


@dataclass(frozen=True)
class Facts:
    """What is known: sets of ids (with their groups and parents) by fact, and figures."""

    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)

    def knows(self, fact: str) -> bool:
        """Whether anything was said of the fact."""
        return bool(self.sets.get(fact)) or fact in self.numbers

    def with_sets(self, **more: frozenset[str]) -> Facts:
        """These facts with some sets replaced."""
        return Facts({**self.sets, **more}, self.numbers)


@dataclass(frozen=True)
class Line:
    """A decided code line and the rule that carries it."""

    code: str
    units: int | None
    modifiers: tuple[str, ...]
    applies_when: str | None
    rule: str
    also: tuple[str, ...] = ()
    """Rules that added modifiers to it."""


@dataclass(frozen=True)
class Fired:
    """A rule whose condition holds.

    `applies`: its scope covers the encounter (else it is a position of others). `answers`: it listens for what is asked.
    """

    rule: Rule
    version: RuleVersion
    exact: int
    applies: bool
    procedure: int | None = None
    answers: bool = False

    @property
    def statement(self) -> str:
        """What it says on this day."""
        return self.version.statement or self.rule.statement


@dataclass
class Decided:
    """What was decided of one procedure."""

    procedure: Procedure
    facts: Facts
    fired: list[Fired] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    refused: list[tuple[str, Fired]] = field(default_factory=list)
    disposition: str | None = None
    held: list[Line] = field(default_factory=list)
    """Lines that would stand but for a fact that is missing."""


@dataclass
class Decision:
    """Everything decided; `fired` holds the rules that count, `heard` all that fired (for conflicts)."""

    facts: Facts
    procedures: list[Decided]
    fired: list[Fired]
    heard: list[Fired]
    lines: list[Line]
    refused: list[tuple[str, Fired]]
    verdict: Verdict | None = None
    outcome: Outcome = "answered"

    @property
    def missing(self) -> list[Fired]:
        """Rules that ask for a fact."""
        return [item for item in self.fired if item.version.then.missing]

    @property
    def coverage(self) -> list[Fired]:
        """Rules that say whether someone pays."""
        return [item for item in self.fired if item.version.then.coverage]
