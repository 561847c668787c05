"""The product broken on purpose, one thing at a time, in memory: the gate over a sample of cases has to turn red each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.draft import Found
from chartcite.evaluation import gate, shelf
from chartcite.evaluation.cases import Suite
from chartcite.evaluation.runner import run
from chartcite.evaluation.shelf import Shelved

ROOT = Path(__file__).parents[2]
EVERY = {
    "codes": 22,
    "units-modifiers": 14,
    "coverage": 20,
    "cryoneurolysis": 12,
    "payment": 8,
    "abstention": 17,
    "history": 15,
    "notes": 12,
    "claims": 7,
    "conflicts": 1,
    "time-and-place": 1,
}


@pytest.fixture(scope="module")
def sample() -> list[Shelved]:
    """Every n-th case of most suites, as the baselines in git have them; twins would need their clean ones."""
    found = shelf.find(list(EVERY), ROOT / "evals" / "suites", ROOT / "evals" / "baselines")
    cut = []
    for item in found:
        every = EVERY.get(item.suite.name, 0)
        cases = tuple(c for c in item.suite.cases[::every] if not c.twin) if every else ()
        cut.append(Shelved(Suite(name=item.suite.name, as_of=item.suite.as_of, cases=cases), item.baselines))
    return [item for item in cut if item.suite.cases]


def red(copilot: Copilot, sample: list[Shelved]) -> list[str]:
    made = run(copilot, [item.suite for item in sample], "embedded", twice=False)
    return [f"{r.suite} {r.case}: {r.told}" for r in gate.regressions(sample, made.cases, sample=True)]


def over(copilot: Copilot, **changed: Any) -> Copilot:
    return copilot.over(replace(copilot.library, _views={}, **changed))


def words(copilot: Copilot, **changed: Any) -> Copilot:
    held = copilot.library.vocabularies
    return over(copilot, vocabularies=replace(held, **changed))


def without_rules(library: Library, *parts: str) -> dict[str, Any]:
    gone = [name for name in library.rules if any(part in name for part in parts)]
    assert gone, f"no rule is called {parts}"
    return {name: rule for name, rule in library.rules.items() if name not in gone}


def rules_changed(library: Library, change: Callable[[Any], Any]) -> dict[str, Any]:
    """Every version of every rule with its effects changed."""
    return {
        name: rule.model_copy(
            update={
                "versions": {
                    day: v and v.model_copy(update={"then": change(v.then)}) for day, v in rule.versions.items()
                }
            }
        )
        for name, rule in library.rules.items()
    }


class Silent:
    """Retrieval that finds nothing."""

    def search(self, query: str, view: Any, codes: tuple[str, ...], *more: object) -> Found:
        return Found()


Break = Callable[[Copilot, pytest.MonkeyPatch], Copilot]


def rules_of_technique_removed(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    return over(copilot, rules=without_rules(copilot.library, "pulsed"))


def rule_days_a_year_off(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    def later(day: date) -> date:
        return date(day.year + 1, day.month, min(day.day, 28))

    rules = {
        name: rule.model_copy(update={"versions": {later(day): version for day, version in rule.versions.items()}})
        for name, rule in copilot.library.rules.items()
    }
    return over(copilot, rules=rules)


def contractors_swapped(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    states = copilot.library.vocabularies.states
    swapped = {"OH": states["TX"].mac, "TX": states["OH"].mac, "KY": states["FL"].mac, "WI": states["OH"].mac}
    turned = {i: s.model_copy(update={"mac": swapped[i]}) if i in swapped else s for i, s in states.items()}
    return words(copilot, states=MappingProxyType(turned))


def fusion_off(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    patch.setattr("chartcite.retrieval.retriever.fuse", lambda lists: [])
    return copilot


def retrieval_silent(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    return copilot.over(finder=Silent())


def quote_check_off(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    from chartcite.checking.checker import Checker

    located = Checker.locate

    def anywhere(self: Checker, cite: Any) -> Any:
        found = located(self, cite)
        return found and found.model_copy(update={"start": found.start + 1, "end": found.end + 1})

    patch.setattr(Checker, "locate", anywhere)
    return copilot


def abstention_off(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    patch.setattr("chartcite.copilot.copilot.outcome_of", lambda *args, **given: "answered")
    return copilot


def modifier_rule_changed(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    held = copilot.library.vocabularies.indicators
    turned = held.model_copy(update={"bilateral": dict.fromkeys(held.bilateral, "none"), "for_both_sides": ()})
    return words(copilot, indicators=turned)


def sides_swapped(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    held = copilot.library.vocabularies.modifiers
    roles = {"right": "left", "left": "right"}
    turned = {i: m.model_copy(update={"role": roles.get(m.role, m.role)}) for i, m in held.items()}
    return words(copilot, modifiers=MappingProxyType(turned))


def table_vintage_shifted(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    from chartcite.catalog.tables import Table

    def later(day: date | None) -> date | None:
        return day and date(day.year + 1, day.month, min(day.day, 28))

    tables = {}
    for name, table in copilot.library.tables.items():
        spec = table.spec
        changed = {
            "first_day": later(spec.first_day),
            "last_day": later(spec.last_day),
            "read_until": later(spec.read_until),
        }
        tables[name] = Table(spec.model_copy(update=changed), table._path)
    return over(copilot, tables=tables)


def governance_inverted(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    from chartcite.deciding import firing

    patch.setattr(firing, "_head", lambda items, view: max(items, key=lambda i: (not i.applies, firing.rank(i, view))))
    return copilot


def element_reader_blinded(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    patch.setattr("chartcite.deciding.elements.ElementReader.shown", lambda self, rows, read: {})
    return copilot


def negation_removed(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    patch.setattr("chartcite.reading.notes.outline.assertions.Assertions.cues", lambda self, text, words, sentence: [])
    return copilot


def units_doubled(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    from chartcite.checking import assembly

    made = assembly.suggestions
    patch.setattr(
        assembly,
        "suggestions",
        lambda *given: tuple(s.model_copy(update={"units": 2 * (s.units or 1)}) for s in made(*given)),
    )
    return copilot


def coverage_forgotten(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    blind = rules_changed(copilot.library, lambda then: then.model_copy(update={"coverage": None, "outcome": None}))
    return over(copilot, rules=blind)


def refusals_forgotten(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    blind = rules_changed(copilot.library, lambda then: then.model_copy(update={"verdict": None}))
    return over(copilot, rules=blind)


def audit_waves_through(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    from chartcite.deciding.judged import Audit

    told = Audit.lines
    patch.setattr(
        Audit, "lines", lambda self, ids: tuple(x.model_copy(update={"verdict": "keep"}) for x in told(self, ids))
    )
    return copilot


def citations_dropped(copilot: Copilot, patch: pytest.MonkeyPatch) -> Copilot:
    from chartcite.checking import assembly

    made = assembly.suggestions
    patch.setattr(
        assembly, "suggestions", lambda *given: tuple(s.model_copy(update={"claims": ()}) for s in made(*given))
    )
    return copilot


BREAKS: list[Break] = [
    rules_of_technique_removed,
    rule_days_a_year_off,
    contractors_swapped,
    fusion_off,
    retrieval_silent,
    quote_check_off,
    abstention_off,
    modifier_rule_changed,
    sides_swapped,
    table_vintage_shifted,
    governance_inverted,
    element_reader_blinded,
    negation_removed,
    units_doubled,
    coverage_forgotten,
    refusals_forgotten,
    audit_waves_through,
    citations_dropped,
]


@pytest.fixture
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patched:
        yield patched


def test_the_gate_is_green_over_the_product_as_it_is(copilot: Copilot, sample: list[Shelved]) -> None:
    assert sum(len(item.suite.cases) for item in sample) > 60
    assert red(copilot, sample) == []


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_the_gate_turns_red_when_the_product_is_broken(
    broken: Break, copilot: Copilot, sample: list[Shelved], patch: pytest.MonkeyPatch
) -> None:
    assert red(broken(copilot, patch).over(), sample), f"nothing of the sample sees {broken.__name__}"


def test_a_case_that_ends_in_an_error_turns_the_gate_red(
    copilot: Copilot, sample: list[Shelved], patch: pytest.MonkeyPatch
) -> None:
    def failing(*given: Any, **named: Any) -> Any:
        raise ValueError("broken on purpose")

    patch.setattr("chartcite.copilot.copilot.verdict_of", failing)
    assert any("broken on purpose" in told for told in red(copilot.over(), sample[:2]))
