"""Retrieval: how well rankings of passages answer a suite's queries, case by case.

The graded metrics are those of ir-measures. Two are ours: whether what governs is among the first five, and how many
of the first five are not for this encounter. Rankings are ids, best first; nothing here knows who made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import fmean
from typing import NamedTuple, Protocol

from chartcite.domain.source import Source

RANKED = ("ndcg@10", "recall@5", "recall@10", "rr@10", "governing source@5", "in place@5")
"""What moves a mean of the gate; `in place` is the share of the first five that may speak for the encounter."""
FIRST = 5
GOVERNS = 2
METRICS = (
    "ndcg@10",
    "recall@5",
    "recall@10",
    "rr@10",
    "governing passage@5",
    "governing source@5",
    "misplaced@5",
    "any misplaced@5",
)


class Judged(Protocol):
    """A query's id and its graded passages."""

    @property
    def id(self) -> str:
        """The id of the case."""

    @property
    def gold(self) -> Mapping[str, int]:
        """The grade of each passage that answers."""


class Place(NamedTuple):
    """For whom and when: what was given and what follows from it; None is not known."""

    day: date
    payer: str | None = None
    mac: str | None = None
    state: str | None = None
    line_of_business: str | None = None


def misplaced(source: Source, place: Place, sources: Mapping[str, Source]) -> bool:
    """Whether a source may not speak here: superseded, a draft, of another day, or of another payer, contractor or state."""
    successor = sources.get(source.superseded_by or "")
    replaced = successor is not None and (successor.in_force_from or successor.not_before or date.min) <= place.day
    dateless = source.in_force == "no" and source.in_force_to is None
    gone = source.status in ("draft", "rescinded") or (dateless and (replaced or source.in_force_from is None))
    return gone or replaced or not source.holds_on(place.day) or _elsewhere(source.jurisdiction, place)


def _elsewhere(jurisdiction: str, place: Place) -> bool:
    kind, _, name = jurisdiction.partition(":")
    if kind == "mac":
        other_line = place.line_of_business not in (None, "medicare", "medicare_advantage")
        return other_line or (place.mac is not None and place.mac != name)
    if kind == "payer":
        return place.payer is not None and place.payer != name
    return kind == "state" and place.state is not None and place.state != name


def score(
    cases: Sequence[Judged],
    rankings: Mapping[str, Sequence[str]],
    places: Mapping[str, Place],
    sources: Mapping[str, Source],
) -> dict[str, dict[str, float]]:
    """Every metric of every case, by id; a case without a ranking scores 0."""
    rows = _graded(cases, rankings)
    for case in cases:
        first = list(rankings.get(case.id, ()))[:FIRST]
        governing = {_source(id_) for id_, grade in case.gold.items() if grade == GOVERNS}
        wrong = sum(misplaced(sources[_source(id_)], places[case.id], sources) for id_ in first if id_ not in case.gold)
        rows[case.id]["governing source@5"] = float(any(_source(id_) in governing for id_ in first))
        rows[case.id]["misplaced@5"] = float(wrong)
        rows[case.id]["any misplaced@5"] = float(wrong > 0)
    return rows


def ranked(row: Mapping[str, float]) -> dict[str, float]:
    """What a case scores of `RANKED`, each from 0 to 1."""
    return {name: round(row[name], 4) if name in row else 1 - row["misplaced@5"] / FIRST for name in RANKED}


def means(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each metric; empty for no cases."""
    held = list(rows)
    return {name: round(fmean(row[name] for row in held), 4) for name in METRICS} if held else {}


def _source(passage: str) -> str:
    return passage.partition("/")[0]


def _graded(cases: Sequence[Judged], rankings: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    from ir_measures import RR, R, Success, iter_calc, nDCG  # 0.3 s, and only this metric needs it

    names = {
        str(nDCG @ 10): "ndcg@10",
        str(R @ 5): "recall@5",
        str(R @ 10): "recall@10",
        str(RR @ 10): "rr@10",
        str(Success(rel=GOVERNS) @ FIRST): "governing passage@5",
    }
    gold = {case.id: dict(case.gold) for case in cases}
    runs = {case.id: {id_: -float(n) for n, id_ in enumerate(rankings.get(case.id, ()))} for case in cases}
    rows: dict[str, dict[str, float]] = {case.id: dict.fromkeys(names.values(), 0.0) for case in cases}
    asked = [nDCG @ 10, R @ 5, R @ 10, RR @ 10, Success(rel=GOVERNS) @ FIRST]
    for found in iter_calc(asked, gold, {id_: run for id_, run in runs.items() if run}):
        rows[found.query_id][names[str(found.measure)]] = float(found.value)
    return rows
