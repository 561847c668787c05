"""What mutants are made of: a right answer, the library around it, and a choice that is the same in every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from chartcite.catalog.library import Library
from chartcite.domain.answer import Answer, Citation, Critique
from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Got, Ground

T = TypeVar("T")


@dataclass(frozen=True)
class Right:
    """A case, what was got for it, and the library."""

    case: Case
    got: Got
    ground: Ground

    @property
    def library(self) -> Library:
        """The library that is quoted."""
        assert self.ground.library is not None
        return self.ground.library

    @property
    def result(self) -> Answer | Critique:
        """The result."""
        return self.got.result

    def chosen(self, items: Sequence[T], salt: str = "") -> T:
        """One of them: another for another case, the same in every run."""
        return items[crc32(f"{self.case.id} {salt}".encode()) % len(items)]

    def having(self, **changed: Any) -> Got:
        """What was got with fields of the result changed."""
        return replace(self.got, result=self.result.model_copy(update=changed))

    def with_claim(self, index: int, **changed: Any) -> Got:
        """What was got with fields of one claim changed."""
        claims = list(self.result.claims)
        claims[index] = claims[index].model_copy(update=changed)
        return self.having(claims=tuple(claims))

    def with_citation(self, claim: int, index: int, **changed: Any) -> Got:
        """What was got with fields of one citation changed."""
        citations = list(self.result.claims[claim].citations)
        citations[index] = citations[index].model_copy(update=changed)
        return self.with_claim(claim, citations=tuple(citations))

    def neighbour(self, citation: Citation) -> Citation:
        """An exact quote of the passage that stands after this one, of another text than any quoted here."""
        said = {c.quote for claim in self.result.claims for c in claim.citations} | {c.text for c in self.result.claims}
        ids = list(self.library.passages)
        start = ids.index(citation.passage) if citation.passage in self.library.passages else 0
        for step in range(1, len(ids)):
            passage = self.library.passages[ids[(start + step) % len(ids)]]
            quote = passage.text.split(". ")[0]
            if quote and not any(quote in text or text in quote for text in said):
                return citation.model_copy(
                    update={
                        "source": passage.source,
                        "passage": passage.id,
                        "quote": quote,
                        "start": 0,
                        "end": len(quote),
                    }
                )
        return citation


class Operator(NamedTuple):
    """A way to be wrong, and the scorer that has to see it."""

    name: str
    scorer: str
    made: Callable[[Right], Iterator[Got]]
