"""`knowledge/README.md` says of every vocabulary what it holds, and of every field of a row what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chartcite.catalog.vocabularies import ROWS

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
README = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
FILES = sorted(path.name for path in (KNOWLEDGE / "vocabularies").glob("*.yaml"))


def described(file: str) -> str:
    """The paragraph in which the file stands in bold; fails where there is none."""
    found = [paragraph for paragraph in README.split("\n\n") if f"**`{file}`**" in paragraph]
    assert len(found) == 1, f"knowledge/README.md describes {file} {len(found)} times"
    return found[0]


@pytest.mark.parametrize("file", FILES)
def test_a_vocabulary_is_described_once(file: str) -> None:
    assert len(described(file).split()) > 10


@pytest.mark.parametrize("name", ROWS)
def test_each_field_of_a_row_is_described(name: str) -> None:
    common = README[README.index("## The vocabularies") :].split("**`", 1)[0]
    told = set(re.findall(r"`([a-z_]+)`", common + described(f"{name}.yaml")))
    assert [field for field in ROWS[name].model_fields if field not in told] == []


def test_only_vocabularies_there_are_stand_in_bold() -> None:
    assert sorted(re.findall(r"\*\*`([a-z_]+\.yaml)`\*\*", README)) == FILES
