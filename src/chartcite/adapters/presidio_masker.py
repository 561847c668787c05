"""Masks identifiers before a text leaves this machine: presidio's analyzer without a model, and finders of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from chartcite.adapters.masked_text import MaskedText, Replacement
from chartcite.adapters.masking_ages import AGE, AgeFinder
from chartcite.adapters.masking_dates import BIRTH, DATE, DateFinder, year_of
from chartcite.adapters.masking_degrees import DegreeFinder
from chartcite.adapters.masking_figures import FigureFinder
from chartcite.adapters.masking_forms import DEVICE, EMAIL, NUMBER, PHONE, PLATE, URL
from chartcite.adapters.masking_institutions import FACILITY, InstitutionFinder
from chartcite.adapters.masking_lengths import endless, shortened
from chartcite.adapters.masking_marks import MarkFinder
from chartcite.adapters.masking_names import NAME, NameFinder
from chartcite.adapters.masking_people import PeopleFinder
from chartcite.adapters.masking_places import ZIP, PlaceFinder
from chartcite.adapters.masking_repeats import People, Repeats
from chartcite.adapters.masking_rows import RowFinder
from chartcite.adapters.masking_runs import RunFinder
from chartcite.adapters.masking_streets import ADDRESS
from chartcite.adapters.masking_towns import TownFinder
from chartcite.adapters.masking_words import Found, NameWords
from chartcite.catalog.library import Library

if TYPE_CHECKING:
    from chartcite.adapters.masking_engine import Engine

_WINDOW = 6000  # characters analysed at once: presidio compares every result with every other
_OVERLAP = 600
_REACH = 300  # characters before a placeholder in which a bracket may have been opened
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (EMAIL, URL, "IP", BIRTH, PHONE, DEVICE, NUMBER, PLATE, DATE, ADDRESS, ZIP, AGE, FACILITY, NAME)
    )
}
_NUMBERED = frozenset({NAME, NUMBER, DEVICE, PLATE, PHONE, EMAIL, URL, "IP", ADDRESS, FACILITY})
_FIXED = {BIRTH: "[DATE]", AGE: "[AGE 90+]", ZIP: "[ZIP]"}
_SPACES = re.compile(r"\s+")


class PresidioMasker:
    """Replaces identifiers by `[NAME 1]`, `[NUMBER 1]`, `[DATE 2026]` ...; built at first use, since presidio imports slowly."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def mask(self, text: str) -> MaskedText:
        """Mask every identifier found; the same one gets the same number in one text."""
        return MaskedText.of(text, [_bracketed(text, one) for one in _named(text, self.found(text))])

    def found(self, text: str) -> list[Found]:
        """Every identifier found, in order and without overlaps; the kind of two that overlap is the more exact one."""
        short = shortened(text)
        hits = {hit for start, end in _windows(short.text) for hit in self._in_window(short.text, start, end)}
        names = [short.text[hit.start : hit.end] for hit in hits if hit.kind == NAME]
        hits.update(self._repeats.find(short.text, names))
        found = {Found(hit.kind, *short.original(hit.start, hit.end)) for hit in hits}
        return _merged(text, found.union(endless(text)))

    def _in_window(self, text: str, start: int, end: int) -> Iterator[Found]:
        for kind, first, last in self._engine.find(text[start:end]):
            yield Found(kind, first + start, last + start)

    @cached_property
    def _words(self) -> NameWords:
        return NameWords(self._library)

    @cached_property
    def _repeats(self) -> Repeats:
        return Repeats(self._words)

    @cached_property
    def _engine(self) -> Engine:
        from chartcite.adapters.masking_engine import Engine

        words = self._words
        return Engine(
            (
                ("names", NameFinder(words).find, [NAME]),
                ("people", PeopleFinder(words).find, [NAME]),
                ("degrees", DegreeFinder(words).find, [NAME]),
                ("marks", MarkFinder(words).find, [NAME]),
                ("dates", DateFinder(words).find, [DATE, BIRTH]),
                ("figures", FigureFinder(words).find, [NUMBER, DEVICE, PHONE, EMAIL, URL, PLATE, "IP"]),
                ("rows", RowFinder(words).find, [NAME]),
                ("runs", RunFinder(words).find, [NUMBER, DEVICE]),
                ("ages", AgeFinder(words).find, [AGE]),
                ("places", PlaceFinder(words).find, [ADDRESS, ZIP, FACILITY]),
                ("towns", TownFinder(words).find, [ADDRESS, ZIP]),
                ("institutions", InstitutionFinder(words).find, [FACILITY]),
            )
        )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Pieces that overlap, cut where a line or a word ends."""
    start = 0
    while True:
        end = start + _WINDOW
        if end >= len(text):
            yield start, len(text)
            return
        end = _cut(text, end)
        yield start, end
        start = _cut(text, end - _OVERLAP)


def _cut(text: str, near: int) -> int:
    """A place not far behind `near` at which a line ends, else a word, else `near` itself."""
    for mark in ("\n", " "):
        place = text.find(mark, near, near + _OVERLAP // 3)
        if place >= 0:
            return place + 1
    return near


def _merged(text: str, hits: Iterable[Found]) -> list[Found]:
    """Overlapping hits joined; two parts of one name or address with nothing between them too."""
    merged: list[Found] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, _RANK[h.kind])):
        last = merged[-1] if merged else None
        if last and hit.start < last.end:
            kind = _kind_of(last, hit)
            merged[-1] = Found(kind, last.start, max(last.end, hit.end))
        elif last and hit.kind == last.kind == NAME and text[last.end : hit.start] in (" ", "-"):
            merged[-1] = Found(NAME, last.start, hit.end)
        else:
            merged.append(hit)
    return merged


def _kind_of(one: Found, other: Found) -> str:
    """The kind of two hits that overlap: of a person or an institution with a town in its name, else the more exact one."""
    inner, outer = sorted((one, other), key=lambda hit: hit.end - hit.start)
    if (
        inner.kind == ADDRESS
        and outer.kind in (NAME, FACILITY)
        and outer.start <= inner.start
        and inner.end <= outer.end
    ):
        return outer.kind
    return min(one.kind, other.kind, key=_RANK.__getitem__)


def _bracketed(text: str, one: Replacement) -> Replacement:
    """Round brackets for a placeholder that stands inside square ones, so that theirs still end where they ended."""
    before = text[max(0, one.start - _REACH) : one.start].rpartition("\n")[2]
    if before.count("[") > before.count("]"):
        return one._replace(placeholder=f"({one.placeholder[1:-1]})")
    return one


def _named(text: str, hits: Sequence[Found]) -> Iterator[Replacement]:
    """The placeholder of each hit; numbers count up by first place, apart for each kind."""
    people = People(text[hit.start : hit.end] for hit in hits if hit.kind == NAME)
    counters = {kind: count(1) for kind in _NUMBERED}
    numbers: dict[tuple[str, str], int] = {}
    for kind, start, end in hits:
        given = text[start:end]
        if kind in _NUMBERED:
            same = people.person(given) if kind == NAME else _SPACES.sub("", given).casefold()
            number = numbers.get((kind, same)) or numbers.setdefault((kind, same), next(counters[kind]))
            yield Replacement(start, end, f"[{kind} {number}]")
        elif kind == DATE:
            year = year_of(given)
            yield Replacement(start, end, f"[DATE {year}]" if year else "[DATE]")
        else:
            yield Replacement(start, end, _FIXED[kind])
