"""Which readings of a note's unknown words are possible: only what the note leaves open, in words that tell what was done.

As with questions, a reading turns words that nobody knows into the one name that they are like. It stands only where
the sentence tells of what was done, as the reader sees it with the name too; and nothing that was read may change by it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chartcite.catalog.words import Word
from chartcite.domain.assertion import DONE
from chartcite.domain.note import NoteReading
from chartcite.domain.reread import Meant
from chartcite.domain.text import Mention, Procedure, Span
from chartcite.reading.notes.note import NoteReader
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.likeness import Likeness, is_plain_run

_ACTS = frozenset({"technique", "agent", "device"})
_VAGUE = "vague-target"


class NoteProposal(NamedTuple):
    """Words of a note at all their places that may be read, and the term and its name that they are said to be."""

    spans: tuple[Span, ...]
    kind: str
    value: str
    name: str

    @property
    def meant(self) -> list[Meant]:
        """The name at each place."""
        return [Meant(span, self.name) for span in self.spans]


@dataclass(frozen=True)
class Note:
    """A note as the reader reads it by itself."""

    read: NoteReading
    words: Sequence[Word]
    agents_needed: frozenset[str]
    """Techniques that need an agent."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds that it leaves open: what was done where nothing is, where it was done, with what."""
        made = self.read.reading.procedures
        if not made:
            return _ACTS | {"target"}
        open_kinds = {"target"} if any(not p.targets or _VAGUE in p.flags for p in made) else set()
        if any(not p.agents and self.agents_needed.intersection(p.techniques) for p in made):
            open_kinds.add("agent")
        return frozenset(open_kinds)

    def sentence(self, span: Span) -> Span:
        """The sentence in which words stand."""
        sentence = self.read.sentence_at(span.start)
        return sentence.span if sentence else span

    def is_done(self, span: Span) -> bool:
        """Whether the words at a span are among those that tell what was done, in a sentence that says nothing else.

        That is stricter than for words that the reader knows: no cue may stand anywhere in it, and no blank.
        """
        sentence = self.read.sentence_at(span.start)
        if sentence is None or span.end > sentence.span.end or not (sentence.tells or sentence.title):
            return False
        if any(blank.meets(sentence.span) for blank in self.read.blanks):
            return False
        return sentence.section.assertion in DONE and all(cue.assertion in DONE for cue in sentence.cues)


class NoteProposals:
    """Judges readings with one lexicon and its reader of notes."""

    def __init__(self, lexicon: Lexicon, reader: NoteReader) -> None:
        self._reader, self._likeness = reader, Likeness(lexicon, initials=False)
        vocab = lexicon.library.vocabularies
        needing = vocab.reading_parts.needs_agent
        self._needing = frozenset(row.id for row in vocab.techniques.values() if needing & {*row.groups})

    def note(self, text: str) -> Note:
        """The note as it is read without a model."""
        read = self._reader.read(text)
        return Note(read, self._reader.words(read.text), self._needing)

    def possible(self, note: Note) -> list[NoteProposal]:
        """Every reading that holds by itself, so that a note of which none does need not be sent."""
        if not note.kinds:
            return []
        mentions = note.read.reading.mentions
        unknown = self._likeness.unknown(note.words, mentions)
        places: dict[tuple[str, str, str, str], list[Span]] = {}
        for inside in self._likeness.runs(note.words, unknown):
            span = Span(inside[0].start, inside[-1].end)
            if not self._is_open(note, span, inside, mentions):
                continue
            said = " ".join(word.norm for word in inside)
            for kind in sorted(note.kinds):
                for value, name in self._likeness.meant(kind, inside, unknown):
                    places.setdefault((said, kind, value, name), []).append(span)
        made = [NoteProposal(tuple(spans), *key[1:]) for key, spans in places.items()]
        return [proposal for proposal in made if self.held(note, [proposal])]

    @staticmethod
    def _is_open(note: Note, span: Span, inside: Sequence[Word], mentions: Sequence[Mention]) -> bool:
        """Whether nothing was read of these words, which tell what was done."""
        if not is_plain_run(note.read.text, span, inside) or not note.is_done(span):
            return False
        return not any(m.span.meets(span) for m in mentions)

    def held(self, note: Note, chosen: Sequence[NoteProposal]) -> list[NoteProposal]:
        """Those of the possible readings that can stand together; none where together they change what was read."""
        apart: list[NoteProposal] = []
        for proposal in chosen:
            if not any(_touch(proposal.spans, other.spans) for other in apart):
                apart.append(proposal)
        return apart if self._reads_so(note.read, apart) else []

    def _reads_so(self, before: NoteReading, held: Sequence[NoteProposal]) -> bool:
        """Whether the reader, given the names, reads them as done there, and everything else as before."""
        if not held:
            return True
        after = self._reader.read(before.text, [meant for proposal in held for meant in proposal.meant])
        new = Note(after, (), self._needing)
        for proposal in held:
            read = [m for m in after.reading.mentions if (m.kind, m.value) == (proposal.kind, proposal.value)]
            if not all(any(m.span == span and new.is_done(span) for m in read) for span in proposal.spans):
                return False
        spans = [span for proposal in held for span in proposal.spans]
        around = [m for m in after.reading.mentions if not any(m.span.meets(span) for span in spans)]
        return around == list(before.reading.mentions) and _keeps(before, after)


def _keeps(before: NoteReading, after: NoteReading) -> bool:
    """Whether no contradiction or flag came or went, and every procedure is still there, at most more exact."""
    if before.conflicts != after.conflicts or before.reading.facts != _without_new(after, before):
        return False
    old, new = before.reading.procedures, after.reading.procedures
    if not old:
        return True
    return len(old) == len(new) and all(_is_kept(was, now) for was, now in zip(old, new, strict=True))


def _without_new(after: NoteReading, before: NoteReading) -> dict[str, frozenset[str]]:
    """The facts after, but for devices where there were none: naming one is what was proposed."""
    facts = dict(after.reading.facts)
    if "device" not in before.reading.facts:
        facts.pop("device", None)
    return facts


def _is_kept(was: Procedure, now: Procedure) -> bool:
    """Whether a procedure says all that it said."""
    targets = was.targets == now.targets or not was.targets or _VAGUE in was.flags
    said = was.numbers.items() <= now.numbers.items() and was.side in (None, now.side)
    same = (was.techniques, was.stage, was.guidance) == (now.techniques, now.stage, now.guidance)
    levels = not was.levels or was.levels == now.levels
    return targets and said and same and levels and _among(was.agents, now.agents)


def _among(some: Collection[str], others: Collection[str]) -> bool:
    return set(some) <= set(others)


def _touch(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.meets(other) for one in some for other in others)
