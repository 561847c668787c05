"""Wrong rankings: what governs left out, graded passages dropped or late, a source put forward that may not speak."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chartcite.copilot import Copilot
from chartcite.domain.source import Source
from chartcite.evaluation.mutants.testing import MutationScore
from chartcite.evaluation.retrieval_suite import RetrievalCase, RetrievalSuite, place_of, run_retrieval
from chartcite.evaluation.scorers.retrieval import FIRST, GOVERNS, Place, misplaced, ranked, score


@dataclass(frozen=True)
class Ranking:
    """The ranking of a case, for whom it was made, and the sources of the library with a passage of each."""

    case: RetrievalCase
    ids: tuple[str, ...]
    place: Place
    sources: Mapping[str, Source]
    passage_of: Mapping[str, str]

    def others(self, *, in_place: bool) -> list[str]:
        """Passages that are neither ranked nor graded, of sources that may speak for the encounter or may not."""
        known = {*self.ids, *self.case.gold}
        return [id_ for id_ in self.passage_of.values() if id_ not in known and _wrong(self, id_) is not in_place]


def governing_left_out(right: Ranking) -> list[str]:
    """No passage of a source that governs."""
    governing = {_source(id_) for id_, grade in right.case.gold.items() if grade == GOVERNS}
    return [id_ for id_ in right.ids if _source(id_) not in governing]


def graded_late(right: Ranking) -> list[str]:
    """The graded passages of the first five behind all others."""
    first = [id_ for id_ in right.ids[:FIRST] if id_ in right.case.gold]
    left = [id_ for id_ in right.ids if id_ not in right.case.gold]
    return [*left, *right.others(in_place=True)[:FIRST], *first] if first else list(right.ids)


def graded_dropped(right: Ranking) -> list[str]:
    """Without the first passage that has a grade."""
    first = next((id_ for id_ in right.ids if id_ in right.case.gold), None)
    return [id_ for id_ in right.ids if id_ != first]


def something_first(right: Ranking) -> list[str]:
    """A passage that answers nothing before all others."""
    return [*right.others(in_place=True)[:1], *right.ids]


def out_of_place(right: Ranking) -> list[str]:
    """In place of one of the first five a passage that may not speak for this encounter."""
    at = [n for n, id_ in enumerate(right.ids[:FIRST]) if id_ in right.case.gold or not _wrong(right, id_)]
    other = right.others(in_place=False)
    return [other[0] if n == at[-1] else id_ for n, id_ in enumerate(right.ids)] if at and other else list(right.ids)


OPERATORS: dict[str, tuple[Callable[[Ranking], list[str]], ...]] = {
    "ndcg@10": (graded_dropped, graded_late, something_first),
    "recall@5": (graded_late,),
    "recall@10": (graded_dropped,),
    "rr@10": (something_first, graded_late),
    "governing source@5": (governing_left_out,),
    "in place@5": (out_of_place,),
}
"""The ways to be wrong that each metric has to see."""


def examine_rankings(copilot: Copilot, suite: RetrievalSuite) -> list[MutationScore]:
    """The mutation score of every metric of rankings, over the rankings of the copilot."""
    rankings, rows = run_retrieval(copilot, suite)
    sources = copilot.library.sources
    passage_of = {_source(id_): id_ for id_ in copilot.library.passages}
    places = {case.id: place_of(case, copilot, suite.as_of) for case in suite.cases}
    rights = [Ranking(c, tuple(rankings[c.id]), places[c.id], sources, passage_of) for c in suite.cases]
    before = {id_: ranked(row) for id_, row in rows.items()}
    return [_examined(metric, [r for r in rights if before[r.case.id][metric] > 0], before) for metric in OPERATORS]


def _examined(metric: str, rights: Sequence[Ranking], before: Mapping[str, Mapping[str, float]]) -> MutationScore:
    count, survivors = 0, []
    for operator in OPERATORS[metric]:
        made = {right.case.id: operator(right) for right in rights}
        tried = [right for right in rights if made[right.case.id] != list(right.ids)]
        places = {right.case.id: right.place for right in tried}
        after = score([r.case for r in tried], made, places, tried[0].sources) if tried else {}
        count += len(tried)
        survivors += [
            f"{id_}: {operator.__name__.replace('_', ' ')}"
            for id_, row in after.items()
            if ranked(row)[metric] >= before[id_][metric]
        ]
    caught = count - len(survivors)
    return MutationScore(scorer=metric, mutants=count, caught=caught, survivors=tuple(survivors))


def _wrong(right: Ranking, id_: str) -> bool:
    source = right.sources.get(_source(id_))
    return source is not None and misplaced(source, right.place, right.sources)


def _source(passage: str) -> str:
    return passage.partition("/")[0]
