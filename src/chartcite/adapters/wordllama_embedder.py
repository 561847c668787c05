"""WordLlama's static vectors: no network, no torch, about 0.1 ms a question.

Weights and tokenizer are read straight from the installed package. Importing the package itself costs 1.5 s more,
opens the way to a download and sets up root logging; a test holds our vectors equal to its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from chartcite.errors import UnavailableError
from chartcite.ports import Vectors

WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
DIMENSION = 256


class WordLlamaEmbedder:
    """The mean of the vectors of a text's pieces, normalised. Loaded at first use."""

    dimension = DIMENSION

    def __init__(self, folder: Path | None = None) -> None:
        """Take the weights from `folder`, or from the installed package."""
        self._folder = folder

    @cached_property
    def id(self) -> str:
        """Name the package version: its weights may differ in another."""
        try:
            return f"wordllama-{version('wordllama')}-{DIMENSION}"
        except PackageNotFoundError as error:
            raise _missing() from error

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed each text; a text without words gets a zero row."""
        tokenizer, table = self._model
        rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, encoded in zip(rows, tokenizer.encode_batch(list(texts), add_special_tokens=False), strict=True):
            if encoded.ids:
                row[:] = table[np.minimum(encoded.ids, len(table) - 1)].mean(axis=0, dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        folder = self._folder or _package_folder()
        weights, tokenizer_file = folder / WEIGHTS, folder / TOKENIZER
        if not (weights.is_file() and tokenizer_file.is_file()):
            raise UnavailableError(f"{folder} holds no {WEIGHTS} or {TOKENIZER}: reinstall the package wordllama.")
        from safetensors import safe_open
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(tokenizer_file))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        with safe_open(weights, framework="np") as held:
            return tokenizer, held.get_tensor("embedding.weight")


def _package_folder() -> Path:
    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise _missing()
    return Path(spec.origin).parent


def _missing() -> UnavailableError:
    return UnavailableError("The embedder wordllama is not installed: pip install 'wordllama==0.4.0.post1'.")
