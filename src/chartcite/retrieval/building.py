"""Building and publishing snapshots: one builder at a time, a rename makes the result visible, never anything less."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from chartcite.domain.source import Passage
from chartcite.errors import IndexDamagedError, IndexMissingError, UnavailableError
from chartcite.ports import Embedder, PassageLibrary, Vectors, VectorStore
from chartcite.retrieval.lexical import LexicalIndex
from chartcite.retrieval.manifest import FORMAT, Manifest, damaged, marks, now, snapshot_digest, sync
from chartcite.retrieval.snapshot import (
    LEXICAL,
    SAME,
    STORE,
    VECTORS,
    Progress,
    Proof,
    Snapshot,
    content_digest,
    not_found,
)

KEPT = 2
"""The current snapshot, and the one that a running reader may still have open."""
CHECKED = 20_000
"""Passages looked up by the build's self-check; a larger index is sampled evenly, `verify` does all."""
ATTEMPTS = 6
"""An approximate index is made by chance, and some miss a passage: then it is written again."""
WAIT_SECONDS = 900
EMBEDDED_AT_ONCE = 512


@dataclass(frozen=True)
class IndexStatus:
    """How it stands with the index of this knowledge: ready, missing, stale (only older ones) or damaged."""

    state: str
    folder: Path
    manifest: Manifest | None
    problem: str | None
    others: tuple[str, ...]


class Indexes:
    """All snapshots under one home, for one library, embedder and store."""

    def __init__(self, home: Path, library: PassageLibrary, embedder: Embedder, store: VectorStore) -> None:
        """Name what decides the content."""
        self._root = home / "index"
        self._library, self._embedder, self._store = library, embedder, store

    @cached_property
    def folder(self) -> Path:
        """Where the snapshot of this knowledge is, or would be."""
        return self._root / snapshot_digest(self._library.digest, self._embedder.id, self._store.id)

    def open(self, *, build: bool = True, progress: Progress | None = None) -> Snapshot:
        """Open the snapshot; if it is missing or damaged, build it, or raise IndexMissingError / IndexDamagedError."""
        try:
            return self._opened()
        except (IndexMissingError, IndexDamagedError):
            if not build:
                raise
            return self.build(progress)

    def build(self, progress: Progress | None = None, *, force: bool = False) -> Snapshot:
        """Build and publish; whoever comes second waits, then takes what the first one made."""
        with self._locked():
            if not force:
                try:
                    return self._opened()
                except (IndexMissingError, IndexDamagedError):
                    pass
            made = self._built(progress or _silent)
            self._publish(made)
            self._tidy()
        return self._opened()

    def status(self) -> IndexStatus:
        """Say how it stands, without building."""
        names = tuple(sorted(path.name for path in self._published() if path != self.folder))
        try:
            return IndexStatus("ready", self.folder, self._opened().manifest, None, names)
        except IndexMissingError as error:
            return IndexStatus("stale" if names else "missing", self.folder, None, str(error), names)
        except IndexDamagedError as error:
            return IndexStatus("damaged", self.folder, None, str(error), names)

    def verify(self, progress: Progress | None = None) -> Proof:
        """Prove that every passage of the library can be retrieved. Raises IndexMissingError or IndexDamagedError."""
        snapshot = self._opened()
        try:
            return snapshot.verify(self._passages, progress)
        finally:
            snapshot.close()

    @cached_property
    def _passages(self) -> list[Passage]:
        return sorted(self._library.all_passages(), key=lambda passage: passage.id)

    def _opened(self) -> Snapshot:
        if not self.folder.is_dir():
            raise IndexMissingError(f"There is no index for this knowledge under {self._root}: chartcite index build.")
        return Snapshot.open(self.folder, self._store)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # only a build needs it, and it costs 0.1 s

        lock = FileLock(self._root / "build.lock", timeout=WAIT_SECONDS)
        try:
            for folder in (self._root.parent, self._root):  # the mode counts for the last folder made only
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise UnavailableError(f"Another process has been building {self._root} for {WAIT_SECONDS} s.") from error
        except OSError as error:
            raise UnavailableError(
                f"The index can't be kept under {self._root} ({error.strerror}); "
                "set CHARTCITE_HOME to a folder that can be written to."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _built(self, progress: Progress) -> Path:
        for left_over in self._root.glob(".building-*"):  # we hold the lock: its builder is dead
            shutil.rmtree(left_over, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=".building-", dir=self._root))
        passages = self._passages
        ids = [passage.id for passage in passages]
        if len(set(ids)) != len(ids):
            raise damaged(folder, "two passages have the same id")
        made = self._embedded(passages, progress)
        stored, checked = self._stored(folder, passages, made, progress)
        lexical = LexicalIndex.build((p.id, p.title or "", p.text, self._library.named(p)) for p in passages)
        lexical.save(folder / LEXICAL)
        np.save(folder / VECTORS, stored)
        self._manifest(folder, lexical, stored, checked).write(folder)
        sync(folder)
        return folder

    def _embedded(self, passages: list[Passage], progress: Progress) -> Vectors:
        rows = [np.zeros((0, self._embedder.dimension), dtype=np.float32)]
        for start in range(0, len(passages), EMBEDDED_AT_ONCE):
            rows.append(self._embedder.embed([text_of(p) for p in passages[start : start + EMBEDDED_AT_ONCE]]))
            progress("embedding", min(start + EMBEDDED_AT_ONCE, len(passages)), len(passages))
        return np.concatenate(rows)

    def _stored(self, folder: Path, passages: list[Passage], made: Vectors, progress: Progress) -> tuple[Vectors, int]:
        """Write the store until it passes its check. Raises IndexDamagedError if it never does."""
        for attempt in range(1, ATTEMPTS + 1):
            progress("storing", 0, len(passages))
            self._store.write(folder / STORE, passages, made)
            try:
                return self._checked(folder, [passage.id for passage in passages], made, progress)
            except IndexDamagedError:
                if attempt == ATTEMPTS:
                    raise
                shutil.rmtree(folder / STORE)
        raise AssertionError("unreachable")

    def _checked(self, folder: Path, ids: list[str], made: Vectors, progress: Progress) -> tuple[Vectors, int]:
        """Read everything back from the store. Raises IndexDamagedError if anything was lost or is not found."""
        index = self._store.open(folder / STORE)
        try:
            if index.ids() != ids:
                raise damaged(folder, f"the store took {len(index.ids())} of {len(ids)} passages")
            stored = index.vectors(ids) if ids else made
            if not np.allclose(stored, made, atol=SAME):
                raise damaged(folder, "the store changed vectors")
            rows = range(0, len(ids), 1 + len(ids) // CHECKED)
            if lost := not_found(index, ids, stored, rows, progress):
                raise damaged(folder, f"{len(lost)} passages are not found by their own vector, such as {lost[0]}")
            return stored, len(rows)
        finally:
            index.close()

    def _manifest(self, folder: Path, lexical: LexicalIndex, stored: Vectors, checked: int) -> Manifest:
        return Manifest(
            format=FORMAT,
            digest=self.folder.name,
            knowledge=self._library.digest,
            embedder=self._embedder.id,
            dimension=self._embedder.dimension,
            store=self._store.id,
            passages=len(lexical.ids),
            words=lexical.size,
            content=content_digest(lexical.ids, stored),
            checked=checked,
            built_at=now(),
            files=marks(folder, self._store.changes_when_read),
        )

    def _publish(self, made: Path) -> None:
        if self.folder.exists():  # damaged, or built again by force: out of the way before the name is taken
            old = self._root / f".building-old-{os.getpid()}"
            self.folder.rename(old)
            made.rename(self.folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            made.rename(self.folder)
        if os.name == "posix":
            handle = os.open(self._root, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)

    def _tidy(self) -> None:
        for old in sorted((p for p in self._published() if p != self.folder), key=_age)[KEPT - 1 :]:
            shutil.rmtree(old, ignore_errors=True)

    def _published(self) -> list[Path]:
        if not self._root.is_dir():
            return []
        return [path for path in self._root.iterdir() if path.is_dir() and not path.name.startswith(".")]


def text_of(passage: Passage) -> str:
    """What of a passage is embedded: its title names the subject."""
    return f"{passage.title}. {passage.text}" if passage.title else passage.text


def open_index(
    home: Path,
    library: PassageLibrary,
    embedder: Embedder,
    store: VectorStore,
    *,
    build: bool = True,
    progress: Progress | None = None,
) -> Snapshot:
    """Open the index of this knowledge under `home`, building it first where that is needed and allowed."""
    return Indexes(home, library, embedder, store).open(build=build, progress=progress)


def _age(folder: Path) -> float:
    return -folder.stat().st_mtime


def _silent(stage: str, done: int, total: int) -> None:
    """Say nothing."""
