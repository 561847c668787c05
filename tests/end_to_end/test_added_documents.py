"""Documents that a user adds under the home folder are quoted as originals, and a faulty one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import TODAY

from chartcite.cli import run
from chartcite.domain.encounter import EncounterRequest
from chartcite.settings import load_settings
from chartcite.wiring import build_copilot, load_library

SENTENCE = "The Lakeside handbook wants the printout of the generator stapled behind every 64640 note."
SOURCE = """title: Handbook of the clinic
publisher: Lakeside
kind: website
authority: editorial
jurisdiction: none
in_force: yes
verified_on: 2026-11-01
status: in force
"""
PASSAGE = f"""## printout
locator: page 7
known: read
confidence: H
wording: original

{SENTENCE}
"""


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    for kind, name, text in (("sources", "handbook.yaml", SOURCE), ("passages", "handbook.md", PASSAGE)):
        folder = tmp_path / "documents" / kind
        folder.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_an_added_document_is_found_and_quoted_as_an_original(own_home: Path) -> None:
    copilot = build_copilot(load_settings(home=own_home, today=TODAY))
    answer = copilot.ask("Where does the handbook want the printout of the generator for 64640?", EncounterRequest())
    cited = {c.quote: c for claim in answer.claims for c in claim.citations}
    assert (cited[SENTENCE].passage, cited[SENTENCE].wording) == ("handbook/printout", "original")
    assert "handbook" in {source.id for source in answer.sources}


def test_a_faulty_added_document_is_named_with_what_is_wrong(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHARTCITE_HOME", str(own_home))
    (own_home / "documents" / "passages" / "stray.md").write_text(PASSAGE, encoding="utf-8")
    assert run(["sources", "handbook"]) == 2
    assert "stray.md: file: stray is no source" in capsys.readouterr().err


def test_a_home_without_documents_holds_the_shipped_knowledge_alone(tmp_path: Path, own_home: Path) -> None:
    bare, added = (load_library(load_settings(home=home)) for home in (tmp_path / "none", own_home))
    assert "handbook" not in bare.sources
    assert set(added.sources) == {*bare.sources, "handbook"}
