"""Wrong critiques: disposition, elements, findings, spans, the fate of claim lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from chartcite.domain.answer import Critique, Finding, NoteSpan
from chartcite.domain.rule import Disposition
from chartcite.evaluation.cases import NoteCase
from chartcite.evaluation.mutants.making import Operator, Right
from chartcite.evaluation.score import Got

_FATES = ("keep", "change", "remove")


def disposition(right: Right) -> Iterator[Got]:
    """Two dispositions that the label does not accept."""
    if case := _note(right):
        wrong = [d for d in get_args(Disposition) if d not in (case.disposition, *case.disposition_also)]
        yield from (right.having(disposition=d) for d in (wrong[0], right.chosen(wrong)))


def element(right: Right) -> Iterator[Got]:
    """The state of a labelled element flipped: one documented, one missing, one not told at all."""
    case, critique = _note(right), right.got.critique
    if case is None or critique is None:
        return
    states = {e.id: e for e in critique.elements}
    for labelled, turned in ((case.documented, "missing"), (case.missing, "documented")):
        there = [e for e in labelled if e in states]
        if there:
            out = right.chosen(there)
            flipped = states[out].model_copy(update={"state": turned})
            yield right.having(elements=tuple(flipped if e.id == out else e for e in critique.elements))
            yield right.having(elements=tuple(e for e in critique.elements if e.id != out))


def finding_dropped(right: Right) -> Iterator[Got]:
    """Every finding and audit line that a flag of the label asks for is gone."""
    case, critique = _note(right), right.got.critique
    for group in case.flags[:2] if case and critique else ():
        assert critique is not None

        def told(text: str, patterns: tuple[str, ...] = group) -> bool:
            return any(re.search(p, text, re.I | re.S) for p in patterns)

        findings = tuple(f for f in critique.findings if not told(f"{f.title} {f.detail} {f.fix}"))
        audit = tuple(a for a in critique.claim_audit if not told(f"{a.line} {a.verdict} {a.why}"))
        if not told("\n".join(f"{f.title} {f.detail} {f.fix}" for f in findings)):
            yield right.having(findings=findings, claim_audit=audit)


def finding_added(right: Right) -> Iterator[Got]:
    """A finding of weight that nothing in the label names."""
    case, critique = _note(right), right.got.critique
    if case and critique and ("clean" in case.tags or case.findings_closed):
        wrong = Finding(id="f99", severity="blocks_billing", title="Zzz", detail="zzz", fix="zzz")
        yield right.having(findings=(*critique.findings, wrong))


def span_shifted(right: Right) -> Iterator[Got]:
    """A place one character on, and one with another text."""
    critique = right.got.critique
    held = [e for e in critique.elements if e.spans] if critique else []
    if critique and held:
        out = right.chosen(held)
        span = out.spans[0]
        for moved in (
            span.model_copy(update={"start": span.start + 1, "end": span.end + 1}),
            span.model_copy(update={"text": span.text[::-1] + "x"}),
        ):
            wrong = out.model_copy(update={"spans": (moved, *out.spans[1:])})
            yield right.having(elements=tuple(wrong if e.id == out.id else e for e in critique.elements))


def span_elsewhere(right: Right) -> Iterator[Got]:
    """A labelled element that points at other words of the note, or at none."""
    case, critique = _note(right), right.got.critique
    if case is None or critique is None:
        return
    for name, words in case.spans.items():
        at = case.text.find(words)
        other = (
            NoteSpan(start=0, end=1, text=case.text[:1])
            if at > 1
            else NoteSpan(start=len(case.text) - 1, end=len(case.text), text=case.text[-1:])
        )
        for spans in ((other,), ()):
            yield right.having(
                elements=tuple(e.model_copy(update={"spans": spans}) if e.id == name else e for e in critique.elements)
            )


def fate(right: Right) -> Iterator[Got]:
    """A labelled claim line with another fate, or left out of the audit."""
    case, critique = _note(right), right.got.critique
    if case is None or critique is None:
        return
    for line, accepted in case.audit.items():
        own = [a for a in critique.claim_audit if " ".join(a.line.split()) == line]
        turned = next((f for f in _FATES if f not in accepted), None)
        if own and turned:
            yield right.having(
                claim_audit=tuple(
                    a.model_copy(update={"verdict": turned}) if a in own else a for a in critique.claim_audit
                )
            )
        yield right.having(claim_audit=tuple(a for a in critique.claim_audit if a not in own))


def _note(right: Right) -> NoteCase | None:
    return right.case if isinstance(right.case, NoteCase) and isinstance(right.result, Critique) else None


OPERATORS = (
    Operator("another disposition", "disposition", disposition),
    Operator("element state flipped", "elements", element),
    Operator("finding dropped", "findings recall", finding_dropped),
    Operator("finding too many", "findings precision", finding_added),
    Operator("span shifted", "spans exact", span_shifted),
    Operator("span elsewhere", "spans overlap", span_elsewhere),
    Operator("claim line with another fate", "claim audit", fate),
)
