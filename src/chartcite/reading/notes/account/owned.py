"""Targets that are none of their own: part of the nerve beside them ("end-neuroma of the ... nerve"), given up, or left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_BETWEEN = re.compile(
    r"[ '’s-]{0,4}|\s*(?:nn?\.|stump|end|bulb|,)?\s*(?:of|on|in|at|from)?\s*(?:the|his|her)?\s*(?:(?:left|right|lt|rt|l|r)\s+)?",
    re.I,
)
_THOSE = re.compile(r"\s*(?:these|those|they|all (?:of )?(?:these|those|them)|each of these)\b", re.I)
_NAMED_ABOVE = 2  # sentences above such a word in which stands what it means


class Owned:
    """Tells them by the groups of the vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab
        self._groups = vocab.reading_parts.of_a_nerve

    def less(self, scene: Scene, named: list[Mention]) -> list[Mention]:
        """Without those, where the nerve is left; the name of a condition tells whose they are too."""
        owned = {m.value for m in named if not self._groups.isdisjoint(self._vocab.targets[m.value].groups)}
        if not owned:
            return named
        of_one: set[str] = set()
        left = {m.value for m in named}
        for one, other in pairwise(m for m in scene.done if m.kind == "target" and m.value in left):
            whole = [m for m in (one, other) if m.value not in owned]
            beside = _BETWEEN.fullmatch(scene.text[one.span.end : other.span.start])
            if len(whole) == 1 and beside and self._vocab.is_nerve(whole[0].value):
                of_one |= {one.value, other.value} & owned
        return [m for m in named if m.value not in of_one]


def less_stopped(scene: Scene, head: Sequence[Mention], joined: list[Mention]) -> list[Mention]:
    """Without targets of the account that it tells only as given up, in no sentence of a lesion, where those of the title were lesioned."""
    lesioned = {scene.sentence_of(figure.span) for figure in scene.lesions}
    if not any(m.sentence in lesioned for m in head):
        return joined
    going = {m.value for m in joined if m.sentence in lesioned or not m.assertion.startswith("aborted")}
    return [m for m in joined if m.value in going | {h.value for h in head}]


def meant_by_those(scene: Scene) -> frozenset[int]:
    """Sentences whose targets the next one says to have been left alone ("These were kept away from")."""
    acting = {m.sentence for m in scene.done if m.kind in ("technique", "agent")}
    naming = {m.sentence for m in scene.mentions if m.kind == "target"}
    found: set[int] = set()
    for index in scene.telling:
        sentence = scene.sentences[index]
        if index in naming or not _THOSE.match(scene.text, sentence.span.start):
            continue
        if any(c.assertion == "denied" for c in sentence.cues):
            for above in range(index - 1, max(-1, index - 1 - _NAMED_ABOVE), -1):
                if above in acting or above not in naming:
                    break
                found.add(above)
    return frozenset(found)
