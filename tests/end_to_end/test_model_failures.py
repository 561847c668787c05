"""Whatever an endpoint does wrong, the answer is the embedded one with a line that says so, within the time allowed."""

from __future__ import annotations

import json
import logging
import socket
from time import perf_counter

import pytest
from tests.scripted_endpoint import Reply, Script, ScriptedEndpoint, rewording, wording
from tests.worded import decided, said, with_model

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest

ASKED = "Thermal RF of both lateral femoral cutaneous nerves, Medicare in Ohio: code and modifiers?"
NOTE = """PROCEDURE: Thermal radiofrequency ablation of the right saphenous nerve, 90 C for 90 seconds, under ultrasound.
Diagnosis: G57.81. The patient tolerated it well."""
TIME, SHORT = 6.0, 0.4
SLOW = ("silent", "dripping", "busy for an hour")
FAILURES: dict[str, tuple[tuple[Script, ...], str]] = {
    "silent": ((Reply("{}", wait=5),), "longer than the time allowed"),
    "dripping": ((Reply(" " * 5000, drip=0.03, piece=1),), "longer than the time allowed"),
    "busy": ((Reply(status=429),), "too busy (HTTP 429)"),
    "busy for an hour": ((Reply(status=429, headers={"Retry-After": "3600"}),), "too busy (HTTP 429)"),
    "broken": ((Reply(status=500),), "failed (HTTP 500)"),
    "refusing the key": ((Reply(status=401),), "refused the key"),
    "without the model": ((Reply(status=404),), "no such model"),
    "cut off": ((Reply(json.dumps({"sentences": [{"key": "s1", "text": "x" * 300}]}), cut_after=8),), "broke off"),
    "cut short": ((Reply('{"sentences": [{"key": "s1", "te', finish="length"),), "no whole JSON object"),
    "no JSON": ((Reply("Here you go: the code is 64640!"),), "no whole JSON object"),
    "a web page": ((Reply(raw=b"<html>hello</html>", headers={"Content-Type": "text/html"}),), ""),
    "other JSON": ((Reply('{"answer": "64640"}'),), "one key 'sentences'"),
    "wrong types": ((Reply('{"sentences": [{"key": 1, "text": null}]}'),), "not an object of key and text"),
    "empty": ((Reply(""),), "it is empty"),
    "an empty list": ((wording(),), "passed the checks"),
    "ten times too long": ((Reply("word " * 20_000, piece=4000),), "longer than allowed"),
    "long sentences": ((rewording(lambda text: text * 10),), "passed the checks"),
    "refusing": ((Reply("I'm sorry, but I can't help with medical coding."),), "no whole JSON object"),
    "repeating itself": ((rewording(lambda text: "It depends on the payer."),), ""),
    "wrong keys": ((wording(("c1", "Report 64999."), ("64640", "Report 64999.")),), "passed the checks"),
    "nested too deep": ((Reply("[" * 19_000),), "no whole JSON object"),
}


@pytest.fixture(scope="module")
def embedded(copilot: Copilot) -> Answer:
    return copilot.ask(ASKED, EncounterRequest())


def asked(copilot: Copilot, url: str, seconds: float = TIME) -> tuple[Answer, float]:
    worded = with_model(copilot, url, seconds=seconds, retries=1)
    started = perf_counter()
    return worded.ask(ASKED, EncounterRequest()), perf_counter() - started


@pytest.mark.parametrize("name", FAILURES)
def test_each_failure_ends_in_the_embedded_answer_in_time(
    copilot: Copilot, embedded: Answer, endpoint: ScriptedEndpoint, name: str
) -> None:
    script, told = FAILURES[name]
    endpoint.plays(*script)
    seconds = SHORT if name in SLOW else TIME
    answer, took = asked(copilot, endpoint.url, seconds)
    assert took < seconds + 1
    assert decided(answer) == decided(embedded)
    assert said(answer) == said(embedded)
    assert answer.receipt.engine == "embedded"
    notice = answer.notices[-1]
    assert told in notice
    assert "\n" not in notice
    assert "Chartcite's own wording" in notice


def test_an_endpoint_that_is_not_there_is_told_and_not_waited_for(copilot: Copilot, embedded: Answer) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer, took = asked(copilot, f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
    assert took < TIME
    assert said(answer) == said(embedded)
    assert "can't be reached" in answer.notices[-1]


def test_a_critique_survives_a_failing_endpoint_and_sends_nothing_of_the_note(
    copilot: Copilot, endpoint: ScriptedEndpoint
) -> None:
    plain = copilot.critique(NOTE, EncounterRequest())
    endpoint.plays(Reply(status=500))
    critique = with_model(copilot, endpoint.url, seconds=TIME).critique(NOTE, EncounterRequest())
    assert decided(critique) == decided(plain)
    assert said(critique) == said(plain)
    assert "failed (HTTP 500)" in critique.notices[-1]
    assert "tolerated" not in endpoint.heard
    assert "90 seconds" not in endpoint.heard


def test_the_whole_embedded_answer_comes_first(copilot: Copilot, embedded: Answer, endpoint: ScriptedEndpoint) -> None:
    endpoint.plays(Reply("{}", wait=5))
    stream = with_model(copilot, endpoint.url, seconds=SHORT).ask_stream(ASKED, EncounterRequest())
    first = next(stream)
    assert endpoint.received == []
    assert first.model_dump(exclude={"timings_ms"}) == embedded.model_dump(exclude={"timings_ms"})
    assert "longer than the time allowed" in [*stream][-1].notices[-1]


def test_without_a_model_the_receipt_is_what_it_was(embedded: Answer) -> None:
    assert set(embedded.receipt.model_dump(mode="json")) == {"knowledge", "settings", "engine", "answer"}


def test_with_one_it_names_the_prompts_and_the_endpoint(copilot: Copilot, endpoint: ScriptedEndpoint) -> None:
    endpoint.plays(rewording(lambda text: text))
    answer = with_model(copilot, endpoint.url).ask(ASKED, EncounterRequest())
    receipt = answer.receipt.model_dump(mode="json")
    assert receipt["endpoint"] == endpoint.url[7:-3]
    assert receipt["prompts"][0]["id"] == "wording"
    assert receipt["prompts"][0]["digest"].startswith("sha256:")


def test_nothing_that_was_asked_stands_in_a_log(
    copilot: Copilot, endpoint: ScriptedEndpoint, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for script in (Reply(status=500), rewording(lambda text: text), Reply("{}", wait=5)):
            endpoint.plays(script)
            asked(copilot, endpoint.url, SHORT)
    assert "femoral" not in caplog.text
