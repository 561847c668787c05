"""Chroma as the store of passages and vectors, through LangChain.

Measured with chromadb 1.5.9: with its default `sync_threshold` part of the vectors stays in a log, and every reader
that replays it rewrites the HNSW files of a folder that others read. With a threshold of 2 all vectors are flushed and
a reader changes one row of a lock table in SQLite and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from chartcite.domain.source import Passage
from chartcite.errors import IndexDamagedError
from chartcite.ports import Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from langchain_chroma import Chroma

COLLECTION = "passages"
DATABASE = "chroma.sqlite3"
HNSW = {
    "space": "cosine",
    "ef_search": 400,
    "ef_construction": 400,
    "max_neighbors": 48,
    "sync_threshold": 2,
    "batch_size": 2,
}
"""Our passages come in dense clusters (rows of one table). With 200/200/16 several builds of a trial could not find one of
1,930 passages by its own vector, and recall@10 is 0.999; with these none of two trial builds lost any, recall@10 is 1.000, and a query
takes 0.3 ms. Chance is left in any HNSW graph: the builder checks, and writes again."""
LOOKED_OVER = 32 * 1024 * 1024
"""Size up to which the database is checked at every opening; above, by `verify` alone."""
BATCH = 2000
"""Well under the client's own limit of a few thousand records a call."""


class ChromaStore:
    """Writes collections and opens them."""

    @cached_property
    def id(self) -> str:
        """Name both libraries: either may change the format."""
        return f"chroma-{version('chromadb')}-langchain-{version('langchain-chroma')}"

    def write(self, folder: Path, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Write a new collection into `folder` (mode 0700) and close it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        client = _client(folder)
        try:
            given = _GivenVectors()
            store = _new_chroma(client, given)
            for start in range(0, len(passages), BATCH):
                part = passages[start : start + BATCH]
                given.rows = vectors[start : start + BATCH]
                store.add_texts([p.text for p in part], [_metadata(p) for p in part], ids=[p.id for p in part])
            if passages:  # a first query makes the HNSW writer take in, and flush, all that is in the log
                store.similarity_search_by_vector_with_relevance_scores(vectors[0].tolist(), k=1)
        finally:
            client.close()

    def open(self, folder: Path) -> ChromaIndex:
        """Open a written collection. Raises IndexDamagedError if there is none or it can't be read."""
        if not (folder / DATABASE).is_file():
            raise _damaged(folder, "there is no collection")
        return ChromaIndex(folder)

    def count(self, folder: Path) -> int:
        """Count by SQLite alone: importing Chroma costs seconds. A small database is looked over page by page."""
        path = folder / DATABASE
        try:
            held = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
            try:
                if path.stat().st_size < LOOKED_OVER and held.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise _damaged(folder, "the database is corrupt")
                return int(held.execute("SELECT count(*) FROM embeddings").fetchone()[0])
            finally:
                held.close()
        except (sqlite3.Error, OSError) as error:
            raise _damaged(folder, str(error)) from error

    def changes_when_read(self, name: str) -> bool:
        """Only the database: a reader notes a lock in it."""
        return Path(name).name.startswith(DATABASE)


class ChromaIndex:
    """A written collection, read only. Chroma opens at the first use, for its import alone costs seconds."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self._folder = folder

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Find the `k` nearest as (id, cosine similarity)."""
        return sorted(self._ask(vector[None, :], k)[0], key=lambda pair: (-pair[1], pair[0])) if k > 0 else []

    def nearest(self, vectors: Vectors) -> list[tuple[str, float]]:
        """Find the one nearest of each row, by the batch."""
        parts = (vectors[start : start + BATCH] for start in range(0, len(vectors), BATCH))
        return [found[0] for part in parts for found in self._ask(part, 1)]

    def ids(self) -> list[str]:
        """List all ids."""
        return sorted(self._guard(lambda: self._chroma.get(include=[])["ids"]))

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Read back vectors, in the order of `ids`."""
        rows: dict[str, Any] = {}
        for start in range(0, len(ids), BATCH):
            part = list(ids[start : start + BATCH])
            held = self._guard(lambda part=part: self._chroma.get(ids=part, include=["embeddings"]))
            rows.update(zip(held["ids"], held["embeddings"], strict=True))
        if missing := [id_ for id_ in ids if id_ not in rows]:
            raise _damaged(self._folder, f"{len(missing)} passages are gone, such as {missing[0]}")
        return np.array([rows[id_] for id_ in ids], dtype=np.float32)

    def close(self) -> None:
        """Close the client, if it was opened."""
        if "_client" in self.__dict__:
            self._client.close()
        for name in ("_client", "_chroma", "_collection"):
            self.__dict__.pop(name, None)

    def _ask(self, rows: Vectors, k: int) -> list[list[tuple[str, float]]]:
        """Ask for ids and distances alone: LangChain's search reads back every text too, twice the time."""
        held = self._guard(lambda: self._collection.query(query_embeddings=rows, n_results=k, include=["distances"]))
        pairs = zip(held["ids"], held["distances"], strict=True)
        return [[(id_, 1.0 - float(far)) for id_, far in zip(ids, fars, strict=True)] for ids, fars in pairs]

    @cached_property
    def _client(self) -> Any:
        return _client(self._folder)

    @cached_property
    def _chroma(self) -> Chroma:
        from langchain_chroma import Chroma

        return Chroma(client=self._client, collection_name=COLLECTION, create_collection_if_not_exists=False)

    @cached_property
    def _collection(self) -> Collection:
        collection: Collection = self._client.get_collection(COLLECTION, embedding_function=None)
        return collection

    def _guard(self, ask: Any) -> Any:
        """Say whatever Chroma throws (its errors share no base but Exception) as a damaged index."""
        try:
            return ask()
        except Exception as error:
            raise _damaged(self._folder, f"{type(error).__name__}: {error}") from error


class _GivenVectors:
    """Hands LangChain vectors that were made already; Chroma never stores it."""

    rows: Vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if len(texts) != len(self.rows):
            raise ValueError(f"{len(texts)} texts, but {len(self.rows)} vectors")
        return self.rows.tolist()  # type: ignore[no-any-return]


def _new_chroma(client: Any, given: _GivenVectors) -> Chroma:
    from langchain_chroma import Chroma

    return Chroma(
        client=client,
        collection_name=COLLECTION,
        embedding_function=given,  # type: ignore[arg-type]
        collection_configuration={"hnsw": HNSW},  # type: ignore[arg-type]
    )


def _client(folder: Path) -> Any:
    """Open the local client; its declared type lacks the `close` that it has."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _metadata(passage: Passage) -> dict[str, str]:
    return {"source": passage.source, "locator": passage.locator, "wording": passage.wording}


def _damaged(folder: Path, why: str) -> IndexDamagedError:
    return IndexDamagedError(f"{folder}: {why}. Build it again: chartcite index build.")
