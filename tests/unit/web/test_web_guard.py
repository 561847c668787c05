from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from web_fakes import fake_copilot, fake_settings

from chartcite.web.guard import names_this_machine
from chartcite.web.server import make_app


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(make_app(fake_settings(), fake_copilot()), base_url="http://127.0.0.1:7860") as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7860", "localhost:1", "[::1]:7860", "LOCALHOST"])
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert names_this_machine(host)


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "[", "a@b"]
)
def test_other_names_are_not(host: str) -> None:
    assert not names_this_machine(host)


def test_a_rebound_name_gets_no_page(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_another_site_may_not_post(client: TestClient) -> None:
    reply = client.post("/gradio_api/queue/join", json={}, headers={"origin": "https://evil.example"})
    assert reply.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=https://example.org",
        "/gradio_api/info",
        "/gradio_api/call/ask",
        "/gradio_api/runs",
        "/monitoring",
        "/login",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_the_page_does_not_need_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_an_overlarge_body_is_refused(client: TestClient) -> None:
    assert client.post("/gradio_api/queue/join", content=b"x" * 2_000_000).status_code == 413


def test_the_page_carries_every_header_and_a_fresh_nonce(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    policy = first.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert policy != second.headers["content-security-policy"]
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert first.headers["cache-control"] == "no-store"
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"')


def test_what_is_answered_over_the_api_is_never_stored(client: TestClient) -> None:
    assert client.get("/config").headers["cache-control"] == "no-store"
    assert client.get("/chartcite/source/fin-book-2026").headers["cache-control"] == "no-store"


def test_a_forwarded_host_does_not_reach_the_page(client: TestClient) -> None:
    assert "evil.example" not in client.get("/", headers={"x-forwarded-host": "evil.example"}).text


def test_an_unknown_source_is_not_found_and_its_name_is_not_repeated(client: TestClient) -> None:
    reply = client.get("/chartcite/source/<b>")
    assert reply.status_code == 404
    assert "<b>" not in reply.text


def test_runs_and_analytics_are_off(client: TestClient) -> None:
    config = client.get("/config").json()
    assert config["run_history"] is False
    assert config["analytics_enabled"] is False
