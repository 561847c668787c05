from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from chartcite.retrieval.lexical import K1, B, LexicalIndex
from chartcite.retrieval.tokens import forms

WORDS = ["spring", "chime", "wheel", "tower", "guild", "K1234", "0777X", "hammer", "seized", "balance"]
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@pytest.fixture
def index(library) -> LexicalIndex:  # type: ignore[no-untyped-def]
    return LexicalIndex.build((p.id, "", p.text) for p in library.passages)


def test_a_code_finds_the_passages_that_hold_it_and_no_other(index: LexicalIndex) -> None:
    assert {id_ for id_, _ in index.search(forms("0777X"), 10)} == {"guild/chime"}


def test_a_passage_without_any_asked_word_is_not_found(index: LexicalIndex) -> None:
    assert index.search(forms("unheard of"), 10) == []
    assert index.search([], 10) == []
    assert index.search(forms("spring"), 0) == []


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    index = LexicalIndex.build([("a", "", "spring and chime"), ("b", "Spring", "chime"), ("c", "", "hammer wheel")])
    assert [id_ for id_, _ in index.search(["spring"], 3)] == ["b", "a"]


def test_what_was_saved_is_what_is_loaded(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    again = LexicalIndex.load(tmp_path)
    assert again.search(forms("K1234 limit"), 5) == index.search(forms("K1234 limit"), 5)
    assert again.size == index.size


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    LexicalIndex.build([]).save(tmp_path)
    assert LexicalIndex.load(tmp_path).search(["spring"], 3) == []


@pytest.mark.parametrize(("typed", "meant"), [("escapment", "escapement"), ("chimme", "chime"), ("hamer", "hammer")])
def test_a_slip_of_typing_is_read_as_the_nearest_indexed_word(index: LexicalIndex, typed: str, meant: str) -> None:
    assert index.known_form(*forms(typed)) == forms(meant)[0]


@pytest.mark.parametrize("word", ["zebra", "k1243", "tow", "kangaroo"])
def test_a_word_that_nothing_resembles_a_code_and_a_short_word_stay(index: LexicalIndex, word: str) -> None:
    assert index.known_form(word) == word


def test_a_rarer_word_weighs_more_and_an_unknown_one_most(index: LexicalIndex) -> None:
    assert index.idf("k1234") < index.idf("0777x") < index.idf("zebra")


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=3, max_size=20), TEXT)
def test_scores_order_passages_as_a_known_bm25_does(texts: list[str], query: str) -> None:
    index = LexicalIndex.build((str(i), "", text) for i, text in enumerate(texts))
    oracle = BM25Okapi([forms(t) for t in texts], k1=K1, b=B)
    n = len(texts)
    held = {w: sum(w in forms(t) for t in texts) for w in forms(query)}
    oracle.idf = {w: float(np.log(1 + (n - c + 0.5) / (c + 0.5))) for w, c in held.items()}  # its own may go below zero
    wanted = oracle.get_scores(list(dict.fromkeys(forms(query))))
    found = dict(index.search(forms(query), n))
    assert [found.get(str(i), 0.0) for i in range(n)] == pytest.approx(list(wanted), rel=1e-4)
