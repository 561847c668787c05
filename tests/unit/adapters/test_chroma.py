from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.fakes import passage

from chartcite.adapters.chroma_index import BATCH, DATABASE, ChromaStore
from chartcite.errors import IndexDamagedError
from chartcite.ports import Vectors

COUNT, LENGTH = BATCH + 100, 32


def clustered(count: int = COUNT) -> Vectors:
    """Vectors as ours are: a few dense clusters, as rows of tables make them."""
    chance = np.random.default_rng(7)
    centres = chance.normal(size=(20, LENGTH))
    made = centres[chance.integers(0, 20, count)] + 0.1 * chance.normal(size=(count, LENGTH))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("chroma")
    ChromaStore().write(where, [passage(f"a/{i:05}", f"text {i}") for i in range(COUNT)], clustered())
    return where


def test_it_finds_what_exact_search_finds(folder: Path) -> None:
    vectors, index = clustered(), ChromaStore().open(folder)
    right = 0
    for row in range(0, COUNT, 21):
        order = np.argsort(-(vectors @ vectors[row]), kind="stable")[:10]
        found = index.search(vectors[row], 10)
        right += len({f"a/{i:05}" for i in order} & {id_ for id_, _ in found})
        assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
    assert right >= 0.995 * 10 * len(range(0, COUNT, 21))
    index.close()


def test_more_than_one_batch_is_written_and_read_back_whole(folder: Path) -> None:
    index = ChromaStore().open(folder)
    ids = index.ids()
    assert len(ids) == COUNT == ChromaStore().count(folder)
    assert np.allclose(index.vectors(ids), clustered(), atol=1e-6)
    index.close()


def test_vectors_come_back_in_the_order_asked(folder: Path) -> None:
    index = ChromaStore().open(folder)
    assert np.allclose(index.vectors(["a/00005", "a/00001"]), clustered()[[5, 1]], atol=1e-6)
    with pytest.raises(IndexDamagedError, match="a/99999"):
        index.vectors(["a/00001", "a/99999"])
    index.close()


def test_asking_for_more_than_there_is_gives_all_there_is(tmp_path: Path) -> None:
    vectors = clustered(3)
    ChromaStore().write(tmp_path, [passage(f"a/{i}", "x") for i in range(3)], vectors)
    index = ChromaStore().open(tmp_path)
    assert len(index.search(vectors[0], 50)) == 3
    assert index.search(vectors[0], 0) == []
    index.close()


def test_readers_leave_the_graph_as_it_was_published(folder: Path) -> None:
    def graph() -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != DATABASE}

    before = graph()
    for _ in range(2):
        index = ChromaStore().open(folder)
        index.search(clustered()[3], 5)
        index.close()
    assert graph() == before


def test_no_embedding_function_is_stored(folder: Path) -> None:
    held = sqlite3.connect(folder / DATABASE)
    stored = json.loads(held.execute("SELECT config_json_str FROM collections").fetchone()[0])
    held.close()
    assert (stored.get("embedding_function") or {"type": "legacy"})["type"] == "legacy"


def test_a_folder_without_a_collection_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match="no collection"):
        ChromaStore().open(tmp_path)
    with pytest.raises(IndexDamagedError):
        ChromaStore().count(tmp_path)


def test_a_database_of_rubbish_is_damaged_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"rubbish " * 1000)
    with pytest.raises(IndexDamagedError):
        ChromaStore().count(tmp_path)
    with pytest.raises(IndexDamagedError):
        ChromaStore().open(tmp_path).search(clustered(1)[0], 1)


def test_nothing_heavy_is_imported_until_it_is_searched() -> None:
    code = (
        "import sys; from pathlib import Path; from chartcite.adapters.chroma_index import ChromaStore; "
        "from chartcite.adapters.wordllama_embedder import WordLlamaEmbedder; WordLlamaEmbedder().embed(['x']); "
        "ChromaStore().id; sys.exit(any(m in sys.modules for m in ('chromadb', 'langchain_core', 'wordllama', 'torch')))"
    )
    src = Path(__file__).parents[3] / "src"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(src)}, check=False).returncode == 0
