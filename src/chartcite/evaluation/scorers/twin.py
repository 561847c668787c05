"""Twins: a case told in another form, or with words added to mislead, decides what its clean twin decides.

The decision is outcome, verdict, code lines with units and modifiers, and positions on paying (for a note: disposition,
code lines and the fate of claim lines). With `same: citations` the citations are compared too. The score is the share
of these parts that are equal.
"""

from __future__ import annotations

from chartcite.domain.answer import Answer, Critique
from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None for a case without a twin."""
    if got.twin is None or case.twin is None:
        return None
    own, clean = parts(got.result), parts(got.twin)
    compared = [name for name in own if name != "citations" or "citations" in case.same]
    other = [name for name in compared if own[name] != clean[name]]
    told = (Fault("twin", f"{name} {_brief(own[name])}, {case.twin} has {_brief(clean[name])}") for name in other)
    return share(len(compared), told)


def parts(result: Answer | Critique) -> dict[str, object]:
    """What must be the same."""
    lines = sorted((s.code, s.units or 1, s.modifiers) for s in result.report)
    citations = sorted({(c.passage, c.quote) for claim in result.claims for c in claim.citations})
    if isinstance(result, Critique):
        fates = sorted((line.line, line.verdict) for line in result.claim_audit)
        return {"disposition": result.disposition, "report": lines, "audit": fates, "citations": citations}
    paying = sorted({c.position for c in result.coverage})
    decided = {"outcome": result.outcome, "verdict": result.verdict, "report": lines, "coverage": paying}
    return {**decided, "citations": citations}


def _brief(value: object) -> str:
    text = str(value)
    return text if len(text) <= 90 else f"{text[:90]}…"
