from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from chartcite.evaluation import baseline, report
from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.runner import CaseResult, RunRecord
from chartcite.evaluation.scorers.abstention import Point, area, risk_coverage
from chartcite.evaluation.significance import paired


def case(id_: str, *faults: tuple[str, str], suite: str = "springs", **given: object) -> CaseResult:
    return CaseResult(id=id_, suite=suite, kind="question", faults=faults, milliseconds=12.0, **given)


RUN = RunRecord(
    knowledge="sha256:0123456789abcdef",
    engine="embedded",
    commit="abc1234",
    dirty=False,
    python="3.11.7",
    cores=2,
    seconds=3.0,
    cases=(
        case("good", confidence=0.9, scores={"codes": 1.0}, stages={"read": 1.0, "total": 12.0}),
        case("known", ("says", "says none of <b>this</b> \x00"), confidence=0.2, scores={"codes": 0.5}),
        case("worse", ("codes", "reports K1 beside"), expected="K2", got="K1"),
        case("error", ("error", "ValueError: no")),
        case("held", suite="frozen/springs", confidence=0.5),
    ),
)
WORSE = [
    Regression(suite="springs", case="worse", told="reports K1 beside", expected="K2", got="K1"),
    Regression(suite="springs", case="lost", told="the case is gone"),
    Regression(suite="towers", case="*", told="the suite is gone"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    report.write(RUN, WORSE, tmp_path)
    return tmp_path


def test_junit_counts_what_it_holds(folder: Path) -> None:
    root = Xml.parse(folder / "junit.xml").getroot()
    assert root.tag == "testsuites"
    for suite in (*root.iter("testsuite"), root):
        rows = list(suite.iter("testcase"))
        assert int(suite.get("tests", "-1")) == len(rows)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            if (suite.tag, name) != ("testsuites", "skipped"):
                assert int(suite.get(name, "-1")) == sum(row.find(tag) is not None for row in rows)
    told = {row.get("name"): [child.tag for child in row] for row in root.iter("testcase")}
    assert told == {
        "good": [],
        "known": ["skipped"],
        "worse": ["failure"],
        "error": ["error"],
        "lost": ["failure"],
        "held": [],
        "*": ["failure"],
    }


def test_junit_holds_nothing_that_the_schema_of_ci_servers_does_not_know(folder: Path) -> None:
    told = ({"type", "message"}, set[str]())
    known: dict[
        str, tuple[set[str], set[str]]
    ] = {  # element: attributes and children, as junit-10.xsd of Jenkins' xunit has them
        "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
        "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testcase"}),
        "testcase": ({"name", "time", "classname"}, {"failure", "error", "skipped"}),
        "failure": told,
        "error": told,
        "skipped": told,
    }
    required = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}}
    for element in Xml.parse(folder / "junit.xml").getroot().iter():
        attributes, children = known[element.tag]
        assert required.get(element.tag, set()) <= set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children
        assert re.fullmatch(r"\d+(\.\d+)?", element.get("time", "0"))


def test_a_regression_names_the_case_with_expected_against_got(folder: Path) -> None:
    for name in ("report.md", "report.html", "junit.xml"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "worse" in text
        assert re.search(r"expected K2; got K1", text)


def test_the_page_needs_nothing_from_outside_and_runs_no_script(folder: Path) -> None:
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"""(?:src|href)=["']?(?!#)[a-z]+:""", re.sub(r'xmlns(?::\w+)?="[^"]*"', "", text))
    assert "<b>this</b>" not in text
    assert text.count("<svg") == 3
    assert "prefers-color-scheme:dark" in text
    assert not re.search(r"#0[1-6]0[1-6]0[1-6]", text), "a colour of the drawing did not become one of the page"


def test_the_json_holds_figures_by_suite_and_metric(folder: Path) -> None:
    body = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert [row["suite"] for row in body["figures"]] == ["springs", "frozen/springs"]
    assert body["metrics"][0] | {"frozen_mean": None} == {
        "metric": "codes",
        "hard": True,
        "cases": 2,
        "mean": 0.75,
        "perfect": 1,
        "frozen_cases": 0,
        "frozen_mean": None,
    }


def test_the_same_run_gives_the_same_page(folder: Path, tmp_path: Path) -> None:
    report.write(RUN, WORSE, tmp_path / "again")
    assert (tmp_path / "again" / "report.html").read_bytes() == (folder / "report.html").read_bytes()


def test_a_case_that_was_whole_and_is_not_is_worse_and_a_known_failure_is_not(tmp_path: Path) -> None:
    baseline.write(tmp_path, "springs", [case("worse"), case("known", ("says", "x")), case("lost")])
    told = baseline.compare(tmp_path, "springs", RUN.cases)
    assert [(r.case, r.expected, r.got) for r in told] == [("worse", "K2", "K1"), ("lost", "", "")]
    assert [r.case for r in baseline.compare(tmp_path, "springs", RUN.cases, sample=True)] == ["worse"]


def test_risk_falls_with_coverage_when_the_surest_are_right() -> None:
    points = risk_coverage([(0.9, True), (0.8, True), (0.1, False), (0.1, True)])
    assert points == [Point(0.25, 0.0), Point(0.5, 0.0), Point(1.0, 0.25)]
    assert area(points) == 0.0625


def test_a_fall_on_many_cases_is_significant_and_one_on_few_is_not() -> None:
    many = paired([(1.0, 1.0)] * 30 + [(1.0, 0.5)] * 10)
    few = paired([(1.0, 1.0)] * 38 + [(1.0, 0.5)] * 2)
    assert many is not None
    assert few is not None
    assert (many.p < 0.05, many.high < 0) == (True, True)
    assert few.p > 0.05
    assert paired([(1.0, 0.0)]) is None
    assert many == paired([(1.0, 1.0)] * 30 + [(1.0, 0.5)] * 10)


def test_a_frozen_case_that_fails_is_counted_for_readers_and_told_to_machines_alone(tmp_path: Path) -> None:
    sealed = case("sealed", ("codes", "reports K9 beside"), suite="frozen/springs", expected="K8", got="K9")
    report.write(RUN.model_copy(update={"cases": (*RUN.cases, sealed)}), WORSE, tmp_path)
    for name in ("report.md", "report.html"):
        told = (tmp_path / name).read_text(encoding="utf-8")
        assert "1 more in frozen suites" in told
        assert "sealed" not in told
        assert "reports K1 beside" in told
    assert "sealed" in (tmp_path / "report.json").read_text(encoding="utf-8")
