"""Muscles by limb in a question: "3 muscles in the right leg and 2 in the left arm" is two limbs with a count each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import Word
from chartcite.domain.text import Mention

_LIMB = "limb"
_COUNTED = "muscle_count"
_MANY = 5  # muscles from which a limb counts as one of many
_MOST = 30
_SIDE_REACH = 16  # characters before a limb in which its side stands
_BOTH = "both"


def limb_figures(
    words: Sequence[Word], mentions: Sequence[Mention], numbers: Mapping[str, int], vocab: Vocabularies
) -> dict[str, float]:
    """Limbs, those with many and with few muscles, and the most muscles in one; nothing unless two limbs have a count."""
    limbs = [m for m in mentions if m.kind == "target" and _is_limb(vocab, m.value)]
    if not limbs or not any(m.kind == "counted" and m.value == _COUNTED for m in mentions):
        return {}
    told = [(w.start, count) for w in words if (count := _count(w, numbers)) is not None]
    muscles: dict[tuple[str, str | None], int] = {}
    for limb in limbs:
        count = _nearest(told, limb)
        sides = [m for m in mentions if m.kind == "side" and 0 <= limb.span.start - m.span.end <= _SIDE_REACH]
        own = sides[-1].value if sides else _BOTH if _is_each(words, limb, vocab) else None
        if count is not None:
            for side in ("left", "right") if own == _BOTH else (own,):
                muscles[(vocab.targets[limb.value].area or "", side)] = count
    if len(muscles) < 2:
        return {}
    many = sum(count >= _MANY for count in muscles.values())
    most = float(max(muscles.values()))
    return {
        "limb_count": float(len(muscles)),
        "muscle_count": most,
        "muscles_per_limb": most,
        "limbs_many": float(many),
        "limbs_few": float(len(muscles) - many),
    }


def _is_limb(vocab: Vocabularies, target: str) -> bool:
    row = vocab.targets[target]
    parts = vocab.reading_parts
    return _LIMB in (row.area or "") and not (parts.regions | parts.whole_areas).isdisjoint(row.groups)


def _is_each(words: Sequence[Word], limb: Mention, vocab: Vocabularies) -> bool:
    """Whether "both" or "each" stands right before the limb."""
    before = [w.norm for w in words if w.end <= limb.span.start][-1:]
    return bool(before) and before[0] in vocab.question_language.both_before_target


def _count(word: Word, numbers: Mapping[str, int]) -> int | None:
    if word.norm.isdigit():
        return int(word.norm) if 0 < int(word.norm) <= _MOST else None
    return numbers.get(word.norm) if word.norm != "a" else None


def _nearest(told: Sequence[tuple[int, int]], limb: Mention) -> int | None:
    """The number last told before the limb, else the first after it."""
    before = [count for at, count in told if at < limb.span.start]
    return before[-1] if before else next((count for at, count in told), None)
