from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes import TEXTS, FakeLibrary, FakeView, HashingEmbedder, passage

from chartcite.domain.source import Passage
from chartcite.retrieval.confidence import Signals, confidence
from chartcite.retrieval.exact import ExactIndex
from chartcite.retrieval.lexical import LexicalIndex
from chartcite.retrieval.retriever import Retriever

WORDS = ["spring", "chime", "wheel", "tower", "K1234", "0777X", "Q57.11"]


def retriever_of(passages: list[Passage], trust: Callable[[Passage], float] = lambda p: 1.0) -> Retriever:
    embedder = HashingEmbedder()
    lexical = LexicalIndex.build((p.id, p.title or "", p.text) for p in passages)
    vectors = ExactIndex([p.id for p in passages], embedder.embed([p.text for p in passages]))
    return Retriever(passages, lexical, vectors, embedder, trust)


@pytest.fixture
def retriever(library: FakeLibrary) -> Retriever:
    return retriever_of(library.passages)


@given(st.sampled_from(sorted(TEXTS)))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_passage_is_found_first_by_its_own_text(retriever: Retriever, id_: str) -> None:
    found = retriever.find(TEXTS[id_], FakeView())
    assert found[0].passage.id == id_
    assert found[0].found_by == ("lexical:1", "vectors:1")


@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=8),
        min_size=1,
        max_size=12,
        unique_by=lambda words: tuple(sorted(words)),
    )
)
@settings(max_examples=40, deadline=None)
def test_any_passage_of_any_library_is_found_by_its_own_text(texts: list[list[str]]) -> None:
    passages = [passage(f"book/{i}", " ".join(words)) for i, words in enumerate(texts)]
    retriever = retriever_of(passages)
    for item in passages:
        assert item.id in [e.passage.id for e in retriever.find(item.text, FakeView(), k=len(passages))]


def test_what_is_not_in_force_is_never_found(retriever: Retriever) -> None:
    view = FakeView(refused={"guild/spring", "town/payment"})
    found = retriever.find("winding the main spring K1234", view, k=20, codes=["K1234"])
    assert found
    assert not {e.passage.id for e in found} & view.refused


def test_a_list_is_read_on_until_enough_is_in_force() -> None:
    passages = [passage(f"old/{i:03}", f"spring spring spring number {i}") for i in range(300)]
    passages.append(passage("new/1", "a spring among many other words that make it rank last of all"))
    view = FakeView(refused={p.id for p in passages[:-1]})
    assert [e.passage.id for e in retriever_of(passages).find("spring", view)] == ["new/1"]


def test_a_view_is_asked_once_for_each_passage(retriever: Retriever) -> None:
    view = FakeView()
    for _ in range(3):
        retriever.find("K1234", view)
    assert len(view.asked) == len(set(view.asked))


def test_a_code_in_question_lifts_the_passage_that_holds_it(retriever: Retriever) -> None:
    assert retriever.find("which one is it", FakeView(), codes=["0777X"])[0].passage.id == "guild/chime"


def test_of_passages_of_one_source_with_the_same_words_one_is_shown() -> None:
    passages = [passage("a/1", "spring  is K1"), passage("a/2", "spring is K1"), passage("b/1", "spring is K1")]
    found = {e.passage.id for e in retriever_of(passages).find("spring", FakeView())}
    assert len(found) == 2
    assert "b/1" in found


def test_a_source_that_is_trusted_less_stands_behind() -> None:
    passages = [passage("weak/1", "spring repair is K1"), passage("strong/1", "spring repair may be K1")]
    retriever = retriever_of(passages, lambda p: 0.5 if p.source == "weak" else 1.0)
    assert retriever.find("spring repair is K1", FakeView())[0].passage.id == "strong/1"


def test_a_query_without_any_word_finds_nothing_and_is_sure_of_nothing(retriever: Retriever) -> None:
    found = retriever.search("???", FakeView())
    assert found.evidence == ()
    assert found.sentences == ()
    assert found.confidence == 0.0


def test_the_best_sentence_is_the_one_that_answers(retriever: Retriever) -> None:
    found = retriever.search("what does a broken spring take", FakeView())
    assert found.sentences[0].quote == "A broken spring takes K1235 instead."


def test_the_next_sentence_adds_what_the_first_left_open() -> None:
    passages = [passage("a/1", "The spring is K1. The spring of it is K1. The chime is K2.")]
    first, second, *_ = retriever_of(passages).search("code of spring and chime", FakeView()).sentences
    assert {first.quote, second.quote} >= {"The chime is K2."}


def test_quotes_of_a_search_are_words_of_their_passages(retriever: Retriever) -> None:
    found = retriever.search("limit of K1234", FakeView(), codes=("K1234",))
    assert found.sentences
    assert all(cite.quote in TEXTS[cite.passage] for cite in found.sentences)


def test_it_is_surer_of_what_the_sources_hold_than_of_what_they_do_not(retriever: Retriever) -> None:
    held = retriever.search("What is the limit of K1234?", FakeView()).confidence
    outside = retriever.search("Who won the regatta on the lake in spring?", FakeView()).confidence
    assert held > 0.8
    assert outside < 0.3


def test_a_code_that_no_passage_holds_lowers_confidence(retriever: Retriever) -> None:
    held = retriever.search("winding the main spring K1234", FakeView()).confidence
    assert retriever.search("winding the main spring K9999", FakeView()).confidence < held / 1.5


def test_a_slip_of_typing_finds_the_same_passage(retriever: Retriever) -> None:
    assert retriever.find("escapment of a poket watch", FakeView())[0].passage.id == "guild/escapement"


def test_a_mended_word_is_searched_but_not_known(retriever: Retriever) -> None:
    written, mended = (retriever.search(q, FakeView()).confidence for q in ("escapement", "escapment"))
    assert written > 0.8
    assert mended < 0.3


share = st.floats(0, 1)


@given(st.builds(Signals, share, share, share, share, share), st.integers(0, 4), share)
def test_confidence_lies_between_zero_and_one_and_finding_more_never_lowers_it(
    signals: Signals, which: int, more: float
) -> None:
    name = Signals._fields[which]
    better = signals._replace(**{name: max(more, signals[which])})
    assert 0 <= confidence(signals) <= confidence(better) <= 1


def test_the_encounters_own_source_goes_first_and_somebody_elses_last() -> None:
    passages = [passage(f"{name}/1", f"spring repair is K1 says {name}") for name in ("all", "mine", "other")]
    view = FakeView(standings={"mine": "own", "other": "elsewhere"})
    found = [e.passage.source for e in retriever_of(passages).find("spring repair K1", view)]
    assert found == ["mine", "all", "other"]


def test_sentences_of_somebody_elses_source_are_found_and_never_quoted() -> None:
    passages = [passage("all/1", "The spring is K1."), passage("other/1", "The spring repair is K1 and K2.")]
    found = retriever_of(passages).search("spring repair", FakeView(standings={"other": "elsewhere"}))
    assert {e.passage.source for e in found.evidence} == {"all", "other"}
    assert {cite.passage for cite in found.sentences} == {"all/1"}


def test_another_name_of_what_is_asked_finds_the_passage_that_uses_it(retriever: Retriever) -> None:
    assert "guild/escapement" not in [e.passage.id for e in retriever.find("gadget mending", FakeView(), k=1)]
    assert retriever.find("gadget mending", FakeView(), also=["escapement"])[0].passage.id == "guild/escapement"


def test_what_decisions_rest_on_is_found_without_a_word_of_the_query_and_in_their_order() -> None:
    passages = [passage(f"book/{name}", f"the {name} is repaired by hand") for name in ("wheel", "tower", "dial")]
    found = retriever_of(passages).find("???", FakeView(), rests=["book/dial", "book/tower"])
    assert [e.passage.id for e in found] == ["book/dial", "book/tower"]
    assert "decided:1" in found[0].found_by


def test_of_passages_alike_the_one_that_decisions_rest_on_goes_first() -> None:
    retriever = retriever_of([passage("a/1", "spring repair is K1"), passage("b/1", "spring repair may be K1")])
    assert retriever.find("spring repair is K1", FakeView())[0].passage.id == "a/1"
    assert retriever.find("spring repair is K1", FakeView(), rests=["b/1"])[0].passage.id == "b/1"


def test_what_is_not_in_force_is_not_found_for_being_rested_on(retriever: Retriever) -> None:
    view = FakeView(refused={"guild/spring"})
    found = retriever.find("winding the main spring K1234", view, k=20, rests=["guild/spring", "nowhere/1"])
    assert found
    assert "guild/spring" not in {e.passage.id for e in found}


def test_without_decisions_the_scores_are_those_of_words_and_vectors(retriever: Retriever) -> None:
    plain = retriever.find("winding the main spring K1234", FakeView(), k=20)
    assert plain == retriever.find("winding the main spring K1234", FakeView(), k=20, rests=["nowhere/1"])
