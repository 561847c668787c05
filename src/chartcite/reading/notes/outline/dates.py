"""Days in a note: its own labelled one, and those of other days, whose sentences tell of the past or of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartcite.domain.note import Cue
from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Span
from chartcite.reading.text.dates import MONTH, calendar_day, dates, month_of
from chartcite.reading.text.places import apart, at_place

_LABELLED = Patterns(
    [
        r"\b(?:(?:date|dt)(?: and time|/time)? of (?:service|svc|procedure|proc|surgery|operation|visit|encounter|treatment|exam(?:ination)?|consult(?:ation)?)\b"
        r"|(?:procedure|proc|service|svc|visit|clinic|encounter|treatment|exam|operative|operation|op|surgery|appointment|appt|session) (?:date|dt)\b"
        r"|(?:date|dt)(?: |/)(?:seen|performed|done|time)\b|DOS\b|D\.O\.S\.?(?!\w)|DOP\b)(?:\s?\([^()\n]{1,24}\))?(?:\s?(?:&|and|/)\s?time\b)?\s*(?:[:=\-|.]|is\b)*\s*"
    ]
)
_HEADED = re.compile(
    r"^[ \t]*(?:(?:op(?:erative)?|procedure|proc|visit|clinic|treatment) (?:note|report|record)|procedure (?:performed|done)|(?:performed|done) on|encounter|surgery|visit|service|procedure|operation|seen)\s*(?:on\b|[:=\-|,])*\s*(?=[\dA-Z])",
    re.I | re.M,
)  # what a date on its own line heads: "OP NOTE 6/2/26"
_PLAIN_LABEL = re.compile(r"^[ \t]*(?:today'?s )?date\s*:\s*", re.I | re.M)  # only where no exact label stands
_TODAY = Patterns(
    [r"\b(?:today|this (?:morning|afternoon|evening))\s*[,:(]?\s*(?:is\s|on\s)?\s*"]
)  # "Today, 06/01/2026, ..."
_BORN = re.compile(r"\b(?:dob|d\.o\.b\.|birth\w*|born)\b[\s:.(on-]*$", re.I)
_SHAPED = re.compile(
    r"(?P<y1>(?:19|20)\d\d)[/.-](?P<m1>\d{1,2})[/.-](?P<d1>\d{1,2})(?!\d)|(?P<m2>\d{1,2})(?P<s>[/.-])(?P<d2>\d{1,2})(?P=s)(?P<y2>(?:19|20)?\d\d)(?!\d)"
    rf"|(?P<d3>\d{{1,2}})[ .-]?(?P<m3>{MONTH})[ .,-]{{0,2}}(?P<y3>(?:19|20)?\d\d)(?!\d)|(?P<m4>{MONTH})[ .-]{{0,2}}(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?[ .,-]{{1,2}}(?P<y4>(?:19|20)?\d\d)(?!\d)"
    r"|(?P<y5>20\d\d)(?P<m5>[01]\d)(?P<d5>[0-3]\d)(?!\d)|(?P<m6>[01]\d)(?P<d6>[0-3]\d)(?P<y6>20\d\d)(?!\d)",
    re.I,
)  # shapes in which a labelled day is written beside those of running text
_WEEKDAY = re.compile(r"(?:on\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?", re.I)
_LIKE_DAY = re.compile(
    r"[\d_?X]{1,4}\s?[/.-]\s?[\d_?X]{1,4}(?:\s?[/.-]\s?[\d_?X]{0,4})?(?![\d%])"
    rf"|(?:\d{{1,2}}[ -])?{MONTH}[ .-]\d{{1,2}}\b|\d{{8}}\b"
    r"|(?:_{2,}|\?{1,}|unknown|illegible|unclear|pending|tbd|blank|not (?:given|stated|recorded))(?![a-z])",
    re.I,
)  # what is meant as a day
_SIGNS = 2  # characters that may lead to a date
_REACH = 24  # characters after a date label in which its date stands
_HEAD = 400  # a note without a label names its day at its head
_LABEL = 24  # characters before a date in which it is said what the date is of
_YEAR = re.compile(
    r"(?<![\d/.:$#-])((?:19[89]|20[0-4])\d)(?![\d/:-]|\.\d|,\d)(?!\s*(?:mg|ml|mcg|units?|u\b|hz|v\b|k?cal|iu|ohms?|%|cc|ms\b|steps))",
    re.I,
)
_BARE = re.compile(
    r"\b(?:in|last|since|during)\s+(january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+\d)",
    re.I,
)
_AHEAD = 4  # months ahead within which a bare month is the coming one
_KEEPS_UNTIL = re.compile(
    r"\b(?:exp(?:\.|ir\w*)?|lot\s*\S*|best before|use by)[\s.:#]*(?:on\s|date\s*:?\s*)?$", re.I
)  # of a vial
_REACHING = 400  # characters to each side of a date within which its clause ends
_LIVED = 12  # years back beyond which a date is one of birth rather than of care
_DATED_LINE = re.compile(
    r"^[ \t>*•-]{0,6}(\d{1,2})/(\d{1,2})(?=[ \t]*[:–—-][ \t]|[ \t]*\()[^\n]*(?:\n[ \t]+\S[^\n]*)*", re.M
)
_ON_A_DAY = re.compile(
    r"(?:(?<=[.;\n] )|(?<=\n)|\A)on (\d{1,2})/(\d{1,2})(?![\d/]),? (?=(?:i|we|he|she|they|dr)\b)", re.I
)
_DIARY = 2  # dated lines that make a diary
_CLAUSE = re.compile(r"[.;\n]\s|\n")


def labelled_day(text: str) -> date | None:
    """The note's own labelled date of service; other dates never count."""
    for pattern in (_LABELLED, _PLAIN_LABEL, _TODAY, _HEADED):
        for label in pattern.finditer(text[:_HEAD] if pattern is _HEADED else text):
            if day := _day_at(text, label.end()):
                return day
    return None


def unread_day(text: str) -> Span | None:
    """What stands behind an exact label of the date of service and is no day of the calendar; None where a day does."""
    if labelled_day(text):
        return None
    for label in _LABELLED.finditer(text):
        if given := _LIKE_DAY.match(text, label.end()):
            return Span.of(given)
    return None


def _day_at(text: str, start: int) -> date | None:
    """The day written right at a place, in any usual shape; month before day where both could be."""
    led = _WEEKDAY.match(text, start)
    start = led.end() if led else start
    for day, span in dates(text[start : start + _REACH]):
        if span.start <= _SIGNS:
            return day
    match = _SHAPED.match(text, start)
    if match is None:
        return None
    found = {name: value for name, value in match.groupdict().items() if value}
    year, named, number = (next((v for k, v in found.items() if k[0] == part), "") for part in "ymd")
    month = month_of(named)
    made = calendar_day(int(year), month, int(number))
    return made or (calendar_day(int(year), int(number), month) if "." in match.group() else None)


def other_days(text: str, own: date | None, given: date | None = None) -> Iterator[Cue]:
    """The clauses that name another day than the note's (else than the one `given` with it): earlier is past, later is planned."""
    own = own or next((day for day, span in dates(text[:_HEAD]) if not _is_other(text, span)), given)
    if own is not None:
        yield from _others(text, own)
        yield from _dated_lines(text, own)
        for match in _ON_A_DAY.finditer(text):
            day = calendar_day(own.year, int(match[1]), int(match[2]))
            if day and day < own:
                yield Cue("past", _clause(text, Span.of(match)), Span.of(match))


def _others(text: str, own: date) -> Iterator[Cue]:
    named = [(day, day, span) for day, span in dates(text)]
    spans = apart([span for _, _, span in named])
    for match in _YEAR.finditer(text):
        year = int(match[1])
        if not at_place(spans, Span.of(match)):
            named.append((date(year, 1, 1), date(year, 12, 31), Span.of(match)))
    named += [(first, last, Span.of(m)) for m in _BARE.finditer(text) for first, last in [_nearest_month(m[1], own)]]
    own_clauses = {_clause(text, span) for first, last, span in named if first <= own <= last}
    for first, last, span in named:
        clause = _clause(text, span)
        if clause in own_clauses or own.year - first.year > _LIVED or _is_of_product(text, span):
            continue
        if last < own:
            yield Cue("past", clause, span)
        elif first > own:
            yield Cue("planned", clause, span)


def _dated_lines(text: str, own: date) -> Iterator[Cue]:
    """Lines of a diary that lead with a day and no year, with the indented ones below each, where there are several."""
    lines = [(m, day) for m in _DATED_LINE.finditer(text) if (day := calendar_day(own.year, int(m[1]), int(m[2])))]
    if len(lines) < _DIARY:
        return
    for match, day in lines:
        if day != own:
            yield Cue("past" if day < own else "planned", Span.of(match), Span(match.start(1), match.end(2)))


def _is_other(text: str, span: Span) -> bool:
    """Whether it is a day of birth or one until which a product keeps."""
    return bool(_BORN.search(text[max(0, span.start - _LABEL) : span.start])) or _is_of_product(text, span)


def _is_of_product(text: str, span: Span) -> bool:
    """Whether it is the date until which a product keeps."""
    return bool(_KEEPS_UNTIL.search(text[max(0, span.start - _LABEL) : span.start]))


def _nearest_month(name: str, own: date) -> tuple[date, date]:
    """The month of that name nearest to the note's day, the past one where two are about as near."""
    month = month_of(name)
    ahead = (month - own.month) % 12
    year = own.year + (1 if month < own.month else 0) if ahead <= _AHEAD else own.year - (1 if month > own.month else 0)
    return date(year, month, 1), date(year, month, 28)


def _clause(text: str, span: Span) -> Span:
    """The stretch between full stops, semicolons and line ends around a span."""
    low = max(0, span.start - _REACHING)
    start = max((m.end() for m in _CLAUSE.finditer(text, low, span.start)), default=low)
    high = min(len(text), span.end + _REACHING)
    end = _CLAUSE.search(text, span.end, high)
    return Span(start, end.start() if end else high)
