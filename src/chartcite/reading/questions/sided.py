"""The side of each procedure of a question in which several sides are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from chartcite.catalog.words import Word
from chartcite.domain.text import Mention, Span
from chartcite.reading.text.procedures import Draft, distance

Sided = tuple[Draft, str | None]

_BOTH, _AND = "both", "and"
_OTHER = {"left": "right", "right": "left"}
_BESIDE_STEP = 14  # characters between a step and a target of its own among those of the stronger work
_NEAR = 60  # characters and clauses between a step and its own target
_BOTH_REACH = 4  # words between "both" and what there are two of
_LINKS = frozenset({_AND, "the", "a", "then"})
_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])")  # "10/12", "10/12/26"
_BESIDE = re.compile(r"[ (/-]{0,3}")  # between a name and the side that is its own ("GON R, GON L")


def with_sides(
    text: str,
    drafts: list[Draft],
    techniques: Sequence[Mention],
    steps: Sequence[Mention],
    mentions: Sequence[Mention],
    both: Sequence[Mention],
) -> list[Sided]:
    """The drafts with the sides told of each; `both` is where "both" stands before a target."""
    named = [m for m in mentions if m.kind == "target"]
    told = [*both, *(m for m in mentions if m.kind == "side")]
    if placed := on_other_sides(text, drafts, techniques, steps, told, named):
        return placed
    sides = [] if both else told
    return by_side(text, with_other_side(text, drafts, steps, sides, named), sides, named)


def with_named(placed: Sequence[Sided], is_vague: Callable[[str], bool]) -> list[Sided]:
    """The drafts; one of the other side whose targets name no nerve is at those named on the first ("left only the block")."""
    named = [
        (draft, side) for draft, side in placed if draft.targets and not all(is_vague(t.value) for t in draft.targets)
    ]
    if len(named) != 1 or len(placed) != len(named) + 1:
        return list(placed)
    ((first, own),) = named
    made: list[Sided] = []
    for draft, side in placed:
        if draft is not first and draft.targets and own and side == _OTHER.get(own):
            at = draft.targets[0].span
            made.append((Draft(draft.technique, [replace(t, span=at) for t in first.targets], draft.place), side))
        else:
            made.append((draft, side))
    return made


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


def on_other_sides(
    text: str,
    drafts: Sequence[Draft],
    techniques: Sequence[Mention],
    steps: Sequence[Mention],
    sides: Sequence[Mention],
    named: Sequence[Mention],
) -> list[Sided]:
    """The one draft and a step (a block) of the same nerve, where each is told nearest to a side of its own; else nothing.

    "block of the left ... nerve, RFA of the right one"; a block of both sides beside work on one is a service on the other.
    """
    if len(drafts) != 1 or not drafts[0].targets or len({m.value for m in sides}) < 2:
        return []
    (draft,) = drafts
    done = [m for m in techniques if m.value == draft.technique]
    own = _nearest_side(text, done[0].span, sides) if done else _BOTH
    for step in (m for m in techniques if done and m.value != draft.technique):
        side = _nearest_side(text, step.span, sides)
        side = _OTHER.get(own, side) if side == _BOTH else side
        target = min(named, key=lambda m: distance(text, step.span, m.span), default=draft.targets[0])
        again = step in steps or sum(m.value == target.value for m in named) > 1
        if side != _OTHER.get(own) or not again:
            continue
        if len(draft.targets) == 1 and target.value == draft.targets[0].value:
            first = Draft(draft.technique, [replace(target, span=done[0].span)], done[0].span.start)
            return [(first, own), (Draft(step.value, [replace(target, span=step.span)], step.span.start), side)]
        rest = [m for m in draft.targets if m.value != target.value]
        if len(rest) < len(draft.targets) and rest and distance(text, step.span, target.span) <= _BESIDE_STEP:
            return [
                (Draft(draft.technique, rest, draft.place), own),
                (Draft(step.value, [target], step.span.start), side),
            ]
    return []


def both_told(mentions: Sequence[Mention], words: Sequence[Word], both_words: Collection[str]) -> list[Mention]:
    """Where "both" stands before a target, and not before a list of two ("both the sural and the saphenous nerve")."""
    targets = {m.span.start for m in mentions if m.kind == "target"} - _listed(mentions, words)
    return [
        Mention("side", _BOTH, Span(word.start, word.end), word.raw)
        for i, word in enumerate(words)
        if word.norm in both_words and any(w.start in targets for w in words[i + 1 : i + 1 + _BOTH_REACH])
    ]


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
    drafts = _of_steps(text, drafts, steps, sides)
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


def _of_steps(text: str, drafts: list[Draft], steps: Sequence[Mention], sides: Sequence[Mention]) -> list[Draft]:
    """The drafts; one whose only target stands right beside a step, on the other side than all else, is that step's."""
    made = list(drafts)
    for step in steps:
        side = _nearest_side(text, step.span, sides)
        for draft in drafts:
            others = {_nearest_side(text, t.span, sides) for d in drafts if d is not draft for t in d.targets}
            beside = distance(text, step.span, draft.targets[0].span) <= _BESIDE_STEP
            if beside and len(draft.targets) == 1 and others == {_OTHER.get(side)}:
                made[made.index(draft)] = Draft(step.value, draft.targets, step.span.start)
                break
    return made


def side_of(text: str, draft: Draft, drafts: int, mentions: Sequence[Mention], both: Sequence[Mention]) -> str | None:
    """The side of a draft whose own words tell none: the one told, both, or of several the nearest."""
    sides = [m for m in mentions if m.kind == "side"]
    values = {m.value for m in sides}
    if both or (_BOTH in values and drafts == 1):
        return _BOTH
    if len(values) < 2:
        return next(iter(values), None)
    if drafts == 1 and len(draft.targets) <= 1:
        return _on_last_day(text, sides) or _BOTH
    anchor = draft.targets[0].span.start if draft.targets else draft.place
    return min(sides, key=lambda m: abs(m.span.start - anchor)).value


def _on_last_day(text: str, sides: Sequence[Mention]) -> str | None:
    """The side treated on the later of two days, where each side has one of its own ("right 9/1, left 9/8")."""
    days = list(_DAY.finditer(text))
    if len({day.group() for day in days}) < 2:
        return None
    first = days[0].start() < min(m.span.start for m in sides)  # "9/1 right, 9/8 left"
    own = [_beside_day(day.start(), sides, after=first) for day in days]
    return own[-1] if len(set(own)) > 1 and _BOTH not in own else None


def _beside_day(day: int, sides: Sequence[Mention], *, after: bool) -> str:
    """The last side told before a day, or the first after it."""
    ordered = sorted(sides, key=lambda m: m.span.start)
    if after:
        return next((m.value for m in ordered if m.span.start > day), _BOTH)
    return next((m.value for m in reversed(ordered) if m.span.start < day), _BOTH)


def _nearest_side(text: str, span: Span, sides: Sequence[Mention]) -> str:
    return min(sides, key=lambda m: distance(text, m.span, span)).value
