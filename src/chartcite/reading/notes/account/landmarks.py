"""Landmarks of the way (muscles, joints, tendons) among the targets, told from what a technique treats in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_BEFORE = 60  # characters before a name in which stands what makes it a place


_BESIDE = re.compile(
    r"\b(?:beside|around|about|next to|alongside|along|onto|adjacent to|surrounding|bathing|encircling|touching|near|by)\s+(?:the\s+)$",
    re.I,
)  # where what is given goes to "the nerve"


class Landmarks:
    """Weighs them with the groups of one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab, self._parts = vocab, vocab.reading_parts
        places = alternatives(map(re.escape, vocab.note_language.place_before))
        self._places = re.compile(
            rf"\b(?:{places})\s+(?:the\s+|both\s+)?(?:\w+\s+){{0,2}}(?:\w+\s+and\s+(?:the\s+)?)?$", re.I
        )

    def groups(self, scene: Scene, named: Sequence[Mention], techniques: Sequence[Mention]) -> set[str]:
        """The groups of the techniques; work of another field counts where the title, or a place in its own sentence, bears it."""
        at = {m.sentence for m in named if self._vocab.is_landmark(m.value)}
        nerves = any(self._vocab.is_nerve(m.value) for m in named)
        found: set[str] = set()
        for technique in techniques:
            own = set(self._vocab.techniques[technique.value].groups)
            borne = scene.sentences[technique.sentence].title or technique.sentence in at
            if not nerves or borne or own.isdisjoint(self._parts.treats_where_told):
                found |= own
        return found

    def less(self, scene: Scene, named: list[Mention], groups: AbstractSet[str]) -> list[Mention]:
        """Without landmarks, where a nerve is named or the technique is done to nerves only.

        An agent that is told to be at "the nerve" is in the muscles only that its own sentences name.
        """
        nerves = [m for m in named if not self._vocab.is_landmark(m.value)]
        if any(not self._vocab.is_vague(m.value) for m in nerves):
            return nerves
        if groups & self._parts.nerve_only:
            return [m for m in named if not self._is_muscle_only(m)] or named
        if any(_BESIDE.search(scene.text, max(0, m.span.start - _BEFORE), m.span.start) for m in nerves):
            return [m for m in named if not self._is_muscle_only(m)]
        if not nerves or groups.isdisjoint(self._parts.agent_made):
            return named
        given = {m.sentence for m in scene.done if m.kind == "agent" and self._destroys(m.value)}
        return [
            m
            for m in named
            if not self._is_muscle_only(m) or (m.sentence in given and not self._is_place(scene.text, m))
        ]

    def _is_place(self, text: str, mention: Mention) -> bool:
        """Whether it is told as a place that something else lies at ("between sartorius and tensor")."""
        return bool(self._places.search(text[max(0, mention.span.start - _BEFORE) : mention.span.start]))

    def _destroys(self, agent: str) -> bool:
        return not self._parts.agents_that_destroy.isdisjoint(self._vocab.agents[agent].groups)

    def _is_muscle_only(self, mention: Mention) -> bool:
        """Landmarks that no technique at hand can treat even when nothing else is named."""
        return self._vocab.is_landmark(mention.value) and self._parts.never_landmarks.isdisjoint(
            self._vocab.targets[mention.value].groups
        )
