"""Shared by all tests: the real knowledge and one copilot over it, on a fixed day, with an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.settings import load_settings
from chartcite.wiring import build_copilot
from tests.scripted_endpoint import ScriptedEndpoint, scripted_endpoint

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of all tests: its index is built once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def copilot(home: Path) -> Copilot:
    """The product as shipped, with today fixed."""
    return build_copilot(load_settings(home=home, today=TODAY))


@pytest.fixture(scope="session")
def library(copilot: Copilot) -> Library:
    """The real knowledge."""
    return copilot.library


@pytest.fixture(scope="session")
def _server() -> Iterator[ScriptedEndpoint]:
    with scripted_endpoint() as server:
        yield server


@pytest.fixture
def endpoint(_server: ScriptedEndpoint) -> ScriptedEndpoint:
    """A real HTTP server that plays a model endpoint, with nothing received yet."""
    return _server.plays()
