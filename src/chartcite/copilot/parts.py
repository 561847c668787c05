"""What a copilot is put together from beside its library."""

from __future__ import annotations

from typing import Protocol

from chartcite.catalog.view import View
from chartcite.domain.decision import Decision
from chartcite.domain.draft import Draft, Found
from chartcite.domain.text import Reading


class Finder(Protocol):
    """Finds passages and their best sentences for a query."""

    def search(
        self,
        query: str,
        view: View,
        codes: tuple[str, ...],
        also: tuple[str, ...] = (),
        rests: tuple[str, ...] = (),
        k: int = 8,
    ) -> Found:
        """The `k` best held on the query, in force for the view; `also`: its other names, `rests`: what decisions quote."""


class Drafter(Protocol):
    """Words decisions; what it says is unverified."""

    engine: str

    def draft(self, decision: Decision, reading: Reading, found: Found, view: View) -> Draft:
        """Claims with quotes."""
