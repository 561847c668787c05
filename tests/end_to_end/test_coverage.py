"""What was looked at: listed, and cited by answers that abstain."""

from __future__ import annotations


def test_the_areas_are_listed_with_what_is_held_and_where_to_look(cli) -> None:
    ran = cli("sources", "--coverage")
    assert ran.code == 0
    assert "complete" in ran.out
    assert "look in" in ran.out
    form = cli("sources", "--coverage", "--json").json
    assert form["schema"] == "chartcite.coverage/1"
    assert {area["state"] for area in form["areas"]} == {"complete", "partial", "absent"}
    assert all(area["as_of"] and area["says"] for area in form["areas"])


def test_a_source_and_the_areas_are_not_given_together(cli) -> None:
    ran = cli("sources", "cgs-a60296", "--coverage")
    assert ran.code == 2
    assert "not both" in ran.err


def test_a_question_outside_the_field_is_told_what_was_looked_at(cli) -> None:
    form = cli("ask", "What is the weather in Paris?", "--json").json
    assert form["outcome"] == "abstained"
    assert [claim["kind"] for claim in form["claims"]] == ["absence"]
    assert form["claims"][0]["citations"][0]["source"] == "chartcite-coverage"
    assert "2026-11-21" in form["summary"]
