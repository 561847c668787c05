from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.fakes import TEXTS, FakeLibrary, HashingEmbedder, library_of, passage

from chartcite.adapters.chroma_index import ChromaStore
from chartcite.errors import IndexDamagedError, IndexMissingError, UnavailableError
from chartcite.ports import PassageIndex
from chartcite.retrieval import building
from chartcite.retrieval.building import Indexes, open_index
from chartcite.retrieval.exact import ExactIndex

ROOT = Path(__file__).parents[3]
BUILDER = """
import sys, time
from pathlib import Path
from chartcite.adapters.chroma_index import ChromaStore
from chartcite.retrieval.building import Indexes
from tests.fakes import HashingEmbedder, library_of

home, stop_at = Path(sys.argv[1]), sys.argv[2]

def progress(stage, done, total):
    print(stage, flush=True)
    if stage == stop_at:
        time.sleep(60)

print(Indexes(home, library_of(), HashingEmbedder(), ChromaStore()).build(progress).folder, flush=True)
"""


def builder(home: Path, stop_at: str = "never") -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(home), stop_at], stdout=subprocess.PIPE, text=True, env=env
    )


def published(home: Path) -> list[str]:
    return [path.name for path in (home / "index").iterdir() if path.is_dir() and not path.name.startswith(".")]


def test_every_passage_is_found_by_its_own_vector_and_words(indexes: Indexes) -> None:
    indexes.build().close()
    proof = indexes.verify()
    assert proof.holds
    assert proof.passages == len(TEXTS)


def test_the_store_and_exact_search_find_the_same(indexes: Indexes) -> None:
    snapshot = indexes.open()
    for text in TEXTS.values():
        vector = HashingEmbedder().embed([text])[0]
        by_store, exact = snapshot.store.search(vector, 5), snapshot.exact.search(vector, 5)
        assert [id_ for id_, _ in by_store] == [id_ for id_, _ in exact]
        assert [s for _, s in by_store] == pytest.approx([s for _, s in exact], abs=1e-4)
    snapshot.close()


def test_the_folder_is_named_by_knowledge_embedder_and_store(tmp_path: Path, library: FakeLibrary) -> None:
    other = library_of({**TEXTS, "guild/new": "A new one."})
    folders = {
        Indexes(tmp_path, held, HashingEmbedder(name), ChromaStore()).folder.name
        for held in (library, other)
        for name in ("one", "two")
    }
    assert len(folders) == 4


@pytest.mark.parametrize("home", ["/proc/nope", "a-file"])
def test_a_home_that_can_hold_nothing_is_named_with_exit_code_3(
    home: str, tmp_path: Path, library: FakeLibrary
) -> None:
    (tmp_path / "a-file").write_text("taken")
    with pytest.raises(UnavailableError, match=r"CHARTCITE_HOME") as refused:
        Indexes(tmp_path / home, library, HashingEmbedder(), ChromaStore()).open()
    assert str(tmp_path / home / "index") in str(refused.value)
    assert refused.value.exit_code == 3


def test_without_an_index_it_is_built_or_said_to_be_missing(indexes: Indexes) -> None:
    with pytest.raises(IndexMissingError, match="chartcite index build"):
        indexes.open(build=False)
    assert indexes.status().state == "missing"
    indexes.open(build=True).close()
    assert indexes.status().state == "ready"


def test_changed_knowledge_is_indexed_when_opened(tmp_path: Path, library: FakeLibrary) -> None:
    embedder, store = HashingEmbedder(), ChromaStore()
    open_index(tmp_path, library, embedder, store).close()
    more = library_of({**TEXTS, "guild/new": "The pendulum is K7777."})
    assert Indexes(tmp_path, more, embedder, store).status().state == "stale"
    snapshot = open_index(tmp_path, more, embedder, store)
    assert snapshot.lexical.search(["k7777"], 1)[0][0] == "guild/new"


def test_a_second_opening_builds_nothing(indexes: Indexes) -> None:
    stages: list[str] = []
    for _ in range(2):
        indexes.open(progress=lambda stage, done, total: stages.append(stage)).close()
        count = len(stages)
    assert stages.count("storing") == 1
    assert len(stages) == count


def test_the_current_snapshot_and_one_before_are_kept(tmp_path: Path) -> None:
    for number in range(4):
        library = FakeLibrary([passage("a/1", f"text number {number}")])
        indexes = Indexes(tmp_path, library, HashingEmbedder(), ChromaStore())
        indexes.build().close()
    assert len(published(tmp_path)) == 2
    assert indexes.folder.name in published(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_nobody_else_may_look_into_the_index(indexes: Indexes) -> None:
    folder = indexes.build().folder
    for path in (folder.parent, folder, folder / "store"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_an_empty_library_makes_an_empty_index(tmp_path: Path) -> None:
    snapshot = open_index(tmp_path, FakeLibrary([]), HashingEmbedder(), ChromaStore())
    assert snapshot.manifest.passages == 0
    assert snapshot.exact.search(HashingEmbedder().embed(["spring"])[0], 3) == []


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


DAMAGES = {
    "a file is gone": lambda path: path.unlink(),
    "a file is cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "a file is overwritten": lambda path: path.write_bytes(b"\xff" * path.stat().st_size),
}


@pytest.mark.parametrize(
    "name", ["manifest.json", "vectors.npy", "words.json", "scores.npy", "chroma.sqlite3", "data_level0.bin"]
)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_seen_and_built_again(indexes: Indexes, name: str, damage: str) -> None:
    snapshot = indexes.build()
    snapshot.close()
    DAMAGES[damage](next(path for path in files_of(snapshot.folder) if path.name == name))
    assert indexes.status().state == "damaged"
    with pytest.raises(IndexDamagedError, match="chartcite index build"):
        indexes.open(build=False)
    indexes.open().close()
    assert indexes.verify().holds


def test_a_vector_changed_in_the_store_is_seen_by_verify(indexes: Indexes) -> None:
    snapshot = indexes.build()
    target = next(iter(TEXTS))
    client_of = snapshot.store._client  # type: ignore[attr-defined]
    client_of.get_collection("passages", embedding_function=None).update(
        ids=[target], embeddings=np.ones((1, 64), dtype=np.float32)
    )
    snapshot.close()
    with pytest.raises(IndexDamagedError):
        indexes.verify()


def test_a_reader_changes_no_file_that_is_signed(indexes: Indexes) -> None:
    snapshot = indexes.build()
    snapshot.store.search(HashingEmbedder().embed(["spring"])[0], 3)
    snapshot.close()
    again = indexes.open(build=False)
    again.manifest.check_files(again.folder, all_of_them=True)


@pytest.mark.parametrize("stage", ["embedding", "storing", "checking"])
def test_a_builder_killed_half_way_publishes_nothing(tmp_path: Path, stage: str) -> None:
    killed = builder(tmp_path, stop_at=stage)
    assert killed.stdout
    for line in killed.stdout:
        if line.strip() == stage:
            break
    os.kill(killed.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    killed.wait()
    killed.stdout.close()
    assert published(tmp_path) == []
    indexes = Indexes(tmp_path, library_of(), HashingEmbedder(), ChromaStore())
    indexes.open().close()
    assert indexes.verify().holds
    assert [p.name for p in (tmp_path / "index").iterdir() if p.name.startswith(".")] in ([], [".lock"])


def test_two_builders_at_once_make_one_good_snapshot(tmp_path: Path) -> None:
    both = [builder(tmp_path) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("storing" in words for words in said) == 1
    assert said[0][-1] == said[1][-1]
    assert len(published(tmp_path)) == 1
    assert Indexes(tmp_path, library_of(), HashingEmbedder(), ChromaStore()).verify().holds


class _Forgetful(ChromaStore):
    """A store whose graph misses a passage in the first `bad` attempts, as any HNSW may."""

    def __init__(self, bad: int) -> None:
        self.bad, self.writes = bad, 0

    def write(self, folder, passages, vectors) -> None:  # type: ignore[no-untyped-def]
        self.writes += 1
        super().write(folder, passages, vectors)

    def open(self, folder: Path) -> PassageIndex:
        index = super().open(folder)
        if self.writes <= self.bad:
            index.nearest = lambda vectors: [("guild/spring", 1.0)] * len(vectors)  # type: ignore[method-assign]
        return index


def test_a_store_that_misses_a_passage_is_written_again(tmp_path: Path, library: FakeLibrary) -> None:
    store = _Forgetful(bad=2)
    assert Indexes(tmp_path, library, HashingEmbedder(), store).build().manifest.passages == len(TEXTS)
    assert store.writes == 3


def test_a_store_that_always_misses_one_is_never_published(tmp_path: Path, library: FakeLibrary) -> None:
    with pytest.raises(IndexDamagedError, match="not found by their own vector"):
        Indexes(tmp_path, library, HashingEmbedder(), _Forgetful(bad=99)).build()
    assert published(tmp_path) == []


def test_two_passages_of_one_id_are_refused(tmp_path: Path) -> None:
    twice = FakeLibrary([passage("a/1", "one"), passage("a/1", "two")])
    with pytest.raises(IndexDamagedError, match="same id"):
        Indexes(tmp_path, twice, HashingEmbedder(), ChromaStore()).build()


def test_a_snapshot_moved_under_another_name_is_not_taken_for_it(tmp_path: Path, indexes: Indexes) -> None:
    folder = indexes.build().folder
    other = Indexes(tmp_path, library_of({"a/1": "x y"}), HashingEmbedder(), ChromaStore())
    shutil.copytree(folder, other.folder)
    assert other.status().state == "damaged"


def test_building_again_by_force_gives_a_good_index(indexes: Indexes) -> None:
    first = indexes.build().manifest.built_at
    time.sleep(0.01)
    assert indexes.build(force=True).manifest.built_at > first


def test_exact_search_refuses_ids_that_do_not_match_its_vectors() -> None:
    with pytest.raises(IndexDamagedError):
        ExactIndex(["a", "b"], np.zeros((1, 4), dtype=np.float32))


def test_a_large_index_is_sampled_by_the_build_and_proved_whole_by_verify(
    indexes: Indexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "CHECKED", 3)
    assert indexes.build().manifest.checked < len(TEXTS)
    assert indexes.verify().passages == len(TEXTS)
