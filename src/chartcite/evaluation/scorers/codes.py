"""Codes as an exact set: what is reported and expected over what is reported or expected (Jaccard).

A code beside the set counts unless the case allows it (`report_also`); a code of `do_not_report` always counts.
"""

from __future__ import annotations

from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score
from chartcite.evaluation.scorers.code_lines import lines_of


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    lines = lines_of(case)
    if lines.report is None and not lines.never:
        return None
    reported = {s.code for s in got.result.report}
    refused = [Fault("codes", f"reports {code}") for code in lines.never if code in reported]
    if lines.report is None:
        return Score(0.0 if refused else 1.0, tuple(refused))
    expected = {line.code for line in lines.report}
    lacking = [
        Fault("codes", f"does not report {code}")
        for code in dict.fromkeys(line.code for line in lines.report)
        if code not in reported
    ]
    beside = [Fault("codes", f"reports {code} beside") for code in sorted(reported - expected - lines.also)]
    wrong = {code for code in lines.never if code in reported} | (reported - expected - lines.also)
    whole = len(expected | wrong)
    return Score(len(expected & reported) / whole if whole else 1.0, (*refused, *lacking, *beside))


def beside(case: Case, got: Got) -> int:
    """How many codes are reported that the case neither expects nor allows."""
    lines = lines_of(case)
    if lines.report is None:
        return 0
    return len({s.code for s in got.result.report} - {line.code for line in lines.report} - lines.also)
