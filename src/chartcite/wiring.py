"""The one place that names concrete classes: builds the copilot from settings."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Literal
from urllib.parse import urlsplit

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot, Finder
from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.source import Passage
from chartcite.drafting.embedded import EmbeddedDrafter
from chartcite.drafting.model import ModelDrafter
from chartcite.errors import SettingsError
from chartcite.ports import Embedder, LanguageModel, Masker
from chartcite.reading.readers import Rereader
from chartcite.retrieval.building import Indexes, open_index
from chartcite.retrieval.retriever import Retriever
from chartcite.retrieval.snapshot import Progress
from chartcite.settings import TRANSFORMERS, Settings, is_this_machine

Engine = Literal["embedded", "model"]
_PACKAGED = Path(__file__).parent / "_data"
_EXACT_UP_TO = 100_000
"""Up to here every vector is compared: at 100,000 that takes 13 ms of CPU where Chroma takes 10, and its import a second."""
_OF_NO_AUTHORITY = 0.9
_SHARE_OF_READING = 0.5
"""What reading may take of a model's time when it words the answer as well."""
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
    """All knowledge, from the package or the folder that the settings name, and the documents added under home."""
    added = settings.home / "documents"
    return Library.load(settings.knowledge or data_folder("knowledge"), added if added.is_dir() else None)


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


def masker_of(settings: Settings, library: Library) -> Masker:
    """What masks identifiers before a text goes to the model that the settings name; nothing is loaded before its first use."""
    from chartcite.adapters.presidio_masker import PresidioMasker

    return PresidioMasker(library)


def index_of(settings: Settings, library: Library) -> Indexes:
    """The published indexes of this knowledge under the home folder."""
    from chartcite.adapters.chroma_index import ChromaStore

    return Indexes(settings.home, library, embedder_of(settings), ChromaStore())


class _Endpoint:
    """The endpoint of the settings, whose libraries (seconds to import) are loaded when it is first needed."""

    def __init__(self, settings: Settings, url: str, model: str) -> None:
        self.name, self.host = model, urlsplit(url).netloc
        self._settings, self._url = settings, url

    @cached_property
    def _real(self) -> LanguageModel:
        from chartcite.adapters.openai_endpoint import Limits, OpenAIEndpoint

        of = self._settings
        limits = Limits(of.model_connect_seconds, of.model_tokens, of.model_reply_chars, of.model_retries)
        local = is_this_machine(urlsplit(self._url).hostname or "")
        return OpenAIEndpoint(self._url, self.name, of.model_key, limits, local=local)

    def stream(self, call: ModelCall, seconds: float) -> Iterator[str]:
        """As `LanguageModel.stream`."""
        started = monotonic()
        real = self._real
        return real.stream(call, seconds - (monotonic() - started))

    def outbound(self, call: ModelCall) -> Outbound:
        """As `LanguageModel.outbound`."""
        return self._real.outbound(call)

    def models(self, seconds: float) -> list[str]:
        """As `LanguageModel.models`."""
        return self._real.models(seconds)


def model_of(settings: Settings) -> LanguageModel | None:
    """The model endpoint of the settings, where they name one."""
    return _Endpoint(settings, settings.model_url, settings.model) if settings.model_url and settings.model else None


def worder_of(settings: Settings, library: Library) -> ModelDrafter | None:
    """The drafter that has a model word the decisions, where the settings name one for that."""
    model = model_of(settings) if "drafting" in settings.model_uses else None
    if model is None:
        return None
    return ModelDrafter(
        model, data_folder("prompts"), masker_of(settings, library), settings.model_seconds, settings.model_sentences
    )


def model_reader_of(settings: Settings, library: Library) -> Rereader | None:
    """The reader that asks a model about words that nobody knows, where the settings name one for that."""
    model = model_of(settings) if "reading" in settings.model_uses else None
    if model is None:
        return None
    from chartcite.reading.by_model import ModelReader

    seconds = settings.model_seconds * (_SHARE_OF_READING if "drafting" in settings.model_uses else 1)
    return ModelReader(model, data_folder("prompts"), masker_of(settings, library), seconds)


def build_copilot(settings: Settings, progress: Progress | None = None, engine: Engine | None = None) -> Copilot:
    """The copilot with its index opened, built first when knowledge has changed.

    `engine` is `model` where an endpoint is set, unless said otherwise. Raises SettingsError for a model without one.
    """
    if engine == "model" and not settings.model_url:
        raise SettingsError("--engine model needs an endpoint: set CHARTCITE_MODEL_URL and CHARTCITE_MODEL")
    library = load_library(settings)
    worder = None if engine == "embedded" else worder_of(settings, library)
    rereader = None if engine == "embedded" else model_reader_of(settings, library)
    copilot = Copilot(
        library,
        build_finder(settings, library, progress),
        EmbeddedDrafter(),
        today_of(settings),
        settings.digest(),
        worder,
        rereader,
    )
    gc.freeze()  # knowledge stays for good: looking it over again and again would cost each answer a sixth of its time
    return copilot


def build_finder(settings: Settings, library: Library, progress: Progress | None = None) -> Finder:
    """Retrieval over the published snapshot: Chroma from `_EXACT_UP_TO` passages on, below it the vectors it exported."""
    embedder = embedder_of(settings)
    from chartcite.adapters.chroma_index import ChromaStore

    snapshot = open_index(settings.home, library, embedder, ChromaStore(), progress=progress)
    vectors = snapshot.exact if snapshot.manifest.passages <= _EXACT_UP_TO else snapshot.store
    authorities = library.vocabularies.authorities

    def trust(passage: Passage) -> float:
        """A source whose authority decides nothing (a website, a vendor) yields to one that does."""
        return 1.0 if authorities[library.source(passage.source).authority].rank else _OF_NO_AUTHORITY

    return Retriever(library.all_passages(), snapshot.lexical, vectors, embedder, trust)
