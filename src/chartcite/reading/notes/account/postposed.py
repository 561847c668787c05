"""What makes a name exact: a word told after it ("occipital nerve blocks, greater only"), or the area of a name that several share."""

from __future__ import annotations

import re
from dataclasses import replace

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import phrase
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_SPACE = "level_count"  # the kind of count of spaces between bones
_REACH = 60  # characters after a name in which such a word stands


class Postposed:
    """Finds them for the names of a vocabulary that leave open which of several is meant."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._targets = vocab.targets
        names = {phrase(name): row.id for row in vocab.targets.values() for name in row.names}
        self._words: dict[str, tuple[re.Pattern[str], dict[str, str]]] = {}
        for row in vocab.targets.values():
            if not vocab.leaves_open(row.id):
                continue
            heads = {phrase(name) for name in row.names}
            exact = {words[0]: name for words, name in names.items() if words[1:] in heads and name != row.id}
            if exact:
                word = "|".join(re.escape(w) for w in sorted(exact))
                pattern = rf"[,(:–-]\s*(?:the\s+)?(?P<word>{word})(?:\s+(?:only|alone|one|ones|branch|nerve|nerves|n))*\s*(?=[,;:.)]|$)"
                self._words[row.id] = (re.compile(pattern, re.I), exact)

    def of(self, scene: Scene, mention: Mention) -> Mention:
        """The mention, as the one that the only such word after it in its sentence says, or the area named."""
        return self._by_area(scene, self._by_word(scene, mention))

    def _by_area(self, scene: Scene, mention: Mention) -> Mention:
        """What a name that several areas share is between the bones of the one area that the account names."""
        shared = self._targets[mention.value].by_area
        if not shared:
            return mention
        areas = {self._targets[m.value].area for m in scene.done if m.kind == "target"} & set(shared)
        spaced = any(m.kind == "counted" and m.value == _SPACE for m in scene.done)
        return replace(mention, value=shared[str(areas.pop())]) if spaced and len(areas) == 1 else mention

    def _by_word(self, scene: Scene, mention: Mention) -> Mention:
        if mention.value not in self._words:
            return mention
        pattern, exact = self._words[mention.value]
        end = min(scene.sentences[mention.sentence].span.end, mention.span.end + _REACH)
        found = {exact[m["word"].lower()] for m in pattern.finditer(scene.text, mention.span.end, end)}
        return replace(mention, value=found.pop()) if len(found) == 1 else mention
