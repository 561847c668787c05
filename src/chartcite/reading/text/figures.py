"""Figures in a text: codes, claim lines, temperatures, times, concentrations, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Figure, ProposedLine, Span
from chartcite.reading.text.dates import calendar_day, dates
from chartcite.reading.text.tabled import tabled

# A number starts with the digit before which none stands: `re` skips to digits only where an expression begins with one.
_FIRST = r"\d(?<![\d.]\d)"
_FIRST_UNSIGNED = r"\d(?<![\d.-]\d)"
_TEMPERATURE = re.compile(
    rf"({_FIRST_UNSIGNED}\d{{1,2}}(?:\.\d)?)\s*(?:(?:°|º|˚)\s*-?\s*(?:C\b|c\b|(?i:celsius))?"
    r"|-?(?i:degrees?'?s?)(?:[\s-]*(?:C\b|c\b|(?i:celsius|centigrade)))?|(?i:deg\.?)(?:\s*C\b|\s*c\b)?"
    r"|\s?(?i:centigrade)|[oO]\s?C\b|\s?C\b(?!\d)|\s?c\b(?=\s*(?:[x×,;.?)&+]|(?:for|each|both|per|apiece)\b|\d|$))|\s*(?i:celsius))",
)
_FAHRENHEIT = re.compile(
    rf"({_FIRST_UNSIGNED}\d{{2}}(?:\.\d)?)\s*(?:(?:°|º|˚)?\s*F\b|(?i:(?:deg(?:rees?|\.)?)?\s*fahrenheit\b)|(?i:deg(?:rees?|\.)?)\s*F\b)"
)
_DEGREES_HELD = re.compile(
    rf"({_FIRST_UNSIGNED}\d{{2}})\s*(?:°|º|˚|deg(?:rees?|\.)?\b)(?=[^.\n]{{0,24}}?\d\s*(?:s|sec\w*|min\w*)\b)", re.I
)
_FAHRENHEIT_SAID = re.compile(r"\bfahrenheit\b|°\s*F\b", re.I)
PULSE_C, HOT_C = (36, 46), 60  # degrees between which pulses, and from which lesions lie
_HOT_F = (107, 212)  # Fahrenheit of a treatment; below it stand fevers
_LABELLED_C = Patterns(
    [
        r"\b(?:(?:tip|set|probe|lesion|target|electrode|max)\s+)?(?<!skin )(?<!body )(?<!oral )temp(?:erature)?s?\s*(?:\(C\)|C)?\s*[:=@]?\s*(?:of\s+|was\s+|at\s+|set\s+(?:to|at)\s+)?([4-9]\d)(?![\d.]|\s*(?:°|º|˚|deg\w*|[CFcf]\b|%|oC))"
    ]
)
_RANGE_C = re.compile(
    rf"({_FIRST_UNSIGNED}\d)\s?(?:-|–|to)\s?(\d\d)\s?(?:(?:°|º|˚)\s*C?|degrees?(?:\s?C|\scelsius)?|deg\.?|C)(?![A-Za-z])",
    re.I,
)
_T_C = Patterns([r"\bT(?:max|tip|set|peak)\s*[:=]?\s*((?:4[0-5]|[6-8]\d|90)(?:\.\d)?)(?![\d.]|\s*(?:%|m|u|h))"])
_BARE_C = re.compile(  # "80 x 90 s", "80 | 90s", "80 for 2 min", "80 for 90"
    r"([46-9]\d(?<=42|[678]\d|90))(?<![\d./-]\d\d)(?<![\d./-]\s\d\d)(?<!HR \d\d)(?<!rate \d\d)(?<!pulse \d\d)(?<!sat \d\d)(?<!sats \d\d)(?<!O2 \d\d)\s?(?:(?:for|x|×|/|@|\|)\s?\d{1,3}(?:\.\d)?\s?(?:s|secs?|seconds?|mins?|minutes?)\b|for\s(?:60|75|90|1[0-5]\d)(?!\d|\.\d|\s?[a-z%]))",
    re.I,
)
_MODE_C = Patterns(
    [
        r"\b(?:continuous|pulsed|conventional|thermal|heat(?:ed)?)(?:\s(?:at|to|mode))?\s(4[0-5]|[6-9]\d)(?!\d|\.\d|\s?[a-z%])"
    ]
)
_SPELLED_C = Patterns(
    [
        r"\b(sixty|seventy|eighty|ninety)(?:[ -](five))?\s(?:(?:C|celsius|centigrade)\b|for\s(?:sixty|seventy|ninety|one hundred|a hundred|two minutes|a minute)\b)"
    ]
)
_SECONDS = re.compile(rf"({_FIRST}\d{{0,2}})(?:\s*-\s*\d{{1,3}})?(?:\s?-\s?|\s)?(?:seconds?|secs?|s)\b", re.I)
_MINUTES = re.compile(rf"({_FIRST}\d?(?:\.\d)?)[\s-]*(?:minutes?|mins?)\b", re.I)
_MINUTES_TOLD = Patterns(
    [
        r"\b(?:(half)\s+a|(?:an?|one|(two)|(three)|(four)))(?:\s+(?:full\s+)?(?:minutes?|mins?)(\s+and\s+a\s+half)?|(\s+and\s+a\s+half)\s+(?:minutes?|mins?))\b"
    ]
)
_CLOCKED = Patterns([r"\bfor\s+(\d{1,2}):([0-5]\d)(?!\s*(?:[ap]\.?m|hours?|hrs?|h)\b)(?![\d:])"])
_PERCENT = re.compile(
    rf"({_FIRST}\d{{0,2}}(?:\.\d+)?)\s*(?:%|per\s?cent\b)(?!\s*(?:chance|likel|probab|odds|risk|success|sure|certain|of (?:patients|people|cases|those|the time)))",
    re.I,
)
_VOLUME = re.compile(rf"({_FIRST}\d{{0,2}}(?:\.\d+)?)\s*-?(?:ml|cc|mls|ccs|milliliters?|millilitres?)\b", re.I)
_ONES = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = rf"(?:({'|'.join(_TENS)})(?:[ -]({'|'.join(_ONES[:9])}))?|({'|'.join(reversed(_ONES))}))"
_SPELLED = Patterns(
    [
        rf"\b(?:(one|a)[ -]hundred(?:(?:[ -]and)?[ -]{_SMALL})?|{_SMALL})"
        r"[ -](degrees?|centigrade|celsius|seconds?|secs?\b|s\b|minutes?|mins?|percent|per cent|ccs?|mls?|milliliters?)\b"
    ]
)
_SPELLED_UNITS = {
    "deg": ("temperature_c", 1),
    "cen": ("temperature_c", 1),
    "cel": ("temperature_c", 1),
    "sec": ("seconds", 1),
    "s": ("seconds", 1),
    "min": ("seconds", 60),
    "per": ("concentration_pct", 1),
}
_DAYS = re.compile(r"\b(\d{1,3}|[a-z]{2,})(?:st|nd|rd|th)?[ -]days?\b", re.I)
_DAY = re.compile(
    r"\b(?:(?:post[- ]?op(?:erative)?\s+)?day|pod)\s*#?\s*(\d{1,3}|[a-z]+)\b|\b(\d{1,3}|[a-z]+)\s+days?\s+(?:later|after|post)",
    re.I,
)
_WEEKS = re.compile(r"\b(\d{1,2}|[a-z]{2,})[ -](?:weeks?|wks?)\s+(?:later|after|post|out|from)\b", re.I)
_UNITS = re.compile(
    r"(?:(?:\b|(?<=\d))x\s?(\d{1,3})\b|[*×]\s?(\d{1,3})\b|\btimes\s+(\w+)|\b(\d{1,3})\s+units?\b|\bunits?:?\s*(\d{1,3})\b)",
    re.I,
)
_MODIFIERS = re.compile(r"\s?-\s?([A-Z]{2}|\d{2}|[A-Z]\d)(?![\w-]*\d{3})\b", re.I)
_LISTED_MODIFIERS = re.compile(
    r"((?:\s(?:[A-Z]{2}|\d{2})){2,4})(?![\w.%-])"
)  # as remittances print them: "64640 50 RT"
_STATED = re.compile(
    r"(?<![\w.-])\$?\s?(\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)(?![\w%])|\bindicator\s*(?:of|is|=|:)?\s*(\d)\b", re.I
)
_MONTH_DAY = re.compile(r"(?<![\d/.])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/%]|\.\d)")
_ANY_YEAR, _YEAR_DAYS, _PAIR, _LATER = 2025, 365, 2, 120  # days further apart are of another story


def measures(text: str) -> Iterator[Figure]:
    """Temperatures (C), seconds, percentages and volumes (ml) in a text."""
    for match in _TEMPERATURE.finditer(text):
        if 30 <= float(match[1]) <= 100:  # outside it: angles, Fahrenheit, oxygen
            yield Figure("temperature_c", float(match[1]), Span.of(match))
    for match in (*_FAHRENHEIT.finditer(text), *(_DEGREES_HELD.finditer(text) if _in_fahrenheit(text) else ())):
        if _HOT_F[0] <= float(match[1]) <= _HOT_F[1]:
            yield Figure("temperature_c", _celsius(float(match[1])), Span.of(match))
    for match in _LABELLED_C.finditer(text):
        yield Figure("temperature_c", float(match[1]), Span(match.start(1), match.end(1)))
    yield from _bare(text)
    for match in _SECONDS.finditer(text):
        yield Figure("seconds", float(match[1]), Span.of(match))
    for match in _MINUTES.finditer(text):
        yield Figure("seconds", 60 * float(match[1]), Span.of(match))
    yield from _minutes_told(text)
    for match in _PERCENT.finditer(text):
        yield Figure("concentration_pct", float(match[1]), Span.of(match))
    for match in _VOLUME.finditer(text):
        yield Figure("volume_ml", float(match[1]), Span.of(match))
    yield from _spelled(text)
    yield from tabled(text)


def _bare(text: str) -> Iterator[Figure]:
    """Temperatures told as a range, or by what stands beside them and without their unit."""
    for match in _RANGE_C.finditer(text):
        low, high = float(match[1]), float(match[2])
        if (low < high <= PULSE_C[1] and low >= PULSE_C[0]) or HOT_C <= low < high <= 95:
            yield Figure("temperature_c", high, Span.of(match))
    for pattern in (_T_C, _BARE_C, _MODE_C):
        for match in pattern.finditer(text):
            yield Figure("temperature_c", float(match[1]), Span(match.start(1), match.end(1)))
    for match in _SPELLED_C.finditer(text):
        value = 10 * (_TENS.index(match[1].lower()) + 2) + (5 if match[2] else 0)
        yield Figure("temperature_c", float(value), Span.of(match))


def _in_fahrenheit(text: str) -> bool:
    return bool(_FAHRENHEIT_SAID.search(text))


def _celsius(fahrenheit: float) -> float:
    """Rounded to whole degrees, as generators are set."""
    return float(round((fahrenheit - 32) * 5 / 9))


def _minutes_told(text: str) -> Iterator[Figure]:
    """Minutes and halves of them in words ("a minute and a half"), and as a clock shows them ("for 2:30")."""
    for match in _MINUTES_TOLD.finditer(text):
        half, two, three, four, and_half, half_more = match.groups()
        whole = 0.5 if half else 2 if two else 3 if three else 4 if four else 1
        more = 0.5 if and_half or half_more else 0
        if more or not (two or three or four):  # whole numbers are told elsewhere
            yield Figure("seconds", 60 * (whole + more), Span.of(match))
    for match in _CLOCKED.finditer(text):
        yield Figure("seconds", 60.0 * int(match[1]) + int(match[2]), Span.of(match))


def _spelled(text: str) -> Iterator[Figure]:
    """Measures dictated in words ("eighty degrees for ninety seconds")."""
    for match in _SPELLED.finditer(text):
        hundred, *small, unit = match.groups()
        tens, ones, alone = (one or other for one, other in zip(small[:3], small[3:], strict=True))
        value = 100 * bool(hundred) + (10 * (_TENS.index(tens.lower()) + 2) if tens else 0)
        value += _ONES.index((ones or alone).lower()) + 1 if ones or alone else 0
        fact, times = _SPELLED_UNITS.get(unit[:3].lower(), ("volume_ml", 1))
        if fact == "temperature_c" and _HOT_F[0] <= value <= _HOT_F[1] and _in_fahrenheit(text):
            yield Figure(fact, _celsius(value), Span.of(match))
        elif value and (fact != "temperature_c" or 30 <= value <= 100):
            yield Figure(fact, float(value * times), Span.of(match))


def days(text: str, numbers: dict[str, int]) -> Iterator[Figure]:
    """Days counted from a service ("day 6", "six days later", "on the seventh day", "2 weeks after")."""
    for match in _DAY.finditer(text):
        word = (match[1] or match[2]).lower()
        value = int(word) if word.isdigit() else numbers.get(word)
        if value is not None:
            yield Figure("day", float(value), Span.of(match))
    for match in _DAYS.finditer(text):
        told = int(match[1]) if match[1].isdigit() else numbers.get(match[1].lower())
        if told is not None:
            yield Figure("day", float(told), Span.of(match))
    yield from _between(text)
    for match in _WEEKS.finditer(text):
        weeks = int(match[1]) if match[1].isdigit() else numbers.get(match[1].lower())
        if weeks is not None:
            yield Figure("day", float(7 * weeks), Span.of(match))


def _between(text: str) -> Iterator[Figure]:
    """The days from a first day told to a second one, with their years or without ("on 11/3, visit 11/11")."""
    full = dates(text)
    if len(full) == _PAIR and 0 < (apart := (full[1][0] - full[0][0]).days) <= _LATER:
        yield Figure("day", float(apart), full[1][1])
    told = [(calendar_day(_ANY_YEAR, int(m[1]), int(m[2])), Span.of(m)) for m in _MONTH_DAY.finditer(text)]
    if len(told) == _PAIR and (first := told[0][0]) and (second := told[1][0]):
        apart = (second - first).days % _YEAR_DAYS
        if 0 < apart <= _LATER:
            yield Figure("day", float(apart), told[1][1])


def stated(text: str) -> frozenset[str]:
    """Amounts, decimals and indicators as written, without commas."""
    return frozenset((m[1] or m[2]).replace(",", "") for m in _STATED.finditer(text))


def claim_lines(
    text: str, code_pattern: re.Pattern[str], modifiers: frozenset[str], numbers: dict[str, int]
) -> list[ProposedLine]:
    """Code lines with the modifiers and units written on them."""
    lines = []
    matches = list(code_pattern.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        end = match.end()
        found: list[str] = []
        while (more := _MODIFIERS.match(text, end)) and more[1].upper() in modifiers:
            found.append(more[1].upper())
            end = more.end()
        if not found and (listed := _LISTED_MODIFIERS.match(text, end)):
            named = [name.upper() for name in listed[1].split()]
            if all(name in modifiers for name in named):
                found, end = named, listed.end()
        reach = min(following.start() if following else len(text), end + 18)
        units = _UNITS.search(text, end, reach)
        count = None
        if units:
            word = next(group for group in units.groups() if group).lower()
            count = int(word) if word.isdigit() else numbers.get(word)
            end = units.end() if count else end
        lines.append(
            ProposedLine(
                match.group().upper(), count, tuple(found), Span(match.start(), end), text[match.start() : end]
            )
        )
    return lines
