"""The day or year of the service in a question; days of birth, injury, denial or earlier work are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import DayWords
from chartcite.domain.text import Mention, ProposedLine, Span
from chartcite.reading.text.dates import dates, years

_EARLIEST = 1990  # before it no claim is asked about: a day of birth
_REACH = 3  # words that tell something between a day and what it is the day of
_BREAK = re.compile(r"[,;?!:\n]|\.(?=\s|$)|\s[-–—]\s")
_WORK = frozenset({"technique", "device"})
_KNOWN = frozenset(
    {"payer", "mac", "state", "side", "place", "line_of_business", "locality", "local_mac", "claim_type"}
)


class ServiceDay:
    """Finds it with the words of the vocabulary."""

    def __init__(self, words: DayWords, earlier: Sequence[str]) -> None:
        self._labels = [phrase(name) for name in words.labels]
        self._others = [phrase(name) for name in words.others]
        self._after = [phrase(name) for name in words.others_after]
        self._fillers = {word for name in words.fillers for word in phrase(name)}
        self._now = {phrase(name) for name in words.now}
        self._earlier = [phrase(name) for name in (*earlier, *words.earlier)]

    def told(
        self,
        text: str,
        words: Sequence[Word],
        mentions: Sequence[Mention],
        lines: Sequence[ProposedLine],
        *,
        bare: bool,
    ) -> tuple[date | None, int | None]:
        """The first day told as that of the service, a labelled one before any other; else the year (`bare`: also one alone)."""
        found = [(day, span) for day, span in dates(text) if day.year >= _EARLIEST]
        told = _Told(text, words, mentions, lines, [span for _, span in found])
        days = [day for day, span in found if self._is_labelled(told, span)]
        days += [day for day, span in found if self._counts(told, span)]
        if days:
            return days[0], None
        return None, next((year for year, span in years(text, bare=bare) if not self._is_other(told, span)), None)

    def _is_labelled(self, told: _Told, span: Span) -> bool:
        """Whether a label of the service stands right before the day, words that tell nothing left out, or right after it."""
        before, after = told.all_before(span), told.after(span)
        while before and before[-1] in self._fillers and not any(_ends(before, label) for label in self._labels):
            before.pop()
        return any(_ends(before, label) or _starts(after, label) for label in self._labels)

    def _counts(self, told: _Told, span: Span) -> bool:
        if self._is_other(told, span):
            return False
        low, high = told.segment(span)
        if told.has_work(low, high, lines=True):
            return not (self._is_now_elsewhere(told, low, high) and not self._says_now(told, low, high))
        if not told.has_work(0, len(told.text), lines=True):
            return True
        return all(told.is_known(word) or word.norm in self._fillers for word in told.words_in(low, high))

    def _is_other(self, told: _Told, span: Span) -> bool:
        """Whether the nearest thing told before the day, else right after it, is another one than the service."""
        low, high = told.segment(span)
        words = told.words_in(low, span.start)
        far = 0
        while words and far <= _REACH:
            before = [word.norm for word in words]
            if any(_ends(before, label) for label in self._labels):
                return False
            if any(_ends(before, other) for other in self._others):
                return True
            last = words.pop()
            if work := told.work_at(last):
                return any(_ends(told.all_before(work), one) for one in self._earlier)
            far += last.norm not in self._fillers
        if told.has_work(low, span.start, lines=True):
            return False
        after = [word.norm for word in told.words_in(span.end, high)]
        return any(_starts(after[i:], other) for i in range(_REACH) for other in self._after)

    def _says_now(self, told: _Told, low: int, high: int) -> bool:
        return any((word.norm,) in self._now for word in told.words_in(low, high))

    def _is_now_elsewhere(self, told: _Told, low: int, high: int) -> bool:
        """Whether another part of the question tells of work done now."""
        return any(
            self._says_now(told, *part) and told.has_work(*part, lines=False)
            for part in told.parts
            if part != (low, high)
        )


class _Told:
    """A question's words in its parts, between commas and full stops that are none of a date's."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        mentions: Sequence[Mention],
        lines: Sequence[ProposedLine],
        days: Sequence[Span],
    ) -> None:
        self.text = text
        inside = [*days, *(line.span for line in lines)]
        breaks = [m for m in _BREAK.finditer(text) if not any(s.has(m.start()) for s in inside)]
        ends = [*(m.start() for m in breaks), len(text)]
        self.parts = list(zip([0, *(m.end() for m in breaks)], ends, strict=True))
        self._starts = [low for low, _ in self.parts]
        self._words = [w for w in words if not any(s.has(w.start) for s in days)]
        self._work = {*(m.span for m in mentions if m.kind in _WORK)}
        self._lines = {line.span for line in lines}
        self._known = [m.span for m in mentions if m.kind in _KNOWN]

    def segment(self, span: Span) -> tuple[int, int]:
        """The part that the span stands in."""
        return self.parts[max(0, bisect_right(self._starts, span.start) - 1)]

    def words_in(self, low: int, high: int) -> list[Word]:
        """The words between two offsets."""
        return [w for w in self._words if low <= w.start < high]

    def after(self, span: Span) -> list[str]:
        """The words of the part behind the span."""
        return [w.norm for w in self.words_in(span.end, self.segment(span)[1])]

    def all_before(self, span: Span) -> list[str]:
        """The words of the question before the span."""
        return [w.norm for w in self._words if w.start < span.start]

    def work_at(self, word: Word) -> Span | None:
        """The work or code that the word belongs to."""
        return next((s for s in (*self._work, *self._lines) if s.has(word.start)), None)

    def is_known(self, word: Word) -> bool:
        """Whether the word names the payer, the place or the side."""
        return any(s.has(word.start) for s in self._known)

    def has_work(self, low: int, high: int, *, lines: bool) -> bool:
        """Whether work (or with `lines` a code) is told between two offsets."""
        spans = (*self._work, *self._lines) if lines else self._work
        return any(low <= s.start < high for s in spans)


def _ends(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    return tuple(words[-len(wanted) :]) == wanted


def _starts(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    return tuple(words[: len(wanted)]) == wanted
