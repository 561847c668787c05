"""What a source is to an encounter, over the real knowledge's forms of jurisdiction."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chartcite.catalog.library import Library
from chartcite.catalog.view import View
from chartcite.domain.encounter import Encounter

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(Path(__file__).parents[3] / "knowledge")


def standing(library: Library, source: str, **given: object) -> str:
    encounter = Encounter(**({"date_of_service": DAY} | given))  # type: ignore[arg-type]
    return View(library, encounter).standing(next(p.id for p in library.passages.values() if p.source == source))


@pytest.mark.parametrize(
    ("source", "given", "expected"),
    [
        ("noridian-a60300", {"payer": "medicare", "mac": "noridian", "line_of_business": "medicare"}, "own"),
        ("noridian-a60300", {"payer": "medicare", "mac": "cgs", "line_of_business": "medicare"}, "elsewhere"),
        ("noridian-a60300", {"payer": "medicare", "line_of_business": "medicare"}, "general"),
        ("noridian-a60300", {"payer": "aetna", "line_of_business": "commercial"}, "elsewhere"),
        ("noridian-a60300", {"payer": "uhc-ma", "line_of_business": "medicare_advantage"}, "general"),
        ("noridian-a60300", {}, "general"),
        ("anthem-surg-00155", {"payer": "anthem", "line_of_business": "commercial"}, "own"),
        ("anthem-surg-00155", {"payer": "aetna", "line_of_business": "commercial"}, "elsewhere"),
        ("anthem-surg-00155", {"payer": "commercial", "line_of_business": "commercial"}, "general"),
        ("anthem-surg-00155", {"payer": "medicare", "line_of_business": "medicare"}, "elsewhere"),
        ("cpt-2026", {"payer": "aetna", "line_of_business": "commercial"}, "general"),
        ("ny-external-appeals", {"state": "OH"}, "elsewhere"),
        ("ny-external-appeals", {"state": "NY"}, "general"),
        ("noridian-dl40265", {"payer": "medicare", "mac": "noridian", "line_of_business": "medicare"}, "superseded"),
        ("uhc-occipital-2021t0080ff", {"payer": "uhc"}, "superseded"),
        ("uhc-occipital-2021t0080ff", {"payer": "uhc", "date_of_service": date(2022, 2, 15)}, "own"),
    ],
)
def test_standing_follows_payer_contractor_state_and_day(
    library: Library, source: str, given: dict[str, object], expected: str
) -> None:
    assert standing(library, source, **given) == expected
