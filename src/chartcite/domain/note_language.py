"""What notes are described with: headings, cues, what sounds alike, and the grammar of what is left out."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from chartcite.domain.assertion import Assertion
from chartcite.domain.record import Record, Strings


class SectionKind(Record):
    """Headings that open one kind of section; `assertion` is what its text says by default."""

    id: str
    headings: Strings
    heads: Strings = ()  # words that make any heading which starts with them one of this kind ("MRI lumbar spine")
    heads_not_with: Strings = ()  # unless it has one of these too ("CT guidance")
    assertion: Assertion = "stated"
    title: bool = False  # it names what was done
    codes: bool = False
    after_title: str | None = None  # the kind it is once a title stands above it
    first_as: str | None = None  # the kind it is where no heading but those of the encounter stands above it
    below: dict[str, str] = Field(default_factory=dict)  # the kind it is right below a section of each of these kinds
    telling: str | None = None  # a regular expression (no case) of what its line tells to be of the kind `telling_as`
    telling_as: str | None = None
    only_telling: bool = False  # it is no heading at all where its line does not tell so
    line: bool = False  # it ends with the line of its heading, and what that carries over, when text stands on it
    opens_at_figures: bool = False  # a sentence with a volume, a strength or a temperature starts the account in it
    opens: bool = False  # the account of the procedure may start inside it without a heading of its own
    line_headings: Strings = ()  # those of its headings that count only where they start a line
    ended_by_stop: bool = (
        False  # with a stop behind it, it is a sentence of its own and heads nothing ("Consent. US ...")
    )
    opens_below: bool = False  # it may do so only in a paragraph below the first


class AssertionCue(Record):
    """Words that turn what a sentence says into planned, past, denied, offered ..."""

    assertion: Assertion
    names: Strings
    scope: Literal["forward", "backward", "clause", "sentence"] = "forward"
    patterns: Strings = ()
    """Regular expressions (no case) that do the same for the whole sentence."""
    reaching: Strings = ()
    """Regular expressions (no case) whose group `reach` holds the words that they say it of."""


class HeardAs(Record):
    """Words that sound like one of the field; `patterns` (no case) hold them in the group `heard`."""

    read: str
    patterns: Strings


class Omission(Record):
    """A small grammar of what is told as left out: `words` are classes (regular expressions), `shapes` name them in braces."""

    words: dict[str, str] = Field(default_factory=dict)
    shapes: dict[str, Strings] = Field(default_factory=dict)
    starts: Strings = ()
    """The first letters, four at most, of the words with which shapes start; `endings`: ends of words with which they do."""
    endings: Strings = ()
