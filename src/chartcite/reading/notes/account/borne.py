"""Titles whose targets the account does not bear out: where it plainly tells of another, the account has the word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.text.procedures import Grouper, spans_of

_OF_TREATMENT = frozenset({"temperature_c", "volume_ml", "concentration_pct"})


class TitleTargets:
    """Weighs the targets of a title with one vocabulary's families and kinds of level."""

    def __init__(self, vocab: Vocabularies, grouper: Grouper) -> None:
        self._vocab, self._grouper = vocab, grouper
        self._titles = frozenset(kind.id for kind in vocab.note_language.sections if kind.title)
        self._further = re.compile(alternatives(vocab.note_language.further), re.I)

    def borne(self, scene: Scene, named: list[Mention], acting: Sequence[Mention], made: Made) -> list[Mention]:
        """The targets without those of the title, where none of them comes up below it and another is plainly treated there.

        `acting`: the targets of the account that stand beside what was done.
        """
        title = [m for m in named if scene.sentences[m.sentence].title]
        clear = [m for m in acting if self._is_sure(m.value)]
        if not title or not clear or not all(self._is_sure(m.value) for m in title):
            return named
        told = [m.value for m in scene.done if m.kind == "target" and not scene.sentences[m.sentence].title]
        told = list(dict.fromkeys(told))
        besides = any(self._further.search(scene.text, *scene.sentences[m.sentence].span) for m in clear)
        if besides or any(self._comes_up(m.value, told) for m in title) or self._tells(scene, title, clear):
            return named
        if title[0].section in self._titles:
            made.flags.add("contradictory-title")
            made.conflicts.setdefault("title", spans_of([title[0], clear[0]]))
        return [m for m in named if not scene.sentences[m.sentence].title]

    def _tells(self, scene: Scene, title: Sequence[Mention], clear: Sequence[Mention]) -> bool:
        """Whether a sentence that merely stands for a title gives figures of the treatment, or stands below what was treated."""
        figured = {scene.sentence_of(f.span) for f in scene.shown if f.fact in _OF_TREATMENT}
        first = min(m.sentence for m in clear)
        return all(m.section not in self._titles and (m.sentence in figured or m.sentence > first) for m in title)

    def _is_sure(self, target: str) -> bool:
        """Whether it names a structure, and no region, joint or muscle on the way."""
        return self._vocab.is_exact(target) and not self._vocab.is_landmark(target)

    def _comes_up(self, target: str, told: Sequence[str]) -> bool:
        """Whether the account names it, a part or the whole of it, or another word for the same levels."""
        return any(self._is_same(target, name, told) for name in told)

    def _is_same(self, target: str, name: str, told: Sequence[str]) -> bool:
        if target in self._vocab.expand("target", name) or name in self._vocab.expand("target", target):
            return True
        one, other = self._vocab.targets[target], self._vocab.targets[name]
        if not {*one.yields_to, *other.yields_to}.isdisjoint({*one.groups, *other.groups}):
            return True
        if one.levels == "none" and other.levels == "none" and one.countable and other.countable:
            return False  # two nerves of one family are two nerves
        family = self._grouper.family(name, [t for t in told if t != name])
        if other.groups and family == other.groups[0]:
            family = self._grouper.family(name, [target])  # nothing of its own text draws it elsewhere
        return family == self._grouper.family(target)
