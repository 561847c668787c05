"""The parts of a question that a follow-up may change: who, where, when, what was done to what, and what was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chartcite.catalog.words import Word, phrase, words_of
from chartcite.domain.text import Span
from chartcite.reading.questions.modifiers_named import NamedModifiers
from chartcite.reading.questions.question import QuestionReader, QuestionReading
from chartcite.reading.text.dates import dates
from chartcite.reading.text.figures import measures
from chartcite.reading.text.lexicon import Lexicon

MEANS, TARGET, SIDE, COUNT, DATE, CODE = "means", "target", "side", "count", "date", "code"
MEASURE, LEVEL, UNITS = "measure", "level", "units"
_KINDS = {
    "technique": MEANS,
    "device": MEANS,
    "agent": MEANS,
    "target": TARGET,
    "side": SIDE,
    "guidance": "guidance",
    "payer": "payer",
    "mac": "mac",
    "state": "state",
    "locality": "state",
    "place": "place",
    "claim_type": "claim_type",
    "indication": "indication",
}
_BARE_YEAR = re.compile(r"(?<![\w$.,-])(?:19|20)\d\d(?![\w-]|[.,]\d)")
_UNITS = re.compile(r"(?<![\w.])[x×]\s?(\d{1,3})\b", re.I)
_REACH = 4  # words between a number and what it counts


class Part(NamedTuple):
    """A part of a text: its kind, its id or figure, and where it stands."""

    kind: str
    value: str
    span: Span


class Said(NamedTuple):
    """A text as written out, its words, its parts in order, and where it says what is asked."""

    text: str
    words: tuple[Word, ...]
    parts: tuple[Part, ...]
    topics: tuple[tuple[str, Span], ...]
    modifiers: tuple[str, ...]

    def of(self, kind: str) -> list[Part]:
        """The parts of a kind."""
        return [part for part in self.parts if part.kind == kind]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its parts."""
        return frozenset(part.kind for part in self.parts)


class PartReader:
    """Finds the parts with the question reader of one library."""

    def __init__(self, lexicon: Lexicon, question: QuestionReader) -> None:
        self._lexicon, self._question = lexicon, question
        vocabularies = lexicon.library.vocabularies
        language = vocabularies.question_language
        self._leads = sorted((phrase(name) for name in vocabularies.follow_ups.date_leads), key=len, reverse=True)
        self._sides = {phrase(name): side for side, names in language.sides.items() for name in names}
        self._numbers = {name: n for name, n in language.numbers.items() if name != "a"}
        self._modifiers = NamedModifiers(lexicon.modifiers, language)

    def read(self, text: str, *, short: bool = False) -> Said:
        """All parts of a text; of two that overlap the longer one. In a `short` one any word for a side is one."""
        read = self._question.read(text)
        words = words_of(read.text)
        found = sorted(self._parts(read, words, short=short), key=lambda part: (part.span.start, -part.span.end))
        parts: list[Part] = []
        for part in found:
            before = parts[-1] if parts else None
            if before is None or part.span.start >= before.span.end:
                parts.append(part)
            elif (part.kind, part.value) == (before.kind, before.value):  # two names of one thing run into each other
                parts[-1] = before._replace(span=Span(before.span.start, max(before.span.end, part.span.end)))
        topics = tuple((m.value, m.span) for m in read.reading.mentions if m.kind == "topic")
        named = tuple(self._modifiers.find(read.text, words))
        return Said(read.text, tuple(words), tuple(parts), topics, named)

    def _parts(self, read: QuestionReading, words: Sequence[Word], *, short: bool) -> Iterator[Part]:
        yield from self._mentioned(read, words)
        yield from self._written(read)
        if short and len(words) > 1:
            yield from (
                Part(SIDE, self._sides[w.norm,], Span(w.start, w.end)) for w in words if (w.norm,) in self._sides
            )

    def _mentioned(self, read: QuestionReading, words: Sequence[Word]) -> Iterator[Part]:
        """What the vocabularies name."""
        for mention in read.reading.mentions:
            kind = _KINDS.get(mention.kind)
            if mention.kind == "counted":
                yield from self._counted(mention.value, mention.span, words)
            elif kind == "state" and mention.kind == "state" and mention.value != read.state:
                continue  # two letters that are a word here
            elif kind:
                yield Part(kind, mention.value, mention.span)

    def _written(self, read: QuestionReading) -> Iterator[Part]:
        """Codes, units, days and figures."""
        text = read.text
        for line in read.reading.lines:
            units = _UNITS.search(text, line.span.start, line.span.end)
            end = units.start() if units else line.span.end
            yield Part(
                CODE, line.code, Span(line.span.start, line.span.start + len(text[line.span.start : end].rstrip()))
            )
        for match in _UNITS.finditer(text):
            yield Part(UNITS, match[1], Span.of(match))
        for match in self._lexicon.diagnoses.finditer(text):
            yield Part("diagnosis", match.group(), Span.of(match))
        for day, span in dates(text):
            yield Part(DATE, day.isoformat(), self._led(text, span))
        for match in _BARE_YEAR.finditer(text):
            yield Part(DATE, match.group(), self._led(text, Span.of(match)))
        for figure in measures(text):
            yield Part(MEASURE, f"{figure.fact}:{figure.value}", figure.span)
        for span in self._lexicon.levels.read(text, as_nerves=False).spans:
            yield Part(LEVEL, text[span.start : span.end].upper(), span)

    def _led(self, text: str, span: Span) -> Span:
        """A date with the words that lead to it ("in", a label)."""
        before = words_of(text[: span.start])
        for lead in self._leads:
            own = before[-len(lead) :]
            if tuple(word.norm for word in own) == lead and not text[own[-1].end : span.start].strip(" :"):
                return Span(own[0].start, span.end)
        return span

    def _counted(self, fact: str, span: Span, words: Sequence[Word]) -> Iterator[Part]:
        """A count from its number on ("all three branches")."""
        at = next((i for i, word in enumerate(words) if word.start >= span.start), 0)
        for word in reversed(words[max(0, at - _REACH) : at]):
            if (value := self.number(word)) is not None:
                yield Part(COUNT, f"{fact}:{value}", Span(word.start, span.end))
                return

    @staticmethod
    def words(text: str) -> list[Word]:
        """The words of a text."""
        return words_of(text)

    def number(self, word: Word) -> int | None:
        """The number that a word is."""
        return int(word.norm) if word.norm.isdigit() and len(word.norm) < 3 else self._numbers.get(word.norm)
