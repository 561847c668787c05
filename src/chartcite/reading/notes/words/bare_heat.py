"""Temperatures told without their unit, as a generator is talked of ("tip at eighty for a minute", "80/90", "T=80")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.patterns import Patterns, alternatives
from chartcite.domain.text import Figure, Mention, Span

_TENS = {"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_VALUE = (
    r"(?P<value>(?:4[0-6]|[5-9]\d)(?:\.\d)?(?![\d:]|\.\d)"
    rf"|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?\b)"
)
_RANGE = r"(?:(?:3[5-9]|4\d|[5-9]\d)\s?(?:-|–|to|->)\s?)?"
_NO_UNIT = (
    r"(?!\s*(?:-\s*)?(?:%|°|º|˚|[CF]\b|deg|per ?cent|mm|cm|mcg|µg|mg|ml|cc|m?[VA]\b|volts?\b|hz|hertz|ms\b|msec|milli|ohms?\b|g\b|gauge|ga\b|kg|lbs?\b|w(?:atts?)?\b"
    r"|s\b|secs?\b|seconds?\b|mins?\b|minutes?\b|h(?:ours?|rs?)?\b|days?\b|weeks?\b|months?\b|years?\b|y\.?o|yrs?\b|units?\b|u\b|bpm|/\s?1?0?[0-9]?0\b(?!\d)|per\b|[x×]\s?\d\b(?!\d)))"
)
_PAIR = re.compile(
    r"(?<![\d.,/:$-])(?P<value>4[0-6]|[5-9]\d)(?:\s?[Cc])?\s*(?:/|[x×@])\s*(?P<time>\d{2,3})(?![\d%:]|[./]\d|\s?(?:mm|ml|cc|mg|mcg|hz|ms\b|%|v\b))",
    re.I,
)
_LONGEST_PAIR = (20, 600)  # seconds that a lesion or a train of pulses lasts
_HOTTEST = 95  # degrees; no generator is set higher
_REACH = 110  # characters around such a figure in which what was done with it is named
_TIME_BESIDE = 48  # characters after a figure told by a weak word in which its time stands
_TIME_BEFORE = re.compile(r"\d\s?(?:s|secs?|seconds?|mins?|minutes?)\W{0,3}$", re.I)  # "3 min at 85"
_UNIT = 10  # characters before a pair in which stands what else it may be


class BareHeat:
    """Finds them by the words of the vocabulary, near a technique that has a temperature."""

    def __init__(self, vocab: Vocabularies) -> None:
        language = vocab.note_language
        self._heating = {t.id for t in vocab.techniques.values() if vocab.reading_parts.heated & set(t.groups)}
        self._heating |= {d.id for d in vocab.devices.values() if d.technique in self._heating}
        self._strong = _after(language.heat_words)
        self._weak = _after(language.heat_words_timed)
        self._tools = re.compile(alternatives(language.heat_near), re.I)
        other = alternatives(map(re.escape, language.heat_not_after))
        self._other = re.compile(rf"\b(?:{other})\W{{0,3}}$", re.I)

    def find(self, text: str, mentions: Sequence[Mention], known: Sequence[Figure]) -> list[Figure]:
        """Temperatures in Celsius, and the seconds of a pair, that no figure already known covers."""
        at = [m.span for m in mentions if m.kind in ("technique", "device") and m.value in self._heating]
        taken = [f.span for f in known if f.fact == "temperature_c"]
        times = [f.span.start for f in known if f.fact == "seconds"]
        found: list[Figure] = []
        for figure in [*self._pairs(text), *self._told(text, times)]:
            span = figure.span
            if any(t.meets(span) for t in taken):
                continue
            near = any(a.start - _REACH <= span.end and span.start <= a.end + _REACH for a in at)
            if near or self._tools.search(text, max(0, span.start - _REACH), span.end + _REACH):
                found.append(figure)
                taken += [span] if figure.fact == "temperature_c" else []
        return found

    def _pairs(self, text: str) -> Iterator[Figure]:
        for match in _PAIR.finditer(text):
            seconds = float(match["time"])
            apart = self._other.search(text[max(0, match.start() - _UNIT) : match.start()])
            if _LONGEST_PAIR[0] <= seconds <= _LONGEST_PAIR[1] and seconds % 5 == 0 and not apart:
                yield Figure("temperature_c", float(match["value"]), Span.of(match, "value"))
                yield Figure("seconds", seconds, Span.of(match, "time"))

    def _told(self, text: str, times: Sequence[int]) -> Iterator[Figure]:
        for pattern, timed in ((self._strong, False), (self._weak, True)):
            for match in pattern.finditer(text):
                end = match.end("value")
                if _number(match["value"]) > _HOTTEST:
                    continue  # a fever in Fahrenheit
                before = _TIME_BEFORE.search(text[max(0, match.start() - _UNIT) : match.start()])
                if timed and not before and not any(end <= t <= end + _TIME_BESIDE for t in times):
                    continue
                yield Figure("temperature_c", _number(match["value"]), Span(match.start("value"), end))


def _after(words: Sequence[str]) -> Patterns:
    """A bare figure of heat right after one of these words or signs."""
    signs = [word for word in words if not (word[0].isalnum() or word[0] == "(")]
    named = [word for word in words if word not in signs]
    starts = [rf"\b(?<!-)(?:{'|'.join(named)})"] * bool(named) + [rf"(?<![\w-])(?:{'|'.join(signs)})"] * bool(signs)
    return Patterns([rf"{start}[\s:=,~@]{{0,3}}{_RANGE}{_VALUE}{_NO_UNIT}" for start in starts])


def _number(value: str) -> float:
    if value[0].isdigit():
        return float(value)
    tens, *ones = re.split(r"[ -]", value.lower())
    return float(_TENS[tens] + sum(_ONES[one] for one in ones))
