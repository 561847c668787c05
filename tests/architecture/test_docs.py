"""What the product offers stands in its documents."""

from __future__ import annotations

import re

from source_files import ROOT

from chartcite.cli.app import app
from chartcite.settings import Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


def test_every_command_stands_in_the_readme() -> None:
    commands = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    groups = [
        (group.name, command) for group in app.registered_groups for command in group.typer_instance.registered_commands
    ]
    commands += [f"{name} {command.callback.__name__}" for name, command in groups]
    assert len(commands) > 8
    assert not [name for name in commands if f"chartcite {name}" not in README]


def test_every_setting_stands_in_the_documents() -> None:
    names = ["CHARTCITE_CONFIG", *(f"CHARTCITE_{name.upper()}" for name in Settings.model_fields)]
    assert not [name for name in names if name not in DOCUMENTS]


def test_every_make_target_that_the_documents_name_is_in_the_makefile() -> None:
    documents = DOCUMENTS + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)\b", documents, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_file_that_the_documents_link_to_is_there() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
        assert not [link for link in links if not (path.parent / link).exists()], path.name
