"""Targets that an account leaves unsaid because the writer named them above it, as what was offered or agreed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from chartcite.domain.assertion import AHEAD, DONE, GONE
from chartcite.domain.text import Mention
from chartcite.domain.vocabulary import Target
from chartcite.reading.notes.account.scene import Scene
from chartcite.reading.text.places import apart, at_place

_OFFERED = "offered"
_NOT_MEANT = GONE | {"instruction"}
_THE = re.compile(r"\bthe\s+$", re.I)
_POINTING = re.compile(r"\b(?:the|same|this|that|said)\s+$", re.I)
_POINTING_BEFORE = 8
_BESIDE_THE = 6  # characters before a bare word in which stands what points back


def as_offered(scene: Scene, vague: Sequence[Mention], is_nerve: Callable[[Mention], bool]) -> list[Mention]:
    """Of targets told vaguely "the nerve" as the one that the writer, above it, says was offered; none where none was."""
    bare = [m for m in vague if _THE.search(scene.text, max(0, m.span.start - _BESIDE_THE), m.span.start)]
    if not bare:
        return []
    offered = {
        m.value
        for m in scene.mentions
        if m.kind == "target"
        and m.assertion == _OFFERED
        and m.sentence < bare[0].sentence
        and scene.sentences[m.sentence].tells
        and is_nerve(m)
    }
    return [replace(m, value=next(iter(offered))) for m in bare] if len(offered) == 1 else []


def as_known(scene: Scene, vague: Sequence[Mention], is_nerve: Callable[[Mention], bool]) -> list[Mention]:
    """Of targets told vaguely "the nerve" as the one nerve that the whole note names; none where it names another, or none above."""
    bare = [m for m in vague if _THE.search(scene.text, max(0, m.span.start - _BESIDE_THE), m.span.start)]
    conditions = apart([m.span for m in scene.mentions if m.kind == "indication"])
    known = [
        m
        for m in scene.mentions
        if m.kind == "target" and is_nerve(m) and m.assertion not in _NOT_MEANT and not at_place(conditions, m.span)
    ]
    if not bare or len({m.value for m in known}) != 1 or known[0].sentence > bare[0].sentence:
        return []
    return [replace(m, value=known[0].value) for m in bare]


def of_condition(scene: Scene, vague: Sequence[Mention], is_nerve: Callable[[Mention], bool]) -> list[Mention]:
    """Of targets told vaguely "the nerve" as the one nerve that the note names, in the name of the condition above it."""
    bare = [m for m in vague if _POINTING.search(scene.text, max(0, m.span.start - _POINTING_BEFORE), m.span.start)]
    named = {m.value for m in scene.mentions if m.kind == "target" and is_nerve(m)}
    conditions = [m.span for m in scene.mentions if m.kind == "indication"]
    told = {
        m.value
        for m in scene.mentions
        if m.kind == "target"
        and m.value in named
        and m.assertion in DONE
        and bare
        and m.span.start < bare[0].span.start
        and any(c.holds(m.span) for c in conditions)
    }
    return [replace(m, value=next(iter(told))) for m in bare] if len(named) == len(told) == 1 else []


def companions_of(rows: Iterable[Target]) -> dict[str, re.Pattern[str]]:
    """Target id -> what lies beside it, for each that tells so."""
    beside = {row.id: "|".join(map(re.escape, row.companions)) for row in rows if row.companions}
    return {name: re.compile(rf"\b(?:{names})\b", re.I) for name, names in beside.items()}


def parts_of(rows: Iterable[Target]) -> dict[str, list[str]]:
    """Target id that leaves open which of several is meant -> those it may mean."""
    rows = list(rows)
    open_names = {row.id for row in rows if any("unspecified" in group for group in row.groups)}
    parts: dict[str, list[str]] = {}
    for row in rows:
        if row.parent in open_names:
            parts.setdefault(row.parent, []).append(row.id)
    return parts


def by_companion(scene: Scene, vague: Sequence[Mention], beside: Mapping[str, re.Pattern[str]]) -> list[Mention]:
    """Of targets told vaguely "the nerve" as the one beside which lies what the account names; none where it names what lies beside several."""
    bare = [m for m in vague if _THE.search(scene.text, max(0, m.span.start - _BESIDE_THE), m.span.start)]
    told = [scene.written(i) for i in scene.telling] if bare else []
    found = [name for name, pattern in beside.items() if any(pattern.search(said) for said in told)]
    return [replace(m, value=found[0]) for m in bare] if len(found) == 1 else []


def by_place(
    scene: Scene, vague: Sequence[Mention], parts: Mapping[str, Sequence[str]], beside: Mapping[str, re.Pattern[str]]
) -> list[Mention]:
    """Names that leave open which of several is meant, as the one whose place the account names; `parts`: name -> those it may mean."""
    told = "\n".join(scene.written(i) for i in scene.telling) if any(m.value in parts for m in vague) else ""
    made = []
    for one in vague:
        found = [name for name in parts.get(one.value, ()) if name in beside and beside[name].search(told)]
        made.append(replace(one, value=found[0]) if len(found) == 1 else one)
    return made


def as_agreed(scene: Scene, techniques: Sequence[Mention], is_nerve: Callable[[Mention], bool]) -> list[Mention]:
    """What the account, before it tells the act, says was agreed on: the same technique at one nerve."""
    done = {t.value for t in techniques}
    first = min((t.sentence for t in techniques), default=0)
    agreed = {
        m.sentence
        for m in scene.mentions
        if m.kind == "technique"
        and m.value in done
        and m.assertion in AHEAD
        and m.sentence < first
        and scene.sentences[m.sentence].tells
    }
    named = [
        m
        for m in scene.mentions
        if m.kind == "target" and m.sentence in agreed and m.assertion in AHEAD and is_nerve(m)
    ]
    return named if len({m.value for m in named}) == 1 else []
