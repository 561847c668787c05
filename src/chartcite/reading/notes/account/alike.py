"""Parts of an account that tell themselves by another: "2. Left: same", and "60 C at every site" below both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import Word, words_of
from chartcite.domain.language import NoteLanguage
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Span
from chartcite.reading.notes.account.scene import Scene

_ACTS = frozenset({"technique", "agent"})
_FIGURES = frozenset({"temperature_c", "seconds", "concentration_pct"})
_MOST = 12  # names that a repeat stands for


class Alike:
    """Finds them with the words of the vocabulary; `wide`: targets that are no more than a region."""

    def __init__(self, language: NoteLanguage, wide: AbstractSet[str]) -> None:
        self._wide = wide
        self._repeats = TermFinder()
        self._repeats.add("repeat", "repeat", language.repeats)
        self._led = re.compile(alternatives(language.repeats_led), re.I)
        self._shared = re.compile(alternatives(language.shared_by_all), re.I)

    def told_out(self, scene: Scene, reaches: Sequence[Span]) -> Scene:
        """The scene with what each repeat stands for told at its place: the acts of the part above, and its targets where it names none."""
        mentions, figures = list(scene.mentions), list(scene.figures)
        for above, own in pairwise(reaches):
            index = next((i for i in scene.telling if scene.sentences[i].span.end > own.start), None)
            at = None if index is None else self._repeat(scene, index)
            if index is None or at is None or _has(scene, index, _ACTS):
                continue
            exact = any(m.sentence == index and m.kind == "target" and m.value not in self._wide for m in scene.done)
            kinds = _ACTS if exact else {*_ACTS, "target"}
            meant = [m for m in scene.done if above.has(m.span.start) and m.kind in kinds]
            section = scene.sentences[index].section.kind
            mentions += [replace(m, span=at, sentence=index, section=section) for m in meant[:_MOST]]
            shown = [f for f in scene.shown if above.has(f.span.start) and f.fact in _FIGURES]
            figures += [f._replace(span=at) for f in shown[:_MOST]]
        if len(mentions) == len(scene.mentions):
            return scene
        in_order = tuple(sorted(mentions, key=lambda m: m.span))
        return replace(scene, mentions=in_order, figures=tuple(sorted(figures, key=lambda f: f.span)))

    def is_told(self, scene: Scene, reach: Span) -> bool:
        """Whether a part tells of something treated: it names or doses it, or says that the same was done again."""
        own = [i for i in scene.telling if reach.meets(scene.sentences[i].span)]
        return (
            any(m.kind in {*_ACTS, "target"} and reach.has(m.span.start) for m in scene.done)
            or any(reach.has(f.span.start) for f in scene.shown)
            or any(self._repeat(scene, i) for i in own)
        )

    def shared(self, scene: Scene) -> frozenset[int]:
        """The sentences that tell of every site: by their words, or as the only ones with a heat, where they name no target or side of their own."""
        named = {m.sentence for m in scene.mentions if m.kind in ("target", "side")}
        free = [i for i in scene.telling if i not in named and not scene.sentences[i].title]
        heated = {scene.sentence_of(f.span) for f in scene.lesions}
        once = heated if len(heated) == 1 else set()
        return frozenset(i for i in free if i in once or self._shared.search(scene.text, *scene.sentences[i].span))

    def _repeat(self, scene: Scene, index: int) -> Span | None:
        """Where a sentence says that it was done as before."""
        start, end = scene.sentences[index].span
        if led := self._led.search(scene.text, start, end):
            return Span.of(led)
        words = [Word(w.raw, w.norm, w.start + start, w.end + start) for w in words_of(scene.text[start:end])]
        hit = next(iter(self._repeats.find(words)), None)
        return Span(words[hit.first].start, words[hit.last - 1].end) if hit else None


def _has(scene: Scene, index: int, kinds: frozenset[str]) -> bool:
    return any(m.sentence == index and m.kind in kinds for m in scene.done)
