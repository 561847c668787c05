from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from time import perf_counter

import pytest
from pydantic import SecretStr
from tests.scripted_endpoint import Reply, ScriptedEndpoint, scripted_endpoint

from chartcite.adapters.openai_endpoint import Limits, OpenAIEndpoint
from chartcite.domain.model import ModelCall, PromptUsed
from chartcite.errors import ModelError

KEY = "sk-planted-key-77"
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}
CALL = ModelCall(
    "wording", (("system", "Say it."), ("user", "the chime hammer")), SCHEMA, (PromptUsed(id="p", digest="d"),)
)


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedEndpoint]:
    with scripted_endpoint() as made:
        yield made


def endpoint(url: str, **limits: float) -> OpenAIEndpoint:
    return OpenAIEndpoint(url, "scripted", SecretStr(KEY), Limits(**limits), local=True)  # type: ignore[arg-type]


def said(model: OpenAIEndpoint, seconds: float = 5) -> str:
    return "".join(model.stream(CALL, seconds))


def failure(model: OpenAIEndpoint, seconds: float = 5) -> str:
    with pytest.raises(ModelError) as raised:
        said(model, seconds)
    message = str(raised.value)
    assert "\n" not in message
    assert KEY not in message
    assert "chime" not in message
    return message


def test_a_reply_comes_in_pieces_and_the_schema_goes_with_the_request(server: ScriptedEndpoint) -> None:
    server.plays(Reply('{"a": "hammer"}', piece=4))
    pieces = list(endpoint(server.url).stream(CALL, 5))
    assert "".join(pieces) == '{"a": "hammer"}'
    assert len(pieces) == 4
    sent = server.received[0].json
    assert sent["messages"] == [
        {"role": "system", "content": "Say it."},
        {"role": "user", "content": "the chime hammer"},
    ]
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (sent["model"], sent["stream"], sent["temperature"], sent["max_tokens"]) == ("scripted", True, 0, 1500)
    assert server.received[0].path == "/v1/chat/completions"


def test_what_would_be_sent_is_what_is_sent_byte_for_byte(server: ScriptedEndpoint) -> None:
    server.plays(Reply("{}"))
    model = endpoint(server.url)
    shown = model.outbound(CALL)
    assert server.received == []
    said(model)
    assert server.received[0].body == shown.body
    assert shown.address == f"{server.url}/chat/completions"
    assert KEY not in repr(shown)


def test_an_endpoint_without_schemas_is_asked_for_json_and_then_for_text(server: ScriptedEndpoint) -> None:
    server.plays(Reply(status=400), Reply(status=422), Reply("plain"))
    model = endpoint(server.url, retries=0)
    assert said(model) == "plain"
    formats = [item.json.get("response_format", {}).get("type") for item in server.received]
    assert formats == ["json_schema", "json_object", None]
    server.plays(Reply("again"))
    assert said(model) == "again"
    assert len(server.received) == 1, "what it understands is remembered"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=401), "refused the key (HTTP 401)"),
        (Reply(status=404), "no such model or path"),
        (Reply(status=429), "too busy (HTTP 429)"),
        (Reply(status=500), "failed (HTTP 500)"),
        (Reply(status=400), "did not take the request (HTTP 400)"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}), "HTTP 302"),
        (Reply("x" * 400, cut_after=3), "broke off"),
        (Reply("x" * 400), "longer than allowed"),
        (Reply(raw=b'{"error": ' + b'"x"' * 400_000), "longer than allowed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_failure_is_one_line_without_the_key_or_the_text(server: ScriptedEndpoint, reply: Reply, why: str) -> None:
    server.plays(reply)
    message = failure(endpoint(server.url, retries=0, reply_chars=300))
    assert why in message
    assert message.startswith(f"The model endpoint at {server.url[7:-3]} ")


def test_an_error_inside_a_stream_is_a_failure(server: ScriptedEndpoint) -> None:
    event = b'data: {"error": {"message": "out of memory at the chime", "code": 500}}\n\n'
    server.plays(Reply(raw=event, headers={"Content-Type": "text/event-stream"}))
    assert "can't be read" in failure(endpoint(server.url))


def test_a_busy_endpoint_is_asked_again_as_it_says_and_no_more_often(server: ScriptedEndpoint) -> None:
    server.plays(Reply(status=429, headers={"Retry-After": "0.05"}), Reply("{}"))
    assert said(endpoint(server.url, retries=1)) == "{}"
    server.plays(Reply(status=503, headers={"Retry-After": "0"}))
    failure(endpoint(server.url, retries=2))
    assert len(server.received) == 3


def test_a_wait_beyond_the_time_allowed_is_not_begun(server: ScriptedEndpoint) -> None:
    server.plays(Reply(status=429, headers={"Retry-After": "60"}))
    started = perf_counter()
    assert "too busy" in failure(endpoint(server.url, retries=3), seconds=1)
    assert perf_counter() - started < 0.8
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "reply",
    [Reply("{}", wait=5), Reply("{}" * 500, drip=0.05, piece=1), Reply("x" * 5, cut_after=9, drip=5, piece=1)],
    ids=["silent", "dripping", "stalling"],
)
def test_nothing_takes_longer_than_allowed(server: ScriptedEndpoint, reply: Reply) -> None:
    server.plays(reply)
    started = perf_counter()
    assert "longer than the time allowed" in failure(endpoint(server.url, retries=3), seconds=0.3)
    assert perf_counter() - started < 0.8


def test_nobody_at_the_address_is_told_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        assert "can't be reached" in failure(endpoint(url, retries=1), seconds=1)


def test_nothing_of_the_environment_goes_with_it(server: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted_endpoint() as other:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY", "OPENAI_BASE_URL", "LANGSMITH_ENDPOINT"):
            monkeypatch.setenv(name, other.url)
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
            monkeypatch.setenv(name, "true")
        for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "LANGSMITH_API_KEY", "LANGCHAIN_PROJECT"):
            monkeypatch.setenv(name, f"planted-{name}")
        server.plays(Reply("{}"))
        model = OpenAIEndpoint(server.url, "scripted", None, Limits(), local=True)
        said(model)
        assert other.received == []
    headers = {name.lower(): value for name, value in server.received[0].headers.items()}
    assert set(headers) <= {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
        "authorization",
    }
    assert "planted" not in server.heard


def test_no_log_at_any_level_holds_the_key_or_what_was_sent(
    server: ScriptedEndpoint, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for reply in (Reply('{"a": "chime"}'), Reply(status=500), Reply("chime" * 99, cut_after=2)):
            server.plays(reply)
            try:
                said(endpoint(server.url, retries=1), 1)
            except ModelError:
                continue
    assert KEY not in caplog.text
    assert "chime" not in caplog.text
    assert "hammer" not in caplog.text


def test_the_models_of_the_endpoint_are_listed(server: ScriptedEndpoint) -> None:
    server.plays(Reply())
    assert endpoint(server.url).models(2) == ["scripted"]


def test_who_stops_reading_ends_the_request(server: ScriptedEndpoint) -> None:
    server.plays(Reply("word " * 200, drip=0.01))
    pieces = endpoint(server.url).stream(CALL, 5)
    next(pieces)
    started = perf_counter()
    pieces.close()  # type: ignore[attr-defined]
    assert perf_counter() - started < 0.2
