"""Any sentence-transformers model, by name or path; never from the network unless the user allows it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from chartcite.errors import UnavailableError
from chartcite.ports import Vectors

EXTRA = "sentence-transformers"
BATCH = 64


class SentenceTransformerEmbedder:
    """Vectors of a sentence-transformers model. Loaded at first use; a missing extra is said at once."""

    def __init__(self, model: str, *, threads: int | None = None, allow_download: bool = False) -> None:
        """Name the model (a hub name in the local cache, or a folder). Raises UnavailableError without the extra."""
        if find_spec("sentence_transformers") is None:
            raise UnavailableError(f"The embedder {EXTRA}:{model} needs an extra: pip install 'chartcite[{EXTRA}]'.")
        self._name, self._threads, self._allow_download = model, threads, allow_download

    @cached_property
    def id(self) -> str:
        """Name the model; a folder is known by a digest of its files, so that changed weights change the index."""
        folder = Path(self._name).expanduser()
        name = f"{folder.name}-{_folder_digest(folder)}" if folder.is_dir() else self._name
        return f"{EXTRA}-{version(EXTRA)}:{name}"

    @property
    def dimension(self) -> int:
        """Ask the model."""
        return int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed each text, normalised."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        made = self._model.encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(made, dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        if not self._allow_download:
            os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        import torch
        from sentence_transformers import SentenceTransformer

        # Its progress bar would stand between the lines of a command's output.
        import_module("transformers.utils.logging").disable_progress_bar()
        if self._threads:
            torch.set_num_threads(self._threads)
        try:
            return SentenceTransformer(
                str(Path(self._name).expanduser()) if Path(self._name).expanduser().is_dir() else self._name,
                device="cpu",
                local_files_only=not self._allow_download,
            )
        except (OSError, ValueError) as error:
            raise UnavailableError(
                f"The model {self._name} can't be loaded ({error}).. Give a folder, or a name in the local cache."
            ) from error


def _folder_digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as held:
            found.update(hashlib.file_digest(held, "sha256").digest())
    return found.hexdigest()[:12]
