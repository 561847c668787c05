"""The targets of a note: what was treated, without conditions, landmarks and responses that bear a target's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import phrase, words_of
from chartcite.domain.assertion import GONE
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.account import doses
from chartcite.reading.notes.account.acting import Acting
from chartcite.reading.notes.account.agreed import (
    as_agreed,
    as_known,
    as_offered,
    by_companion,
    by_place,
    companions_of,
    of_condition,
    parts_of,
)
from chartcite.reading.notes.account.borne import TitleTargets
from chartcite.reading.notes.account.directions import Directions
from chartcite.reading.notes.account.landmarks import Landmarks
from chartcite.reading.notes.account.names import TargetNames
from chartcite.reading.notes.account.owned import Owned, less_stopped, meant_by_those
from chartcite.reading.notes.account.postposed import Postposed
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.text.places import apart, at_place
from chartcite.reading.text.procedures import Grouper

_BEFORE = 60  # characters before a target in which stands "neuralgia of"
_APPOSED = re.compile(r"\s*[,(]\s*(?:(?:the|its)\s+)?(?:(?!and\b|or\b|plus\b|then\b|with\b|left\b|right\b)[a-z]+\s+)?")
_AND = re.compile(r"\s(?:and|&|\+|plus)\s", re.I)
_PHRASE = re.compile(r"[,;:.()\n]")
_PLANS = frozenset({"planned_procedure", "intended"})  # the section and the assertion of what was planned
_SIDE_BESIDE = 3  # characters between a target and its own side


class NoteTargets:
    """Targets of one vocabulary."""

    def __init__(self, vocab: Vocabularies, grouper: Grouper) -> None:
        self._vocab, self._grouper = vocab, grouper
        places = alternatives(map(re.escape, vocab.note_language.place_before))
        self._place_of = re.compile(rf"\b(?:{places})\s+(?:the\s+|his\s+|her\s+)?(?:\w+\s+)?$", re.I)
        places = alternatives(map(re.escape, vocab.note_language.place_names))
        self._place_name = re.compile(rf"(?:{places})\b", re.I)
        self._names = TargetNames(vocab)
        self._owned = Owned(vocab)
        self._directions = Directions.all_of(vocab)
        self._title = TitleTargets(vocab, grouper)
        self._acting = Acting(vocab)
        self._branches = {word for name in vocab.reading_parts.branch_words for word in phrase(name)}
        self._postposed = Postposed(vocab)
        self._companions = companions_of(vocab.targets.values())
        self._open_names = parts_of(vocab.targets.values())
        self._steps_alone = {phrase(name) for name in vocab.reading_parts.steps_alone}
        self._at_landmarks = Landmarks(vocab)

    def of(self, scene: Scene, techniques: Sequence[Mention], made: Made) -> list[Mention]:
        """Every mention of what was treated, at each of its places; `made` is told where the title names something else."""
        conditions = apart([m.span for m in scene.done if m.kind == "indication"])
        named = self._names.less_bones(scene, self._names.treated(scene))
        for directions in self._directions:
            named = directions.less_others(scene, named)
        known = self._less_conditions(scene, named, conditions)
        things = [] if any(not self._vocab.is_vague(m.value) for m in known) else self._at_agents(scene, named)
        named = [*known, *(m for m in things if m not in known and (not known or self._names.is_thing(m)))]
        named = self._less_denied(scene, self._less_whole(scene.text, named))
        named = self._owned.less(scene, self._less_places(scene.text, named))
        groups = self._at_landmarks.groups(scene, named, techniques)
        treats = bool(groups & self._vocab.reading_parts.treats_landmarks)
        if not treats:
            named = self._at_landmarks.less(scene, named, groups)
            strong = any(self._vocab.treats(t.value) for t in techniques)
            body = [m for m in named if not scene.sentences[m.sentence].title]
            named = self._title.borne(scene, named, self._acting.those(scene, body, strong=strong), made)
        dosed = doses.listed(scene, named, self._vocab.is_exact) if treats else []
        ids = {m.value for m in (*self._treated(scene, named), *dosed)}
        return self._made_exact(scene, [m for m in named if m.value in ids] or self._as_planned(scene, techniques))

    def _at_agents(self, scene: Scene, named: list[Mention]) -> list[Mention]:
        """Those told in the name of a condition, where an agent that destroys is told in the same sentence and no other is named."""
        acting = {m.sentence for m in scene.done if m.kind == "agent" and self._acting.acts(m, strong=True)}
        given = {m.sentence for m in scene.done if m.kind == "agent" and self._acting.acts(m, strong=False)}
        return [m for m in named if m.sentence in acting or (m.sentence in given and self._names.is_thing(m))]

    def _as_planned(self, scene: Scene, techniques: Sequence[Mention]) -> list[Mention]:
        """What the heading of the plan names, where the account names no target of its own."""
        made_for = ((m, self._vocab.devices[m.value].target) for m in scene.done if m.kind == "device")
        if used := [replace(m, kind="target", value=target) for m, target in made_for if target]:
            return used
        planned = [m for m in scene.mentions if m.kind == "target" and _PLANS & {m.section, m.assertion}]
        return self._exact(planned) if planned else as_agreed(scene, techniques, self._is_exact_nerve)

    def _made_exact(self, scene: Scene, found: list[Mention]) -> list[Mention]:
        """A less exact word of the account as the one exact name that the rest of the note has for it."""
        if found and all(self._vocab.is_vague(m.value) for m in found):
            nerve = self._is_exact_nerve
            found = (
                as_offered(scene, found, nerve)
                or as_known(scene, found, nerve)
                or of_condition(scene, found, nerve)
                or by_companion(scene, found, self._companions)
                or found
            )
        found = by_place(scene, found, self._open_names, self._companions)
        made = []
        found = [self._postposed.of(scene, m) for m in found]
        for mention in found:
            wide = set(self._vocab.targets[mention.value].yields_to)
            exact = (
                {
                    m.value
                    for m in scene.mentions
                    if m.kind == "target"
                    and m.assertion not in GONE
                    and wide.intersection(self._vocab.targets[m.value].groups)
                }
                if wide
                else set()
            )
            made.append(replace(mention, value=exact.pop()) if len(exact) == 1 else mention)
        return made

    def _is_exact_nerve(self, mention: Mention) -> bool:
        """Whether it names one structure and no landmark of the way."""
        return self._vocab.is_exact(mention.value) and not self._vocab.is_landmark(mention.value)

    def _less_places(self, text: str, named: list[Mention]) -> list[Mention]:
        """Without targets told only as the place of another ("medial to the ... nerve"), where another is left."""
        placed = {
            m.span
            for m in named
            if self._place_name.match(text, m.span.start)
            or self._place_of.search(text[max(0, m.span.start - _BEFORE) : m.span.start])
        }
        told = {m.value for m in named if m.span not in placed}
        exact = any(
            self._bears_levels(name) or (self._vocab.is_exact(name) and not self._is_region(name)) for name in told
        )
        return [m for m in named if m.value in told] if exact else named

    def _bears_levels(self, target: str) -> bool:
        return self._vocab.targets[target].levels != "none"

    def _is_region(self, target: str) -> bool:
        return self._vocab.is_vague(target) or self._vocab.is_landmark(target)

    def _less_conditions(self, scene: Scene, named: list[Mention], conditions: Sequence[Span]) -> list[Mention]:
        """Without targets in the name of a condition, unless a less exact word for the same thing is all that is left, or it is a thing acted on."""
        acting = {m.sentence for m in scene.done if self._acting.acts(m, strong=False)}
        acted = {m.span for m in named if m.sentence in acting and self._names.is_object(scene.text, m)}
        left = [m for m in named if m.span in acted or not at_place(conditions, m.span)]
        wide = {group for m in left for group in self._vocab.targets[m.value].yields_to}
        kept = {m.span for m in left}
        return [m for m in named if m.span in kept or not wide.isdisjoint(self._vocab.targets[m.value].groups)]

    def _less_whole(self, text: str, named: list[Mention]) -> list[Mention]:
        """Without the nerve right after which, past a comma or bracket, a branch with a name of its own is named."""
        whole = {
            (one.value, one.span.end)
            for one, other in pairwise(named)
            if one.value != other.value
            and not self._vocab.is_vague(other.value)
            and _APPOSED.fullmatch(text[one.span.end : other.span.start])
            and self._is_branch(_PHRASE.split(text[other.span.start :][:_BEFORE])[0])
            and not self._is_branch(one.text)
            and not self._are_siblings(text, one, other)
        }
        return [m for m in named if (m.value, m.span.end) not in whole]

    def _are_siblings(self, text: str, one: Mention, other: Mention) -> bool:
        """Whether both are items of a list whose last word all share ("superior, medial and inferior ... branches")."""
        below = _PHRASE.split(text[other.span.start :][:_BEFORE])[0]
        groups = (self._vocab.targets[m.value].groups[:1] for m in (one, other))
        return bool(_AND.search(below)) and len(set(map(tuple, groups))) == 1

    def _is_branch(self, name: str) -> bool:
        return not self._branches.isdisjoint(word.norm for word in words_of(name))

    @staticmethod
    def _less_denied(scene: Scene, named: list[Mention]) -> list[Mention]:
        """Without targets of the title that the account says were not treated, and nowhere says that they were."""
        gone = [m for m in scene.mentions if m.kind in ("target", "side") and m.assertion in GONE]
        named_sides = {(m.value, _side_of(m, scene.done)) for m in named}
        denied = {
            m.value
            for m in gone
            if m.kind == "target"
            and scene.sentences[m.sentence].tells
            and not _is_elsewhere(_side_of(m, gone), {side for name, side in named_sides if name == m.value})
        }
        acting = {scene.sentence_of(f.span) for f in scene.lesions}
        acting |= {m.sentence for m in scene.done if m.kind in ("technique", "agent")}
        body = {(m.value, m.sentence in acting) for m in named if not scene.sentences[m.sentence].title}
        treated = {name for name, acts in body if acts} or {name for name, _ in body}
        title = {m.value for m in named if scene.sentences[m.sentence].title}
        above = meant_by_those(scene) if title else frozenset()
        return [m for m in named if m.value not in denied - treated and (m.value in title or m.sentence not in above)]

    def _treated(self, scene: Scene, named: list[Mention]) -> list[Mention]:
        """Targets of the title, and of the account those of the same family or beside what was done."""
        title = [m for m in named if scene.sentences[m.sentence].title]
        body = [m for m in named if not scene.sentences[m.sentence].title]
        head = self._grouper.targets(title)
        if not head or all(self._vocab.is_vague(m.value) for m in head):
            found = self._exact([*head, *self._acting.those(scene, body, strong=False)])
            return found if any(self._vocab.is_exact(m.value) for m in found) else self._exact([*head, *body])
        ids = [m.value for m in head]
        families = {self._grouper.family(i, ids) for i in ids}
        joined = [m for m in body if self._grouper.family(m.value, ids) in families or self._is_of(m.value, ids)]
        joined = less_stopped(scene, head, joined)
        strong = [m for m in self._acting.those(scene, body, strong=True) if not self._vocab.is_vague(m.value)]
        apart = self._blocked(scene, body) if all(self._vocab.is_landmark(m.value) for m in head) else []
        return self._exact([*head, *joined, *strong, *apart])

    def _blocked(self, scene: Scene, body: list[Mention]) -> list[Mention]:
        """Nerves of a step that is a procedure of its own beside what was done elsewhere ("... and a block of the ... nerve")."""
        steps = {m.sentence for m in scene.done if m.kind == "technique" and phrase(m.text) in self._steps_alone}
        return [
            m
            for m in body
            if m.sentence in steps and not self._vocab.is_landmark(m.value) and self._vocab.is_exact(m.value)
        ]

    def _is_of(self, target: str, named: Sequence[str]) -> bool:
        """Whether it is a more exact name of one of these."""
        return bool(self._vocab.expand("target", target) & set(named))

    def _exact(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Without less exact names of what is named; one that bears levels stays, as its levels may be others."""
        exact = self._grouper.targets(mentions)
        have = {m.value for m in exact}
        wide = {m.value: m for m in mentions if m.kind == "target" and self._vocab.targets[m.value].levels != "none"}
        kept = [*exact, *(m for name, m in wide.items() if name not in have)] if have else exact
        families = {group for m in kept for group in self._vocab.targets[m.value].groups}
        kept = [m for m in kept if families.isdisjoint(self._vocab.targets[m.value].yields_to)]
        areas = {self._vocab.targets[m.value].area for m in kept if self._vocab.is_exact(m.value)}
        return [
            m
            for m in kept
            if self._vocab.reading_parts.whole_areas.isdisjoint(self._vocab.targets[m.value].groups)
            or self._vocab.targets[m.value].area not in areas
        ]


def _side_of(target: Mention, mentions: Sequence[Mention]) -> str | None:
    """The side told right beside a target, within the same sentence."""
    beside = [
        m
        for m in mentions
        if m.kind == "side"
        and m.sentence == target.sentence
        and max(target.span.start - m.span.end, m.span.start - target.span.end) <= _SIDE_BESIDE
    ]
    return beside[0].value if len({m.value for m in beside}) == 1 else None


def _is_elsewhere(side: str | None, sides: AbstractSet[str | None]) -> bool:
    """Whether what is told of one side says nothing of a target that is named with another."""
    return side is not None and bool(sides) and None not in sides and sides.isdisjoint({side, "both"})
