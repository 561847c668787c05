"""The code card as JSON and as a page."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from chartcite.domain.card import CardSection, CodeCard
from chartcite.rendering import shared
from chartcite.rendering.document import Document, Entry, Section, words

SCHEMA = "chartcite.card/1"


def card_form(card: CodeCard) -> dict[str, Any]:
    """The card as `chartcite code --json` prints it."""
    return {"schema": SCHEMA, **card.model_dump(mode="json")}


def card_page(card: CodeCard) -> Document:
    """The card in its own order, each line with its source."""
    sources = {source.id: source for source in card.sources}
    said = {claim.id: claim for claim in card.claims}

    def section(part: CardSection) -> Section:
        entries = []
        for line, following in zip_longest(part.lines, part.lines[1:]):
            first = said[line.claim].citations[0]
            is_last_of_it = following is None or said[following.claim].citations[0].source != first.source
            where = [shared.describe(first, sources.get(first.source))] if is_last_of_it else []
            whom = [f"Speaks for {line.applies_to}"] if line.applies_to else []
            entries.append(Entry(text=said[line.claim].text, claims=(line.claim,), details=(*where, *whom)))
        return Section(part.title, tuple(entries))

    title = f"{card.code} on {card.day}: {words(card.state)}"
    replaced = f", replaced by {', '.join(card.replaced_by)}" if card.replaced_by else ""
    told = [Section("Notices", tuple(Entry(text=notice) for notice in card.notices))] if card.notices else []
    sections = (*told, *(section(part) for part in card.sections), shared.conflict_section(card.conflicts))
    return Document(title + replaced, sections)
