"""The areas of knowledge from `coverage.yaml` (a folder without the file tells of none)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.yaml_files import Problems, build_all, load_yaml
from chartcite.domain.coverage import Area
from chartcite.errors import UnknownIdError

FILE = "coverage.yaml"


def load_coverage(
    root: Path, vocabularies: Vocabularies, passages: Container[str], problems: Problems
) -> Mapping[str, Area]:
    """Every area by id; topics, lines of business and passages must be known."""
    path = root / FILE
    if not path.exists():
        return {}
    areas: list[Area] = []
    with problems.collecting():
        areas = build_all(Area, load_yaml(path), path)
    lines = {payer.line_of_business for payer in vocabularies.payers.values()}
    known: dict[str, Container[str]] = {"topics": vocabularies.topics, "line_of_business": lines}
    for area in areas:
        if area.passage not in passages:
            problems.add(UnknownIdError(path, f"{area.id}.passage", f"{area.passage} is no passage"))
        for name, allowed in known.items():
            for value in getattr(area, name):
                if value not in allowed:
                    problems.add(UnknownIdError(path, f"{area.id}.{name}", f"{value} is not known"))
    return {area.id: area for area in areas}
