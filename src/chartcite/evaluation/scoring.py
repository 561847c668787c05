"""Scoring one case: every scorer that applies, and every expectation that does not hold, told as expected against got."""

from __future__ import annotations

from chartcite.domain.answer import Answer, Critique
from chartcite.evaluation.cases import Case, NoteCase, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score
from chartcite.evaluation.scorers import HARD, SCORERS
from chartcite.evaluation.scorers.code_lines import Wanted, wanted
from chartcite.evaluation.scorers.words_said import said

__all__ = [
    "Fault",
    "Wanted",
    "faults_of",
    "said",
    "score_critique",
    "score_evidence",
    "scores",
    "wanted",
]


_ANY = QuestionCase(id="any", question="any")


def scores(case: Case, got: Got, ground: Ground) -> dict[str, Score]:
    """The scores of all metrics that apply to this case."""
    given = {name: scorer(case, got, ground) for name, scorer in SCORERS.items()}
    return {name: score for name, score in given.items() if score is not None}


def faults_of(given: dict[str, Score]) -> list[Fault]:
    """What makes a case fail: the faults of the hard scorers, each told once."""
    return list(dict.fromkeys(fault for name, score in given.items() if name in HARD for fault in score.faults))


def score_critique(case: NoteCase, critique: Critique, adjusting: frozenset[str]) -> list[Fault]:
    """The faults of a critique judged by itself (its places in the note apart, when the label holds no text).

    `adjusting` are the modifiers that change payment or an edit.
    """
    return faults_of(scores(case, Got(critique), Ground(adjusting)))


def score_evidence(result: Answer | Critique) -> list[Fault]:
    """What must hold of every result: each decision rests on a claim that is there, each quote is as long as its place."""
    given = (HARD[name](_ANY, Got(result), Ground()) for name in ("evidence", "quotes exact"))
    return [fault for score in given if score is not None for fault in score.faults]
