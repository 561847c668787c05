"""A short text read together with the question before it: what it names anew takes its place there, the rest stays.

A function of the two texts alone. What comes of it is a question in words, which is read, decided and shown like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.words import Word, phrase, words_of
from chartcite.domain.follow_up import FollowUpWords, Joined
from chartcite.domain.text import Span
from chartcite.reading.questions.parts import (
    CODE,
    COUNT,
    DATE,
    LEVEL,
    MEANS,
    MEASURE,
    SIDE,
    TARGET,
    Part,
    PartReader,
    Said,
)
from chartcite.reading.questions.question import QuestionReader
from chartcite.reading.text.lexicon import Lexicon

_SHORT = 12  # words of a text that may go on from another without a word that points back
_POINTING = 18  # with such a word
_NEAR = 3  # words that may stand between two parts kept together
_BESIDE = 24  # characters between the names of a list
_ENDS = re.compile(r"[.?!;\n]\s|[?!]$")
_LIST = re.compile(r"[\s,/&+]*(?:and|or)?[\s,/&+]*\Z", re.I)
_DEPEND = {MEANS: (MEASURE,), TARGET: (COUNT, LEVEL), "payer": ("mac",), "state": ("mac",), "mac": ("state",)}


class FollowUps:
    """Joins with the words of one library."""

    def __init__(self, lexicon: Lexicon, question: QuestionReader) -> None:
        language = lexicon.library.vocabularies.question_language
        self._topics = lexicon.library.vocabularies.topics
        self._words: FollowUpWords = lexicon.library.vocabularies.follow_ups
        self._parts = PartReader(lexicon, question)
        self._asks = frozenset(phrase(name)[0] for name in (*language.open_starts, *language.yes_no_starts))
        self._openers, self._joining, self._pointing, self._fillers, self._reasons, self._courtesies = (
            sorted((phrase(name) for name in names), key=len, reverse=True)
            for names in (
                self._words.openers,
                self._words.joining,
                self._words.pointing,
                self._words.fillers,
                self._words.reasons,
                self._words.courtesies,
            )
        )

    def is_courtesy(self, text: str) -> bool:
        """Whether a text only greets or thanks."""
        return self._only([w.norm for w in words_of(text)], [*self._courtesies])

    def without_courtesies(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text to be read as a question, none of a text that only greets or thanks, and what is said of that."""
        return ("", (self._words.no_question,)) if self.is_courtesy(text) else (text, ())

    def after(self, earlier: Sequence[str], text: str) -> Joined:
        """What is to be asked of a text that comes after several, the oldest first."""
        last = None
        for said in earlier:
            joined = self.join(last, said)
            last = joined.text if joined.kind in ("alone", "joined") else last
        return self.join(last, text)

    def join(self, last: str | None, text: str) -> Joined:
        """What is to be asked of a text that comes after the question `last`."""
        if self.is_courtesy(text):
            return Joined("courtesy", text, self._words.no_question)
        if not last:
            return Joined("alone", text)
        norms = [w.norm for w in words_of(text)]
        if self._only(norms, [*self._reasons, *self._openers, *self._courtesies]):
            return Joined("reasons", last, self._words.read_as.format(last))
        old, new = self._parts.read(last), self._parts.read(text, short=True)
        residue = self._residue(new)
        asks = self._asks_anew(new, old, residue)
        if not self._goes_on(new, asks=asks):
            return Joined("alone", text)
        if not new.parts and not asks:
            return Joined("unjoined", text, self._words.not_joined.format(text))
        if asks:
            whole = _tidy(f"{self._context(old, self._gone(old, new))}. {new.text}")
        elif residue:
            whole = _tidy(f"{new.text.rstrip(' ?.')}. {_without(old.text, self._gone(old, new))}")
        else:
            whole = self._swapped(old, new)
        return Joined("joined", whole, self._words.read_as.format(whole))

    def _goes_on(self, new: Said, *, asks: bool) -> bool:
        """Whether a text needs the one before it to be understood."""
        norms = [word.norm for word in new.words]
        opens = any(tuple(norms[: len(name)]) == name for name in self._openers)
        points = len(norms) <= _POINTING and self._points(new)
        if {MEANS, TARGET} <= new.kinds:
            return opens and not asks
        if CODE in new.kinds:
            return opens or points or not asks
        whole = {topic for topic, _ in new.topics} & set(self._words.whole_topics)
        return opens or points or (len(norms) <= _SHORT and not whole)

    def _points(self, new: Said) -> bool:
        taken = [part.span for part in new.parts]
        free = [word.norm for word in new.words if not any(s.has(word.start) for s in taken)]
        return any(
            tuple(free[i : i + len(name)]) == name
            for name in (*self._pointing, *self._joining)
            for i in range(len(free))
        )

    def _asks_anew(self, new: Said, old: Said, residue: Sequence[Word]) -> bool:
        """Whether a text asks something, rather than only naming a new value for what was asked."""
        told = [span for topic, span in new.topics if not self._topics[topic].yields]
        if new.modifiers or any(span.has(word.start) for word in residue for span in told):
            return True
        if CODE in new.kinds and (CODE not in old.kinds or {MEANS, TARGET} & old.kinds):
            return True
        return bool(residue) and residue[0].norm in self._asks

    def _residue(self, new: Said) -> list[Word]:
        """The words that neither name a part nor only lead to one."""
        spans = [part.span for part in new.parts]
        free = [w if not any(s.has(w.start) for s in spans) else w._replace(norm="") for w in new.words]
        names = [*self._openers, *self._joining, *self._pointing, *self._fillers, *self._courtesies]
        left = _unconsumed([word.norm for word in free], sorted(names, key=len, reverse=True))
        return [free[at] for at in left if free[at].norm]

    @staticmethod
    def _only(norms: Sequence[str], names: Sequence[tuple[str, ...]]) -> bool:
        return bool(norms) and not _unconsumed(norms, sorted(names, key=len, reverse=True))

    def _adds(self, new: Said) -> bool:
        norms = [word.norm for word in new.words]
        return any(tuple(norms[i : i + len(name)]) == name for name in self._joining for i in range(len(norms)))

    def _gone(self, old: Said, new: Said) -> list[Part]:
        """The parts of the old question that the new text takes the place of."""
        kinds = new.kinds - (frozenset({TARGET, CODE, MEANS}) if self._adds(new) else frozenset())
        kinds = frozenset(kind for kind in kinds if _values(new, kind) != _values(old, kind))
        also = {other for kind in kinds for other in _DEPEND.get(kind, ()) if old.of(kind)} - new.kinds
        return [part for part in old.parts if part.kind in kinds | also]

    def _context(self, old: Said, gone: Sequence[Part]) -> str:
        """The facts of a question without what it asks: its parts, with the words between those that stand together."""
        kept = [part for part in old.parts if part not in gone]
        asked = [span.start for _, span in old.topics if not any(part.span.holds(span) for part in old.parts)]
        told = ""
        for index, part in enumerate(kept):
            if told:
                start, end = kept[index - 1].span.end, part.span.start
                between = old.text[start:end]
                broken = any(start <= at < end for at in asked) or any(start <= g.span.start < end for g in gone)
                far = len(between.split()) > _NEAR or bool(_ENDS.search(between))
                told += ", " if broken or far else between
            told += old.text[part.span.start : part.span.end]
        return told

    def _swapped(self, old: Said, new: Said) -> str:
        """The old question with the new values where those of their kind stood, or in front."""
        gone = self._gone(old, new)
        edits: list[tuple[Span, str]] = []
        front: list[str] = []
        for kind in dict.fromkeys(part.kind for part in new.parts):
            if _values(new, kind) == _values(old, kind):
                continue
            told = self._told(kind, old, new)
            places = _runs(old.text, [part for part in gone if part.kind == kind])
            if self._adds(new) and kind in (TARGET, MEANS, CODE) and old.of(kind):
                edits.append((Span(*[old.of(kind)[-1].span.end] * 2), f" and {told}"))
            elif kind == DATE and not places:
                front.append(told)
            elif places:
                edits += [(places[0], told), *((span, "") for span in places[1:])]
            elif kind == SIDE and old.of(TARGET):
                edits.append((Span(*[old.of(TARGET)[0].span.start] * 2), f"{told} "))
            else:
                front.append(self._led(new, kind))
        done = {part for part in gone if part.kind in new.kinds}
        edits += [(part.span, "") for part in gone if part not in done]
        text = old.text
        for span, words in sorted(edits, reverse=True):
            text = text[: span.start] + words + text[span.end :]
        return _tidy(", ".join([*front, text]))

    def _led(self, new: Said, kind: str) -> str:
        """New values with the words that lead to them ("in the ...", "with ...")."""
        parts = new.of(kind)
        start = parts[0].span.start
        for word in reversed([word for word in new.words if word.end <= start]):
            if (word.norm,) not in self._fillers or (word.norm,) in self._openers or new.text[word.end : start].strip():
                break
            start = word.start
        return new.text[start : parts[-1].span.end]

    def _told(self, kind: str, old: Said, new: Said) -> str:
        """How the new values of a kind are written."""
        parts = new.of(kind)
        if kind == SIDE:
            sides = {part.value for part in parts}
            if self._adds(new):
                sides |= {part.value for part in old.of(SIDE)}
            return self._words.sides[sides.pop() if len(sides) == 1 else "both"]
        if kind == DATE:
            value = parts[0].value
            return (self._words.year if len(value) == 4 else self._words.day).format(value)
        return new.text[parts[0].span.start : parts[-1].span.end]


def _values(said: Said, kind: str) -> frozenset[str]:
    return frozenset(part.value for part in said.of(kind))


def _unconsumed(norms: Sequence[str], names: Sequence[tuple[str, ...]]) -> list[int]:
    """The places of the words that no name takes, the longest name first."""
    left: list[int] = []
    at = 0
    while at < len(norms):
        size = next((len(name) for name in names if tuple(norms[at : at + len(name)]) == name), 0)
        if not size:
            left.append(at)
        at += size or 1
    return left


def _runs(text: str, parts: Sequence[Part]) -> list[Span]:
    """Where parts stand, those of one list as one place."""
    runs: list[Span] = []
    for part in parts:
        if runs and _LIST.match(text[runs[-1].end : part.span.start]):
            runs[-1] = Span(runs[-1].start, part.span.end)
        else:
            runs.append(part.span)
    return runs


def _without(text: str, parts: Sequence[Part]) -> str:
    for part in sorted(parts, key=lambda part: part.span, reverse=True):
        text = text[: part.span.start] + text[part.span.end :]
    return text


def _tidy(text: str) -> str:
    """Without the gaps and doubled commas that taking words out leaves."""
    text = re.sub(r"\s+([,.?!;:])", r"\1", re.sub(r"\s{2,}", " ", text))
    return re.sub(r"[,.](?:\s*([,.?]))+", r"\1", text).strip(" ,.")
