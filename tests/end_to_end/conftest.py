"""The real command line on the real knowledge, in a home folder of its own; the copilot is built once."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chartcite.cli import comparing, jobs, run
from chartcite.cli.session import Session, load_settings
from chartcite.copilot import Copilot
from chartcite.intake import EncounterReader
from chartcite.rendering.names import Names

TODAY = "2026-11-21"


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def environment(home: Path) -> dict[str, str]:
    """The environment of every command: a private home, a fixed day, and nothing of the user's own settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CHARTCITE_")}
    source = str(Path(__file__).parents[2] / "src")
    return own | {"CHARTCITE_HOME": str(home), "CHARTCITE_TODAY": TODAY, "PYTHONPATH": source}


@pytest.fixture(autouse=True)
def _set_environment(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("CHARTCITE_"):
            monkeypatch.delenv(name)
    for name in ("CHARTCITE_HOME", "CHARTCITE_TODAY"):
        monkeypatch.setenv(name, environment[name])


@pytest.fixture(scope="session")
def session(home: Path, copilot: Copilot) -> Session:
    words = copilot.library.vocabularies
    return Session(copilot, load_settings(home=home, today=TODAY), EncounterReader.of(words), Names.of(words))


@pytest.fixture
def cli(session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process; `stdin` is what it may read."""
    for module in (jobs, comparing):
        monkeypatch.setattr(module, "open_session", lambda settings, engine=None: session)

    def ran(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran
