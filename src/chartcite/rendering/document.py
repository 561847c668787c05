"""A page of text without a form yet: sections of entries and tables, drawn alike by text and Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One point: a bold head, its sentence, the claims it rests on, and lines below it."""

    text: str = ""
    head: str = ""
    claims: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table, with a caption below."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    ruled: bool = True
    """Whether a line stands between rows (long cells need it)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; one with nothing under it is not drawn."""

    title: str
    blocks: tuple[Entry | Grid, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All sections, in reading order."""

    title: str
    sections: tuple[Section, ...]

    @property
    def filled(self) -> tuple[Section, ...]:
        """The sections that hold something."""
        return tuple(section for section in self.sections if section.blocks)


def words(name: str) -> str:
    """An id of ours as words: `not_covered` is "not covered"."""
    return name.replace("_", " ")
