"""The scorers, one metric a file: each takes a case, what was got and the ground, and gives a score or None.

All are deterministic and see nothing but their arguments. Those in `HARD` make a case fail: it is whole when all of
them are 1. Those in `SOFT` only move a mean, which the gate compares with the baseline case by case.
"""

from __future__ import annotations

from collections.abc import Callable

from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Got, Ground, Score
from chartcite.evaluation.scorers import (
    abstention,
    citation_precision,
    citation_recall,
    claim_audit,
    codes,
    conflicts,
    coverage,
    disposition,
    elements,
    evidence,
    findings_precision,
    findings_recall,
    forbidden_facts,
    governing,
    key_facts,
    modifiers,
    outcome,
    quotes,
    sources_cited,
    spans_exact,
    spans_overlap,
    stability,
    twin,
    units,
    verdict,
)
from chartcite.evaluation.scorers.retrieval import RANKED

Scorer = Callable[[Case, Got, Ground], Score | None]

HARD: dict[str, Scorer] = {
    "outcome": outcome.score,
    "verdict": verdict.score,
    "disposition": disposition.score,
    "codes": codes.score,
    "modifiers": modifiers.score,
    "units": units.score,
    "key facts": key_facts.score,
    "forbidden facts": forbidden_facts.score,
    "sources cited": sources_cited.score,
    "coverage": coverage.score,
    "conflicts": conflicts.score,
    "governing source": governing.score,
    "quotes exact": quotes.score,
    "evidence": evidence.score,
    "elements": elements.score,
    "findings recall": findings_recall.score,
    "findings precision": findings_precision.score,
    "spans exact": spans_exact.score,
    "spans overlap": spans_overlap.score,
    "claim audit": claim_audit.score,
    "stability": stability.score,
    "twin": twin.score,
}
SOFT: dict[str, Scorer] = {
    "abstention": abstention.score,
    "citation recall": citation_recall.score,
    "citation precision": citation_precision.score,
}
SCORERS: dict[str, Scorer] = {**HARD, **SOFT}
"""All of them by name, in the order in which their faults are told."""
MEANS = (*SOFT, *RANKED)
"""The metrics whose means the gate compares: those in `SOFT`, and those of rankings."""
