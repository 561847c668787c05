"""Tables of figures (fee schedules, unit edits, pairs), by vintage, each row a citable passage."""

from __future__ import annotations

from datetime import date

from chartcite.domain.record import Record, Strings, within
from chartcite.domain.source import Confidence, Known


class Sentence(Record):
    """One sentence of a row: said when all its fields are filled and every `only` value fits."""

    text: str
    only: dict[str, str] = {}
    field: Strings = ()
    """The fields this sentence answers for; empty means those it prints."""


class TableSpec(Record):
    """How one CSV is read and said. `key` columns identify a row; placeholders in braces are columns or `derived`."""

    id: str
    family: str
    source: str
    title: str
    key: Strings
    first_day: date
    last_day: date | None = None
    read_until: date | None = None
    """Last day for which these figures are known to be the current ones; later they are said with a warning."""
    locator: str
    known: Known = "read"
    confidence: Confidence = "H"
    indexed: bool = True
    sentences: tuple[Sentence, ...]
    derived: dict[str, str] = {}
    """Products of two columns, rounded to cents: `office_amount: total_nonfacility * conversion_factor`."""
    numeric: Strings = ()
    other_days: bool = True
    """Whether it may be said, as the nearest vintage, of a day that no table of its family covers."""

    def holds_on(self, day: date) -> bool:
        """Whether these figures may be quoted for `day`."""
        return within(day, self.first_day, self.last_day)


class CodeEntry(Record):
    """A code of the field: its days in force, and what replaced it. None means that the sources do not say."""

    code: str
    system: str
    first_day: date | None = None
    last_day: date | None = None
    confidence: Confidence = "H"
    source_note: str | None = None
