"""Quotes exact: the share of citations whose quote is, letter by letter, what stands at its offsets in its passage.

The passage is looked up in the library, and has to be one of the source that the citation names. Without a library
only the lengths are compared.
"""

from __future__ import annotations

from chartcite.domain.answer import Citation
from chartcite.errors import KnowledgeError
from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None for a result without citations."""
    citations = [(claim.id, c) for claim in got.result.claims for c in claim.citations]
    wrong = [(identity, c) for identity, c in citations if not is_exact(c, ground)]
    told = (Fault("evidence", f"{identity} cites {c.passage} at wrong offsets") for identity, c in wrong)
    return share(len(citations), told)


def is_exact(citation: Citation, ground: Ground) -> bool:
    """Whether the quote stands there."""
    if citation.end - citation.start != len(citation.quote) or not citation.quote:
        return False
    if ground.library is None:
        return True
    try:
        passage = ground.library.passage(citation.passage)
    except KnowledgeError:
        return False
    return passage.source == citation.source and passage.text[citation.start : citation.end] == citation.quote
