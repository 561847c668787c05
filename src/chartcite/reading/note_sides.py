"""Sides in a note: each bound to the target it stands beside; a title and a body that differ contradict each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.domain.language import NoteLanguage
from chartcite.domain.text import Mention, Span
from chartcite.reading.note_scene import Made, Scene

_AFTER = 28  # characters after a side in which stands what it is the side of
_NEAR = 60  # characters a side may stand from its target
_JOINT = re.compile(r"[,;:.\n]")


class Sides:
    """Sides by target, of one vocabulary's words."""

    def __init__(self, language: NoteLanguage) -> None:
        self._positions = re.compile(
            r"\s*(?:" + "|".join(f"(?:{p})" for p in language.positions or ("(?!)",)) + ")", re.I
        )
        self._repeats = TermFinder()
        self._repeats.add("repeat", "repeat", language.repeats)

    def of(self, scene: Scene) -> list[Mention]:
        """Sides of what was done, without those of a position."""
        return [
            m
            for m in scene.done
            if m.kind == "side" and not self._positions.match(scene.text[m.span.end : m.span.end + _AFTER])
        ]

    def by_target(
        self,
        scene: Scene,
        sides: Sequence[Mention],
        repeats: Sequence[Mention],
        targets: Sequence[Mention],
        everything: Sequence[Mention],
        made: Made,
    ) -> dict[str, str | None]:
        """The side of each target: its own in the title, else its own in the account, else what is said of no target."""
        bound: dict[str, dict[bool, dict[str, Mention]]] = {}
        used: set[Span] = set()
        by_sentence: dict[int, list[Mention]] = {}
        for one in sides:
            by_sentence.setdefault(one.sentence, []).append(one)
        for target in targets:
            side = self._beside(scene.text, by_sentence.get(target.sentence, ()), target)
            if side:
                used.add(side.span)
                title = scene.sentences[target.sentence].title
                bound.setdefault(target.value, {}).setdefault(title, {}).setdefault(side.value, side)
        named = {t.sentence for t in everything}
        loose = [s for s in sides if s.sentence not in named]
        repeated = [s for s in repeats if s.span not in used]
        return {
            t: self._settled(scene, bound.get(t, {}), loose, repeated, made)
            for t in dict.fromkeys(m.value for m in targets)
        }

    def whole(self, scene: Scene, sides: Sequence[Mention]) -> str | None:
        """The side of a note whose procedure has no target of its own."""
        return _joined({s.value for s in sides if scene.sentences[s.sentence].title} or {s.value for s in sides})

    @staticmethod
    def _beside(text: str, sides: Sequence[Mention], target: Mention) -> Mention | None:
        """The side of a target in its sentence: the nearest before it, unless one stands closer right after it."""
        before = [s for s in sides if s.span.end <= target.span.start]
        inside = [s for s in sides if target.span.start <= s.span.start < target.span.end]
        after = [s for s in sides if s.span.start >= target.span.end]
        if inside:
            return inside[0]
        nearest = before[-1] if before else None
        following = after[0] if after else None
        if nearest is None or following is None:
            return nearest or following
        gap_before, gap_after = text[nearest.span.end : target.span.start], text[target.span.end : following.span.start]
        closer = len(gap_after) <= 4 and len(gap_before) > 4 and bool(_JOINT.search(gap_before))
        return following if closer or (len(gap_before) > _NEAR and len(gap_after) < _NEAR) else nearest

    def repeated(self, scene: Scene, sides: Sequence[Mention]) -> list[Mention]:
        """Sides in sentences that carry the procedure over to another side."""
        carrying = {
            index
            for index in {s.sentence for s in sides}
            if self._repeats.find(words_of(scene.text[slice(*scene.sentences[index].span)]))
        }
        return [s for s in sides if s.sentence in carrying]

    @staticmethod
    def _settled(
        scene: Scene,
        own: dict[bool, dict[str, Mention]],
        loose: Sequence[Mention],
        repeated: Sequence[Mention],
        made: Made,
    ) -> str | None:
        loose_title = {s.value: s for s in loose if scene.sentences[s.sentence].title}
        loose_body = {s.value: s for s in loose if not scene.sentences[s.sentence].title}
        title = own.get(True) or loose_title
        body = own.get(False, {})
        if not title:
            return _joined((set(body) | {s.value for s in repeated}) if body else set(loose_body))
        along = {s.value for s in repeated if scene.sentences[s.sentence].title}
        side = _joined(set(title) | along)
        if side in ("left", "right") and body and side not in body and "both" not in body:
            made.flags.add("contradictory-side")
            spans = {next(iter(title.values())).span, next(iter(body.values())).span}
            made.conflicts["side"] = tuple(sorted(spans))
            return None
        return side


def _joined(values: set[str]) -> str | None:
    """One side, both, or none."""
    return "both" if "both" in values or len(values) > 1 else next(iter(values), None)
