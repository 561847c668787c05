"""The invented field of the unit tests, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chartcite.catalog.library import Library

KNOWLEDGE = Path(__file__).parents[1] / "data" / "knowledge"


@pytest.fixture(scope="session")
def invented() -> Library:
    """The menders of clocks: no code, payer or place is real."""
    return Library.load(KNOWLEDGE)
