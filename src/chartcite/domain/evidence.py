"""What retrieval found: passages with the reasons, and sentences in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from chartcite.domain.source import Passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found for a query. `found_by` gives its rank (from 1) in each list that held it."""

    passage: Passage
    score: float
    found_by: dict[str, int] = field(default_factory=dict)
    similarity: float | None = None
    """Cosine similarity to the query, where the vector search found it."""


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that answers; [start, end) are offsets into `passage.text`."""

    passage: Passage
    start: int
    end: int
    text: str
    score: float
