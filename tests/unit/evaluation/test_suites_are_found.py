from __future__ import annotations

from pathlib import Path

import pytest

from chartcite.errors import InputError
from chartcite.evaluation import baseline, gate, shelf

CASE = '- {"id": "%s", "question": "Which?", "expect": {"outcome": "answered"}}\n'
NOTE = '- {"id": "n1", "disposition": "block", "text": "A note."}\n'


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    root = tmp_path / "suites"
    for name in ("questions/codes", "questions/payment", "conflicts/conflicts", "frozen/questions"):
        path = root / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE % path.stem, encoding="utf-8")
    for name in ("notes", "frozen/notes"):
        (root / name).mkdir(parents=True)
        (root / name / "labels.yaml").write_text(NOTE, encoding="utf-8")
    (root / "notes" / "mutations.yaml").write_text("[]", encoding="utf-8")
    (root / "retrieval").mkdir()
    (root / "retrieval" / "queries.yaml").write_text("- {query: x}\n", encoding="utf-8")
    return root


def found(suites: Path, *wanted: str) -> list[str]:
    return [item.suite.name for item in shelf.find(wanted, suites, suites.parent / "baselines")]


def test_all_suites_that_ship_are_found_and_those_of_other_kinds_are_left_out(suites: Path) -> None:
    assert found(suites) == ["conflicts", "frozen/notes", "frozen/questions", "notes", "codes", "payment"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("questions", ["codes", "payment"]),
        ("payment", ["payment"]),
        ("frozen", ["frozen/notes", "frozen/questions"]),
        ("frozen/notes", ["frozen/notes"]),
        ("notes", ["notes"]),
    ],
)
def test_a_suite_is_found_by_its_name_or_that_of_its_folder(suites: Path, wanted: str, names: list[str]) -> None:
    assert found(suites, wanted) == names


def test_a_name_that_is_no_suite_is_refused_with_those_there_are(suites: Path) -> None:
    with pytest.raises(InputError, match=r"no suite nots.*conflicts.*notes.*payment"):
        found(suites, "nots")


def test_a_customers_own_suite_is_compared_with_a_baseline_that_stands_beside_it(suites: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine" / "codes.yaml"
    own.parent.mkdir()
    own.write_text(CASE % "m1", encoding="utf-8")
    (item,) = shelf.find([str(own)], suites, suites.parent / "baselines")
    assert item.baselines == own.parent / "baselines"
    assert [c.id for c in item.suite.cases] == ["m1"]


def test_a_frozen_suite_has_to_be_pinned_and_may_not_change(suites: Path) -> None:
    baselines = suites.parent / "baselines"
    (item,) = shelf.find(["frozen/questions"], suites, baselines)
    assert "not pinned" in gate.regressions([item], [])[0].told
    baseline.write(baselines, item.suite.name, [], item.suite.digest)
    path = baseline.path_of(baselines, item.suite.name)
    path.write_text(path.read_text(encoding="utf-8").replace('"cases": 0', '"cases": 1'), encoding="utf-8")
    assert gate.regressions([item], []) == []
    (suites / "frozen" / "questions.yaml").write_text(CASE % "another", encoding="utf-8")
    (changed,) = shelf.find(["frozen/questions"], suites, baselines)
    assert "not the one that was pinned" in gate.regressions([changed], [])[0].told


def test_a_suite_that_is_gone_is_a_regression(suites: Path) -> None:
    baselines = suites.parent / "baselines"
    for name in ("codes", "frozen/questions"):
        baseline.write(baselines, name, [])
    assert [(r.suite, r.case) for r in gate.lost(baselines, ["codes"])] == [("frozen/questions", "*")]
