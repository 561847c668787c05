"""Modifiers as a set, by expected line: those written are there, and none beside that changes payment or an edit."""

from __future__ import annotations

from chartcite.evaluation.cases import Case
from chartcite.evaluation.score import Fault, Got, Ground, Score, share
from chartcite.evaluation.scorers.code_lines import fitting, lines_of


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The share of expected lines whose modifiers are right; lines that are not reported are judged by `codes`."""
    lines = lines_of(case)
    faults, judged = [], 0
    for line in lines.report or ():
        own = [s for s in got.result.report if s.code == line.code]
        if not own or (line.code in lines.free and not line.modifiers):
            continue
        judged += 1
        if not fitting(line, own, lines, ground.adjusting):
            has = [list(s.modifiers) for s in own]
            faults.append(Fault("modifiers", f"{line.code} has {has}, expected {sorted(line.modifiers)}"))
    return share(judged, faults)
