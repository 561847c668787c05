"""A real server on a free port, and a real browser; nothing else is reached."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "web"))

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from chartcite.copilot import Copilot

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        said = f"There is no {CHROMIUM}: install the package chromium (make browser)."
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(said)
        pytest.skip(said)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def start(settings: Any, copilot: Any) -> Iterator[str]:
    """The address of a running server."""
    from chartcite.web.server import address, bind, make_app, server

    listener = bind("127.0.0.1", 0)
    running = server(make_app(settings, copilot))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not running.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield address(listener)
    running.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    from web_fakes import fake_copilot, fake_settings

    yield from start(fake_settings(), fake_copilot())


@pytest.fixture(scope="session")
def real_address(copilot: Copilot) -> Iterator[str]:
    """The page of the product as shipped."""
    from web_fakes import fake_settings

    yield from start(fake_settings(), copilot)


@pytest.fixture
def requests() -> list[str]:
    """Every address that the page asked for."""
    return []


@pytest.fixture
def errors() -> list[str]:
    """What the browser complained of."""
    return []


@pytest.fixture
def page(chromium: Browser, address: str, requests: list[str], errors: list[str]) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(15_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("#cc-question textarea")
    yield page
    context.close()
