"""An unverified draft: claims with the quotes they rest on. Only `checking` turns it into an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chartcite.domain.source import Passage
from chartcite.domain.vocabulary import Cite

About = Literal["rule", "figure", "diagnosis", "guidance", "absence"]


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence someone wants to say; `key` names what it is about (a rule id, a table row, a passage)."""

    key: str
    text: str
    kind: Literal["quoted", "derived", "absence"]
    cites: tuple[Cite, ...]
    about: About = "rule"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that retrieval found, how well, and its best sentence."""

    passage: Passage
    score: float
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval brings for one question: passages, the sentences that answer best, and how sure it is."""

    evidence: tuple[Evidence, ...] = ()
    sentences: tuple[Cite, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """All claims in the order in which they are to be read, and those that make the summary."""

    claims: tuple[DraftClaim, ...]
    summary: tuple[str, ...] = ()
