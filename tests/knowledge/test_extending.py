"""docs/extending.md, followed step by step: a coder adds a payer and its policy to a copy of the knowledge."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from chartcite.catalog.__main__ import main
from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.draft import Found
from chartcite.domain.encounter import EncounterRequest
from chartcite.drafting.embedded import EmbeddedDrafter

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
SAID = "Lakeside Mutual covers 64640 by radiofrequency for occipital neuralgia after one positive block."
FILES = dict(re.findall(r"^`(knowledge/[^`]+)`:\n```yaml\n(.*?)```$", DOC, re.MULTILINE | re.DOTALL))
FILES |= dict(re.findall(r"^`(knowledge/[^`]+)`:\n```markdown\n(.*?)```$", DOC, re.MULTILINE | re.DOTALL))


class NothingFound:
    def search(self, query: str, view: object, codes: tuple[str, ...], *more: object) -> Found:
        return Found()


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge with the files of the document: new ones written, the row of payers.yaml added."""
    root = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT / "knowledge", root / "knowledge")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")
    return root / "knowledge"


def test_the_document_shows_a_payer_a_source_a_passage_and_a_rule() -> None:
    assert {Path(name).parts[1] for name in FILES} == {"vocabularies", "sources", "passages", "rules"}


def test_the_check_that_the_document_names_finds_nothing_wrong(
    extended: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(extended)]) == 0
    assert "0 faults" in capsys.readouterr().out


def test_the_new_payer_s_coverage_is_answered_with_its_own_words(extended: Path) -> None:
    copilot = Copilot(Library.load(extended), NothingFound(), EmbeddedDrafter(), lambda: date(2026, 11, 21), "sha256:s")
    answer = copilot.ask("Does Lakeside Mutual cover RFA of the greater occipital nerve?", EncounterRequest())
    assert answer.context.payer == "lakeside-mutual"
    assert [(c.position, c.applies_to) for c in answer.coverage] == [("conditional", "Lakeside Mutual")]
    assert SAID in {claim.text for claim in answer.claims}
    before = copilot.ask(
        "Does Lakeside Mutual cover RFA of the greater occipital nerve?",
        EncounterRequest(date_of_service=date(2025, 1, 1)),
    )
    assert SAID not in {claim.text for claim in before.claims}


def test_a_slip_is_told_with_file_and_key(extended: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(extended, root)
    path = root / "rules" / "payer" / "coverage" / "lakeside-mutual.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("after one positive block", "after two blocks"), encoding="utf-8"
    )
    assert main([str(root)]) != 0
    assert "lakeside-mutual.yaml" in "".join(capsys.readouterr())


def test_every_file_that_the_document_sends_an_engineer_to_is_there() -> None:
    named = re.findall(r"`((?:domain|deciding|catalog|tests)/[\w/]+\.py|knowledge/[A-Z]+\.md)`", DOC)
    assert len(named) >= 5
    for name in named:
        path = ROOT / name if name.startswith(("tests", "knowledge")) else ROOT / "src" / "chartcite" / name
        assert path.exists(), name
