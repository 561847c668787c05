"""Which readings of a question's unknown words are possible: what decides is the text, the vocabularies and the reader.

A reading says that a span of a question is a name of the vocabulary, misspelled or shortened. It can only turn words
that nobody knows into the one name that they are like, of a kind of which the reader found nothing. A model chooses
among these readings and can make none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chartcite.catalog.words import Word, phrase, words_of
from chartcite.domain.text import Mention, Span
from chartcite.domain.vocabulary import Term
from chartcite.reading.questions.question import QuestionReader
from chartcite.reading.questions.yes_no import is_denied
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.likeness import KINDS, Likeness, is_plain_run

_ONE_GROUP = (frozenset({"technique", "device"}), frozenset({"state", "mac", "locality", "local_mac"}))
_OF_THE_FIELD = frozenset({"technique", "target", "agent", "device"})
_COUNTED = "counted"  # a word that only says what is counted may stand in a span
_SEVERAL = "target"  # a question may name several; of the other kinds one is read


class Proposal(NamedTuple):
    """A span of the text as given, and the term that it is said to be."""

    span: Span
    kind: str
    value: str


Held = tuple[Proposal, str]
"""A proposal that holds, with the name to be read in place of its span."""


@dataclass(frozen=True)
class Question:
    """A question as the reader reads it by itself; `known` are kinds that are settled from elsewhere."""

    text: str
    mentions: Sequence[Mention]
    words: Sequence[Word]
    known: frozenset[str]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of which nothing was found."""
        found = {mention.kind for mention in self.mentions} | self.known
        return frozenset(
            kind
            for kind in KINDS
            if kind not in found and not any(kind in group and group & found for group in _ONE_GROUP)
        )

    @property
    def is_of_the_field(self) -> bool:
        """Whether it names something of the field: initials alone, which any trade has, carry no question into it."""
        return any(mention.kind in _OF_THE_FIELD for mention in self.mentions)


class Proposals:
    """Judges proposals with one lexicon and its reader of questions."""

    def __init__(self, lexicon: Lexicon, reader: QuestionReader) -> None:
        self._reader = reader
        self._by_letters, self._by_initials = (Likeness(lexicon, initials=so) for so in (False, True))
        self._vocab = lexicon.library.vocabularies
        language = self._vocab.question_language
        self._denials = [phrase(name) for name in (*language.negations, *language.contrasts)]

    @property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """The terms that may be proposed: kind to shown name to term."""
        return self._by_letters.terms

    def question(self, text: str, known: Collection[str]) -> Question:
        """The question as it is read without a model."""
        return Question(text, self._mentions(text), words_of(text), frozenset(known))

    def _likeness(self, question: Question) -> Likeness:
        return self._by_initials if question.is_of_the_field else self._by_letters

    def _mentions(self, text: str) -> list[Mention]:
        """What the reader finds, without words that only say that there is a target."""
        read = self._reader.read(text).reading.mentions
        return [m for m in read if m.kind != "target" or not self._vocab.is_vague(m.value)]

    def possible(self, question: Question) -> list[Held]:
        """Every proposal that holds by itself, so that a question of which none does need not be sent."""
        if not question.kinds:
            return []
        likeness = self._likeness(question)
        unknown = likeness.unknown(question.words, question.mentions)
        found: list[Held] = []
        for inside in likeness.runs(question.words, unknown):
            span = Span(inside[0].start, inside[-1].end)
            for kind in sorted(question.kinds) if self._is_whole(question, span, inside) else ():
                for value, _ in likeness.meant(kind, inside, unknown):
                    found += self.held(question, [Proposal(span, kind, value)])
        return found

    def held(self, question: Question, proposed: Sequence[Proposal]) -> list[Held]:
        """Those that hold, in the order of the text, each with the name to be read in place of its span."""
        chosen: list[Held] = []
        for proposal in proposed:
            name = self._name(question, proposal)
            if name and not any(self._in_the_way(proposal, other) for other, _ in chosen):
                chosen.append((proposal, name))
        chosen.sort(key=lambda item: item[0].span)
        return chosen if self._reads_so(question, chosen) else []

    @staticmethod
    def rewritten(text: str, held: Sequence[Held]) -> str:
        """The text with the names in place of the spans."""
        for proposal, name in reversed(held):
            text = text[: proposal.span.start] + name + text[proposal.span.end :]
        return text

    @staticmethod
    def _in_the_way(one: Proposal, other: Proposal) -> bool:
        if one.span.meets(other.span):
            return True
        groups = (group for group in _ONE_GROUP if one.kind in group)
        same = one.kind == other.kind or any(other.kind in group for group in groups)
        return same and one.kind != _SEVERAL

    def _name(self, question: Question, proposal: Proposal) -> str | None:
        """The name by which the reader knows the term, if all that is asked of the span holds."""
        span, kind = proposal.span, proposal.kind
        inside = [word for word in question.words if span.has(word.start)]
        if kind not in question.kinds or not self._is_whole(question, span, inside) or self._is_denied(question, span):
            return None
        likeness = self._likeness(question)
        unknown = likeness.unknown(inside, question.mentions)
        return likeness.likest(kind, proposal.value, inside, unknown)

    @staticmethod
    def _is_whole(question: Question, span: Span, inside: Sequence[Word]) -> bool:
        """Whether it is a run of whole words without digits and signs, in which the reader found nothing."""
        if not is_plain_run(question.text, span, inside):
            return False
        return all(m.kind == _COUNTED for m in question.mentions if m.span.meets(span))

    def _is_denied(self, question: Question, span: Span) -> bool:
        return is_denied(question.words, span.start, self._denials)

    def _reads_so(self, question: Question, held: Sequence[Held]) -> bool:
        """Whether the reader, given the names, reads what was proposed and all else as before."""
        if not held:
            return True
        read = self._mentions(self.rewritten(question.text, held))
        new = list(_places(held))
        inside = [[m for m in read if m.span.meets(place)] for place in new]
        around = [m for m in read if not any(m in part for part in inside)]
        spans = [proposal.span for proposal, _ in held]
        before = [m for m in question.mentions if not any(m.span.meets(span) for span in spans)]
        if Counter((m.kind, m.value) for m in around) != Counter((m.kind, m.value) for m in before):
            return False
        return all(
            any((m.kind, m.value) == (proposal.kind, proposal.value) for m in part)
            for (proposal, _), part in zip(held, inside, strict=True)
        )


def _places(held: Sequence[Held]) -> Iterator[Span]:
    """Where the names stand once they are written."""
    moved = 0
    for proposal, name in held:
        start = proposal.span.start + moved
        yield Span(start, start + len(name))
        moved += len(name) - (proposal.span.end - proposal.span.start)
