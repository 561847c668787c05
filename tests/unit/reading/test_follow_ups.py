"""A short text read together with the question before it, in the invented field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.catalog.library import Library
from chartcite.domain.text import Reading
from chartcite.reading.questions.follow_up import FollowUps
from chartcite.reading.readers import Readers

KNOWLEDGE = Path(__file__).parents[2] / "data" / "knowledge"
READERS = Readers.of(Library.load(KNOWLEDGE))
LAST = "Which code for brazing of the left mainspring, Crown Fund, on 2021-03-04?"


@pytest.fixture
def follow_ups() -> FollowUps:
    return READERS.follow_up


def joined(follow_ups: FollowUps, text: str, last: str = LAST) -> str:
    found = follow_ups.join(last, text)
    assert found.kind == "joined", found
    assert found.notice == f"Read as: “{found.text}”"
    return found.text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("and the right one?", LAST.replace("left", "right")),
        ("what about the right one too?", LAST.replace("left", "bilateral")),
        ("Harbor Plan", LAST.replace("Crown Fund", "Harbor Plan")),
        ("and waxing?", LAST.replace("brazing", "waxing")),
        ("what about the chime?", LAST.replace("mainspring", "chime")),
        (
            "they did the chime too",
            LAST.replace("mainspring", "mainspring and the chime").replace("the chime", "chime"),
        ),
        ("on 2022-05-06?", LAST.replace("2021-03-04", "2022-05-06")),
        ("in 2019?", LAST.replace("on 2021-03-04", "in 2019")),
        ("and by ear?", f"by ear, {LAST}"),
    ],
)
def test_a_new_value_takes_the_place_of_the_one_before_and_what_is_asked_stays(
    follow_ups: FollowUps, text: str, whole: str
) -> None:
    assert joined(follow_ups, text) == whole


def test_another_question_is_asked_of_the_same_facts(follow_ups: FollowUps) -> None:
    whole = joined(follow_ups, "is it covered?")
    assert whole == "brazing of the left mainspring, Crown Fund, on 2021-03-04. is it covered?"
    assert joined(follow_ups, "and in 2019?", whole) == whole.replace("on 2021-03-04", "in 2019")


def test_a_code_changes_where_only_a_code_was_asked_of(follow_ups: FollowUps, invented: Library) -> None:
    one, other = sorted(invented.codes)[:2]
    assert joined(follow_ups, f"and {other}?", f"What is the ceiling of {one}?") == f"What is the ceiling of {other}?"


def test_figures_of_a_means_go_with_it_and_figures_of_a_target_too(follow_ups: FollowUps) -> None:
    assert (
        joined(follow_ups, "and waxing?", "Brazing at 80 degrees for 90 s of two springs?")
        == "waxing at for of two springs?"
    )
    assert joined(follow_ups, "and the chime?", "Brazing of the gear at two wheels?") == "Brazing of the chime at?"


def test_what_names_its_own_procedure_is_a_question_of_its_own(follow_ups: FollowUps) -> None:
    assert follow_ups.join(LAST, "Which code for waxing of the chime?").kind == "alone"
    assert follow_ups.join(None, "and the right one?").kind == "alone"


def test_a_topic_that_stands_by_itself_is_joined_only_when_it_points_back(follow_ups: FollowUps) -> None:
    assert follow_ups.join(LAST, "May a visit be billed?").kind == "alone"
    assert follow_ups.join(LAST, "May a visit be billed with it?").kind == "joined"


@pytest.mark.parametrize("text", ["why?", "and why", "You sure?", "source?", "ok, why?"])
def test_a_wish_for_reasons_is_for_those_of_the_last_question(follow_ups: FollowUps, text: str) -> None:
    assert (follow_ups.join(LAST, text).kind, follow_ups.join(LAST, text).text) == ("reasons", LAST)


@pytest.mark.parametrize("text", ["hi", "Hello!", "ok thanks", "Thanks."])
def test_greetings_and_thanks_are_no_question(follow_ups: FollowUps, text: str) -> None:
    assert follow_ups.join(LAST, text).kind == "courtesy"
    assert follow_ups.is_courtesy(text)
    assert not follow_ups.is_courtesy(f"{text} which code?")


@pytest.mark.parametrize("text", ["and the purple gizmo?", "what about zzz", "but the other lot"])
def test_what_names_nothing_known_is_said_not_to_be_joined(follow_ups: FollowUps, text: str) -> None:
    assert follow_ups.join(LAST, text).kind == "unjoined"
    assert text in follow_ups.join(LAST, text).notice


def test_words_that_are_not_known_are_never_dropped_in_silence(follow_ups: FollowUps) -> None:
    assert "gizmo" in joined(follow_ups, "and the right gizmo?")


def test_several_texts_are_joined_one_after_another(follow_ups: FollowUps) -> None:
    earlier = [LAST, "thanks", "and the right one?", "why?", "and the purple gizmo?"]
    assert follow_ups.after(earlier, "Harbor Plan").text == LAST.replace("left", "right").replace(
        "Crown Fund", "Harbor Plan"
    )


def substance(reading: Reading) -> tuple[object, ...]:
    return reading.procedures, reading.lines, reading.facts, reading.numbers


@given(
    opener=st.sampled_from(["and", "what about", "what if", "but", ""]),
    value=st.sampled_from(
        ["the left one", "Crown Fund", "brazing", "the mainspring", "on 2021-03-04", "for Crown Fund"]
    ),
    end=st.sampled_from(["", "?", " too?", " also"]),
)
def test_a_follow_up_that_adds_nothing_leaves_the_reading_unchanged(opener: str, value: str, end: str) -> None:
    found = READERS.follow_up.join(LAST, f"{opener} {value}{end}".strip())
    assert found.kind == "joined"
    assert substance(READERS.question.read(found.text).reading) == substance(READERS.question.read(LAST).reading)


SIDES, PAYERS, MEANS, TARGETS = (
    ("left", "right"),
    ("Crown Fund", "Harbor Plan"),
    ("brazing", "waxing"),
    ("mainspring", "chime"),
)


@given(st.data())
def test_a_follow_up_is_read_like_the_question_written_out(data: st.DataObject) -> None:
    pools = (MEANS, SIDES, TARGETS, PAYERS)
    first = [data.draw(st.sampled_from(pool)) for pool in pools]
    at = data.draw(st.integers(0, len(pools) - 1))
    second = list(first)
    second[at] = data.draw(st.sampled_from(pools[at]))
    written = "Which code for {} of the {} {}, {}?"
    found = READERS.follow_up.join(written.format(*first), f"what about {second[at]}?")
    whole, plain = (READERS.question.read(text) for text in (found.text, written.format(*second)))
    assert substance(whole.reading) == substance(plain.reading)
    assert (whole.payer, whole.state, whole.day) == (plain.payer, plain.state, plain.day)
