"""Words cut short: "suprascap" is read as the one vocabulary word that begins so, "flex. dig. prof." as the one name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from chartcite.catalog.words import Word, phrase
from chartcite.reading.text.spelling import Speller

_SHORTEST = 5  # letters of a cut word; fewer begin too many words
_FEWEST, _MOST, _MANY = 2, 4, 3  # words of a name that is completed; cut words that are no accident
_STEM, _APART = 3, 2  # letters that a cut word keeps at least; characters between two words of a name
_KEPT = 8192  # words whose reading is kept: notes share most of theirs
_LEAST_CUT = 3  # letters that must be missing; fewer is a slip or an ending


class Shortened:
    """Completes cut words against the words of the vocabularies; English words stay."""

    def __init__(self, known: set[str], speller: Speller) -> None:
        self._known = known
        self._sorted = sorted(word for word in known if word.isalpha())
        self._speller = speller
        self._read = lru_cache(maxsize=_KEPT)(self._meant)

    def complete(self, words: list[Word]) -> list[Word]:
        """The words with cut ones completed and long ones with a slip mended; offsets stay."""
        full = {norm: self._read(norm) for norm in {word.norm for word in words}}
        return [word._replace(norm=other) if (other := full[word.norm]) else word for word in words]

    def _meant(self, word: str) -> str | None:
        return self._full(word) or self._speller.surely(word)

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


class CutNames:
    """Completes names of several words of which some are cut ("flex dig prof"), where one thing alone can be meant."""

    def __init__(self, names: Mapping[str, Iterable[str]], speller: Speller) -> None:
        self._speller = speller
        self._by_starts: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for identity, own in names.items():
            for words in dict.fromkeys(phrase(name) for name in own):
                if _FEWEST <= len(words) <= _MOST and all(len(w) > _STEM and w.isalpha() for w in words):
                    self._by_starts.setdefault(_starts(words), []).append((words, identity))

    def complete(self, words: list[Word]) -> list[Word]:
        """The words with those of cut names completed; offsets stay."""
        made = list(words)
        for i, pair in enumerate(pairwise(words)):
            fitting = [
                (name, identity)
                for name, identity in self._by_starts.get(_starts([w.norm for w in pair]), ())
                if self._fits(name, words[i : i + len(name)])
            ]
            longest = max((len(name) for name, _ in fitting), default=0)
            meant = {identity for name, identity in fitting if len(name) == longest}
            if len(meant) == 1:
                name = next(name for name, _ in fitting if len(name) == longest)
                made[i : i + longest] = [w._replace(norm=n) for w, n in zip(words[i:], name, strict=False)]
        return made

    def _fits(self, name: tuple[str, ...], words: list[Word]) -> bool:
        """Whether the words are those of a name, some cut; common words alone are no cut ones unless they are many."""
        if len(words) < len(name) or any(b.start - a.end > _APART for a, b in pairwise(words)):
            return False
        pairs = [(w.norm, n) for w, n in zip(words, name, strict=True) if w.norm != n]
        if not any(_is_cut(*pair) for pair in pairs) or not all(_is_start(*pair) for pair in pairs):
            return False
        return len(pairs) >= _MANY or any(not self._speller.is_english(word) for word, _ in pairs)


def _starts(words: Sequence[str]) -> tuple[str, str]:
    """How the first two words start: what is cut, too, starts as the name does."""
    return words[0][:_STEM], words[1][:_STEM]


def _is_start(word: str, full: str) -> bool:
    return len(word) >= _STEM and full.startswith(word)


def _is_cut(word: str, full: str) -> bool:
    """Whether a word is the start of another, cut by more than an ending."""
    least = _LEAST_CUT if len(word) > _SHORTEST else _LEAST_CUT - 1
    return _is_start(word, full) and len(full) - len(word) >= least
