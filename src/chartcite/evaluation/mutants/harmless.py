"""Changes that take nothing from an answer: no scorer may mark them down."""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.evaluation.mutants.making import Right
from chartcite.evaluation.score import Got


def harmless(right: Right) -> Iterator[tuple[str, Got]]:
    """The same answer told in another order or with other timings."""
    result = right.result
    yield "claims in another order", right.having(claims=result.claims[::-1])
    yield "report in another order", right.having(report=result.report[::-1])
    yield "sources in another order", right.having(sources=result.sources[::-1])
    yield "other timings", right.having(timings_ms={"total": 9999.0})
    yield "another receipt", right.having(receipt=result.receipt.model_copy(update={"settings": "sha256:other"}))
