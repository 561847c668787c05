"""A note as read: sections, sentences with their cues, figures, blanks, contradictions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chartcite.domain.assertion import Assertion
from chartcite.domain.text import Figure, Reading, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the note under one heading."""

    kind: str
    heading: str
    body: Span
    assertion: Assertion = "stated"
    title: bool = False
    codes: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: what it makes of the words in its reach, and where it stands."""

    assertion: Assertion
    reach: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its section and cues. `tells`: it may tell what was done; `title`: it names the procedure."""

    span: Span
    section: Section
    cues: tuple[Cue, ...]
    title: bool = False
    tells: bool = False


def _same(span: Span) -> Span:
    return span


@dataclass(frozen=True)
class NoteReading:
    """A reading with the note's structure. Spans count `text`, the note as read; `original` leads to the note as given."""

    text: str
    reading: Reading
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    blanks: tuple[Span, ...]
    day: date | None
    conflicts: dict[str, tuple[Span, ...]]
    original: Callable[[Span], Span] = field(default=_same, repr=False, compare=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence in which a character of the text as read stands; none for a heading."""
        index = bisect_right(self._starts, offset) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].span.end else None
