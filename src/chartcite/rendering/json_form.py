"""The JSON of the outside contract: stable keys, in one order, spans as [start, end]."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from chartcite.domain.answer import Answer, AuditLine, Critique, ElementState, Finding, NoteSpan, ProcedureFound, Result
from chartcite.domain.comparison import Comparison
from chartcite.domain.encounter import Encounter
from chartcite.domain.record import Record
from chartcite.rendering.names import Names

Form = dict[str, Any]
ANSWER_SCHEMA, CRITIQUE_SCHEMA = "chartcite.answer/1", "chartcite.critique/1"
COMPARISON_SCHEMA = "chartcite.comparison/1"


def answer_form(answer: Answer, names: Names | None = None) -> Form:
    """The answer as `chartcite ask --json` prints it."""
    return _sealed(
        {
            "schema": ANSWER_SCHEMA,
            "id": answer.id,
            "question": answer.question,
            "context": _context(answer.context, names),
            "outcome": answer.outcome,
            "verdict": answer.verdict,
            "summary": answer.summary,
            **_plain(answer, "report", "do_not_report", "coverage", "claims", "rejected", "conflicts", "missing"),
            **_plain(answer, "diagnoses", "notices", "sources"),
        },
        answer,
    )


def critique_form(critique: Critique, names: Names | None = None) -> Form:
    """The critique as `chartcite critique --json` prints it."""
    return _sealed(
        {
            "schema": CRITIQUE_SCHEMA,
            "id": critique.id,
            "context": _context(critique.context, names),
            "outcome": critique.outcome,
            "summary": critique.summary,
            **_plain(critique, "coverage"),
            "disposition": critique.disposition,
            **_plain(critique, "diagnoses"),
            "procedures": [_procedure(item) for item in critique.procedures],
            **_plain(critique, "report", "do_not_report"),
            "elements": [_element(item) for item in critique.elements],
            "findings": [_finding(item) for item in critique.findings],
            "claim_audit": [_audit(item) for item in critique.claim_audit],
            "query_letter": critique.query_letter,
            **_plain(critique, "claims", "rejected", "conflicts", "missing", "sources"),
            **(_plain(critique, "notices") if critique.notices else {}),
        },
        critique,
    )


def comparison_form(comparison: Comparison, names: Names | None = None) -> Form:
    """The comparison as `chartcite compare --json` prints it; each side holds its whole answer."""
    return _sealed(
        {
            "schema": COMPARISON_SCHEMA,
            "id": comparison.id,
            "question": comparison.question,
            "varied": list(comparison.varied),
            "sides": [{"values": side.values, "answer": answer_form(side.answer, names)} for side in comparison.sides],
            "rows": [_value(row) for row in comparison.rows],
            "differences": [_value(item) for item in comparison.differences],
            "same": [_value(item) for item in comparison.same],
            "sources": [_value(item) for item in comparison.sources],
        },
        comparison,
    )


def digest_of(form: Form) -> str:
    """The digest of a form by which anyone can prove it unchanged: all of it but the timings and the digest itself."""
    receipt = {key: value for key, value in form["receipt"].items() if key != "answer"}
    content = {**{key: value for key, value in form.items() if key != "timings_ms"}, "receipt": receipt}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def one_line(form: Form) -> str:
    """A form as one line of JSON."""
    return json.dumps(form, ensure_ascii=False)


def pretty(form: Form) -> str:
    """A form as indented JSON."""
    return json.dumps(form, ensure_ascii=False, indent=2)


def _sealed(form: Form, result: Result | Comparison) -> Form:
    form["receipt"] = result.receipt.model_dump(mode="json")
    form["receipt"]["answer"] = digest_of(form)
    form["timings_ms"] = dict(result.timings_ms)
    return form


def _plain(result: Result, *names: str) -> Form:
    """Fields whose records are written as they are."""
    return {name: [_value(item) for item in getattr(result, name)] for name in names}


def _value(item: object) -> object:
    return item.model_dump(mode="json") if isinstance(item, Record) else item


def _context(encounter: Encounter, names: Names | None) -> Form:
    form = encounter.model_dump(mode="json")
    return {**form, "mac": (names or Names()).mac(encounter.mac), "assumed": list(encounter.assumed)}


def _spans(spans: Iterable[NoteSpan]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _procedure(item: ProcedureFound) -> Form:
    first = {"technique": item.technique, "target": item.target, "side": item.side, "count": item.count}
    named = {"parameters": dict(item.parameters), "guidance": list(item.guidance), "spans": _spans(item.spans)}
    return {**first, **named, "targets": list(item.targets), "stage": item.stage, "disposition": item.disposition}


def _element(item: ElementState) -> Form:
    return {
        "id": item.id,
        "state": item.state,
        "spans": _spans(item.spans),
        "searched_for": item.searched_for,
        "claims": list(item.claims),
    }


def _finding(item: Finding) -> Form:
    form = item.model_dump(mode="json")
    return {**form, "note_spans": _spans(item.note_spans)}


def _audit(item: AuditLine) -> Form:
    form = item.model_dump(mode="json")
    span = [item.span.start, item.span.end] if item.span else None
    return {**form, "span": span}
