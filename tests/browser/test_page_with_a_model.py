"""The page with a model that streams: verified sentences appear as they come, refused ones stay closed, the rest is named."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import start
from tests.scripted_endpoint import Received, Reply, ScriptedEndpoint, scripted_endpoint, wording
from tests.worded import with_model

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from chartcite.copilot import Copilot

QUESTION = "Which code for thermal RF of the right sural nerve, Medicare in Ohio?"
NOTE = "PROCEDURE: Phenol neurolysis, right obturator nerve.\nDESCRIPTION: 6 mL of 5% phenol was injected under EMG guidance by Quillfeather.\n"
WORDING = "is wording it"
TRUE, FALSE = "In short, ", " Add 99999 <b>always</b>."
DRIP = 0.08  # slow enough that a busy machine still shows what comes between


@pytest.fixture(scope="module")
def endpoint() -> Iterator[ScriptedEndpoint]:
    with scripted_endpoint() as server:
        yield server


@pytest.fixture(scope="module")
def model_address(copilot: Copilot, endpoint: ScriptedEndpoint) -> Iterator[str]:
    from web_fakes import fake_settings

    settings = fake_settings(model_url=endpoint.url, model="scripted")
    yield from start(settings, with_model(copilot, endpoint.url, seconds=60, most=4))


@pytest.fixture
def page(chromium: Browser, model_address: str, endpoint: ScriptedEndpoint) -> Iterator[Page]:
    endpoint.plays(half_true)
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(model_address)
    page.wait_for_selector("#cc-question textarea")
    yield page
    context.close()


def half_true(received: Received) -> Reply:
    """Every second sentence says the same in other words, the others say something more; all of it slowly."""
    rows = [(row["key"], row["text"]) for row in received.sentences]
    said = [(key, TRUE + text if number % 2 == 0 else text + FALSE) for number, (key, text) in enumerate(rows)]
    return wording(*said, drip=DRIP)


def shown(page: Page) -> str:
    """What a reader sees of the last answer: what is closed is not seen."""
    return str(page.locator(".cc-turn").last.inner_text())


def followed(page: Page, last_of: str) -> list[str]:
    """All that was seen until the model had done its part."""
    seen: list[str] = []
    until = time.monotonic() + 60
    while time.monotonic() < until:
        seen.append(shown(page))
        if last_of in seen[-1] and WORDING not in seen[-1]:
            return seen
        page.wait_for_timeout(80)
    raise AssertionError(f"{last_of!r} never came")


def test_sentences_appear_only_as_they_are_verified_and_refused_ones_stay_closed(
    page: Page, endpoint: ScriptedEndpoint
) -> None:
    page.fill("#cc-question textarea", QUESTION)
    page.click("#cc-ask")
    page.wait_for_selector(".cc-turn .cc-answer")
    seen = followed(page, "failed a check")
    assert "64640" in seen[0]
    assert TRUE not in seen[0], "the whole answer comes first, in Chartcite's own words"
    assert any(WORDING in text for text in seen)
    assert any(TRUE in text and WORDING in text for text in seen), "a verified sentence before the last one came"
    assert not [text for text in seen if "99999" in text or "always</b>" in text]
    refused = page.locator(".cc-turn details.cc-rejected").last
    assert refused.get_attribute("open") is None
    assert not refused.locator("li, p").first.is_visible()
    refused.locator("summary").click()
    assert "99999 <b>always</b>" in shown(page), "as plain text"
    assert len(endpoint.received) == 2, "the wording and one repair"


def test_what_would_be_sent_is_shown_before_and_is_what_is_sent(page: Page, endpoint: ScriptedEndpoint) -> None:
    page.fill("#cc-question textarea", QUESTION)
    page.click("#cc-ask-outbound button, button#cc-ask-outbound")
    preview = page.locator(".cc-outbound pre").first
    preview.wait_for()
    previewed = preview.inner_text()
    assert endpoint.received == []
    assert endpoint.url in page.locator(".cc-outbound").first.inner_text()
    page.click("#cc-ask")
    followed(page, "failed a check")
    assert json.loads(previewed) == endpoint.received[0].json


def test_the_page_names_the_endpoint_and_a_note_s_text_is_not_sent(page: Page, endpoint: ScriptedEndpoint) -> None:
    host = endpoint.url.removeprefix("http://").removesuffix("/v1")
    assert f"scripted at {host} (on this machine)" in page.inner_text("body")
    page.get_by_role("tab", name="Critique").click()
    page.fill("#cc-note textarea", NOTE)
    page.click("#cc-critique")
    page.wait_for_selector("#cc-result .cc-rejected")
    assert f"at {host}" in page.locator("#cc-result").inner_text()
    assert TRUE in page.locator("#cc-result").inner_text()
    assert "99999" not in page.locator("#cc-result").inner_text()
    assert endpoint.received
    assert "Quillfeather" not in endpoint.heard
