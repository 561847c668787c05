"""An unverified draft: claims with the quotes they rest on. Only `checking` turns it into an answer."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Literal

from chartcite.domain.source import Passage
from chartcite.domain.vocabulary import Cite

About = Literal["rule", "figure", "diagnosis", "guidance", "absence"]


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence someone wants to say; `key` names what it is about (a rule id, a table row, a passage).

    `plain` is what the rules or the passage say, beside a model's wording in `text`; None when nobody reworded it.
    """

    key: str
    text: str
    kind: Literal["quoted", "derived", "absence"]
    cites: tuple[Cite, ...]
    about: About = "rule"
    plain: str | None = None

    @property
    def base(self) -> str:
        """The wording that holds whatever a model makes of it."""
        return self.text if self.plain is None else self.plain

    def reworded(self, text: str) -> DraftClaim:
        """The same claim in other words: key, kind and quotes stay as they are."""
        return replace(self, text=text, plain=self.base)


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

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The passages that its claims quote, in their order; the record of what was looked at decides nothing."""
        told = (claim for claim in self.claims if claim.about != "absence")
        return tuple(dict.fromkeys(cite.passage for claim in told for cite in claim.cites))

    def says_something(self, kept: Container[str]) -> bool:
        """Whether a claim that was kept (by key) is more than the record of what was looked at."""
        return any(claim.key in kept and claim.about != "absence" for claim in self.claims)
