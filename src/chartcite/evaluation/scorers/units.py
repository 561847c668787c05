"""Units: the share of expected lines with a number whose reported units add up to it."""

from __future__ import annotations

from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share
from chartcite.evaluation.scorers.code_lines import fitting, lines_of


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score; lines that are not reported, or not with these modifiers, are judged by `codes` and `modifiers`."""
    lines = lines_of(case)
    faults, judged = [], 0
    for line in lines.report or ():
        fits = fitting(line, [s for s in got.result.report if s.code == line.code], lines, ground.adjusting)
        if line.units is None or not fits:
            continue
        judged += 1
        total = sum(s.units or 1 for s in fits)
        if total != line.units:
            faults.append(Fault("units", f"{line.code} x{total}, expected x{line.units}"))
    return share(judged, faults)
