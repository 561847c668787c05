"""Anaesthetics and steroids of a note: those that numb the way of a needle, and those that went into the fluid beside a nerve."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_WAY = 60  # characters before an agent in which stands what it numbs


class MildAgents:
    """Weighs them with one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab
        told = vocab.note_language.numbed_before, vocab.note_language.numbed_after
        self._numbed = [re.compile(alternatives(patterns), re.I) for patterns in told]

    def numbs(self, scene: Scene, mention: Mention) -> bool:
        """Whether it is an anaesthetic told as given to the skin or the way of the needle alone."""
        if mention.kind != "agent" or not self._is_mild(mention):
            return False
        sentence = scene.sentences[mention.sentence].span
        before, after = self._numbed
        return bool(
            before.search(scene.text[max(sentence.start, mention.span.start - _WAY) : mention.span.start])
            or after.match(scene.text, mention.span.end, sentence.end)
        )

    def _is_mild(self, mention: Mention) -> bool:
        return not self._vocab.reading_parts.agents_mild.isdisjoint(self._vocab.agents[mention.value].groups)

    def mixed(self, technique: Mention, body: Sequence[Mention]) -> Mention:
        """A fluid that parts tissue, as the injection of the anaesthetic or steroid that went with it."""
        if self._vocab.reading_parts.mixed_with_mild.isdisjoint(self._vocab.techniques[technique.value].groups):
            return technique
        made = (self._vocab.agents[m.value].technique for m in body if m.kind == "agent" and self._is_mild(m))
        return replace(technique, value=next((name for name in made if name), technique.value))
