"""The plan of the code cards: `knowledge/codes/card.yaml`."""

from __future__ import annotations

from chartcite.catalog.library import Library
from chartcite.catalog.yaml_files import build_all, load_yaml
from chartcite.domain.card import CardPlan
from chartcite.errors import UnknownIdError


def load_card_plan(library: Library) -> list[CardPlan]:
    """The sections of a card, in order; an unknown topic, table or kind of source is an error."""
    path = library.root / "codes" / "card.yaml"
    plans = build_all(CardPlan, load_yaml(path), path)
    families = {table.spec.family for table in library.tables.values()}
    for plan in plans:
        wanted = (
            ("topics", plan.topics, frozenset(library.vocabularies.topics)),
            ("tables", tuple(field.table for field in plan.tables), frozenset(families)),
            ("kinds", plan.kinds, library.vocabularies.source_kinds),
        )
        for key, ids, allowed in wanted:
            if unknown := [id for id in ids if id not in allowed]:
                raise UnknownIdError(path, f"{plan.id}.{key}", f"{unknown[0]} is not known", ", ".join(sorted(allowed)))
    return plans
