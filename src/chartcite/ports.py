"""The seams: what the stages need from outside, as protocols that `adapters` fulfil and `wiring` joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.source import Passage, Standing

Vectors = NDArray[np.float32]
"""One row a text, each of length 1 (or all zero for a text without words)."""


class Embedder(Protocol):
    """Turns texts into vectors. `id` names model and version: another id is another index."""

    @property
    def id(self) -> str:
        """The name of the model and of all that changes its vectors."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed each text; the rows are normalised. Raises UnavailableError if the model can't be loaded."""


class PassageIndex(Protocol):
    """A collection of vectors that can be searched; nobody writes to it any more."""

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Find the `k` nearest passages as (id, cosine similarity), the most similar first."""

    def nearest(self, vectors: Vectors) -> list[tuple[str, float]]:
        """Find the one nearest passage of each row, in one go; for the self-check."""

    def ids(self) -> list[str]:
        """List the ids of all passages held."""

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Read back the vectors of these passages, in this order."""

    def close(self) -> None:
        """Let go of the files."""


class VectorStore(Protocol):
    """Writes and opens passage indexes. `id` names kind, version and format."""

    @property
    def id(self) -> str:
        """The name of all that changes what is written."""

    def write(self, folder: Path, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Write a new collection into `folder` and close it."""

    def open(self, folder: Path) -> PassageIndex:
        """Open a written collection for reading. Raises IndexDamagedError if it is none."""

    def count(self, folder: Path) -> int:
        """Look the files over and count what they hold, without opening the store. Raises IndexDamagedError."""

    def changes_when_read(self, name: str) -> bool:
        """Whether opening for reading may change the bytes of the file of this name (lock rows)."""


class Masked(Protocol):
    """A text whose identifiers are replaced by placeholders such as `[NAME]`."""

    @property
    def text(self) -> str:
        """The masked text."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the masked text stands in the text as given; a placeholder is its whole identifier."""

    def masked(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the text as given stands in the masked text; of an identifier its whole placeholder."""


class Masker(Protocol):
    """Replaces what identifies a person before a text leaves this machine."""

    def mask(self, text: str) -> Masked:
        """Mask every identifier that is found; codes, units, doses, sides and eponyms stay as they are."""


class LanguageModel(Protocol):
    """An endpoint that answers a call in text. What it sends is untrusted; what it fails at is a ModelError of one line."""

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""

    @property
    def host(self) -> str:
        """Where it is: host and port, nothing else of the address."""

    def stream(self, call: ModelCall, seconds: float) -> Iterator[str]:
        """Pieces of the reply as they come, for `seconds` at most. Raises ModelError."""

    def outbound(self, call: ModelCall) -> Outbound:
        """The request that `stream` would send, byte for byte, without sending it."""

    def models(self, seconds: float) -> list[str]:
        """The models that the endpoint names. Raises ModelError."""


class PassageLibrary(Protocol):
    """What retrieval needs of the catalog's library."""

    @property
    def digest(self) -> str:
        """The digest of all knowledge."""

    def all_passages(self) -> Iterable[Passage]:
        """Every passage to be indexed, table rows included."""

    def named(self, passage: Passage, /) -> str:
        """What names a passage besides its title and text: its source, its heading, its place there."""


class PassageView(Protocol):
    """What retrieval needs of a view: what may be quoted for the encounter."""

    def passage_allowed(self, identity: str, /) -> bool:
        """Whether this passage is in force then and there."""

    def standing(self, identity: str, /) -> Standing:
        """Whether its source is the encounter's own, speaks generally, is superseded, or speaks for somebody else."""
