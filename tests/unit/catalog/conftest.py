"""A copy of the invented knowledge that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chartcite.catalog.library import Library

KNOWLEDGE = Path(__file__).parents[2] / "data" / "knowledge"


class Copy:
    """Knowledge in a folder of its own, with the edits that break it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        with (self.root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.root / name).unlink()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    root = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, root)
    return Copy(root)


@pytest.fixture(scope="session")
def library(invented: Library) -> Library:
    return invented
