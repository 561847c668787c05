"""The side of each procedure of a question in which several sides are told."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from chartcite.catalog.words import Word
from chartcite.domain.text import Mention, Span
from chartcite.reading.procedures import Draft, distance

Sided = tuple[Draft, str | None]

_BOTH, _AND = "both", "and"
_OTHER = {"left": "right", "right": "left"}
_NEAR = 60  # characters and clauses between a step and its own target
_BOTH_REACH = 4  # words between "both" and what there are two of
_LINKS = frozenset({_AND, "the", "a", "then"})
_BESIDE = re.compile(r"[ (/-]{0,3}")  # between a name and the side that is its own ("GON R, GON L")


def by_side(text: str, drafts: Sequence[Draft], sides: Sequence[Mention], named: Sequence[Mention]) -> list[Sided]:
    """Each draft with the side of its targets; one whose targets lie on different sides is split. `named` are all targets."""
    if len({m.value for m in sides}) < 2:
        return [(draft, None) for draft in drafts]
    made: list[Sided] = []
    for draft in drafts:
        if len(draft.targets) + len(drafts) < 3:
            made.append((draft, None))
            continue
        shares: dict[str, list[Mention]] = {}
        for target in draft.targets:
            shares.setdefault(_side_of(text, target, sides, named), []).append(target)
        made += [(Draft(draft.technique, share, share[0].span.start), side) for side, share in shares.items()]
    return made


def _side_of(text: str, target: Mention, sides: Sequence[Mention], named: Sequence[Mention]) -> str:
    """The side nearest to its first mention, or both, where it is named again with the other right beside it."""
    nearest = _nearest_side(text, target.span, sides)
    own = {nearest}
    for mention in named:
        if mention.value == target.value and mention.span != target.span:
            end = mention.span.end
            own |= {s.value for s in sides if s.span.start >= end and _BESIDE.fullmatch(text, end, s.span.start)}
    return _BOTH if len(own) > 1 else nearest


def both_told(mentions: Sequence[Mention], words: Sequence[Word], both_words: Collection[str]) -> bool:
    """Whether "both" stands before a target, and not before a list of two ("both the sural and the saphenous nerve")."""
    targets = {m.span.start for m in mentions if m.kind == "target"} - _listed(mentions, words)
    return any(
        word.norm in both_words and any(w.start in targets for w in words[i + 1 : i + 1 + _BOTH_REACH])
        for i, word in enumerate(words)
    )


def _listed(mentions: Sequence[Mention], words: Sequence[Word]) -> set[int]:
    """Where targets start of which two different ones stand around "and"."""
    targets = sorted((m for m in mentions if m.kind == "target"), key=lambda m: m.span)
    listed: set[int] = set()
    for one, other in pairwise(targets):
        between = [w.norm for w in words if one.span.end <= w.start < other.span.start]
        apart = one.value != other.value or one.text.lower() != other.text.lower()  # "the 2nd and 3rd web space"
        if apart and between[:1] == [_AND] and set(between) <= _LINKS:
            listed |= {one.span.start, other.span.start}
    return listed


def with_other_side(
    text: str, drafts: list[Draft], steps: Sequence[Mention], sides: Sequence[Mention], named: Sequence[Mention]
) -> list[Draft]:
    """The drafts, and a step (a block) told of the other side than all of them, at the target named nearest to it."""
    known = {draft.technique for draft in drafts}
    if len({m.value for m in sides} - {_BOTH}) < 2 or not all(draft.targets for draft in drafts):
        return drafts
    first, last = min(m.span.end for m in sides), max(m.span.start for m in sides)
    if not any(first <= place <= last for place in (*(m.span.start for m in steps), *(d.place for d in drafts))):
        return drafts  # "injected at the right and the left ..."
    own = {_nearest_side(text, target.span, sides) for draft in drafts for target in draft.targets}
    made = list(drafts)
    for step in steps:
        side = _nearest_side(text, step.span, sides)
        near = [m for m in named if distance(text, step.span, m.span) <= _NEAR]
        if step.value not in known and own == {_OTHER.get(side)} and near:
            known.add(step.value)
            made.append(
                Draft(step.value, [min(near, key=lambda m: distance(text, step.span, m.span))], step.span.start)
            )
    return made


def _nearest_side(text: str, span: Span, sides: Sequence[Mention]) -> str:
    return min(sides, key=lambda m: distance(text, m.span, span)).value
