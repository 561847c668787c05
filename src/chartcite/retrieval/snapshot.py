"""A published index: an immutable folder with postings, vectors and the store's collection, and its proof."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from chartcite.domain.source import Passage
from chartcite.ports import PassageIndex, Vectors, VectorStore
from chartcite.retrieval.exact import ExactIndex
from chartcite.retrieval.lexical import LexicalIndex
from chartcite.retrieval.manifest import Manifest, damaged
from chartcite.retrieval.tokens import forms

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""
LEXICAL, VECTORS, STORE = "lexical", "vectors.npy", "store"
CHECKED_AT_ONCE = 1000
SAME = 1e-4
"""Cosine differences below this are rounding."""


class Snapshot:
    """One published folder, open for reading. Nothing is loaded before it is used."""

    def __init__(self, folder: Path, manifest: Manifest, store: VectorStore) -> None:
        """Take a folder whose files were checked."""
        self.folder, self.manifest, self._store = folder, manifest, store

    @classmethod
    def open(cls, folder: Path, store: VectorStore) -> Self:
        """Open a folder after a quick check. Raises IndexDamagedError."""
        manifest = Manifest.read(folder)
        manifest.check_files(folder)
        if store.count(folder / STORE) != manifest.passages:
            raise damaged(folder, f"the store does not hold {manifest.passages} passages")
        return cls(folder, manifest, store)

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The postings."""
        return LexicalIndex.load(self.folder / LEXICAL)

    @cached_property
    def store(self) -> PassageIndex:
        """The store's collection; opening it may cost seconds, so it happens at its first search."""
        return self._store.open(self.folder / STORE)

    @cached_property
    def exact(self) -> ExactIndex:
        """The store's vectors, exported when it was published."""
        return ExactIndex.load(self.folder / VECTORS, self.lexical.ids)

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    def verify(self, passages: Sequence[Passage], progress: Progress | None = None) -> Proof:
        """Prove that the index holds these passages and finds each of them. Raises IndexDamagedError."""
        self.manifest.check_files(self.folder, all_of_them=True)
        ids = [passage.id for passage in passages]
        if ids != self.lexical.ids or sorted(ids) != self.store.ids():
            raise damaged(self.folder, "it does not hold the passages of this knowledge")
        vectors = self.store.vectors(ids)
        if content_digest(ids, vectors) != self.manifest.content:
            raise damaged(self.folder, "the store's vectors were changed")
        lost = not_found(self.store, ids, vectors, range(len(ids)), progress)
        unread = [p.id for p in passages if not self._found_by_words(p)]
        return Proof(len(ids), tuple(lost), tuple(unread))

    def _found_by_words(self, passage: Passage) -> bool:
        best = self.lexical.search(forms(passage.text), 5)
        return not best or passage.id in [id_ for id_, _ in best] or self._twin(passage, best)

    def _twin(self, passage: Passage, best: list[tuple[str, float]]) -> bool:
        """Whether passages of the same words took all the places."""
        own = self.lexical.score(passage.id, forms(passage.text))
        return own >= best[-1][1] - SAME


class Proof(NamedTuple):
    """What `verify` saw: how many passages, and which were not found by vector or by words."""

    passages: int
    not_found_by_vector: tuple[str, ...]
    not_found_by_words: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every passage can be retrieved."""
        return not (self.not_found_by_vector or self.not_found_by_words)


def content_digest(ids: Sequence[str], vectors: Vectors) -> str:
    """Digest ids and vectors as stored."""
    found = hashlib.sha256("\0".join(ids).encode())
    found.update(np.ascontiguousarray(vectors, dtype="<f4").tobytes())
    return found.hexdigest()


def not_found(
    index: PassageIndex, ids: Sequence[str], vectors: Vectors, rows: Sequence[int], progress: Progress | None = None
) -> list[str]:
    """List the passages that their own vector does not bring to rank 1 (or a twin of the same vector)."""
    place = {id_: row for row, id_ in enumerate(ids)}
    lost: list[str] = []
    for start in range(0, len(rows), CHECKED_AT_ONCE):
        part = [row for row in rows[start : start + CHECKED_AT_ONCE] if vectors[row].any()]
        for row, (best, _) in zip(part, index.nearest(vectors[part]), strict=True):
            if float(vectors[place[best]] @ vectors[row]) < 1 - SAME:
                lost.append(ids[row])
        if progress:
            progress("checking", min(start + CHECKED_AT_ONCE, len(rows)), len(rows))
    return lost
