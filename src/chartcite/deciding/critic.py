"""The critique of a note: disposition, elements of documentation, findings, the query to the physician."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chartcite.catalog.view import View
from chartcite.deciding.elements import ElementReader, Evidence
from chartcite.domain.answer import Claim, ElementState, Finding, NoteSpan, ProcedureFound
from chartcite.domain.decision import Decided, Decision, Fired
from chartcite.domain.draft import DraftClaim
from chartcite.domain.note import NoteReading
from chartcite.domain.rule import Outcome
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Element

# The order in which the procedures of one note name it: the contract of DESIGN section 4, not a medical fact.
DISPOSITIONS = (
    "cannot_code", "destruction", "unlisted_procedure", "chemodenervation", "surgery", "block", "other_procedure", "no_procedure",
)  # fmt: skip
_CRITIQUED = frozenset(DISPOSITIONS[:4]) | {"block"}
_SEVERITIES = ("blocks_billing", "likely_denial", "advice")


@dataclass
class Critique:
    """What was found, before its claims are checked."""

    text: str
    read: NoteReading
    decision: Decision
    disposition: str
    elements: list[tuple[Element, str, Evidence]] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """Answered when the codes are decided, also when that is none."""
        return "needs_information" if self.disposition == "cannot_code" or (self.decision.missing and not self.decision.lines) else "answered"

    @property
    def query(self) -> str:
        """What to look up: the procedures in words."""
        spans = [s for p in self.read.reading.procedures for s in p.spans]
        return " ".join(self.text[s.start : s.end] for s in spans)[:400]

    @property
    def procedures(self) -> tuple[ProcedureFound, ...]:
        """Each procedure as found."""
        return tuple(self._procedure(d) for d in self.decision.procedures if d.procedure.techniques or d.procedure.targets)

    def _procedure(self, decided: Decided) -> ProcedureFound:
        p = decided.procedure
        return ProcedureFound(
            technique=p.techniques[0] if p.techniques else None, target=p.targets[0] if p.targets else None, targets=p.targets, side=p.side,
            count=int(p.numbers["target_count"]) if "target_count" in p.numbers else None, stage=p.stage, disposition=decided.disposition,
            parameters={**p.numbers, **({"levels": list(p.levels)} if p.levels else {}), **({"agents": list(p.agents)} if p.agents else {})},
            guidance=p.guidance, spans=self._spans(p.spans),
        )  # fmt: skip

    def _spans(self, spans: Iterable[Span]) -> tuple[NoteSpan, ...]:
        return tuple(NoteSpan(start=s.start, end=s.end, text=self.text[s.start : s.end]) for s in spans)

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
                id=row.id, state=state, spans=self._spans(found.spans), searched_for=row.searched_for,  # type: ignore[arg-type]
                claims=(ids[f"element:{row.id}"],) if f"element:{row.id}" in ids else (),
            )
            for row, state, found in self.elements
        )  # fmt: skip

    def findings(self, ids: dict[str, str]) -> tuple[Finding, ...]:
        """Rules' findings, then missing elements, the gravest first."""
        made = [self._of_rule(item, ids) for item in self.decision.fired if item.version.then.finding and item.rule.id in ids]
        made += [self._of_element(row, state, found, ids) for row, state, found in self.elements if state in ("missing", "conflicting")]
        made.sort(key=lambda f: _SEVERITIES.index(f.severity))
        return tuple(f.model_copy(update={"id": f"f{i}"}) for i, f in enumerate(made, start=1))

    def _of_rule(self, item: Fired, ids: dict[str, str]) -> Finding:
        says = item.version.then.finding
        assert says is not None
        spans: Sequence[Span] = [s for name, where in self.read.conflicts.items() for s in where if name in item.rule.id]
        if not spans and item.procedure is not None and item.procedure < len(self.decision.procedures):
            spans = self.decision.procedures[item.procedure].procedure.spans
        return Finding(id="", severity=says.severity, title=says.title, detail=item.statement, fix=says.fix, note_spans=self._spans(spans), claims=(ids[item.rule.id],))

    def _of_element(self, row: Element, state: str, found: Evidence, ids: dict[str, str]) -> Finding:
        detail = f"Searched for {row.searched_for}; not found in the note." if state == "missing" else "The note contradicts itself on this."
        severity = "blocks_billing" if state == "conflicting" else row.severity
        claims = (ids[f"element:{row.id}"],) if f"element:{row.id}" in ids else ()
        return Finding(id="", severity=severity, title=f"{row.name}: {state}", detail=detail, fix=row.fix, note_spans=self._spans(found.spans), claims=claims)

    def query_letter(self) -> str | None:
        """Open questions to the physician, only on what decides; None when nothing does."""
        asks = [m.ask or m.why for item in self.decision.missing if (m := item.version.then.missing)]
        asks += [f"{row.name}: what does the record show? ({row.searched_for})" for row, state, _ in self.elements
                 if state in ("missing", "conflicting") and (row.severity != "advice" or state == "conflicting")]  # fmt: skip
        if not asks:
            return None
        lines = [f"{i}. {ask}" for i, ask in enumerate(dict.fromkeys(asks), start=1)]
        return "\n".join([
            "Please clarify the record of this procedure from your own knowledge of it.", "", *lines, "",
            "If the record can't be clarified on a point, please say “cannot determine”. "
            "Answer by a dated and signed addendum that leaves the original readable.",
        ])  # fmt: skip

    def summary(self, claims: Sequence[Claim]) -> str:
        """The first claims that carry the codes or the refusal of them."""
        return " ".join(claim.text for claim in claims[:2])


class Critic:
    """Critiques with one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._elements = ElementReader(view.library)

    def facts(self, text: str, read: NoteReading, decided: Sequence[Decided]) -> dict[str, frozenset[str]]:
        """Elements as facts for the rules that come after the codes."""
        states = self._states(text, read, decided)
        return {
            "element_missing": frozenset(row.id for row, state, _ in states if state == "missing"),
            "element_documented": frozenset(row.id for row, state, _ in states if state == "documented"),
        }

    def critique(self, text: str, read: NoteReading, decision: Decision) -> Critique:
        """The whole critique of one note."""
        states = self._states(text, read, decision.procedures)
        return Critique(text, read, decision, disposition_of(decision.procedures), states)

    def _states(self, text: str, read: NoteReading, decided: Sequence[Decided]) -> list[tuple[Element, str, Evidence]]:
        disposition = disposition_of(decided)
        rows = self._view.library.vocabularies.elements.values()
        asked = disposition in _CRITIQUED
        return [
            self._elements.state(row, text, read, decided) if asked and (not row.applies_to or disposition in row.applies_to)
            else (row, "not_applicable", Evidence())
            for row in rows
        ]  # fmt: skip


def disposition_of(decided: Sequence[Decided]) -> str:
    """What the note is: the first disposition of its procedures in the contract's order."""
    named = {d.disposition or "other_procedure" for d in decided if d.procedure.techniques or d.procedure.targets}
    return next((name for name in DISPOSITIONS if name in named), "no_procedure")
