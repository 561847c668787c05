"""Everything that a result says to its reader; shared by the scorers that look for words."""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.domain.answer import Answer, Critique


def said(answer: Answer) -> str:
    """All words of an answer, one part a line."""
    return "\n".join(_parts(answer))


def _parts(answer: Answer) -> Iterator[str]:
    yield answer.summary
    yield from (c.text for c in answer.claims)
    yield from (s.code for s in answer.report)
    yield from (f"{r.code} {r.why}" for r in answer.do_not_report)
    yield from (f"{c.position} {c.says} {c.applies_to}" for c in answer.coverage)
    for fact in answer.missing:
        options = " ".join(f"{o.value} {' '.join(o.report)}" for o in fact.options)
        yield f"{fact.what} {fact.why} {fact.ask or ''} {options}"
    yield from (f"{p.says} {p.applies_to}" for conflict in answer.conflicts for p in conflict.positions)
    yield from (f"{d.code} {d.why}" for d in answer.diagnoses)


def raised(critique: Critique) -> str:
    """All words of findings and of the audit of the claim."""
    findings = (f"{f.title} {f.detail} {f.fix}" for f in critique.findings)
    return "\n".join([*findings, *(f"{a.line} {a.verdict} {a.why}" for a in critique.claim_audit)])
