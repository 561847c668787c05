"""Vocabularies, rules as conditions, strict YAML, and the words that a statement must carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chartcite.catalog.__main__ import main
from chartcite.catalog.integrity import tokens
from chartcite.catalog.yaml_files import load_yaml
from chartcite.domain.rule import AllOf, FactIn, NoneOf, Number
from chartcite.errors import KnowledgeFileError


@pytest.mark.parametrize(
    ("kind", "name", "wide"),
    [
        ("target", "mainspring", {"mainspring", "movement", "spring"}),
        ("target", "spring", {"spring", "movement"}),
        ("technique", "brazing", {"brazing", "lasting"}),
        ("agent", "solder", {"solder"}),
    ],
)
def test_an_id_stands_for_its_groups_and_ancestors(library, kind, name, wide):
    assert library.vocabularies.expand(kind, name) == wide


def test_a_rule_may_name_ids_and_groups_of_a_fact(library):
    values = library.vocabularies.values_of("technique")
    assert values is not None
    assert {"brazing", "lasting"} <= values
    assert library.vocabularies.values_of("side") is None


def test_the_parts_of_reading_say_what_a_technique_or_target_is(library):
    words = library.vocabularies
    assert [name for name in words.techniques if words.is_step(name)] == ["mend-unspecified", "waxing", "oiling"]
    assert [name for name in words.techniques if words.treats(name)] == ["recasting"]
    parts = words.reading_parts.model_copy(
        update={"vague": {"swinging"}, "left_open": {"movement"}, "landmarks": {"sounding"}}
    )
    words = replace(words, reading_parts=parts)
    assert [name for name in words.targets if words.is_exact(name)] == ["chime", "gear-train"]
    assert [name for name in words.targets if words.is_nerve(name)] == [
        "spring",
        "mainspring",
        "hairspring",
        "gear-train",
    ]


def test_a_two_letter_name_that_is_a_word_counts_in_capitals_only(library):
    state = library.vocabularies.states["XA"]
    assert state.upper == ("XA",)
    assert "xa" not in state.names


def test_one_fact_of_a_rule_is_a_condition_and_several_are_all(library):
    one = library.rules["guild/mending/waxing"].versions[date(2021, 1, 1)]
    assert one is not None
    assert one.when == FactIn(fact="technique", values=frozenset({"waxing"}))
    many = library.rules["guild/visits/same-day"].versions[date(2020, 1, 1)]
    assert many is not None
    assert isinstance(many.when, AllOf)
    assert Number(fact="day", at_most=0) in many.when.conditions
    assert NoneOf(conditions=(FactIn(fact="modifier", values=frozenset({"ED"})),)) in many.when.conditions


@pytest.mark.parametrize(
    ("when", "condition"),
    [
        ("{day: 3}", Number(fact="day", at_least=3, at_most=3)),
        ("{day: {at_least: 1, at_most: 2}}", Number(fact="day", at_least=1, at_most=2)),
        ("{code: [Q1001, wax]}", FactIn(fact="code", values=frozenset({"Q1001", "wax"}))),
    ],
)
def test_a_figure_is_a_range_and_codes_are_a_list(copy, when, condition):
    from chartcite.catalog.library import Library

    copy.change("rules/guild/mending/waxing.yaml", "{technique: waxing}\n", when + "\n")
    version = Library.load(copy.root).rules["guild/mending/waxing"].version_on(date(2021, 6, 1))
    assert version is not None
    assert version.when == condition


def test_yes_no_and_on_are_words_and_only_true_and_false_are_not(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("on: yes\nb: no\nc: [true, false, off]\nd: 2020-01-02\ne: '2020-01-02'\nf:\ng: 1.50\n")
    assert load_yaml(path) == {
        "on": "yes",
        "b": "no",
        "c": [True, False, "off"],
        "d": date(2020, 1, 2),
        "e": "2020-01-02",
        "f": None,
        "g": 1.5,
    }


def test_an_empty_file_is_nothing(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("# nothing yet\n")
    assert load_yaml(path) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q1001 pays $1,267.54 (50%).", {"Q1001", "1267.54", "50"}),
        ("Q1001-Q1005 from 2020-01-02", {"Q1001", "Q1005", "2020-01-02"}),
        ("a 10-day rest, D10.1- and 0441T", {"10", "D10.1", "0441T"}),
        ("26/TC of article A60296, 3.5", {"26", "TC", "A60296", "3.5"}),
        ("two springs and one unit", set()),
    ],
)
def test_the_figures_and_codes_of_a_text(text, found):
    assert tokens(text) == found


def test_the_command_says_what_it_read_and_succeeds(copy, capsys):
    assert main([str(copy.root)]) == 0
    assert capsys.readouterr().out == "10 sources, 13 passages, 6 tables, 8 rules, 0 faults\n"


def test_the_command_prints_each_fault_and_fails(copy, capsys):
    copy.change("rules/guild/mending/waxing.yaml", 'quote: "From', 'quote: "Since')
    assert main([str(copy.root)]) == 1
    assert "rules/guild/mending/waxing.yaml: versions.2021-01-01.references" in capsys.readouterr().out


def test_the_command_fails_when_nothing_can_be_loaded(copy, capsys):
    copy.remove("vocabularies/words.yaml")
    assert main([str(copy.root)]) == 1
    assert "words.yaml" in capsys.readouterr().out


def test_the_command_runs_the_examples_of_the_rules(copy, capsys):
    copy.change("rules/guild/mending/waxing.yaml", "report: [Q1010]}\n", "report: [Q1099]}\n")
    assert main([str(copy.root)]) == 1
    assert "rules/guild/mending/waxing.yaml: examples[0]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: the key a is written twice"),
        ("a: &x 1\nb: *x\n", "line 2: an alias is not read here"),
        ("a: 1\n---\nb: 2\n", "line 2: a second document begins here"),
        ("? [a, b]\n: 1\n", "line 1: a key must be one word"),
        ("a: 2020-02-30\n", "line 1: 2020-02-30 is no day"),
        ("a: 2020-2-3\n", "line 1: 2020-2-3 is no day"),
        ("a: {b\n", "line "),
    ],
)
def test_yaml_that_could_be_misread_is_refused_with_its_line(tmp_path, text, said):
    path = tmp_path / "a.yaml"
    path.write_text(text)
    with pytest.raises(KnowledgeFileError) as caught:
        load_yaml(path)
    assert f"a.yaml: {said}" in str(caught.value)
    assert "plain YAML, each key once, dates as YYYY-MM-DD" in str(caught.value)


def test_a_number_with_a_leading_zero_stays_as_written(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: [010, 0, -3, 01991, 0.50, '7']\n")
    assert load_yaml(path) == {"a": ["010", 0, -3, "01991", 0.5, "7"]}


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: \xff\n")
    with pytest.raises(KnowledgeFileError, match="utf-8"):
        load_yaml(path)
