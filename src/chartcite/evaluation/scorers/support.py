"""What a claim needs of its citations, by what the library holds; shared by citation recall and precision.

* A claim whose words stand in a quote needs that quote and no other; one that is several quotes in a row needs those.
* A claim with the words of a rule needs every reference of that rule.
* Any other wording is free, which the embedded drafter never is: its codes, figures and names have to stand in its
  quotes, it may deny only what they deny, and half of its other words have to be theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.domain.answer import Citation, Claim
from chartcite.evaluation.score import Ground

_MARK = re.compile(r"[A-Za-z]{0,3}\d[\dA-Za-z]*(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DENIAL = re.compile(r"\b(?:not?|never|nor|neither|without|cannot|non)\b|n't\b", re.I)
_HALF = 0.5


def marks(text: str) -> frozenset[str]:
    """Codes, figures and years, with separators of thousands and a final full stop left out."""
    return frozenset(mark.replace(",", "") for mark in _MARK.findall(text))


def denies(text: str) -> bool:
    """Whether the text says no."""
    return bool(_DENIAL.search(text))


def is_supported(claim: Claim, citations: Sequence[Citation], ground: Ground, *, free: bool) -> bool:
    """Whether these citations carry the claim; `free` allows wordings that are nobody's sentence."""
    if any(claim.text in c.quote for c in citations) or is_sum(claim.text, citations):
        return True
    if claim.text in ground.stated:
        cited = {(c.passage, c.quote) for c in citations}
        whole = any(needs <= cited for needs in ground.stated[claim.text])
        return whole and not marks(claim.text) - marks(" ".join(c.quote for c in citations))
    return (free or claim.kind == "derived") and _carried(claim, citations, ground)


def is_needed(claim: Claim, citation: Citation, ground: Ground, *, free: bool) -> bool:
    """Whether the claim would stand on less without this citation, or the citation is its rule's reference."""
    if any((citation.passage, citation.quote) in needs for needs in ground.stated.get(claim.text, ())):
        return True
    others = [c for c in claim.citations if c is not citation]
    return not others or not is_supported(claim, others, ground, free=free)


def is_sum(text: str, citations: Sequence[Citation]) -> bool:
    """Whether the text is nothing but its quotes, one after the other."""
    for citation in citations:
        text = text.replace(citation.quote, "", 1)
    return not text.strip()


def _carried(claim: Claim, citations: Sequence[Citation], ground: Ground) -> bool:
    quotes = " ".join(c.quote for c in citations)
    if claim.kind != "derived" and marks(claim.text) - marks(quotes):
        return False
    if denies(claim.text) != denies(quotes):
        return False
    around = " ".join([quotes, *(ground.told_of(c.source) for c in citations)])
    if any(name not in around for name in ground.names.findall(claim.text)):
        return False
    words = {w.lower() for w in _WORD.findall(claim.text)}
    return len(words & {w.lower() for w in _WORD.findall(quotes)}) >= _HALF * len(words)
