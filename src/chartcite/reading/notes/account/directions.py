"""Directions by which writers call the nerves of one region ("superolateral"), told from directions of anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import normal, phrase
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_LISTED = re.compile(r"\s*(?:,|/|&|\+|and\b|or\b|(?:branch|nerve)\w*)", re.I)  # after a word of such a list
_SHORTEST = 6  # letters of a direction that is cut short
_NEAR = 400  # characters around a direction in which stands a word of its region


class Directions:
    """Weighs the names of one region with the words of the vocabulary."""

    def __init__(
        self, names: Iterable[str], regions: Iterable[str], short: Mapping[str, str], others: Iterable[str] = ()
    ) -> None:
        self._names = {phrase(name) for name in names}
        self._short = short
        self._starts = {name[:1] for name in self._names}  # of a list whose last word all share
        self._region = _any_of(regions)
        self._others = _any_of(others)

    @classmethod
    def all_of(cls, vocab: Vocabularies) -> tuple[Directions, ...]:
        """Those of the vocabulary: directions, and branches that many nerves have."""
        language = vocab.note_language
        short = {normal(word): normal(full) for word, full in vocab.abbreviations.beside.items()}
        return (
            cls(language.direction_names, language.direction_regions, short, language.direction_others),
            *(cls([name], regions, short) for name, regions in language.branch_regions.items()),
        )

    def less_others(self, scene: Scene, named: list[Mention]) -> list[Mention]:
        """The targets without directions of other things; one counts where its region is named in the title, by a target, or near."""
        bare = {
            m.span
            for m in named
            if (said := self._in_full(m.text)) in self._names
            or self._is_cut(said)
            or (said in self._starts and _LISTED.match(scene.text, m.span.end))
        }
        if not bare:
            return named
        heads = [scene.text[slice(*s.span)] for s in scene.sentences if s.title]
        sure = any(self._region.search(text) for text in (*heads, *(m.text for m in named if m.span not in bare)))
        return [m for m in named if m.span not in bare or self._counts(scene.text, m, sure=sure)]

    def _in_full(self, said: str) -> tuple[str, ...]:
        """The words of a name, shortened ones in full ("inf-med")."""
        return tuple(self._short.get(word, word) for word in phrase(said))

    def _is_cut(self, said: tuple[str, ...]) -> bool:
        """Whether it is such a name of one word, cut short ("superolat")."""
        return (
            len(said) == 1
            and len(said[0]) >= _SHORTEST
            and any(len(name) == 1 and name[0].startswith(said[0]) for name in self._names)
        )

    def _counts(self, text: str, mention: Mention, *, sure: bool) -> bool:
        start, end = mention.span
        if self._others.match(text, end + 1):
            return False
        return sure or bool(self._region.search(text, max(0, start - _NEAR), end + _NEAR))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(alternatives(rf"\b{re.escape(word)}" for word in words), re.I)
