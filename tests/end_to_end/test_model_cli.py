"""The command line with a model endpoint: what it shows, what it would send, and what the doctor says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.scripted_endpoint import Reply, ScriptedEndpoint, rewording
from tests.worded import with_model

from chartcite.cli import jobs
from chartcite.cli.session import Session

ASKED = "Which code for thermal RF of the sural nerve, Medicare in Ohio?"
SUITE = ROOT / "evals" / "suites" / "questions" / "units-modifiers.yaml"


@pytest.fixture
def set_up(endpoint: ScriptedEndpoint, session: Session, monkeypatch: pytest.MonkeyPatch) -> ScriptedEndpoint:
    """The settings name the endpoint, and the session's copilot uses it."""
    monkeypatch.setenv("CHARTCITE_MODEL_URL", endpoint.url)
    monkeypatch.setenv("CHARTCITE_MODEL", "scripted")
    own = replace(session, copilot=with_model(session.copilot, endpoint.url))
    monkeypatch.setattr(jobs, "open_session", lambda settings, engine=None: session if engine == "embedded" else own)
    return endpoint


def test_the_finished_answer_names_engine_endpoint_and_prompts(
    cli: Callable[..., Any], set_up: ScriptedEndpoint
) -> None:
    set_up.plays(Reply(status=500))
    form = cli("ask", ASKED, "--json").json
    assert form["receipt"]["endpoint"] == set_up.url[7:-3]
    assert "failed (HTTP 500)" in form["notices"][-1]


def test_what_would_be_sent_is_shown_and_not_sent(cli: Callable[..., Any], set_up: ScriptedEndpoint) -> None:
    set_up.plays(rewording(lambda text: text))
    shown = cli("ask", ASKED, "--show-outbound")
    assert shown.code == 0
    assert set_up.received == []
    assert f"{set_up.url}/chat/completions (nothing was sent)" in shown.err
    cli("ask", ASKED)
    assert set_up.received[0].body.decode() + "\n" == shown.out
    assert json.loads(shown.out)["messages"]


def test_of_a_note_nothing_would_be_sent(cli: Callable[..., Any], set_up: ScriptedEndpoint) -> None:
    note = b"PROCEDURE: Thermal RF of the right sural nerve for Elsie Quick. 80 C, 90 seconds, ultrasound."
    shown = cli("critique", "-", "--show-outbound", stdin=note)
    assert "Elsie" not in shown.out
    assert "90 seconds" not in shown.out
    assert json.loads(shown.out)["messages"]


def test_the_embedded_engine_sends_nothing(cli: Callable[..., Any], set_up: ScriptedEndpoint) -> None:
    form = cli("ask", ASKED, "--engine", "embedded", "--json").json
    assert form["receipt"]["engine"] == "embedded"
    assert set_up.received == []
    assert "Nothing would be sent" in cli("ask", ASKED, "--engine", "embedded", "--show-outbound").err


def test_an_engine_that_there_is_not_is_refused(cli: Callable[..., Any]) -> None:
    ran = cli("ask", ASKED, "--engine", "gpt")
    assert ran.code == 2
    assert "'embedded', 'model'" in ran.err


def test_a_model_without_an_endpoint_is_refused(cli: Callable[..., Any]) -> None:
    ran = cli("eval", "--engine", "model")
    assert ran.code == 2
    assert "CHARTCITE_MODEL_URL" in ran.err


def test_on_a_terminal_the_answer_stands_first_and_the_sentences_follow(
    cli: Callable[..., Any], set_up: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_follows", lambda *given: True)
    set_up.plays(rewording(lambda text: f"{text} Add 76942."))
    shown = cli("ask", ASKED).out
    first, _, rest = shown.partition("No wording of the model")
    assert "Report" in first
    assert "Evidence" in first
    assert "Drafted, but not supported" in rest
    assert "Left out: " in rest


def test_the_suites_run_beside_the_embedded_engine(
    cli: Callable[..., Any], set_up: ScriptedEndpoint, tmp_path: Any
) -> None:
    set_up.plays(rewording(lambda text: f"{text} Add 76942."))
    ran = cli("eval", "--suite", str(SUITE), "--engine", "model", "--most", "3", "--out", str(tmp_path), "--json")
    assert ran.code == 0, ran.err
    tally = ran.json["suites"][0]
    assert (tally["cases"], tally["differing"], tally["worded"]) == (3, [], 0)
    assert tally["rejected"] > 0
    assert tally["reasons"]
    assert tally["whole_model"] == tally["whole_embedded"]
    assert "decisions differ" in (tmp_path / "engines.md").read_text()


@pytest.mark.parametrize(
    ("models", "told"),
    [(["scripted"], "answers and holds scripted"), (["other"], "does not name scripted; it names other")],
)
def test_the_doctor_asks_the_endpoint(
    cli: Callable[..., Any], set_up: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch, models: list[str], told: str
) -> None:
    monkeypatch.setattr(set_up, "models", models)
    checks = {check["name"]: check for check in cli("doctor", "--json").json}
    assert told in checks["endpoint"]["message"]


def test_the_doctor_says_when_nobody_is_there(cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTCITE_MODEL_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CHARTCITE_MODEL", "scripted")
    checks = {check["name"]: check for check in cli("doctor", "--json").json}
    assert "can't be reached" in checks["endpoint"]["message"]
    assert checks["endpoint"]["severity"] == "warning"
