"""Days and years as a text writes them: month before day, or the day first, named or in figures."""

from __future__ import annotations

import re
from datetime import date

from chartcite.domain.text import Span

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = f"(?:{'|'.join(_NAMES)})[a-z]*"
"""The source of an expression that matches the name of a month; case is up to whoever compiles it."""
_CENTURY = 2000  # what a year of two figures counts from
_MIDDLE = 15  # the day that a month without one stands for
_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_SHAPES = [
    re.compile(shape, re.I)
    for shape in (
        rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\.?,?\s+{_FULL_YEAR}",
        rf"\b(?P<month>{MONTH})\.?\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?{_FULL_YEAR}",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b",
        r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)\b",
        rf"(?<![\d/])(?P<month>\d{{1,2}})/(?P<day>){_FULL_YEAR}",
    )
]  # what an earlier shape reads, a later one does not read again: "March 2026" in "12 March 2026"
_BARE_YEAR = re.compile(r"(?<![\w$.-])20[0-4]\d(?![\w-]|\.\d)")
_YEAR = re.compile(
    r"\b(?:in|during|for|back in|year|cy|dos|date of service|of|claims?\s+from|services?\s+from|note\s+from|visit\s+from|case\s+from)\s+((?:19|20)\d\d)\b|\bcy'?((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\s+(?:dos|date of service|claim|rate|payment|fee|medicare)\b",
    re.I,
)


def dates(text: str) -> list[tuple[date, Span]]:
    """Every full date, and a month of a year as its middle day, in order; what no calendar has is left out."""
    found: list[tuple[date, Span]] = []
    for shape in _SHAPES:
        read = [span for _, span in found]
        for match in shape.finditer(text):
            day = calendar_day(int(match["year"]), month_of(match["month"]), int(match["day"] or _MIDDLE))
            if day and not any(span.has(match.start()) for span in read):
                found.append((day, Span.of(match)))
    return sorted(found, key=lambda pair: pair[1])


def years(text: str, *, bare: bool) -> list[tuple[int, Span]]:
    """Years said of a service or a rate ("in 2019"); with `bare`, any year that stands alone."""
    found = [(int(m[m.lastindex or 0]), Span.of(m, m.lastindex or 0)) for m in _YEAR.finditer(text)]
    return found or ([(int(m[0]), Span.of(m)) for m in _BARE_YEAR.finditer(text)] if bare else [])


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, a year of two figures in this century; None where there is no such day."""
    try:
        return date(year + (_CENTURY if year < 100 else 0), month, day)
    except ValueError:
        return None


def month_of(written: str) -> int:
    """The number of a month written as a figure or by its name."""
    return int(written) if written.isdigit() else _NAMES.index(written[:3].lower()) + 1
