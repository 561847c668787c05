"""Which sentences of an account act on the targets that they name: by a technique, an agent, a lesion or a list."""

from __future__ import annotations

import re
from itertools import pairwise

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import words_of
from chartcite.domain.text import Mention
from chartcite.reading.notes.account import doses
from chartcite.reading.notes.account.scene import Scene

_NERVES = "nerves"  # how a target is told that names nerves by their levels
_STEPS_BACK = 8  # sentences between a place and its lesion, with stimulation and numbing told between them
_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-h])[.)]|[-*•#])\s*(?=\w)")  # what opens an item of a list


class Acting:
    """What acts, by the words of one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab
        self._repeats = TermFinder()
        self._repeats.add("repeat", "repeat", vocab.note_language.repeats)

    def those(self, scene: Scene, body: list[Mention], *, strong: bool) -> list[Mention]:
        """Targets in a sentence that also tells of a technique or agent."""
        acting = {m.sentence for m in scene.done if self.acts(m, strong=strong)}
        lesioned = {at for figure in scene.lesions if (at := scene.sentence_of(figure.span)) is not None}
        leveled = self._vocab.targets
        named = sorted(
            {m.sentence for m in body if self._vocab.is_exact(m.value) or leveled[m.value].levels == _NERVES}
        )
        for above, at in pairwise((-1, *sorted(lesioned))):
            acting |= {i for i in named if max(above, at - _STEPS_BACK - 1) < i < at}
        acting |= lesioned
        dosing = {m.sentence for m in scene.done if m.kind == "agent" and self.acts(m, strong=True)}
        nerves = [m for m in body if self._vocab.is_exact(m.value) and not self._vocab.is_landmark(m.value)]
        if not strong and not dosing.isdisjoint(named):
            acting -= self._numbed_only(scene)
        giving = dosing if strong or dosing else {m.sentence for m in scene.done if m.kind == "agent"}
        acting |= doses.above(dosing - set(named), nerves) | doses.given_on(scene, giving, nerves)
        acting |= {i for i in named if not acting.isdisjoint(range(i - _STEPS_BACK, i)) and self._carries(scene, i)}
        for above, below in reversed(list(pairwise(named))):
            if below in acting and below - above == 1 and self._are_listed(scene, above, below):
                acting.add(above)  # what is done to the last of a list is done to all of it
        return [m for m in body if m.sentence in acting]

    def _numbed_only(self, scene: Scene) -> set[int]:
        """Sentences in which milder agents alone act."""
        mild = self._vocab.reading_parts.agents_mild
        agents = [m for m in scene.done if m.kind == "agent"]
        acting = {m.sentence for m in scene.done if m.kind == "technique"}
        acting |= {m.sentence for m in agents if mild.isdisjoint(self._vocab.agents[m.value].groups)}
        return {m.sentence for m in agents} - acting

    def _carries(self, scene: Scene, index: int) -> bool:
        """Whether a sentence says that the same was done there."""
        sentence = scene.sentences[index]
        words = words_of(scene.text[slice(*sentence.span)])
        places = [sentence.span.start + words[hit.first].start for hit in self._repeats.find(words)]
        return any(not any(c.reach.has(place) for c in sentence.cues) for place in places)

    @staticmethod
    def _are_listed(scene: Scene, *sentences: int) -> bool:
        """Whether they are items of a list on lines of their own."""
        return all(_ITEM.match(scene.text, scene.sentences[i].span.start) for i in sentences)

    def acts(self, mention: Mention, *, strong: bool) -> bool:
        """Whether a technique or agent shows that what is named beside it was treated; `strong`: a destroying one."""
        if mention.kind == "agent":
            groups = self._vocab.agents[mention.value].groups
            parts = self._vocab.reading_parts
            return not parts.agents_acting.isdisjoint(groups) or (
                not strong and parts.agents_shown_only.isdisjoint(groups)
            )
        if mention.kind != "technique":
            return False
        return not strong or self._vocab.treats(mention.value)
