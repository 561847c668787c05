"""The knowledge that ships: whole, its rules' examples come out, and every answer of the suites is carried."""

from __future__ import annotations

from collections import Counter

from chartcite.catalog.integrity import problems
from chartcite.catalog.library import Library
from chartcite.deciding.examples import run


def test_every_quote_stands_in_its_passage_and_every_statement_is_carried(library: Library) -> None:
    assert list(problems(library)) == []


def test_every_example_of_every_rule_comes_out(library: Library) -> None:
    assert run(library) == []


def test_every_rule_has_an_example_in_which_it_fires(library: Library) -> None:
    silent = [rule.id for rule in library.rules.values() if not any(example.fires for example in rule.examples)]
    assert silent == []


def test_no_confidence_l_passage_carries_a_rule_that_reports(library: Library) -> None:
    weak = [
        rule.id
        for rule in library.rules.values()
        for version in rule.versions.values()
        if version and version.then.report
        for cite in version.references
        if library.passage(cite.passage).confidence == "L"
    ]
    assert weak == []


def test_no_passage_stands_under_two_ids(library: Library) -> None:
    texts = Counter((p.source, p.text) for p in library.passages.values())
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_code_that_a_rule_reports_is_a_code_of_the_field(library: Library) -> None:
    reported = {
        line.code for rule in library.rules.values() for v in rule.versions.values() if v for line in v.then.report
    }
    assert reported - set(library.codes) == set()


def test_every_kind_of_table_and_every_line_of_business_is_told_in_the_areas(library: Library) -> None:
    kinds = {area.kind for area in library.coverage.values()}
    assert {"codes", "contractors", "payers", "tables", "history", "modifiers", "diagnoses"} <= kinds
    lines = {payer.line_of_business for payer in library.vocabularies.payers.values()} - {"medicare", "commercial"}
    assert lines <= {line for area in library.coverage.values() for line in area.line_of_business}
    assert {area.fallback for area in library.coverage.values()} >= {"in_field", "outside"}


def test_every_table_says_until_when_its_figures_are_known_to_be_current(library: Library) -> None:
    newest = {
        table.spec.family: table.spec for table in sorted(library.tables.values(), key=lambda t: t.spec.first_day)
    }
    assert [family for family, spec in newest.items() if not (spec.read_until or spec.last_day)] == []
