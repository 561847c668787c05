"""Runs the examples that stand in the rules: each is a case given as facts, and what must come of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from chartcite.catalog.library import Library
from chartcite.catalog.rules import FIGURES
from chartcite.deciding.decider import Deciders
from chartcite.deciding.facts import FactMaker
from chartcite.domain.decision import Decision, Line
from chartcite.domain.encounter import Encounter
from chartcite.domain.rule import Example, Rule
from chartcite.domain.text import Procedure, ProposedLine, Reading, Span

_ENCOUNTER = ("payer", "state", "mac", "line_of_business")
_PROCEDURE = ("technique", "target", "side", "agent", "guidance", "stage", "flag")
_DEFAULT_DAY = date(2026, 11, 1)


def run(library: Library) -> list[str]:
    """Every example that does not come out, one line each."""
    deciders = Deciders(FactMaker(library))
    return [
        f"rules/{rule.id}.yaml: examples[{i}]: {fault}"
        for rule in library.rules.values()
        for i, example in enumerate(rule.examples)
        for fault in _faults(library, deciders, rule, example)
    ]


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def encounter_of(library: Library, given: dict[str, Any]) -> Encounter:
    """The encounter of an example: a contractor follows from original Medicare and a state."""
    values = {name: given.get(name) for name in _ENCOUNTER}
    payer = library.vocabularies.payers.get(str(values["payer"])) if values["payer"] else None
    line = values["line_of_business"] or (payer.line_of_business if payer else None)
    mac = values["mac"]
    if mac is None and line == "medicare" and values["state"]:
        mac = library.vocabularies.states[str(values["state"])].mac
    return Encounter(
        payer=values["payer"],
        state=values["state"],
        mac=mac,
        line_of_business=line,
        date_of_service=given.get("on", _DEFAULT_DAY),
        place_of_service=given.get("place"),
        claim_type=given.get("claim_type", "professional"),
    )


def decide(library: Library, deciders: Deciders, given: dict[str, Any]) -> Decision:
    """What is decided of facts given as in an example."""
    view = library.as_of(encounter_of(library, given))
    return deciders.of(view).decide(reading_of(given), str(given.get("job", "ask")))


def reading_of(given: dict[str, Any]) -> Reading:
    """What a question with the facts of an example would be read as."""
    numbers = {k: float(v) for k, v in given.items() if k in FIGURES}
    facts: dict[str, frozenset[str]] = {
        name: frozenset(_listed(value))
        for name, value in given.items()
        if name not in (*_ENCOUNTER, *_PROCEDURE, "on", "place", "claim_type", "code", "job") and name not in FIGURES
    }
    codes = (*_listed(given["code"]),) if "code" in given else ()
    codes += _listed(given["asked_code"]) if "asked_code" in given else ()
    if codes:
        facts["asked_code"] = frozenset(codes)
    procedures: tuple[Procedure, ...] = ()
    if "technique" in given or "target" in given:
        procedures = (_procedure_of(given, numbers),)
    else:
        named = [name for name in ("side", "guidance", "stage", "flag", "agent") if name in given]
        facts |= {name: frozenset(_listed(given[name])) for name in named}
    lines = tuple(ProposedLine(code, None, (), Span(0, 0), code) for code in codes)
    return Reading((), procedures, lines, facts, numbers, True)


def _procedure_of(given: dict[str, Any], numbers: dict[str, float]) -> Procedure:
    """The procedure that the facts of an example tell of."""
    own = {
        name: _listed(given[name]) if name in given else ()
        for name in ("technique", "target", "agent", "guidance", "flag")
    }
    return Procedure(
        techniques=own["technique"],
        targets=own["target"],
        side=given.get("side"),
        stage=given.get("stage", "done"),
        agents=own["agent"],
        guidance=own["guidance"],
        numbers=numbers,
        flags=frozenset(own["flag"]),
    )


def _faults(library: Library, deciders: Deciders, rule: Rule, example: Example) -> list[str]:
    try:
        decision = decide(library, deciders, example.given)
    except (KeyError, ValueError) as error:
        return [f"the case can't be read: {error!r}"]
    fired = any(item.rule.id == rule.id and item.applies for item in decision.heard)
    faults = [] if fired == example.fires else [f"the rule {'does not fire' if example.fires else 'fires'}"]
    if example.report is not None:
        own = {spelled(line) for line in decision.lines}
        wanted = {w.strip() for w in example.report}
        if not all(any(_same(w, line) for line in decision.lines) for w in wanted) or (not wanted and own):
            faults.append(f"report is {sorted(own)}, not {sorted(wanted)}")
    if example.do_not_report is not None:
        refused = {code for code, _ in decision.refused}
        if lacking := set(example.do_not_report) - refused:
            faults.append(f"does not refuse {sorted(lacking)}")
    return faults


def spelled(line: Line) -> str:
    """A line as examples write it."""
    return "-".join([line.code, *line.modifiers]) + (f" x{line.units}" if line.units is not None else "")


def _same(wanted: str, line: Line) -> bool:
    head, _, units = wanted.partition(" x")
    code, *modifiers = head.split("-")
    return (
        code == line.code
        and (not modifiers or set(modifiers) == set(line.modifiers))
        and (not units or str(line.units) == units)
    )
