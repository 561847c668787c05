"""The mutation score of each scorer: how many of the wrong answers that are its business it marks down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chartcite.domain.record import Record
from chartcite.evaluation.cases import Suite
from chartcite.evaluation.mutants import of_decisions, of_evidence, of_notes
from chartcite.evaluation.mutants.harmless import harmless
from chartcite.evaluation.mutants.making import Operator, Right
from chartcite.evaluation.scorers import SCORERS
from chartcite.evaluation.scoring import faults_of, scores
from chartcite.evaluation.subject import Subject

OPERATORS: tuple[Operator, ...] = (*of_evidence.OPERATORS, *of_decisions.OPERATORS, *of_notes.OPERATORS)
LEAST = 0.99
"""The share of its mutants that every scorer has to catch."""


class MutationScore(Record):
    """What a scorer came to."""

    scorer: str
    mutants: int = 0
    caught: int = 0
    survivors: tuple[str, ...] = ()
    """Case and operator of those it let pass."""

    @property
    def share(self) -> float:
        """Caught over all; 1 without mutants."""
        return self.caught / self.mutants if self.mutants else 1.0


class MutationReport(Record):
    """All scorers, and whether right answers were accepted in every harmless form."""

    answers: int
    """Right answers that mutants were made of: whole, so accepted by every hard scorer."""
    harmless: int
    refused: tuple[str, ...]
    """Harmless changes that a scorer marked down."""
    scorers: tuple[MutationScore, ...]

    @property
    def holds(self) -> bool:
        """Every scorer catches enough, and nothing right is refused."""
        return not self.refused and all(s.share >= LEAST for s in self.scorers)


def rights(subject: Subject, suites: Sequence[Suite], every: int = 1) -> Iterator[Right]:
    """The right answers to each n-th case: those of which nothing is wrong."""
    for suite in suites:
        kept = {case.twin for case in suite.cases if case.twin}
        known = {c.id: subject.got(c, c.as_of or suite.as_of).result for c in suite.cases if c.id in kept}
        for case in suite.cases[::every]:
            if case.document or case.reply is not None:
                continue
            got = subject.got(case, case.as_of or suite.as_of, known.get(case.twin or ""))
            if not faults_of(scores(case, got, subject.ground)):
                yield Right(case, got, subject.ground)


def examine(answers: Iterable[Right]) -> MutationReport:
    """Make every mutant of every right answer and ask its scorer."""
    told: dict[str, list[tuple[bool, str]]] = {name: [] for name in SCORERS}
    count, fine, refused = 0, 0, []
    for right in answers:
        count += 1
        for operator in OPERATORS:
            told[operator.scorer] += [
                (caught, f"{right.case.id}: {operator.name}") for caught in _tried(right, operator)
            ]
        before = {name: score.value for name, score in scores(right.case, right.got, right.ground).items()}
        for name, got in harmless(right):
            fine += 1
            after = scores(right.case, got, right.ground)
            refused += [f"{right.case.id}: {name}: {s}" for s in before if s in after and after[s].value < before[s]]
    made = [_score(name, rows) for name, rows in told.items()]
    return MutationReport(answers=count, harmless=fine, refused=tuple(refused), scorers=tuple(made))


def _tried(right: Right, operator: Operator) -> Iterator[bool]:
    scorer = SCORERS[operator.scorer]
    before = scorer(right.case, right.got, right.ground)
    if before is None or before.value == 0:
        return
    for got in operator.made(right):
        after = scorer(right.case, got, right.ground)
        yield after is not None and after.value < before.value


def _score(name: str, rows: list[tuple[bool, str]]) -> MutationScore:
    survivors = tuple(told for caught, told in rows if not caught)
    return MutationScore(scorer=name, mutants=len(rows), caught=len(rows) - len(survivors), survivors=survivors)
