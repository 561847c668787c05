from __future__ import annotations

from chartcite.retrieval.fusion import fuse


def test_first_in_every_list_scores_one() -> None:
    assert fuse({"lexical": ["a", "b"], "vectors": ["a", "c"]})[0].score == 1.0


def test_found_by_both_goes_before_first_in_one() -> None:
    assert fuse({"lexical": ["a", "b"], "vectors": ["c", "b"]})[0].id == "b"


def test_a_list_that_was_not_asked_takes_nothing_away() -> None:
    assert fuse({"lexical": ["a"], "vectors": [], "codes": []})[0].score == 1.0


def test_a_passage_with_the_code_in_question_is_lifted() -> None:
    assert fuse({"lexical": ["a", "b"], "vectors": ["a", "b"], "codes": ["b"]})[0].id == "b"


def test_ranks_say_who_found_it() -> None:
    assert fuse({"lexical": ["a", "b"], "vectors": ["b"]})[0].ranks == {"lexical": 2, "vectors": 1}


def test_of_equals_the_order_is_that_of_their_ids() -> None:
    assert [item.id for item in fuse({"lexical": ["b", "a"], "vectors": ["a", "b"]}, {"lexical": 1, "vectors": 1})] == [
        "a",
        "b",
    ]


def test_nothing_found_gives_nothing() -> None:
    assert fuse({"lexical": []}) == []
