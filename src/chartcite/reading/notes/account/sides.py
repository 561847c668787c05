"""Sides in a note: each bound to the target it stands beside; a title and a body that differ contradict each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import words_of
from chartcite.domain.assertion import DONE
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.account.scene import Made, Part, Scene
from chartcite.reading.notes.account.sides_given import each_given

CONTRADICTORY = "contradictory-side"
"""The flag of a procedure whose title and account exclude each other in their sides."""
_BOTH = "both"
_INTENDED = "intended"  # said of what was planned for this very session
_AFTER = 28  # characters after a side in which stands what it is the side of
_OF_CONDITION = 30  # characters between a side and the condition that it is the side of
_NEAR = 60  # characters a side may stand from its target
_SAME = re.compile(r"\b(?:same|repeat\w*|likewise|again|identical\w*|similarly|equally|ditto|mirror\w*)\b[^.;]*$", re.I)
_SAID_SAME = re.compile(r"\b(?:same|likewise|identical\w*|similarly|ditto|mirror\w*)\b", re.I)
_JOINT = re.compile(r"[,;:.\n]")
_TICK = re.compile(r"(?:\[[xX✓✔]\]|\([xX✓✔]\)|[☒☑✓✔])\s*$")
_TICK_BEFORE = 5


class Sides:
    """Sides by target, of one vocabulary's words."""

    def __init__(self, vocab: Vocabularies) -> None:
        language = vocab.note_language
        rows = vocab.targets
        self._regions = {
            row.id: row.regions or (rows[row.parent].regions if row.parent and row.parent in rows else ())
            for row in rows.values()
        }
        self._positions = re.compile(r"\s*(?:" + alternatives(language.positions) + ")", re.I)
        before = alternatives(language.positions_before)
        self._equipment = re.compile(rf"(?:{before})[^.;:,\n]{{0,25}}$", re.I)
        self._session = re.compile(alternatives(language.sessions), re.I)
        self._repeats = TermFinder()
        self._repeats.add("repeat", "repeat", language.repeats)

    def of(self, scene: Scene) -> list[Mention]:
        """Sides of what was done, without those of a position."""
        told = [m for m in scene.done if m.kind == "side" and not self._is_position(scene.text, m.span)]
        named = [m for m in scene.done if m.kind in ("indication", "target")]
        acts = [m for m in told if not self._is_of_condition(scene, m, named)]
        return acts or told

    def _is_position(self, text: str, side: Span) -> bool:
        """Whether it is the side of a position, of equipment, or no side at all."""
        before = text[max(0, side.start - _NEAR) : side.start]
        return bool(self._positions.match(text, side.end, side.end + _AFTER) or self._equipment.search(before))

    @staticmethod
    def _is_of_condition(scene: Scene, side: Mention, named: Sequence[Mention]) -> bool:
        """Whether what is named right after it is a condition ("bilateral knee arthritis"), outside a title."""
        after = [m for m in named if m.sentence == side.sentence and m.span.start >= side.span.end]
        ends = [m.span.end for m in after if m.kind == "target"]
        first = min(after, key=lambda m: (m.span.start, -m.span.end), default=None)
        if first is not None and first.kind == "target":  # "bilateral knee arthritis": the part, then the condition
            first = next((m for m in after if m.kind == "indication" and m.span.start - min(ends) in (0, 1)), first)
        if first is None or first.kind == "target" or scene.sentences[side.sentence].title:
            return False
        between = scene.text[side.span.end : first.span.start]
        return len(between) <= _OF_CONDITION and not _JOINT.search(between)

    def of_session(self, scene: Scene, sides: Sequence[Mention]) -> str | None:
        """The one side that the note says is treated in this session ("today is the left")."""
        named = {m.value for m in sides if self._session.search(scene.text[slice(*scene.sentences[m.sentence].span)])}
        return next(iter(named)) if len(named) == 1 and named != {"both"} else None

    def by_target(
        self,
        scene: Scene,
        sided: tuple[Sequence[Mention], Sequence[Mention]],
        part: Part,
        everything: Sequence[Mention],
        made: Made,
    ) -> dict[str, str | None]:
        """The side of each target of a part: its own in the title, else in the account, else what is said of no target.

        `sided`: all sides, and those that repeat the procedure. A title and an account that exclude each other leave none.
        """
        sides, repeats = sided
        bound, held = self._bound(scene, part, sides, everything)
        named = {t.sentence for t in everything}
        loose = [s for s in sides if s.sentence not in named]
        if "temperature_c" in part.numbers:  # heat that is told below another act's title is not on the side of that
            loose = [s for s in loose if not _is_of_agent(scene, s.sentence)] or _ticked(scene) or loose
        names = dict.fromkeys(m.value for m in part.targets)
        session = self.of_session(scene, sides)
        if session is None and (against := self._contradiction(scene, held, loose)):
            _contradicted(part, made, against)
            return dict.fromkeys(names)
        used = {one.span for one in held}
        elsewhere = named - {m.sentence for m in part.targets}  # "then the right knee joint was injected"
        repeated = [s for s in repeats if s.span not in used and s.sentence not in elsewhere]
        made_of: dict[str, str | None] = {}
        for name in names:
            own_sides = bound.get(name, {})
            made_of[name] = self._of_one(session, own_sides)
            if made_of[name] is None:
                told = self._settled(scene, own_sides, loose, repeated, part, made)
                made_of[name] = told if sides else self._of_condition(scene, name)
        return self._narrowed(scene, made_of, sides, held, made)

    def _bound(
        self, scene: Scene, part: Part, sides: Sequence[Mention], everything: Sequence[Mention]
    ) -> tuple[dict[str, dict[bool, dict[str, Mention]]], list[Mention]]:
        """The sides beside each target of a part, in a title or not, the first of each; and all of them."""
        bound: dict[str, dict[bool, dict[str, Mention]]] = {}
        held: list[Mention] = []
        by_sentence: dict[int, list[Mention]] = {}
        for one in sides:
            by_sentence.setdefault(one.sentence, []).append(one)
        for target in part.targets:
            own = by_sentence.get(target.sentence, ())
            side = self._beside(scene.text, own, target)
            others = [m for m in everything if m.sentence == target.sentence and m.value != target.value]
            for one in ([side] if side else []) + self._also(scene.text, own, target, others):
                held.append(one)
                title = scene.sentences[target.sentence].title
                bound.setdefault(target.value, {}).setdefault(title, {}).setdefault(one.value, one)
        return bound, held

    @staticmethod
    def _contradiction(
        scene: Scene, held: Sequence[Mention], loose: Sequence[Mention]
    ) -> tuple[Mention, Mention] | None:
        """The one side of the title and another that the account gives instead: where it acts, at the targets, or at their region."""
        titles = {i for i, sentence in enumerate(scene.sentences) if sentence.title}
        title = [s for s in held if s.sentence in titles] or [s for s in loose if s.sentence in titles]
        told = {s.value for s in title}
        if len(told) != 1 or _BOTH in told:
            return None
        body = [s for s in held if s.sentence not in titles]
        acting = {scene.sentence_of(f.span) for f in scene.lesions} | {
            m.sentence for m in scene.done if m.kind == "agent"
        }
        starts = {m.span.start for m in scene.done if m.kind == "target"}
        spare = [s for s in loose if s.sentence not in titles]
        elsewhere = {m.value for m in scene.done if m.kind == "side" and m.sentence not in titles}
        region = spare if elsewhere.isdisjoint(told) and any(s.span.end + 1 in starts for s in spare) else []
        decisive = [s for s in body if s.sentence in acting] or body or region
        if not decisive or not {s.value for s in decisive}.isdisjoint({*told, _BOTH}):
            return None
        return title[0], decisive[0]

    def _narrowed(
        self,
        scene: Scene,
        made_of: dict[str, str | None],
        sides: Sequence[Mention],
        held: Sequence[Mention],
        made: Made,
    ) -> dict[str, str | None]:
        """The one side that the account tells where only the title says both, and nothing carries the account over."""
        body = {s.value for s in sides if not scene.sentences[s.sentence].title}
        if set(made_of.values()) != {_BOTH} or len(body) != 1 or _BOTH in body:
            return made_of
        told = [s for s in held if s.value in body and not scene.sentences[s.sentence].title]
        title = [s for s in sides if s.value == _BOTH]
        if (
            not told
            or not title
            or any(self._repeats_in(scene, i) for i in scene.telling if not scene.sentences[i].title)
        ):
            return made_of
        made.flags.add("contradictory-title")
        made.conflicts.setdefault("title", tuple(sorted({title[0].span, told[0].span})))
        return dict.fromkeys(made_of, told[0].value)

    def _repeats_in(self, scene: Scene, index: int) -> bool:
        """Whether a sentence carries the procedure over to another side."""
        return bool(self._repeats.find(words_of(scene.text[slice(*scene.sentences[index].span)])))

    def _of_condition(self, scene: Scene, target: str) -> str | None:
        """Where the account has no side at all: the one at which the rest of the note places the same target today."""
        meant = (target, *self._regions.get(target, ()))
        places = [m for m in scene.mentions if m.kind == "target" and m.value in meant and _is_own(scene, m)]
        around: dict[int, list[Mention]] = {}
        for one in scene.mentions:
            if one.kind == "side" and _is_own(scene, one):
                around.setdefault(one.sentence, []).append(one)
        found = [side for m in places if (side := self._beside(scene.text, around.get(m.sentence, ()), m))]
        values = {side.value for side in found}
        return next(iter(values)) if len(values) == 1 else None

    @staticmethod
    def _of_one(session: str | None, own: dict[bool, dict[str, Mention]]) -> str | None:
        """The side of the session, where the account names no other and the title no other single one."""
        body, title = set(own.get(False, {})), set(own.get(True, {}))
        return session if body <= {session} and (title <= {session, "both"}) else None

    def whole(self, scene: Scene, sides: Sequence[Mention]) -> str | None:
        """The side of a note whose procedure has no target of its own."""
        return _joined({s.value for s in sides if scene.sentences[s.sentence].title} or {s.value for s in sides})

    @staticmethod
    def _beside(text: str, sides: Sequence[Mention], target: Mention) -> Mention | None:
        """The side of a target in its sentence: the nearest before it, unless one stands closer right after it."""
        before = [s for s in sides if s.span.end <= target.span.start]
        inside = [s for s in sides if target.span.has(s.span.start)]
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

    @staticmethod
    def _also(text: str, sides: Sequence[Mention], target: Mention, others: Sequence[Mention]) -> list[Mention]:
        """Sides after a target, before another is named, to which the same is said to be done ("... and the same on the left")."""
        following = min((m.span.start for m in others if m.span.start >= target.span.end), default=len(text))
        given = each_given(text, [s for s in sides if target.span.end <= s.span.start < following], target.span.end)
        if given:
            return given
        return [
            s
            for s in sides
            if target.span.end <= s.span.start < following
            and _SAME.search(text[max(target.span.end, s.span.start - _NEAR) : s.span.start])
            and not (following < len(text) and following - s.span.end <= 2)
        ]

    def repeated(self, scene: Scene, sides: Sequence[Mention]) -> list[Mention]:
        """Sides in sentences that carry the procedure over to another side."""
        carrying = {index for index in {s.sentence for s in sides} if self._repeats_in(scene, index)}
        return [s for s in sides if s.sentence in carrying]

    @staticmethod
    def _settled(
        scene: Scene,
        own: dict[bool, dict[str, Mention]],
        loose: Sequence[Mention],
        repeated: Sequence[Mention],
        part: Part,
        made: Made,
    ) -> str | None:
        loose_title = {s.value: s for s in loose if scene.sentences[s.sentence].title}
        loose_body = {s.value: s for s in loose if not scene.sentences[s.sentence].title}
        title = own.get(True) or loose_title
        body = own.get(False, {})
        if not title:
            return _joined((set(body) | {s.value for s in repeated}) if body else set(loose_body))
        stands = not any(scene.sentences[s.sentence].section.title for s in title.values())  # a first line for a title
        along = {
            s.value
            for s in repeated
            if scene.sentences[s.sentence].title or (stands and _SAID_SAME.search(scene.written(s.sentence)))
        }
        side = _joined(set(title) | along)
        if side in ("left", "right") and body and side not in body and "both" not in body:
            _contradicted(part, made, (next(iter(title.values())), next(iter(body.values()))))
            return None
        return side


def _is_of_agent(scene: Scene, index: int) -> bool:
    """Whether a title names what was given and no technique beside it."""
    kinds = {m.kind for m in scene.done if m.sentence == index} if scene.sentences[index].title else set()
    return "agent" in kinds and "technique" not in kinds


def _ticked(scene: Scene) -> list[Mention]:
    """Sides whose box is ticked, under whatever heading of today they stand."""
    sides = [m for m in scene.mentions if m.kind == "side" and m.assertion in DONE]
    return [m for m in sides if _TICK.search(scene.text, max(0, m.span.start - _TICK_BEFORE), m.span.start)]


def _contradicted(part: Part, made: Made, sides: tuple[Mention, Mention]) -> None:
    """Mark a part as told on two sides that exclude each other, and show where."""
    part.flags.add(CONTRADICTORY)
    made.conflicts["side"] = tuple(sorted({s.span for s in sides}))


def _is_own(scene: Scene, mention: Mention) -> bool:
    """Whether nothing but the heading above it turns what is said of it, or it was meant for this session."""
    sentence = scene.sentences[mention.sentence]
    if mention.assertion == _INTENDED:
        return True
    return mention.assertion == sentence.section.assertion and not sentence.cues


def _joined(values: set[str]) -> str | None:
    """One side, both, or none."""
    return "both" if "both" in values or len(values) > 1 else next(iter(values), None)
