"""Presidio's analyzer without a language model: our finders and those of its recognisers that go by form.

Importing presidio takes three seconds (it brings spaCy, of which nothing runs), hence only `presidio_masker` does it, late.
Its phone and URL recognisers are left out: 64640 64640 is a valid number of New York to the one, "well.No" an address to
the other. Its e-mail recogniser asks a list of domains that it would fetch from the net: ours takes every form of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    IpRecognizer,
    MacAddressRecognizer,
    UsMbiRecognizer,
)

from chartcite.adapters.masking_words import Found

LANGUAGE = "en"
_SURE = 1.0
_LEAST_SCORE = 0.25  # presidio's own forms below it are mere hints ("::")
_KINDS = {"CREDIT_CARD": "NUMBER", "IP_ADDRESS": "IP", "MAC_ADDRESS": "DEVICE", "US_MBI": "NUMBER"}

Find = Callable[[str], Iterable[Found]]


class _NoModel(NlpEngine):
    """Reads nothing: no recogniser here needs tokens."""

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """No tokens, no entities."""
        return NlpArtifacts([], cast(Any, []), [], [], self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """The same for each text."""
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """No word is looked at."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """No word is looked at."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None by itself."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The one language."""
        return [LANGUAGE]


class _Context(ContextAwareEnhancer):
    """Leaves scores alone: our finders have read the context already."""

    def __init__(self) -> None:
        super().__init__(0, 0, 0, 0)

    def enhance_using_context(self, text: str, raw_results: list[RecognizerResult], *args: Any, **kwargs: Any) -> Any:
        """The results as they are."""
        return raw_results


class _Finder(EntityRecognizer):
    """One of our finders as a recogniser."""

    def __init__(self, name: str, find: Find, kinds: list[str]) -> None:
        self._find = find
        super().__init__(supported_entities=kinds, name=name, supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """What the finder finds."""
        return [RecognizerResult(found.kind, found.start, found.end, _SURE) for found in self._find(text)]


class Engine:
    """Presidio's analyzer over these finders, given as (name, function, kinds)."""

    def __init__(self, finders: Iterable[tuple[str, Find, list[str]]]) -> None:
        """Load nothing: neither model nor list."""
        ours = [_Finder(name, find, kinds) for name, find, kinds in finders]
        theirs = [CreditCardRecognizer(), IpRecognizer(), MacAddressRecognizer(), UsMbiRecognizer()]
        registry = RecognizerRegistry([*ours, *theirs], supported_languages=[LANGUAGE])
        self._analyzer = AnalyzerEngine(
            registry=registry,
            nlp_engine=_NoModel(),
            context_aware_enhancer=_Context(),
            default_score_threshold=_LEAST_SCORE,
        )

    def find(self, text: str) -> list[Found]:
        """All identifiers of a short text, overlaps included."""
        return [
            Found(_KINDS.get(r.entity_type, r.entity_type), r.start, r.end)
            for r in self._analyzer.analyze(text, LANGUAGE)
        ]
