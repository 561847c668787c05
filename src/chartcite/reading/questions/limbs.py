"""Muscles by limb in a question: "3 muscles in the right leg and 2 in the left arm" is two limbs with a count each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import Word
from chartcite.domain.text import Mention

_LIMB = "limb"
_COUNTED, _LIMBS = "muscle_count", "limb_count"
_MANY = 5  # muscles from which a limb counts as one of many
_MOST = 30
_SIDE_REACH = 16  # characters before a limb in which its side stands
_BOTH = "both"


def limb_figures(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    numbers: Mapping[str, int],
    vocab: Vocabularies,
    figures: Mapping[str, float],
) -> dict[str, float]:
    """Limbs, those with many and with few muscles, and the most muscles in one; nothing unless two limbs have a count.

    `figures` are what the question counts.
    """
    if not any(m.kind == "counted" and m.value == _COUNTED for m in mentions):
        return {}
    limbs = [m for m in mentions if m.kind == "target" and _is_limb(vocab, m.value)]
    if not any(m.kind == "target" for m in mentions):
        return _of_unnamed(words, mentions, vocab, figures)
    told = [(w.start, count) for w in words if (count := _count(w, numbers)) is not None]
    muscles: dict[tuple[str, str | None], int] = {}
    for limb in limbs if told else ():
        count = _nearest(told, limb, first=limbs[0].span.start < told[0][0])
        sides = [m for m in mentions if m.kind == "side" and 0 <= limb.span.start - m.span.end <= _SIDE_REACH]
        own = sides[-1].value if sides else _own_side(limb, vocab) or (_BOTH if _is_each(words, limb, vocab) else None)
        for side in ("left", "right") if own == _BOTH else (own,):
            muscles[(vocab.targets[limb.value].area or "", side)] = count
    sided = {area for area, side in muscles if side}
    return _figures([count for (area, side), count in muscles.items() if side or area not in sided])


def _figures(counts: Sequence[int]) -> dict[str, float]:
    """The figures of limbs with so many muscles each; one limb alone needs none."""
    if len(counts) < 2:
        return {}
    many = sum(count >= _MANY for count in counts)
    most = float(max(counts))
    return {
        "limb_count": float(len(counts)),
        "muscle_count": most,
        "muscles_per_limb": most,
        "limbs_many": float(many),
        "limbs_few": float(len(counts) - many),
    }


def _of_unnamed(
    words: Sequence[Word], mentions: Sequence[Mention], vocab: Vocabularies, figures: Mapping[str, float]
) -> dict[str, float]:
    """Limbs that are only counted ("4 muscles in each of two limbs", "all limbs"), with as many muscles in each."""
    language = vocab.question_language
    norms = [w.norm for w in words]
    pairs = list(pairwise(norms))
    count = int(figures.get(_LIMBS, 0))
    if not count and any(m.kind == "counted" and m.value == _LIMBS for m in mentions):
        count = max((language.limbs_of.get(" ".join(pair), 0) for pair in pairs), default=0)
    each = not _each_words(vocab).isdisjoint(norms)
    if not each or _COUNTED not in figures:
        return {_LIMBS: float(count)} if count else {}
    return _figures([int(figures[_COUNTED])] * count)


def _each_words(vocab: Vocabularies) -> frozenset[str]:
    return frozenset(vocab.question_language.each_before)


def _own_side(limb: Mention, vocab: Vocabularies) -> str | None:
    """The side in the short form of a limb that names one."""
    return next((side for side, names in vocab.question_language.limbs_upper.items() if limb.text in names), None)


def _is_limb(vocab: Vocabularies, target: str) -> bool:
    row = vocab.targets[target]
    parts = vocab.reading_parts
    return _LIMB in (row.area or "") and not (parts.regions | parts.whole_areas).isdisjoint(row.groups)


def _is_each(words: Sequence[Word], limb: Mention, vocab: Vocabularies) -> bool:
    """Whether "both" or "each" stands right before the limb."""
    before = [w.norm for w in words if w.end <= limb.span.start][-1:]
    return not _each_words(vocab).union(vocab.question_language.both_before_target).isdisjoint(before)


def _count(word: Word, numbers: Mapping[str, int]) -> int | None:
    if word.norm.isdigit():
        return int(word.norm) if 0 < int(word.norm) <= _MOST else None
    return numbers.get(word.norm) if word.norm != "a" else None


def _nearest(told: Sequence[tuple[int, int]], limb: Mention, *, first: bool) -> int:
    """The number last told before the limb, or the first after it where limbs stand `first` ("RUE 6 muscles, LLE 2")."""
    before = [count for at, count in told if at < limb.span.start]
    after = [count for at, count in told if at > limb.span.start]
    return (after or before)[0] if first or not before else before[-1]
