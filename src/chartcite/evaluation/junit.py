"""The run as JUnit XML, of the form that Jenkins publishes (junit-10.xsd): any CI shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.runner import CaseResult, RunRecord

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(run: RunRecord, regressions: Sequence[Regression]) -> str:
    """A case that got worse is a failure, one that ended in an error an error, one known to fail is skipped."""
    worse = {(r.suite, r.case): r for r in regressions}
    suites = {case.suite: [c for c in run.cases if c.suite == case.suite] for case in run.cases}
    root = Xml.Element("testsuites", name="chartcite", time=f"{run.seconds:.3f}")
    for name, own in suites.items():
        rows = [_row(case, worse.get((name, case.id))) for case in own]
        rows += [_lost(r) for r in regressions if r.suite == name and r.case not in {c.id for c in own}]
        _suite(root, name, rows, sum(c.milliseconds for c in own))
    if lost := [_lost(r) for r in regressions if r.suite not in suites]:
        _suite(root, "gate", lost, 0.0)
    for key, of in (("tests", None), ("failures", "failure"), ("errors", "error")):  # the schema has no skipped here
        root.set(key, str(sum(1 for row in root.iter("testcase") if of is None or row.find(of) is not None)))
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: Xml.Element, name: str, rows: Sequence[Xml.Element], milliseconds: float) -> None:
    held = {kind: sum(1 for row in rows if row.find(kind) is not None) for kind in ("failure", "error", "skipped")}
    suite = Xml.SubElement(
        root,
        "testsuite",
        name=name,
        tests=str(len(rows)),
        failures=str(held["failure"]),
        errors=str(held["error"]),
        skipped=str(held["skipped"]),
        time=f"{milliseconds / 1000:.3f}",
    )
    suite.extend(rows)


def _row(case: CaseResult, worse: Regression | None) -> Xml.Element:
    row = Xml.Element("testcase", classname=case.suite, name=case.id, time=f"{case.milliseconds / 1000:.4f}")
    told = _clean("; ".join(told for _, told in case.faults))
    if any(part == "error" for part, _ in case.faults):
        Xml.SubElement(row, "error", message=told, type="error").text = told
    elif worse is not None:
        said = _clean(f"expected {worse.expected}; got {worse.got}")
        Xml.SubElement(row, "failure", message=told, type="regression").text = said
    elif told:
        Xml.SubElement(row, "skipped", message=f"known to fail: {told}"[:500])
    return row


def _lost(regression: Regression) -> Xml.Element:
    row = Xml.Element("testcase", classname=regression.suite, name=regression.case, time="0")
    Xml.SubElement(row, "failure", message=_clean(regression.told), type="gate").text = _clean(regression.told)
    return row


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("�", text)
