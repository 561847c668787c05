"""The one place that names concrete classes: builds the copilot from settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot, Finder
from chartcite.domain.source import Passage
from chartcite.drafting.embedded import EmbeddedDrafter
from chartcite.ports import Embedder
from chartcite.retrieval.building import Indexes
from chartcite.retrieval.retriever import Retriever
from chartcite.retrieval.snapshot import Progress
from chartcite.settings import TRANSFORMERS, Settings

_PACKAGED = Path(__file__).parent / "_data"
_EXACT_UP_TO = (
    20_000  # up to here an exact search costs less than a millisecond, and opening Chroma costs more than a second
)
_OF_NO_AUTHORITY = 0.8
_CHECKOUT = Path(__file__).parents[2]


def data_folder(name: str) -> Path:
    """A folder that ships with the package (in a checkout: the one at its root)."""
    packaged = _PACKAGED / name
    return (
        packaged
        if packaged.is_dir()
        else _CHECKOUT / {"suites": "evals/suites", "baselines": "evals/baselines"}.get(name, name)
    )


def load_library(settings: Settings) -> Library:
    """All knowledge, from the package or the folder that the settings name."""
    return Library.load(settings.knowledge or data_folder("knowledge"))


def today_of(settings: Settings) -> Callable[[], date]:
    """The clock: injected by settings, else the machine's."""
    return lambda: settings.today or date.today()  # noqa: DTZ011 (a date of service is a local day)


def embedder_of(settings: Settings) -> Embedder:
    """The embedder that the settings name."""
    if settings.embedder.startswith(TRANSFORMERS):
        from chartcite.adapters.sentence_transformer_embedder import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(settings.embedder.removeprefix(TRANSFORMERS))
    from chartcite.adapters.wordllama_embedder import WordLlamaEmbedder

    return WordLlamaEmbedder()


def index_of(settings: Settings, library: Library) -> Indexes:
    """The published indexes of this knowledge under the home folder."""
    from chartcite.adapters.chroma_index import ChromaStore

    return Indexes(settings.home, library, embedder_of(settings), ChromaStore())


def build_copilot(settings: Settings, progress: Progress | None = None) -> Copilot:
    """The copilot with its index opened, built first when knowledge has changed."""
    library = load_library(settings)
    return Copilot(
        library, build_finder(settings, library, progress), EmbeddedDrafter(), today_of(settings), settings.digest()
    )


def build_finder(settings: Settings, library: Library, progress: Progress | None = None) -> Finder:
    """Retrieval over the published snapshot: Chroma from `_EXACT_UP_TO` passages on, below it the vectors it exported."""
    embedder = embedder_of(settings)
    from chartcite.adapters.chroma_index import ChromaStore

    snapshot = Indexes(settings.home, library, embedder, ChromaStore()).open(build=True, progress=progress)
    vectors = snapshot.exact if snapshot.manifest.passages <= _EXACT_UP_TO else snapshot.store
    authorities = library.vocabularies.authorities

    def trust(passage: Passage) -> float:
        """A source whose authority decides nothing (a website, a vendor) yields to one that does."""
        return 1.0 if authorities[library.source(passage.source).authority].rank else _OF_NO_AUTHORITY

    return Retriever(library.all_passages(), snapshot.lexical, vectors, embedder, trust)
