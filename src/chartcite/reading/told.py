"""What a question tells beside its terms: letters that are no sides, and more units than nerves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chartcite.domain.text import Mention, Procedure


def is_initial(text: str, mention: Mention) -> bool:
    """Whether a letter for a side is one of a name ("L&I")."""
    return mention.kind == "side" and "&" in text[max(0, mention.span.start - 1) : mention.span.end + 1]


def overcounted(procedures: Sequence[Procedure], numbers: Mapping[str, float]) -> bool:
    """Whether more units are claimed than nerves are told; what is not named is counted only where its number is told."""
    claimed = numbers.get("units_claimed")
    told = [p for p in procedures if p.targets and ("vague-target" not in p.flags or "nerve_count" in p.numbers)]
    counts = [p.numbers.get("target_count") for p in told]
    if claimed is None or not told or None in counts:
        return False
    nerves = sum((count or 0) * (2 if p.side == "both" else 1) for p, count in zip(told, counts, strict=True))
    return claimed > max(nerves, numbers.get("nerve_count", 0))
