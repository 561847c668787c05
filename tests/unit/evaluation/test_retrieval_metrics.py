"""The metrics against figures worked out by hand, and a suite that is wrong says where."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.source import Source
from chartcite.errors import InputError
from chartcite.evaluation.retrieval_suite import RetrievalCase, load_retrieval_suite
from chartcite.evaluation.scorers.retrieval import METRICS, Place, means, misplaced, score

DAY = date(2026, 6, 1)


def source(id_: str, jurisdiction: str = "national", **more: Any) -> Source:
    fields = {"title": id_, "publisher": "p", "kind": "k", "authority": "a", "verified_on": DAY} | more
    return Source(id=id_, jurisdiction=jurisdiction, **fields)


SOURCES = {
    s.id: s for s in (source("guild"), source("town"), source("north", "mac:north"), source("south", "mac:south"))
}


def case(**gold: int) -> RetrievalCase:
    held = {name.replace("_", "/"): grade for name, grade in gold.items()}
    return RetrievalCase(id="c", query="q", context=EncounterRequest(), gold=held, provenance="by hand")  # type: ignore[arg-type]


def scored(ranking: list[str], place: Place | None = None, **gold: int) -> dict[str, float]:
    return score([case(**gold)], {"c": ranking}, {"c": place or Place(DAY)}, SOURCES)["c"]


def test_the_best_order_scores_one_in_every_graded_metric() -> None:
    row = scored(["guild/a", "town/b"], guild_a=2, town_b=1)
    assert {name: row[name] for name in METRICS if "misplaced" not in name} == dict.fromkeys(METRICS[:6], 1.0)


def test_ndcg_takes_grades_and_places_as_worked_out_by_hand() -> None:
    row = scored(["town/x", "town/b", "guild/a"], guild_a=2, town_b=1)
    assert row["ndcg@10"] == pytest.approx((1 / math.log2(3) + 2 / math.log2(4)) / (2 + 1 / math.log2(3)))
    assert row["rr@10"] == 0.5


def test_recall_counts_what_stands_in_the_first_k_alone() -> None:
    ranking = ["guild/a", *(f"town/{n}" for n in range(5)), "town/b"]
    row = scored(ranking, guild_a=2, town_b=1)
    assert (row["recall@5"], row["recall@10"]) == (0.5, 1.0)


def test_what_governs_has_to_stand_among_the_first_five_itself() -> None:
    late = scored([*(f"town/{n}" for n in range(5)), "guild/a"], guild_a=2)
    assert (late["governing passage@5"], late["governing source@5"]) == (0.0, 0.0)
    other = scored(["guild/z"], guild_a=2)
    assert (other["governing passage@5"], other["governing source@5"]) == (0.0, 1.0)


def test_a_second_hand_answer_does_not_govern() -> None:
    assert scored(["town/b"], guild_a=2, town_b=1)["governing passage@5"] == 0.0


def test_a_case_that_was_not_ranked_scores_nothing() -> None:
    row = score([case(guild_a=2)], {}, {"c": Place(DAY)}, SOURCES)["c"]
    assert row == dict.fromkeys(METRICS, 0.0) | {name: row[name] for name in METRICS if "misplaced" in name}


def test_another_contractors_passage_is_misplaced_unless_it_is_gold() -> None:
    here = Place(DAY, payer="medicare", mac="north")
    assert scored(["south/a", "north/a"], here, north_a=2)["misplaced@5"] == 1.0
    assert scored(["south/a", "north/a"], here, north_a=2, south_a=1)["misplaced@5"] == 0.0
    assert scored(["south/a"], Place(DAY), north_a=2)["misplaced@5"] == 0.0


@pytest.mark.parametrize(
    ("held", "place", "wrong"),
    [
        (source("s", in_force_to=date(2025, 12, 31)), Place(DAY), True),
        (source("s", in_force_from=date(2026, 7, 1)), Place(DAY), True),
        (source("s", in_force="no", status="draft"), Place(DAY), True),
        (source("s", superseded_by="guild"), Place(DAY), True),
        (source("s", superseded_by="later"), Place(DAY), False),
        (source("s", "payer:acme"), Place(DAY, payer="other"), True),
        (source("s", "payer:acme"), Place(DAY, payer="acme"), False),
        (source("s", "mac:north"), Place(DAY, payer="acme", line_of_business="commercial"), True),
        (source("s", "state:NY"), Place(DAY, state="OH"), True),
        (source("s", "none"), Place(DAY, payer="acme", state="OH"), False),
    ],
)
def test_a_source_is_misplaced_by_day_successor_payer_contractor_and_state(
    held: Source, place: Place, wrong: bool
) -> None:
    later = source("later", in_force_from=date(2027, 1, 1))
    assert misplaced(held, place, {**SOURCES, "later": later, "s": held}) is wrong


def test_means_are_means_and_of_nothing_nothing() -> None:
    rows = [dict.fromkeys(METRICS, 1.0), dict.fromkeys(METRICS, 0.0)]
    assert set(means(rows).values()) == {0.5}
    assert means([]) == {}


HEAD = {"suite": "retrieval", "as_of": "2026-11-21"}
GOOD = {"id": "r1", "query": "q", "gold": {"guild/a": 2}, "tags": [], "provenance": "by hand"}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([HEAD, "{"], "line 2: no JSON"),
        ([HEAD, GOOD, GOOD | {"id": "r2", "goold": {}}], "line 3: r2: goold"),
        ([HEAD, GOOD | {"gold": {"guild/a": 3}}], "line 2: r1: gold.guild/a"),
        ([HEAD, GOOD | {"gold": {}}], "line 2: r1: gold"),
        ([HEAD, GOOD | {"gold": {"guild/a": 1}}], "line 2: r1: gold: one passage has to govern"),
        ([HEAD, GOOD | {"context": {"date_of_service": "soon"}}], "line 2: r1: context.date_of_service"),
        ([HEAD, GOOD, GOOD], "line 3: r1: this id stands in line 2"),
        ([{"suite": "retrieval"}, GOOD], "line 1: as_of"),
        ([], "line 1: no JSON"),
    ],
)
def test_a_wrong_suite_says_file_line_and_key(tmp_path: Path, lines: list[Any], told: str) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    with pytest.raises(InputError, match=told) as error:
        load_retrieval_suite(tmp_path)
    assert str(file) in str(error.value)


def test_a_suite_is_read_and_split_by_id_alone(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text(
        "\n".join(map(json.dumps, [HEAD, *(GOOD | {"id": f"r{n}"} for n in range(40))])), encoding="utf-8"
    )
    suite = load_retrieval_suite(tmp_path)
    assert suite.as_of == date(2026, 11, 21)
    held = [c.id for c in suite.cases if c.held_out]
    assert 8 < len(held) < 32
    assert held == [c.id for c in load_retrieval_suite(tmp_path).cases if c.held_out]
