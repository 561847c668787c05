"""The invented library, and the indexes of it under a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fakes import FakeLibrary, HashingEmbedder, library_of

from chartcite.adapters.chroma_index import ChromaStore
from chartcite.retrieval.building import Indexes


@pytest.fixture
def library() -> FakeLibrary:
    return library_of()


@pytest.fixture
def indexes(tmp_path: Path, library: FakeLibrary) -> Indexes:
    return Indexes(tmp_path, library, HashingEmbedder(), ChromaStore())
