"""Typing slips: a word that is neither English nor ours is read as the vocabulary word it nearly is."""

from __future__ import annotations

import re
from functools import cached_property
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from chartcite.catalog.words import Word, normal

_SHORT = 4  # below it one slip makes another word too easily
_LONG = 7  # from here on two slips are still the same word
_SURE, _SURER = 8, 12  # letters of a word that one slip, and that two, leave without doubt


class Speller:
    """Corrects against the words of the vocabularies; English words (the list that symspellpy ships) stay."""

    def __init__(self, vocabulary: set[str], keep: set[str]) -> None:
        self._words = sorted(word for word in vocabulary if len(word) >= _SHORT and word.isalpha())
        self._known = vocabulary | {normal(word) for word in keep}

    @cached_property
    def _english(self) -> frozenset[str]:
        text = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
        return frozenset(normal(line.split(" ", 1)[0]) for line in text.splitlines() if line)

    def is_english(self, word: str) -> bool:
        """Whether the word list holds it."""
        return word in self._english

    def correct(self, words: list[Word]) -> tuple[list[Word], list[tuple[str, str]]]:
        """The words with slips mended (offsets unchanged), and what was read as what."""
        mended, said = [], []
        for word in words:
            better = self._nearest(word.norm)
            if better:
                said.append((word.raw, better))
                word = word._replace(norm=better)
            mended.append(word)
        return mended, said

    def _nearest(self, word: str) -> str | None:
        if len(word) < _SHORT or not word.isalpha() or word in self._known:
            return None
        limit = 2 if len(word) >= _LONG else 1
        hits = process.extract(word, self._words, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=8)
        hits = [hit for hit in hits if self._may_be(word, hit[0], int(hit[1]))]
        if not hits or word in self._english:
            return None
        sounds = {hit[0]: _sound(hit[0]) != _sound(word) for hit in hits}
        return min(
            hits, key=lambda hit: (sounds[hit[0]], hit[1], not _left_out(word, hit[0]), hit[0][0] != word[0], hit[0])
        )[0]

    def surely(self, word: str) -> str | None:
        """The one vocabulary word that a long word with a slip can be; None where it is English, known, or may be two."""
        if len(word) < _SURE or not word.isalpha() or word in self._known or word in self._english:
            return None
        limit = 2 if len(word) >= _SURER else 1
        hits = process.extract(word, self._words, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=3)
        hits = [hit for hit in hits if hit[0][0] == word[0] and len(hit[0]) >= _SURE - 1]
        return hits[0][0] if len(hits) == 1 else None

    @staticmethod
    def _may_be(word: str, other: str, slips: int) -> bool:
        """Two slips keep the first letter; in a short word only a letter left out is a slip."""
        if len(word) == _SHORT:
            return _left_out(word, other) and other[0] == word[0]
        return slips == 1 or other[0] == word[0]


def _sound(word: str) -> str:
    """The word as it sounds, as far as English spells one sound in two ways."""
    return re.sub(r"([^aeiou])\1", r"\1", word.replace("ph", "f").replace("ck", "k").replace("y", "i"))


def _left_out(word: str, other: str) -> bool:
    """Whether `word` is `other` with letters left out, the commonest slip."""
    letters = iter(other)
    return len(word) < len(other) and all(letter in letters for letter in word)
