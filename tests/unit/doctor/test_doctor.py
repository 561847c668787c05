"""What the doctor sees, with fakes for the index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chartcite.catalog.library import Library
from chartcite.doctor import Check, Patient, examine
from chartcite.errors import IndexDamagedError, KnowledgeError
from chartcite.retrieval.building import IndexStatus
from chartcite.retrieval.snapshot import Proof

READY = IndexStatus("ready", Path("x"), SimpleNamespace(passages=3), None, ())


class FakeIndexes:
    """Indexes that stand as told."""

    def __init__(self, status: IndexStatus, verify: Callable[[], Proof]) -> None:
        self.status, self.verify = lambda: status, verify


def seen(patient: Patient) -> dict[str, Check]:
    return {check.name: check for check in examine(patient)}


@pytest.fixture
def patient(tmp_path: Path, invented: Library) -> Patient:
    tmp_path.chmod(0o700)
    indexes: Any = FakeIndexes(READY, lambda: Proof(3, (), ()))
    return Patient(tmp_path, None, False, date(2022, 1, 1), lambda: invented, lambda library: indexes)


def test_a_sound_installation_has_no_failure(patient) -> None:
    assert {check.severity for check in examine(patient)} <= {"ok", "warning"}


def test_a_home_that_others_can_look_into_is_a_warning_with_its_mend(patient) -> None:
    patient.home.chmod(0o755)
    check = seen(patient)["home"]
    assert check.severity == "warning"
    assert "chmod 700" in check.remedy


def test_a_home_that_is_a_file_is_a_failure(patient, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    assert seen(replace(patient, home=tmp_path / "file"))["home"].severity == "failure"


def test_a_model_elsewhere_is_a_warning_and_one_here_is_not(patient) -> None:
    assert seen(replace(patient, model_host="models.example.org"))["model"].severity == "warning"
    assert seen(replace(patient, model_host="127.0.0.1", model_is_here=True))["model"].severity == "ok"


def test_knowledge_that_does_not_load_is_a_failure_and_ends_the_examination(patient) -> None:
    def broken() -> Library:
        raise KnowledgeError("sources/x.yaml: kind: unknown")

    checks = seen(replace(patient, load_library=broken))
    assert checks["knowledge"].severity == "failure"
    assert "index" not in checks


def test_areas_are_counted_and_named_when_they_were_looked_at_long_ago(patient) -> None:
    assert "1 partial" in seen(patient)["coverage"].message
    late = seen(replace(patient, today=date(2099, 1, 1)))["coverage"]
    assert late.severity == "warning"
    assert "tolls" in late.message
    assert late.remedy


def test_sources_past_their_day_and_old_tables_are_named(patient) -> None:
    late = seen(replace(patient, today=date(2099, 1, 1)))
    assert late["tables"].severity == "warning"


@pytest.mark.parametrize(("state", "severity"), [("missing", "warning"), ("stale", "warning"), ("damaged", "failure")])
def test_an_index_that_is_not_ready_is_told_with_its_mend(patient, state, severity) -> None:
    indexes: Any = FakeIndexes(IndexStatus(state, Path("x"), None, "why", ()), lambda: Proof(0, (), ()))
    check = seen(replace(patient, load_indexes=lambda library: indexes))["index"]
    assert (check.severity, check.remedy) == (severity, "chartcite index build")


def test_a_passage_that_is_not_found_is_a_failure(patient) -> None:
    indexes: Any = FakeIndexes(READY, lambda: Proof(3, ("a/b",), ()))
    check = seen(replace(patient, load_indexes=lambda library: indexes))["index-proof"]
    assert check.severity == "failure"
    assert "a/b" in check.message


def test_an_index_damaged_under_the_proof_is_a_failure(patient) -> None:
    def damaged() -> Proof:
        raise IndexDamagedError("changed")

    indexes: Any = FakeIndexes(READY, damaged)
    assert seen(replace(patient, load_indexes=lambda library: indexes))["index-proof"].severity == "failure"
