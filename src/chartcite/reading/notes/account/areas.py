"""Areas of the body that are coded apart, each with a side of its own."""

from __future__ import annotations

from collections.abc import Mapping

from chartcite.catalog.vocabularies import Vocabularies

_BOTH = "both"


def sided_by_area(vocab: Vocabularies, by_target: Mapping[str, str | None]) -> dict[str, str]:
    """Area -> side, where all areas are coded apart and lie on different sides ("neck, both sides; face, left"); else empty."""
    sides: dict[str, set[str]] = {}
    for name, side in by_target.items():
        sides.setdefault(str(vocab.targets[name].area), set()).update({side} if side else ())
    if not sides.keys() <= vocab.reading_parts.sided_apart or not all(sides.values()):
        return {}
    told = {area: _BOTH if len(own) > 1 else next(iter(own)) for area, own in sides.items()}
    return told if len(set(told.values())) > 1 else {}
