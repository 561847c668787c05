"""A critique before its claims are checked: disposition, elements of documentation, findings, the query to the physician."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from chartcite.deciding.elements import ElementFound
from chartcite.deciding.judged import Audit, written
from chartcite.domain.answer import Claim, ElementState, Finding, NoteSpan, ProcedureFound
from chartcite.domain.decision import Decided, Decision, Fired, Line
from chartcite.domain.draft import DraftClaim
from chartcite.domain.note import NoteReading
from chartcite.domain.rule import Disposition, Outcome, Severity
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Element

DISPOSITIONS: tuple[str, ...] = get_args(Disposition)
CRITIQUED = frozenset(DISPOSITIONS[:4]) | {"block"}
_SEVERITIES: tuple[str, ...] = get_args(Severity)  # the gravest first


@dataclass
class Findings:
    """What was found, before its claims are checked."""

    text: str
    read: NoteReading
    decision: Decision
    disposition: str
    elements: list[ElementFound] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """Answered when the codes are decided, also when that is none."""
        return (
            "needs_information"
            if self.disposition == "cannot_code" or (self.decision.missing and not self.decision.lines)
            else "answered"
        )

    @property
    def query(self) -> str:
        """What to look up: the procedures in words."""
        spans = [s for p in self.read.reading.procedures for s in p.spans]
        return " ".join(self.read.text[s.start : s.end] for s in spans)[:400]

    @property
    def procedures(self) -> tuple[ProcedureFound, ...]:
        """Each procedure as found."""
        return tuple(
            self._procedure(d) for d in self.decision.procedures if d.procedure.techniques or d.procedure.targets
        )

    def _procedure(self, decided: Decided) -> ProcedureFound:
        p = decided.procedure
        return ProcedureFound(
            technique=p.techniques[0] if p.techniques else None,
            target=p.targets[0] if p.targets else None,
            targets=p.targets,
            side=p.side,
            count=int(p.numbers["target_count"]) if "target_count" in p.numbers else None,
            stage=p.stage,
            disposition=decided.disposition,
            parameters={
                **p.numbers,
                **({"levels": list(p.levels)} if p.levels else {}),
                **({"agents": list(p.agents)} if p.agents else {}),
            },
            guidance=p.guidance,
            spans=self._spans(p.spans),
        )

    def _spans(self, spans: Iterable[Span]) -> tuple[NoteSpan, ...]:
        return tuple(
            NoteSpan(start=s.start, end=s.end, text=self.text[s.start : s.end]) for s in map(self.read.original, spans)
        )

    def parts(self, leading: Sequence[Claim], ids: dict[str, str], audit: Audit) -> dict[str, Any]:
        """The fields of the finished critique that are its own: the `leading` claims sum it up, `ids` are of the checked ones."""
        return {
            "outcome": self.outcome,
            "disposition": self.disposition,
            "summary": " ".join(claim.text for claim in leading),
            "procedures": self.procedures,
            "elements": self.element_states(ids),
            "findings": self.findings(ids, audit),
            "claim_audit": audit.lines(ids),
            "query_letter": self.query_letter(),
        }

    def draft_claims(self) -> list[DraftClaim]:
        """Who asks for each missing element."""
        return [
            DraftClaim(f"element:{row.id}", " ".join(c.quote for c in row.references), "quoted", row.references)
            for row, state, _ in self.elements
            if row.references and state in ("missing", "conflicting")
        ]

    def element_states(self, ids: dict[str, str]) -> tuple[ElementState, ...]:
        """Every element with its state."""
        return tuple(
            ElementState(
                id=row.id,
                state=state,
                spans=self._spans(found),
                searched_for=row.searched_for,
                claims=(ids[f"element:{row.id}"],) if f"element:{row.id}" in ids else (),
            )
            for row, state, found in self.elements
        )

    def findings(self, ids: dict[str, str], audit: Audit) -> tuple[Finding, ...]:
        """Rules' findings, then missing elements and lines that the claim lacks, the gravest first."""
        made = [
            self._of_rule(item, ids)
            for item in self.decision.fired
            if item.version.then.finding and item.rule.id in ids
        ]
        made += [
            self._of_element(row, state, found, ids)
            for row, state, found in self.elements
            if state in ("missing", "conflicting")
        ]
        made += [self._of_line(line, ids) for line in audit.lacking if line.rule in ids]
        made.sort(key=lambda f: _SEVERITIES.index(f.severity))
        return tuple(f.model_copy(update={"id": f"f{i}"}) for i, f in enumerate(made, start=1))

    def _of_rule(self, item: Fired, ids: dict[str, str]) -> Finding:
        says = item.version.then.finding
        assert says is not None
        name = item.rule.id.rsplit("/", 1)[-1]
        spans: Sequence[Span] = [
            s for what, where in self.read.conflicts.items() for s in where if what == name or what in name.split("-")
        ]
        if not spans and item.procedure is not None and item.procedure < len(self.decision.procedures):
            spans = self.decision.procedures[item.procedure].procedure.spans
        return Finding(
            id="",
            severity=says.severity,
            title=says.title,
            detail=item.statement,
            fix=says.fix,
            note_spans=self._spans(spans),
            claims=(ids[item.rule.id],),
        )

    @staticmethod
    def _of_line(line: Line, ids: dict[str, str]) -> Finding:
        return Finding(
            id="",
            severity="advice",
            title=f"The claim lacks {written(line)}, which the note supports",
            claims=(ids[line.rule],),
            detail="The note as read supports this line; no line of the claim has its code.",
            fix=f"Check the note and add {written(line)}, or say why it is left off.",
        )

    def _of_element(self, row: Element, state: str, spans: Sequence[Span], ids: dict[str, str]) -> Finding:
        detail = (
            f"Searched for {row.searched_for}; not found in the note."
            if state == "missing"
            else "The note contradicts itself on this."
        )
        severity = "blocks_billing" if state == "conflicting" else row.severity
        if self.disposition not in CRITIQUED:
            severity = "advice"  # outside the field the note is described, not judged
        claims = (ids[f"element:{row.id}"],) if f"element:{row.id}" in ids else ()
        return Finding(
            id="",
            severity=severity,
            title=f"{row.name}: {state}",
            detail=detail,
            fix=row.fix,
            note_spans=self._spans(spans),
            claims=claims,
        )

    def query_letter(self) -> str | None:
        """Open questions to the physician, only on what decides; None when nothing does. It names no code and no payment."""
        asks = [
            str(m.ask)
            for item in self.decision.missing
            if (m := item.version.then.missing) and (m.ask or "").endswith("?") and _is_of_record(item)
        ]
        asks += [
            f"{row.name}: what does the record show? ({row.searched_for})"
            for row, state, _ in self.elements
            if state == "conflicting" or (state == "missing" and row.severity == "blocks_billing")
        ]
        if not asks:
            return None
        lines = [f"{i}. {ask}" for i, ask in enumerate(dict.fromkeys(asks), start=1)]
        return "\n".join(
            [
                "Please clarify the record of this procedure from your own knowledge of it.",
                "",
                *lines,
                "",
                "An answer other than those named in a question is as good as they are. "
                "If the record can't be clarified on a point, please say “cannot determine”. "
                "Answer by a dated and signed addendum that leaves the original readable.",
            ]
        )

    def keep(self, claims: Iterable[DraftClaim]) -> list[DraftClaim]:
        """Of what was drafted, what carries a code, a refusal, a finding, a question, coverage or a conflict of this note."""
        carrying = {item.rule.id for item in self.decision.fired if _carries(item)}
        carrying |= {item.rule.id for item in self.decision.heard if item.version.then.position}
        carrying |= {line.rule for line in self.decision.lines} | {item.rule.id for _, item in self.decision.refused}
        return [claim for claim in claims if claim.key in carrying or claim.about in ("figure", "diagnosis")]


def _is_of_record(item: Fired) -> bool:
    """Whether the question is one on the record and not one for the payer."""
    return item.version.then.disposition == DISPOSITIONS[0] or item.version.then.finding is not None


def _carries(item: Fired) -> bool:
    says = item.version.then
    return bool(says.report or says.do_not_report or says.finding or says.missing or says.coverage or says.disposition)
