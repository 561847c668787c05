from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.retrieval.fusion import WEIGHTS, fuse

LIST = st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 10), max_size=6)


def test_first_in_every_list_scores_one() -> None:
    assert fuse({"lexical": {"a": 9.0, "b": 2.0}, "vectors": {"a": 0.4, "c": 0.3}})[0] == (
        "a",
        pytest.approx(1.0),
        {"lexical": 1, "vectors": 1},
    )


def test_how_far_the_first_is_ahead_counts() -> None:
    close = fuse({"lexical": {"a": 9.0, "b": 8.9}, "vectors": {"b": 0.9, "a": 0.5}})
    far = fuse({"lexical": {"a": 9.0, "b": 2.0}, "vectors": {"b": 0.9, "a": 0.5}})
    assert (close[0].id, far[0].id) == ("b", "a")


def test_the_score_is_the_weighted_sum_of_shares_of_the_best() -> None:
    found = {item.id: item.score for item in fuse({"lexical": {"a": 8.0, "b": 4.0}, "vectors": {"b": 0.5}})}
    assert found == pytest.approx({"a": WEIGHTS["lexical"], "b": WEIGHTS["lexical"] / 2 + WEIGHTS["vectors"]})


def test_a_list_that_holds_nothing_takes_nothing_away() -> None:
    assert fuse({"lexical": {"a": 3.0}, "vectors": {}})[0].score == pytest.approx(1.0)


def test_what_no_list_gives_a_score_is_not_found() -> None:
    assert fuse({"lexical": {"a": 0.0}, "vectors": {"a": -0.2}}) == []


def test_ranks_say_who_found_it() -> None:
    assert fuse({"lexical": {"a": 2.0, "b": 1.0}, "vectors": {"b": 0.1}})[0].ranks in (
        {"lexical": 1},
        {"lexical": 2, "vectors": 1},
    )


def test_of_equals_the_order_is_that_of_their_ids() -> None:
    assert [item.id for item in fuse({"lexical": {"b": 1.0, "a": 1.0}})] == ["a", "b"]


@given(LIST, LIST)
def test_a_higher_score_in_one_list_never_lowers_a_passage(
    lexical: dict[str, float], vectors: dict[str, float]
) -> None:
    places = {item.id: item.score for item in fuse({"lexical": lexical, "vectors": vectors})}
    assert all(0 < score <= 1 for score in places.values())
    for id_ in lexical:
        if lexical[id_] < max(lexical.values()):
            better = fuse({"lexical": lexical | {id_: max(lexical.values())}, "vectors": vectors})
            assert {i.id: i.score for i in better}.get(id_, 0.0) >= places.get(id_, 0.0) - 1e-9
