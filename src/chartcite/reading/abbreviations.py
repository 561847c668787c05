"""Words cut short: "suprascap" is read as the one vocabulary word that begins so."""

from __future__ import annotations

from bisect import bisect_left

from chartcite.catalog.words import Word
from chartcite.reading.spelling import Speller

_SHORTEST = 5  # letters of a cut word; fewer begin too many words
_LEAST_CUT = 3  # letters that must be missing; fewer is a slip or an ending


class Shortened:
    """Completes cut words against the words of the vocabularies; English words stay."""

    def __init__(self, known: set[str], speller: Speller) -> None:
        self._known = known
        self._sorted = sorted(word for word in known if word.isalpha())
        self._speller = speller

    def complete(self, words: list[Word]) -> list[Word]:
        """The words with cut ones completed and long ones with a slip mended; offsets stay."""
        full = {norm: self._full(norm) or self._speller.surely(norm) for norm in {word.norm for word in words}}
        return [word._replace(norm=other) if (other := full[word.norm]) else word for word in words]

    def _full(self, word: str) -> str | None:
        if len(word) < _SHORTEST or word in self._known or not word.isalpha() or self._speller.is_english(word):
            return None
        found = []
        for candidate in self._sorted[bisect_left(self._sorted, word) :]:
            if not candidate.startswith(word):
                break
            found.append(candidate)
        fitting = [
            c for c in found if len(c) - len(word) >= _LEAST_CUT and not any(c != o and c.startswith(o) for o in found)
        ]
        return fitting[0] if len(fitting) == 1 else None
