"""A note as read: sections, sentences with their cues, figures, blanks, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chartcite.domain.text import Figure, Reading, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the note under one heading."""

    kind: str
    heading: str
    body: Span
    assertion: str = "stated"
    title: bool = False
    codes: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: what it makes of the words in its reach."""

    assertion: str
    reach: Span


@dataclass(frozen=True)
class Sentence:
    """A sentence with its section and cues."""

    span: Span
    section: Section
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class NoteReading:
    """A reading with the note's structure."""

    reading: Reading
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    blanks: tuple[Span, ...]
    day: date | None
    conflicts: dict[str, tuple[Span, ...]]
