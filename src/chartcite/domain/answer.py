"""The finished answer: only `checking` lets one leave."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeVar

from pydantic import Field

from chartcite.domain.encounter import Encounter
from chartcite.domain.model import PromptUsed
from chartcite.domain.record import Record
from chartcite.domain.rule import Outcome, Severity, Verdict

Kind = Literal["quoted", "derived", "absence"]


READING, DRAFTING = "reading", "drafting"
"""What a model did for an answer, as the engine of its receipt tells it: `model NAME (reading, drafting)`."""


class Citation(Record):
    """A verbatim quote at stated offsets of a stored passage."""

    source: str
    passage: str
    quote: str
    start: int
    end: int
    wording: str = "ours"
    known: str = "read"
    confidence: str = "H"


class Claim(Record):
    """A sentence with its evidence; without a citation it can't be made."""

    id: str
    kind: Kind = "quoted"
    text: str
    check: Literal["verified"] = "verified"
    citations: tuple[Citation, ...] = Field(min_length=1)


class RejectedClaim(Record):
    """A drafted sentence that failed a check: out of the answer, shown apart."""

    text: str
    why: str


class Suggestion(Record):
    """A code line to report."""

    code: str
    units: int | None = None
    modifiers: tuple[str, ...] = ()
    applies_when: str | None = None
    claims: tuple[str, ...] = ()


class Refusal(Record):
    """A code not to report, and why."""

    code: str
    why: str
    claims: tuple[str, ...] = ()


class Coverage(Record):
    """Whether a payer pays, apart from which code describes the service."""

    position: Literal["covered", "not_covered", "conditional", "unknown"]
    says: str
    applies_to: str
    in_force: Literal["yes", "no", "unknown"]
    claims: tuple[str, ...] = ()


class Position(Record):
    """What one authority says on a disputed topic."""

    says: str
    source: str
    applies_to: str
    status: str
    claims: tuple[str, ...] = ()


class Conflict(Record):
    """Authorities that differ, which one governs here, and by what."""

    topic: str
    positions: tuple[Position, ...]
    governs: str | None
    because: str


class MissingOption(Record):
    """The answer under one value of a missing fact."""

    value: str
    report: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class MissingFact(Record):
    """A fact that would settle it, why, and what holds under each value."""

    what: str
    why: str
    ask: str | None = None
    options: tuple[MissingOption, ...] = ()


class DiagnosisFinding(Record):
    """A diagnosis code named in the text, and whether it can be reported."""

    code: str
    valid: bool | None
    why: str
    claims: tuple[str, ...] = ()


class SourceNote(Record):
    """A source as the answer lists it."""

    id: str
    title: str
    publisher: str
    kind: str
    authority: str
    jurisdiction: str
    in_force_from: date | None
    in_force_to: date | None
    verified_on: date
    status: str
    url: str | None
    note: str | None = None


class Receipt(Record):
    """What made this answer: the same inputs give the same digests.

    Of a model that worded it: where it is (host and port) and the prompts that were sent; left out without one.
    """

    knowledge: str
    settings: str
    engine: str
    endpoint: str = Field(default="", exclude_if=lambda value: not value)
    prompts: tuple[PromptUsed, ...] = Field(default=(), exclude_if=lambda value: not value)
    answer: str = ""

    @property
    def is_reread(self) -> bool:
        """Whether a model helped to read what the answer is about."""
        return READING in self.engine.rpartition("(")[2]


class Result(Record):
    """What an answer and a critique share."""

    id: str | None = None
    context: Encounter
    outcome: Outcome
    summary: str = ""
    report: tuple[Suggestion, ...] = ()
    do_not_report: tuple[Refusal, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[RejectedClaim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    diagnoses: tuple[DiagnosisFinding, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    notices: tuple[str, ...] = ()
    """What the reader must know of how it was read (a spelling taken, a value assumed) and worded."""
    receipt: Receipt
    timings_ms: dict[str, float] = {}


R = TypeVar("R", bound=Result)
"""An answer or a critique: what takes one gives back the same."""


class Answer(Result):
    """The answer to a question."""

    question: str
    verdict: Verdict | None = None


class NoteSpan(Record):
    """A place in the note, with its text."""

    start: int
    end: int
    text: str


class ProcedureFound(Record):
    """A procedure read from the note."""

    technique: str | None
    target: str | None
    targets: tuple[str, ...] = ()
    side: str | None = None
    count: int | None = None
    stage: str = "done"
    disposition: str | None = None
    parameters: dict[str, Any] = {}
    guidance: tuple[str, ...] = ()
    spans: tuple[NoteSpan, ...] = ()


class ElementState(Record):
    """An element of documentation: where it stands in the note, or what was searched for in vain."""

    id: str
    state: Literal["documented", "missing", "conflicting", "not_applicable"]
    spans: tuple[NoteSpan, ...] = ()
    searched_for: str = ""
    claims: tuple[str, ...] = ()


class Finding(Record):
    """Something that blocks, endangers or would improve the claim, with its mend."""

    id: str
    severity: Severity
    title: str
    detail: str
    fix: str
    note_spans: tuple[NoteSpan, ...] = ()
    claims: tuple[str, ...] = ()


class AuditLine(Record):
    """One line of the claim, and what to do with it."""

    line: str
    verdict: Literal["keep", "change", "remove"]
    why: str
    change_to: str | None = None
    hold: bool = Field(default=False, exclude_if=lambda value: not value)
    """Whether it is right or wrong by a fact that is still missing: it is neither sent nor taken off yet."""
    span: NoteSpan | None = None
    claims: tuple[str, ...] = ()

    @property
    def fate(self) -> str:
        """The verdict in words, with what is reported instead."""
        if self.hold:
            return "hold"
        return self.verdict + (
            f"{'; instead' if self.verdict == 'remove' else ' to'} {self.change_to}" if self.change_to else ""
        )


class Critique(Result):
    """The critique of a note and its claim."""

    disposition: str
    procedures: tuple[ProcedureFound, ...] = ()
    elements: tuple[ElementState, ...] = ()
    findings: tuple[Finding, ...] = ()
    claim_audit: tuple[AuditLine, ...] = ()
    query_letter: str | None = None
