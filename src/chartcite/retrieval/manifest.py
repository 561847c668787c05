"""What a snapshot says of itself, and whether its files still agree."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from chartcite.domain.record import Record
from chartcite.errors import IndexDamagedError

FORMAT = 2
"""Raised with every change of what a snapshot's files mean, tokens and stems included."""
NAME = "manifest.json"
HASHED_AT_OPENING = 16 * 1024 * 1024
"""Files up to this size are hashed whenever a snapshot is opened (10 ms); larger ones by `verify`."""


class FileMark(Record):
    """Size and digest of one file."""

    size: int
    sha256: str


class Manifest(Record):
    """Contents of a snapshot. `files` leaves out what a reader of the store may change."""

    format: int
    digest: str
    knowledge: str
    embedder: str
    dimension: int
    store: str
    passages: int
    words: int
    content: str
    """Digest over ids and vectors."""
    checked: int
    """How many passages the self-check of the build looked up by their own vector."""
    built_at: datetime
    files: dict[str, FileMark]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder's manifest. Raises IndexDamagedError if it is absent or not whole."""
        try:
            found = cls.model_validate_json((folder / NAME).read_bytes())
        except (OSError, ValidationError) as error:
            raise damaged(folder, f"no whole {NAME}") from error
        if found.digest != folder.name:
            raise damaged(folder, f"{NAME} belongs to {found.digest}")
        return found

    def write(self, folder: Path) -> None:
        """Write it as the last file of a build."""
        (folder / NAME).write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")

    def check_files(self, folder: Path, *, all_of_them: bool = False) -> None:
        """Compare sizes, and digests up to a size (or all). Raises IndexDamagedError naming the file."""
        for name, mark in self.files.items():
            path = folder / name
            if not path.is_file() or path.stat().st_size != mark.size:
                raise damaged(folder, f"{name} is missing or of another size")
            if (all_of_them or mark.size <= HASHED_AT_OPENING) and file_digest(path) != mark.sha256:
                raise damaged(folder, f"{name} was changed")


def snapshot_digest(knowledge: str, embedder: str, store: str) -> str:
    """Name what decides the content of an index; 32 hex digits are enough to tell snapshots apart."""
    parts = "\0".join((str(FORMAT), knowledge, embedder, store))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def marks(folder: Path, leave_out: Callable[[str], bool]) -> dict[str, FileMark]:
    """Mark every file under `folder` but the manifest and those to leave out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {
        path.relative_to(folder).as_posix(): FileMark(size=path.stat().st_size, sha256=file_digest(path))
        for path in paths
        if not leave_out(path.name)
    }


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()


def sync(folder: Path) -> None:
    """Bring every file and folder below to the disk, so that a rename publishes nothing half written."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_file() or os.name == "posix":  # folders can't be opened elsewhere
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def now() -> datetime:
    """Stamp a build."""
    return datetime.now(UTC)


def damaged(folder: Path, why: str) -> IndexDamagedError:
    """Say what is wrong with a snapshot and what to do."""
    return IndexDamagedError(f"The index {folder} is damaged: {why}. Build it again: chartcite index build.")
