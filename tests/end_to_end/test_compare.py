"""The same question under different values, on the real knowledge."""

from __future__ import annotations

import pytest

IOVERA = "Iovera treatment of the infrapatellar saphenous nerve, right knee"
KEYS = [
    "schema",
    "id",
    "question",
    "varied",
    "sides",
    "rows",
    "differences",
    "same",
    "sources",
    "receipt",
    "timings_ms",
]


def row(form: dict, part: str) -> dict:
    return next(item for item in form["rows"] if item["part"] == part)


def test_two_states_show_which_contractor_s_text_makes_the_difference(cli) -> None:
    ran = cli("compare", "--payer", "medicare", "--state", "OH", "--state", "TX", IOVERA, "--json")
    assert ran.code == 0
    assert list(ran.json) == KEYS
    assert ran.json["schema"] == "chartcite.comparison/1"
    assert ran.json["varied"] == ["state"]
    assert [side["values"] for side in ran.json["sides"]] == [{"state": "OH"}, {"state": "TX"}]
    assert row(ran.json, "report")["cells"][0][0].startswith("0441T")
    assert not row(ran.json, "report")["same"]
    told = next(item for item in ran.json["differences"] if item["citations"][0]["source"] == "cgs-cryoneurolysis-2022")
    assert told["sides"] == [0]
    assert [(item["side"], item["reason"]) for item in told["elsewhere"]] == [(1, "scope")]
    assert told["citations"][0]["quote"]


def test_each_side_is_the_answer_that_ask_gives(cli) -> None:
    compared = cli("compare", "--state", "OH", "--state", "TX", "--payer", "medicare", IOVERA, "--json").json
    for side in compared["sides"]:
        asked = cli("ask", IOVERA, "--payer", "medicare", "--state", side["values"]["state"], "--json").json
        assert side["answer"]["receipt"]["answer"] == asked["receipt"]["answer"]


def test_two_days_around_a_new_code_say_from_when_on_it_holds(cli) -> None:
    question = "Which code for genicular nerve radiofrequency ablation, right knee?"
    form = cli("compare", "--date", "2019-12-31", "--date", "2020-01-01", question, "--json").json
    assert row(form, "report")["cells"] == [["64640-RT"], ["64624-RT x1"]] or not row(form, "report")["same"]
    assert {"not_in_force"} <= {item["reason"] for one in form["differences"] for item in one["elsewhere"]}


def test_values_that_change_nothing_are_said_to_change_nothing(cli) -> None:
    ran = cli("compare", "--state", "OH", "--state", "TX", "What is the global period of 64640?")
    assert ran.code == 0
    assert "Nothing differs" in ran.out


def test_several_dimensions_are_crossed(cli) -> None:
    form = cli(
        "compare", "--state", "OH", "--state", "TX", "--date", "2019-06-01", "--date", "2026-06-01", IOVERA, "--json"
    ).json
    assert len(form["sides"]) == 4
    assert form["varied"] == ["state", "date_of_service"]


def test_a_comparison_in_markdown_is_a_table_with_a_column_for_each_side(cli) -> None:
    ran = cli("compare", "--payer", "medicare", "--state", "OH", "--state", "TX", IOVERA, "--markdown")
    assert "| OH | TX |" in ran.out
    assert "## What makes the difference" in ran.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--state", "OH"], "two or more values"),
        ([], "two or more values"),
        (["--state", "OH", "--state", "Ohoi"], "Did you mean Ohio"),
        (["--state", "OH", "--state", "ohio"], "given twice"),
        (["--payer", "medicare", "--payer", "original medicare"], "nothing to compare"),
        (["--date", "2026-01-01", "--date", "01/02/2026"], "YYYY-MM-DD"),
        ([x for s in ("OH", "TX", "FL", "CA", "NY", "WA", "OR") for x in ("--state", s)], "at most 6"),
    ],
)
def test_what_can_not_be_compared_is_refused_in_one_sentence(cli, options: list[str], said: str) -> None:
    ran = cli("compare", *options, IOVERA)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert ran.err.count("\n") == 1
