"""Scoring one case: every expectation that does not hold is a fault, told as expected against got."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chartcite.domain.answer import Answer, Critique, Result, Suggestion
from chartcite.evaluation.cases import NoteCase, QuestionCase


class Fault(NamedTuple):
    """One expectation that does not hold; `part` is what kind it is."""

    part: str
    told: str


class Wanted(NamedTuple):
    """A code line as a case writes it: `64640-RT x1`; units and modifiers count only where written."""

    code: str
    modifiers: frozenset[str]
    units: int | None


def wanted(line: str) -> Wanted:
    """Parse a line of a case."""
    head, _, units = line.partition(" x")
    code, *modifiers = head.split("-")
    return Wanted(code, frozenset(modifiers), int(units) if units else None)


def score_answer(case: QuestionCase, answer: Answer, adjusting: frozenset[str]) -> list[Fault]:
    """All faults of an answer; `adjusting` are the modifiers that change payment or an edit."""
    expect = case.expect
    faults = []
    if expect.outcome and answer.outcome not in expect.outcome:
        faults.append(Fault("outcome", f"outcome {answer.outcome}, expected {' or '.join(expect.outcome)}"))
    if expect.verdict and (answer.verdict or "none") not in expect.verdict:
        faults.append(Fault("verdict", f"verdict {answer.verdict}, expected {' or '.join(expect.verdict)}"))
    faults += score_codes(
        answer, expect.report, expect.report_also, expect.do_not_report, expect.any_modifiers, adjusting
    )
    text = said(answer)
    faults += [
        Fault("says", f"says none of {list(group)}")
        for group in expect.says
        if not any(re.search(p, text, re.I) for p in group)
    ]
    faults += [Fault("never_says", f"says {p!r}") for p in expect.never_says if re.search(p, text, re.I)]
    cited = "\n".join(f"{s.id} {s.title} {s.publisher}" for s in answer.sources)
    faults += [Fault("cites", f"cites nothing like {p!r}") for p in expect.cites if not re.search(p, cited, re.I)]
    return [*faults, *score_evidence(answer)]


def score_codes(
    result: Result,
    report: Sequence[str] | None,
    also: Sequence[str],
    never: Sequence[str],
    any_modifiers: Sequence[str],
    adjusting: frozenset[str],
) -> Iterator[Fault]:
    """Codes, units and modifiers against the case."""
    got = result.report
    for code in never:
        if any(s.code == code for s in got):
            yield Fault("codes", f"reports {code}")
    if report is None:
        return
    lines = [wanted(line) for line in report]
    for line in lines:
        yield from _line(line, [s for s in got if s.code == line.code], line.code in any_modifiers, adjusting, lines)
    allowed = {line.code for line in lines} | {wanted(line).code for line in also}
    yield from (Fault("codes", f"reports {s.code} beside") for s in got if s.code not in allowed)


def _line(
    line: Wanted, own: Sequence[Suggestion], free: bool, adjusting: frozenset[str], lines: Sequence[Wanted]
) -> Iterator[Fault]:
    if not own:
        yield Fault("codes", f"does not report {line.code}")
        return
    others = frozenset(m for other in lines if other.code == line.code for m in other.modifiers)
    fits = [
        s for s in own if line.modifiers <= set(s.modifiers) and (free or not (set(s.modifiers) - others) & adjusting)
    ]
    if not fits:
        yield Fault(
            "modifiers", f"{line.code} has {[list(s.modifiers) for s in own]}, expected {sorted(line.modifiers)}"
        )
    elif line.units is not None and sum(s.units or 1 for s in fits) != line.units:
        yield Fault("units", f"{line.code} x{sum(s.units or 1 for s in fits)}, expected x{line.units}")


def score_evidence(result: Result) -> Iterator[Fault]:
    """What must hold of every answer: each code line, refusal and position rests on a claim that is there."""
    ids = {claim.id for claim in result.claims}
    for suggestion in result.report:
        if not suggestion.claims or not set(suggestion.claims) <= ids:
            yield Fault("evidence", f"{suggestion.code} is reported without a claim")
    for claim in result.claims:
        for citation in claim.citations:
            if citation.end - citation.start != len(citation.quote):
                yield Fault("evidence", f"{claim.id} cites at wrong offsets")


def score_critique(case: NoteCase, critique: Critique, adjusting: frozenset[str]) -> list[Fault]:
    """All faults of a critique."""
    faults = []
    if critique.disposition not in (case.disposition, *case.disposition_also):
        faults.append(Fault("disposition", f"disposition {critique.disposition}, expected {case.disposition}"))
    faults += score_codes(critique, case.report, case.report_also, case.do_not_report, (), adjusting)
    states = {element.id: element.state for element in critique.elements}
    faults += [
        Fault("elements", f"{e} is {states.get(e)}, expected documented")
        for e in case.documented
        if states.get(e) != "documented"
    ]
    faults += [
        Fault("elements", f"{e} is {states.get(e)}, expected missing")
        for e in case.missing
        if states.get(e) not in ("missing", "conflicting")
    ]
    text = "\n".join(
        [
            *(f"{f.title} {f.detail} {f.fix}" for f in critique.findings),
            *(f"{a.line} {a.verdict} {a.why}" for a in critique.claim_audit),
        ]
    )
    faults += [
        Fault("flags", f"raises none of {list(g)}")
        for g in case.flags
        if not any(re.search(p, text, re.I | re.S) for p in g)
    ]
    if "clean" in case.tags:
        faults += [
            Fault("clean", f"a clean note gets “{f.title}”") for f in critique.findings if f.severity != "advice"
        ]
    return [*faults, *score_evidence(critique)]


def said(answer: Answer) -> str:
    """Everything that an answer says to its reader."""
    parts = [
        answer.summary,
        *(c.text for c in answer.claims),
        *(s.code for s in answer.report),
        *(f"{r.code} {r.why}" for r in answer.do_not_report),
    ]
    parts += [f"{c.position} {c.says} {c.applies_to}" for c in answer.coverage]
    for fact in answer.missing:
        parts.append(
            f"{fact.what} {fact.why} {fact.ask or ''} "
            + " ".join(f"{o.value} {' '.join(o.report)}" for o in fact.options)
        )
    parts += [f"{p.says} {p.applies_to}" for conflict in answer.conflicts for p in conflict.positions]
    parts += [f"{d.code} {d.why}" for d in answer.diagnoses]
    return "\n".join(parts)
