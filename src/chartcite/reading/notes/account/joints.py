"""Injections told by a verb and its object ("the knee was injected", "injected the ... joint"): what lies there makes them another act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import phrase
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_BEFORE = re.compile(r"\s*(?:joint|jt|space)?\s*(?:(?:was|were|is|then|also|today)\s+){0,3}", re.I)
_AFTER = re.compile(r"\s*(?:(?:of|into|in|to|inside|the|her|his|left|right|lt|rt|l|r|both|bilateral)\s+){0,4}", re.I)


class IntoJoints:
    """Tells them with the words and groups of one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab
        inside = alternatives(map(re.escape, vocab.reading_parts.inside_joints))
        self._inside = re.compile(rf"\b(?:{inside})", re.I)
        self._words = {phrase(name) for name in vocab.reading_parts.injecting_words}

    def told(self, scene: Scene, techniques: list[Mention]) -> list[Mention]:
        """The techniques, an injection whose object is a joint as that of a joint, where nothing but joints is named."""
        parts = self._vocab.reading_parts
        targets = [m for m in scene.done if m.kind == "target"]
        if not parts.into_joints or not targets or not all(self._is_joint(m, parts.joint_places) for m in targets):
            return techniques
        given = {g for m in scene.done if m.kind == "agent" for g in self._vocab.agents[m.value].groups}
        named = parts.joint_places if not parts.agents_injected.isdisjoint(given) else parts.joint_names
        objects = [m for m in targets if self._is_joint(m, named)]
        made = {self._vocab.agents[m.value].technique for m in scene.done if m.kind == "agent"}
        into = {
            t.span
            for t in techniques
            if phrase(t.text) in self._words
            and (
                parts.into_joints in made
                or self._inside.search(scene.written(t.sentence))
                or self._has_object(scene.text, t, objects)
            )
        }
        return [replace(t, value=parts.into_joints) if t.span in into else t for t in techniques]

    def _is_joint(self, mention: Mention, groups: frozenset[str]) -> bool:
        return not groups.isdisjoint(self._vocab.targets[mention.value].groups)

    @staticmethod
    def _has_object(text: str, act: Mention, objects: Sequence[Mention]) -> bool:
        return any(
            _BEFORE.fullmatch(text, m.span.end, act.span.start)
            if m.span.end <= act.span.start
            else _AFTER.fullmatch(text, act.span.end, m.span.start)
            for m in objects
        )
