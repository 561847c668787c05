"""A comparison as a document: side by side first, then what makes the difference, then what stays the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from chartcite.domain.answer import SourceNote
from chartcite.domain.comparison import Comparison, Ground, Side
from chartcite.rendering import shared
from chartcite.rendering.document import Document, Entry, Grid, Section, words
from chartcite.rendering.names import Names

PARTS = {
    "outcome": "outcome",
    "report": "report",
    "do_not_report": "do not report",
    "coverage": "coverage",
    "figures": "figures",
    "missing": "missing",
    "governs": "governs where sources differ",
}
FIELDS = {"mac": "contractor", "date_of_service": "date of service", "place_of_service": "place of service"}


def comparison_page(comparison: Comparison, names: Names | None = None) -> Document:
    """The comparison in reading order."""
    names = names or Names()
    labels = [side_label(side, names) for side in comparison.sides]
    sources = {source.id: source for source in comparison.sources}
    title = "Compared by " + " and ".join(FIELDS.get(name, words(name)) for name in comparison.varied)
    notices = dict.fromkeys(notice for side in comparison.sides for notice in side.answer.notices)
    return Document(
        title,
        (
            Section("", (Entry(text=outcome_sentence(comparison)), *(Entry(text=notice) for notice in notices))),
            Section("Side by side", (_grid(comparison, labels),)),
            Section("What makes the difference", tuple(_entries(comparison.differences, labels, sources))),
            Section("The same under all", tuple(_entries(comparison.same, labels, sources))),
            Section("Holds for", tuple(_holds_for(comparison, labels, names))),
        ),
    )


def side_label(side: Side, names: Names) -> str:
    """The values that are a side's own, by their names."""
    shown = {"payer": names.payer, "mac": names.mac, "place_of_service": names.place}
    return ", ".join(str(shown.get(key, str)(value)) for key, value in side.values.items())


def outcome_sentence(comparison: Comparison) -> str:
    """Which parts differ, in one sentence of ours (it says nothing of the field)."""
    differing = [PARTS[row.part] for row in comparison.rows if not row.same]
    if differing:
        return f"Differs: {', '.join(differing)}."
    if comparison.differences:
        return "The answers are the same, though they rest on different texts."
    return "Nothing differs: the answer is the same under all of these values."


def elsewhere_lines(ground: Ground, labels: Sequence[str]) -> list[str]:
    """For each reason, the sides on which the ground does not count."""
    ordered = sorted(ground.elsewhere, key=lambda item: (item.says, item.side))
    return [
        f"Not under {', '.join(labels[item.side] for item in items)}: {says}."
        for says, items in groupby(ordered, key=lambda item: item.says)
    ]


def under(ground: Ground, labels: Sequence[str]) -> str:
    """The sides on which the ground counts."""
    return ", ".join(labels[side] for side in ground.sides)


def _grid(comparison: Comparison, labels: Sequence[str]) -> Grid:
    rows = [
        (PARTS[row.part], *("\n".join(words(entry) for entry in cell) or "none" for cell in row.cells))
        for row in comparison.rows
    ]
    return Grid(("", *labels), tuple(rows))


def _entries(grounds: Sequence[Ground], labels: Sequence[str], sources: Mapping[str, SourceNote]) -> list[Entry]:
    made = []
    for ground in grounds:
        quotes = [f"“{c.quote}”" for c in ground.citations if c.quote.strip() != ground.text.strip()]
        where = dict.fromkeys(shared.describe(c, sources.get(c.source)) for c in ground.citations)
        head = f"Under {under(ground, labels)}:" if ground.elsewhere else ""
        made.append(Entry(head=head, text=ground.text, details=(*elsewhere_lines(ground, labels), *quotes, *where)))
    return made


def _holds_for(comparison: Comparison, labels: Sequence[str], names: Names) -> list[Entry]:
    made = []
    for label, side in zip(labels, comparison.sides, strict=True):
        (entry,) = shared.made_for(side.answer, names).blocks
        if isinstance(entry, Entry):
            made.append(Entry(head=label, text=entry.text, details=entry.details))
    return made
