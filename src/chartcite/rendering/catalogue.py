"""The sources and their passages, as JSON and as pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from chartcite.catalog.library import Library
from chartcite.domain.source import Passage, Source
from chartcite.rendering.document import Document, Entry, Grid, Section
from chartcite.rendering.shared import KNOWN

SCHEMA = "chartcite.sources/1"
COVERAGE_SCHEMA = "chartcite.coverage/1"


def passages_of(library: Library) -> Iterator[Passage]:
    """Every passage that an answer can cite: those of files, and each row of each table."""
    yield from library.passages.values()
    for table in library.tables.values():
        yield from (passage for key in table.keys() if (passage := table.passage(key)).text)


def sources_form(library: Library, chosen: Sequence[Source]) -> dict[str, Any]:
    """The sources with all their passages."""
    wanted = {source.id for source in chosen}
    held: dict[str, list[dict[str, Any]]] = {id: [] for id in wanted}
    for passage in passages_of(library):
        if passage.source in wanted:
            held[passage.source].append(passage.model_dump(mode="json", exclude={"source"}))
    listed = [{**source.model_dump(mode="json"), "passages": held[source.id]} for source in chosen]
    return {"schema": SCHEMA, "knowledge": library.digest, "sources": listed}


def sources_page(sources: Iterable[Source]) -> Document:
    """One row a source."""
    rows = tuple(
        (s.id, f"{s.title} ({s.publisher})", _standing(s), f"{s.verified_on}", s.superseded_by or "")
        for s in sorted(sources, key=lambda s: (s.publisher, s.id))
    )
    grid = Grid(("source", "title, publisher", "in force", "verified", "superseded by"), rows, ruled=False)
    return Document(f"{len(rows)} sources", (Section("", (grid,)),))


def coverage_form(library: Library) -> dict[str, Any]:
    """What was looked at, by area, with the passage that an answer cites when it abstains on it."""
    areas = [
        {**area.model_dump(mode="json"), "says": library.passage(area.passage).text}
        for area in library.coverage.values()
    ]
    return {"schema": COVERAGE_SCHEMA, "knowledge": library.digest, "areas": areas}


def coverage_page(library: Library) -> Document:
    """The areas by kind: how complete, as of when, what is held and what is not, where to look."""
    kinds = dict.fromkeys(area.kind for area in library.coverage.values())
    sections = []
    for kind in kinds:
        entries = [
            Entry(
                head=f"{area.name}: {area.state}",
                text=f"as of {area.as_of}",
                details=tuple(
                    f"{label}: {said}"
                    for label, said in (("held", area.holds), ("not held", area.lacks), ("look in", area.where))
                    if said
                ),
            )
            for area in library.coverage.values()
            if area.kind == kind
        ]
        sections.append(Section(kind.capitalize(), tuple(entries)))
    states = [area.state for area in library.coverage.values()]
    counted = ", ".join(f"{states.count(state)} {state}" for state in ("complete", "partial", "absent"))
    return Document(f"{len(states)} areas: {counted}", tuple(sections))


def source_page(library: Library, source: Source) -> Document:
    """One source and what is held of it in our words."""
    about = {
        "publisher": source.publisher,
        "kind": source.kind.replace("_", " "),
        "jurisdiction": source.jurisdiction,
        "edition": source.edition,
        "in force": _standing(source),
        "verified on": str(source.verified_on),
        "verify again by": str(source.verify_by) if source.verify_by else None,
        "superseded by": source.superseded_by,
        "note": source.note,
    }
    lead = Entry(details=tuple(f"{name}: {value}" for name, value in about.items() if value), link=source.url)
    own = [passage for passage in library.passages.values() if passage.source == source.id]
    tables = [table.spec for table in library.tables.values() if table.spec.source == source.id]
    held = (
        *(_passage(passage) for passage in own),
        *(Entry(head=spec.id, text=f"{spec.title}; from {spec.first_day}", details=(spec.locator,)) for spec in tables),
    )
    return Document(source.title, (Section("", (lead,)), Section("Held of it", held)))


def _passage(passage: Passage) -> Entry:
    how = [passage.locator, KNOWN[passage.known], f"confidence {passage.confidence}", f"{passage.wording} wording"]
    details = ("; ".join(how), *([passage.caveat] if passage.caveat else []))
    return Entry(head=passage.id, text=passage.text, details=details)


def _standing(source: Source) -> str:
    first = f"from {source.in_force_from}" if source.in_force_from else ""
    last = f"to {source.in_force_to}" if source.in_force_to else ""
    unknown = f"in force not known, seen {source.seen_on}" if source.in_force == "unknown" else ""
    return ", ".join(filter(None, (source.status, unknown, " ".join(filter(None, (first, last))))))
