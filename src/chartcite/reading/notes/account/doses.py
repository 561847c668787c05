"""Doses in an account: targets listed with what each was given, and a dose told right below the place that it was given at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.account.scene import Scene

_DOSED = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d+)?\s?(?:[Uu]|[Uu]nits?|IU)\b")
_ENDING = re.compile(r"[^\n\d]{0,40}?(?:\.{2,}|[ \t]{2,}|[:|=–-])[ \t]*\d{1,3}[ \t|]*\r?$")
_ROW = re.compile(
    r"[ \t>*•#-]*(?:\(?\d{1,2}[.)][ \t]*)?(?:(?:[RLrl]t?|[Rr]ight|[Ll]eft|RIGHT|LEFT)\.?[ \t]+)?$"
)  # before the name
_ROW_END = re.compile(
    r"[^\n\d,;:]{0,25}[ \t]\d{1,3}(?:\.\d)?[ \t]?(?:[Uu](?:nits?)?)?[ \t]*(?:\([^()\n]{1,20}\))?[ \t,;]*\r?$"
)
_BELOW = 2  # sentences below a place in which stands its dose


def listed(scene: Scene, named: Sequence[Mention], is_exact: Callable[[str], bool]) -> list[Mention]:
    """Targets beside units of an agent, or before a figure that ends their line: so they stand in a list of what was injected."""
    sentences = {m.sentence for m in named}
    dosed = {i for i in sentences if _DOSED.search(scene.text, *scene.sentences[i].span)}
    dosed |= {m.sentence for m in named if is_exact(m.value) and _ends_in_figure(scene.text, m.span)}
    found = [m for m in named if m.sentence in dosed]
    return [m for m in found if is_exact(m.value)] or found


def _ends_in_figure(text: str, name: Span) -> bool:
    """Whether the line of a name ends in a figure set apart from it, or is nothing but the name and a figure."""
    end = text.find("\n", name.end)
    end = end if end >= 0 else len(text)
    if _ENDING.match(text, name.end, end):
        return True
    before = text[text.rfind("\n", 0, name.start) + 1 : name.start]
    return bool(_ROW.fullmatch(before) and _ROW_END.match(text, name.end, end))


def above(dosing: Collection[int], places: Sequence[Mention]) -> set[int]:
    """The sentence that names a place nearest above each of the dosing ones, a little above at most."""
    named = sorted({m.sentence for m in places})
    found = (next((i for i in reversed(named) if at - _BELOW <= i < at), None) for at in dosing)
    return {i for i in found if i is not None}


def given_on(scene: Scene, dosing: Collection[int], places: Sequence[Mention]) -> set[int]:
    """Sentences that give a place a volume and name nothing else that acts, one after another right behind a dosing one."""
    telling = {m.sentence for m in scene.mentions if m.kind in ("agent", "technique")}
    volumes = {scene.sentence_of(f.span) for f in scene.shown if f.fact == "volume_ml"}
    found: set[int] = set()
    for index in sorted({m.sentence for m in places}):
        if index - 1 in found | set(dosing) and index in volumes and index not in telling:
            found.add(index)
    return found
