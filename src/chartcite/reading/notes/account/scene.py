"""What was read of a note, ready to be gathered into procedures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from chartcite.domain.assertion import ABORTED, AHEAD, DONE, GONE
from chartcite.domain.note import Sentence
from chartcite.domain.text import Figure, Mention, Procedure, Span
from chartcite.reading.notes.outline.assertions import assertion_at
from chartcite.reading.text.places import index_at

_IMAGING = frozenset({"fluoroscopy", "ultrasound", "ct", "mr"})
_NO_GUIDANCE = "none"
_PAST = "past"  # sections of which what was stopped there tells of another day
_BEGUN = "aborted-after"  # said of what was stopped once it had begun: its figures are those of a lesion
_LESION = frozenset({"temperature_c"})
_UNSAID = GONE | AHEAD | {"spared", "past", "conditional", "not-started"}  # what is told so was not done now


@dataclass
class Made:
    """Procedures with the flags and conflicts of the whole note."""

    procedures: list[Procedure] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    conflicts: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    """Techniques that the title names and the account says were not carried out."""


@dataclass
class Part:
    """A procedure being gathered: its technique, its targets at all their places, and the sentences that tell of it."""

    technique: str | None
    targets: list[Mention] = field(default_factory=list)
    sentences: tuple[int, ...] = ()
    numbers: dict[str, float] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    @property
    def ids(self) -> list[str]:
        """The targets, each once."""
        return list(dict.fromkeys(m.value for m in self.targets))


@dataclass(frozen=True)
class Scene:
    """The text with its mentions, sentences, figures and blanks, all in order."""

    text: str
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    blanks: Sequence[Span]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def sentence_of(self, span: Span) -> int | None:
        """The index of the sentence in which a span starts."""
        index = index_at(self._starts, span.start)
        return index if index >= 0 and span.start < self.sentences[index].span.end else None

    def written(self, index: int) -> str:
        """The text of a sentence."""
        return self.text[slice(*self.sentences[index].span)]

    def standing(self, index: int) -> str:
        """The text of a sentence without what its own words deny, put off or tell of another day."""
        start, end = self.sentences[index].span
        chars = list(self.text[start:end])
        for cue in self.sentences[index].cues:
            if cue.assertion in _UNSAID:
                low, high = max(cue.reach.start, start) - start, min(cue.reach.end, end) - start
                chars[low:high] = " " * (high - low)
        return "".join(chars)

    def assertion(self, span: Span) -> str:
        """What is said of the words at a span."""
        index = self.sentence_of(span)
        if index is None:
            return "outside"
        sentence = self.sentences[index]
        return assertion_at(sentence.cues, span, sentence.section.assertion)

    def is_done(self, span: Span) -> bool:
        """Whether the words at a span are among those that tell what was done."""
        index = self.sentence_of(span)
        if index is None or not (self.sentences[index].tells or self.sentences[index].title):
            return False
        return self.assertion(span) in DONE

    @cached_property
    def done(self) -> tuple[Mention, ...]:
        """Mentions said as done."""
        return tuple(
            m
            for m in self.mentions
            if m.assertion in DONE | ABORTED and (self.sentences[m.sentence].tells or self.sentences[m.sentence].title)
        )

    @cached_property
    def shown(self) -> tuple[Figure, ...]:
        """Figures of what was done."""
        return tuple(f for f in self.figures if self.is_done(f.span) or self.assertion(f.span) == _BEGUN)

    @cached_property
    def lesions(self) -> tuple[Figure, ...]:
        """Those that only a lesion or an agent has."""
        return tuple(f for f in self.shown if f.fact in _LESION)

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The sentences that tell what was done."""
        return tuple(i for i, s in enumerate(self.sentences) if s.tells or s.title)

    def cued(self, assertions: Iterable[str]) -> list[Span]:
        """Where a cue of these assertions stands in text that is not itself past, planned or discussed."""
        wanted = frozenset(assertions)
        return [
            cue.span
            for sentence in self.sentences
            if sentence.section.assertion != _PAST
            for cue in sentence.cues
            if cue.assertion in wanted
            and not any(
                c.assertion in ("past", "instruction") and c is not cue and c.reach.holds(cue.span)
                for c in sentence.cues
            )
        ]


def guidance_of(scene: Scene) -> tuple[str, ...]:
    """The guidance used; "none" only when no imaging was, and also when imaging is denied."""
    found = dict.fromkeys(m.value for m in scene.done if m.kind == "guidance")
    if _IMAGING & set(found):
        found.pop(_NO_GUIDANCE, None)
    elif any(m.kind == "guidance" and m.value in _IMAGING and m.assertion in GONE for m in scene.mentions):
        found[_NO_GUIDANCE] = None
    return tuple(found)
