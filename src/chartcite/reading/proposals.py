"""Which of a model's proposals hold: what decides is the text, the vocabularies and the reader, never the model.

A proposal says that a span of a question is a name of the vocabulary, misspelled or shortened. It can only turn words
that nobody knows into the one name that they are like, of a kind of which the reader found nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from chartcite.catalog.words import Word, phrase, words_of
from chartcite.domain.text import Mention, Span
from chartcite.domain.vocabulary import Term
from chartcite.reading.lexicon import Lexicon
from chartcite.reading.procedures import Grouper
from chartcite.reading.question import QuestionReader
from chartcite.reading.yes_no import holds

KINDS = {
    "technique": "techniques", "target": "targets", "agent": "agents", "device": "devices", "payer": "payers", "state": "states",
    "mac": "macs",
}  # fmt: skip
_ONE_GROUP = (frozenset({"technique", "device"}), frozenset({"state", "mac", "locality", "local_mac"}))
_COUNTED = "counted"  # a word that only says what is counted may stand in a span
_SEVERAL = "target"  # a question may name several; of the other kinds one is read
_LIKE, _APART = 85, 3  # how like a name is (of 100), and by how much liker than the next one
_LETTERS, _INITIALS = 5, 3
_LONGEST = 8  # words of a span
_NEGATION_REACH = 4


class Proposal(NamedTuple):
    """A span of the text as given, and the term that it is said to be."""

    span: Span
    kind: str
    value: str


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


class Proposals:
    """Judges proposals with one lexicon and its reader of questions."""

    def __init__(self, lexicon: Lexicon, reader: QuestionReader) -> None:
        self._lexicon, self._reader = lexicon, reader
        self._grouper = Grouper(lexicon.library.vocabularies)
        language = lexicon.library.vocabularies.question_language
        self._denials = [phrase(name) for name in (*language.negations, *language.contrasts)]

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """The terms that may be proposed: kind to shown name to term."""
        vocab = self._lexicon.library.vocabularies
        return {
            kind: {row.name: row for row in getattr(vocab, rows).values() if row.names} for kind, rows in KINDS.items()
        }

    @cached_property
    def _names(self) -> Mapping[str, Sequence[tuple[str, str, tuple[str, ...]]]]:
        """Each name of a kind as (id, name, its words)."""
        return {
            kind: [(row.id, name, words) for row in rows.values() for name in row.names if (words := phrase(name))]
            for kind, rows in self.terms.items()
        }

    @cached_property
    def _joined(self) -> Mapping[str, Sequence[str]]:
        return {kind: ["".join(words) for _, _, words in names] for kind, names in self._names.items()}

    def question(self, text: str, known: Collection[str]) -> Question:
        """The question as it is read without a model."""
        return Question(text, self._mentions(text), words_of(text), frozenset(known))

    def _mentions(self, text: str) -> list[Mention]:
        """What the reader finds, without words that only say that there is a target."""
        read = self._reader.read(text).reading.mentions
        return [m for m in read if m.kind != "target" or not self._grouper.is_vague(m.value)]

    def is_open(self, question: Question) -> bool:
        """Whether a proposal could hold at all: words that nobody knows, and a kind of which nothing was found."""
        return bool(question.kinds) and any(self._is_unknown(word, question) for word in question.words)

    def held(self, question: Question, proposed: Sequence[Proposal]) -> list[tuple[Proposal, str]]:
        """Those that hold, in the order of the text, each with the name to be read in place of its span."""
        chosen: list[tuple[Proposal, str]] = []
        for proposal in proposed:
            name = self._name(question, proposal)
            if name and not any(self._in_the_way(proposal, other) for other, _ in chosen):
                chosen.append((proposal, name))
        chosen.sort(key=lambda item: item[0].span)
        return chosen if self._reads_so(question, chosen) else []

    @staticmethod
    def rewritten(text: str, held: Sequence[tuple[Proposal, str]]) -> str:
        """The text with the names in place of the spans."""
        for proposal, name in reversed(held):
            text = text[: proposal.span.start] + name + text[proposal.span.end :]
        return text

    @staticmethod
    def _in_the_way(one: Proposal, other: Proposal) -> bool:
        if _touch(one.span, other.span):
            return True
        groups = (group for group in _ONE_GROUP if one.kind in group)
        same = one.kind == other.kind or any(other.kind in group for group in groups)
        return same and one.kind != _SEVERAL

    def _name(self, question: Question, proposal: Proposal) -> str | None:
        """The name by which the reader knows the term, if all that is asked of the span holds."""
        span, kind = proposal.span, proposal.kind
        inside = [word for word in question.words if span.start <= word.start < span.end]
        if kind not in question.kinds or not self._is_whole(question, span, inside):
            return None
        return None if self._is_denied(question, span) else self._likest(kind, proposal.value, inside, question)

    @staticmethod
    def _is_whole(question: Question, span: Span, inside: Sequence[Word]) -> bool:
        """Whether it is a run of whole words without digits and signs, in which the reader found nothing."""
        if not inside or len(inside) > _LONGEST or (inside[0].start, inside[-1].end) != span:
            return False
        if not all(letter.isalpha() or letter in " -" for letter in question.text[span.start : span.end]):
            return False
        return all(m.kind == _COUNTED for m in question.mentions if _touch(m.span, span))

    def _is_denied(self, question: Question, span: Span) -> bool:
        before = [word.norm for word in question.words if word.end <= span.start][-_NEGATION_REACH:]
        return any(holds(before, denial) for denial in self._denials)

    def _likest(self, kind: str, value: str, inside: Sequence[Word], question: Question) -> str | None:
        """The name of the term whose initials the words are, or nearly its letters, where no other term is as like."""
        said = "".join(word.norm for word in inside)
        if len(inside) == 1 and len(said) >= _INITIALS and self._is_unknown(inside[0], question):
            meant = {id_: name for id_, name, words in self._names[kind] if said == "".join(word[0] for word in words)}
            if meant:
                return meant[value] if meant.keys() == {value} else None
        return self._nearest(kind, value, said, inside, question)

    def _nearest(self, kind: str, value: str, said: str, inside: Sequence[Word], question: Question) -> str | None:
        if len(said) < _LETTERS:
            return None
        best: dict[str, tuple[float, int]] = {}
        names = self._joined[kind]
        for _, score, index in process.extract(said, names, scorer=fuzz.ratio, score_cutoff=_LIKE - _APART, limit=None):
            id_ = self._names[kind][index][0]
            best[id_] = max(best.get(id_, (0.0, 0)), (score, index))
        score, index = best.pop(value, (0.0, 0))
        name = names[index]
        if score < _LIKE or len(name) < _LETTERS or any(other > score - _APART for other, _ in best.values()):
            return None
        unknown = [word for word in inside if self._is_unknown(word, question)]
        ours = bool(unknown) and all(word in unknown or word.norm in name for word in inside)
        return self._names[kind][index][1] if ours else None

    def _is_unknown(self, word: Word, question: Question) -> bool:
        """Whether a word is neither English nor of the vocabularies, and was read as nothing."""
        if not word.norm.isalpha() or len(word.norm) < _INITIALS or word.norm in self._lexicon.finder.known_words:
            return False
        if any(m.span.start <= word.start < m.span.end for m in question.mentions):
            return False
        return not self._lexicon.speller.is_english(word.norm)

    def _reads_so(self, question: Question, held: Sequence[tuple[Proposal, str]]) -> bool:
        """Whether the reader, given the names, reads what was proposed and all else as before."""
        read = self._mentions(self.rewritten(question.text, held))
        new = list(_places(held))
        inside = [[m for m in read if _touch(m.span, place)] for place in new]
        around = [m for m in read if not any(m in part for part in inside)]
        spans = [proposal.span for proposal, _ in held]
        before = [m for m in question.mentions if not any(_touch(m.span, span) for span in spans)]
        if Counter((m.kind, m.value) for m in around) != Counter((m.kind, m.value) for m in before):
            return False
        return all(
            any((m.kind, m.value) == (proposal.kind, proposal.value) for m in part)
            for (proposal, _), part in zip(held, inside, strict=True)
        )


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _places(held: Sequence[tuple[Proposal, str]]) -> Iterator[Span]:
    """Where the names stand once they are written."""
    moved = 0
    for proposal, name in held:
        start = proposal.span.start + moved
        yield Span(start, start + len(name))
        moved += len(name) - (proposal.span.end - proposal.span.start)
