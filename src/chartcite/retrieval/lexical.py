"""BM25 over passages: one posting list a word, scores worked out when the index is built.

A search adds up a few arrays, so its time follows the postings of the asked words and not the number of passages.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from chartcite.retrieval.tokens import forms

K1, B = 1.5, 0.45
"""The usual saturation; passages are short and even in length, so length counts less than the usual 0.75."""
WEIGHTS = (3, 1)
"""How often a word counts that stands in the title (which names the subject) or in what else names a passage."""
SHORTEST_MENDED, LONG = 5, 7
"""A mistyped form of five letters may differ by one slip, from seven by two; the first letter is taken as right."""
_ARRAYS = ("starts", "passages", "scores")


class LexicalIndex:
    """Posting lists: for each word the passages that hold it and what it adds to their score."""

    def __init__(self, ids: Sequence[str], words: Sequence[str], arrays: dict[str, NDArray[Any]]) -> None:
        """Take what `build` made or `load` read."""
        self.ids = list(ids)
        self._rows = {word: row for row, word in enumerate(words)}
        self._starts, self._passages, self._scores = (arrays[name] for name in _ARRAYS)
        self._mended: dict[str, str] = {}

    @classmethod
    def build(cls, entries: Iterable[tuple[str, ...]]) -> Self:
        """Index (id, title, text) entries, or (id, title, text, what else names it: its source, its place)."""
        ids: list[str] = []
        lengths: list[int] = []
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (id_, title, text, *names) in enumerate(entries):
            counts = Counter(forms(text))
            for weight, named in zip(WEIGHTS, (title, *names), strict=False):
                for form in forms(named):
                    counts[form] += weight
            ids.append(id_)
            lengths.append(counts.total())
            for form, count in counts.items():
                postings[form].append((number, count))
        return cls(ids, sorted(postings), _score(postings, np.array(lengths, dtype=np.float32)))

    def save(self, folder: Path) -> None:
        """Write the arrays and words into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in zip(_ARRAYS, (self._starts, self._passages, self._scores), strict=True):
            np.save(folder / f"{name}.npy", array)
        held = {"ids": self.ids, "words": list(self._rows)}
        (folder / "words.json").write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read them back; the arrays stay on disk and are mapped."""
        held = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS}
        return cls(held["ids"], held["words"], arrays)

    def known_form(self, word: str) -> str:
        """Return the indexed form that a mistyped word most likely means, or the word itself."""
        if word in self._rows or len(word) < SHORTEST_MENDED or not word.isalpha():
            return word
        if word not in self._mended:
            if len(self._mended) > 10_000:
                self._mended.clear()
            self._mended[word] = self._nearest(word) or word
        return self._mended[word]

    def _nearest(self, word: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(word) < LONG else 2
        near = [w for w in self._by_letter.get(word[0], ()) if abs(len(w) - len(word)) <= slips]
        best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
        return str(best[0]) if best else None

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._rows:
            if word.isalpha():
                found[word[0]].append(word)
        return found

    def idf(self, word: str) -> float:
        """How rare a word is; a word that no passage holds is the rarest."""
        row = self._rows.get(word)
        count = 0 if row is None else int(self._starts[row + 1] - self._starts[row])
        return _idf(count, len(self.ids))

    @property
    def size(self) -> int:
        """How many words are indexed."""
        return len(self._rows)

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each passage stands in `ids`."""
        return {id_: number for number, id_ in enumerate(self.ids)}

    def score(self, id_: str, words: Iterable[str]) -> float:
        """Score one passage for these words."""
        number = self.ids.index(id_)
        total = 0.0
        for row in {self._rows[word] for word in words if word in self._rows}:
            span = slice(int(self._starts[row]), int(self._starts[row + 1]))
            total += float(self._scores[span][self._passages[span] == number].sum())
        return total

    def holds(self, word: str) -> bool:
        """Whether any passage holds this form."""
        return word in self._rows

    def search(self, words: Iterable[str], k: int) -> list[tuple[str, float]]:
        """Find the `k` best passages as (id, score), best first; passages without any asked word are left out."""
        return self.best(self.totals(dict.fromkeys(words, 1.0)), k)

    def totals(self, words: Mapping[str, float]) -> NDArray[np.float32]:
        """The score of every passage for words with their weights, in the order of `ids`."""
        totals = np.zeros(len(self.ids), dtype=np.float32)
        for word, weight in words.items():
            if (row := self._rows.get(word)) is not None:
                span = slice(int(self._starts[row]), int(self._starts[row + 1]))
                totals[self._passages[span]] += np.float32(weight) * self._scores[span]
        return totals

    def best(self, totals: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` best of the passages' totals as (id, score); those without any asked word are left out."""
        if k < 1 or not len(totals):
            return []
        best = np.argpartition(-totals, k)[:k] if k < len(totals) else np.arange(len(totals))
        ranked = sorted((-float(totals[i]), int(i)) for i in best if totals[i] > 0)
        return [(self.ids[i], -score) for score, i in ranked]


def _idf(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _score(postings: dict[str, list[tuple[int, int]]], lengths: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    total, mean = len(lengths), float(lengths.mean()) if len(lengths) else 1.0
    norms = K1 * (1 - B + B * lengths / max(mean, 1.0))
    starts = np.zeros(len(postings) + 1, dtype=np.int64)
    passages, scores = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.float32)]
    for row, word in enumerate(sorted(postings)):
        held = np.array(postings[word], dtype=np.int32)
        where, counts = held[:, 0], held[:, 1].astype(np.float32)
        starts[row + 1] = starts[row] + len(where)
        passages.append(where)
        scores.append((_idf(len(where), total) * counts * (K1 + 1) / (counts + norms[where])).astype(np.float32))
    return {"starts": starts, "passages": np.concatenate(passages), "scores": np.concatenate(scores)}
