from __future__ import annotations

import base64
import logging
from typing import Any, cast

import pytest
from web_fakes import FakeCopilot, fake_settings
from web_world import HOSTILE, NOTE

from chartcite.domain.follow_up import Joined
from chartcite.errors import InputError
from chartcite.web.desk import LONGEST_CHAT, Chat, Desk


@pytest.fixture
def copilot() -> FakeCopilot:
    return FakeCopilot()


@pytest.fixture
def desk(copilot: FakeCopilot) -> Desk:
    return Desk(cast(Any, copilot), fake_settings())


def test_a_follow_up_keeps_payer_state_and_date_read_from_words(desk: Desk, copilot: FakeCopilot) -> None:
    chat = desk.ask("Medicare, Ohio, 2026-02-03: which code?", {}, Chat()).chat
    desk.ask("And how many units?", {}, chat)
    kept = copilot.requests[-1]
    assert (kept.payer, kept.state, str(kept.date_of_service)) == ("medicare", "OH", "2026-02-03")


def test_an_assumed_date_is_not_kept(desk: Desk) -> None:
    assert "date_of_service" not in dict(desk.ask("Medicare, Ohio?", {}, Chat()).chat.kept)


def test_what_the_bar_says_is_not_kept_but_decides(desk: Desk, copilot: FakeCopilot) -> None:
    chat = desk.ask("Medicare, Ohio?", {}, Chat()).chat
    chat = desk.ask("And here?", {"state": "KY"}, chat).chat
    assert copilot.requests[-1].state == "KY"
    assert dict(chat.kept) == {"payer": "medicare"}


def test_a_payer_named_anew_replaces_the_kept_one(desk: Desk, copilot: FakeCopilot) -> None:
    chat = desk.ask("Medicare, Ohio?", {}, Chat()).chat
    chat = desk.ask("And Tide?", {}, chat).chat
    assert copilot.requests[-1].payer is None
    assert copilot.requests[-1].state == "OH"
    assert dict(chat.kept)["payer"] == "tide"


def answering(copilot: FakeCopilot, joined: Joined) -> None:
    """The next texts are read as `joined`."""
    copilot.readers.follow_up.join = lambda last, text: joined


def test_a_follow_up_is_asked_as_joined_and_shown_as_read(desk: Desk, copilot: FakeCopilot) -> None:
    chat = desk.ask("Medicare, Ohio?", {}, Chat()).chat
    answering(copilot, Joined("joined", "Medicare in Texas?", "Read as: “Medicare in Texas?”"))
    chat = desk.ask("And in Texas?", {}, chat).chat
    assert "<p>And in Texas?</p>" in chat.turns[-1]
    assert "Read as: “Medicare in Texas?”" in chat.turns[-1]
    assert (chat.last, dict(chat.kept)["state"]) == ("Medicare in Texas?", "TX")


def test_asking_why_shows_the_reasons_of_the_last_answer_and_asks_nothing(desk: Desk, copilot: FakeCopilot) -> None:
    before = desk.ask("Medicare, Ohio?", {}, Chat()).chat
    answering(copilot, Joined("reasons", "Medicare, Ohio?"))
    chat = desk.ask("why?", {}, before).chat
    assert len(copilot.requests) == 1
    assert "The reasons and sources of the last answer, to: Medicare, Ohio?" in chat.turns[-1]
    assert "<details open" in chat.turns[-1].replace(' id="t2-c1"', "")
    assert (chat.last, chat.answer) == (before.last, before.answer)


@pytest.mark.parametrize("kind", ["courtesy", "unjoined"])
def test_what_is_no_question_is_answered_with_a_sentence_and_never_with_an_answer(
    desk: Desk, copilot: FakeCopilot, kind: str
) -> None:
    before = desk.ask("Medicare, Ohio?", {}, Chat()).chat
    answering(copilot, Joined(kind, "thanks", "That asks nothing."))  # type: ignore[arg-type]
    chat = desk.ask("thanks", {}, before).chat
    assert len(copilot.requests) == 1
    assert "That asks nothing." in chat.turns[-1]
    assert "cc-badge" not in chat.turns[-1]
    assert chat.last == before.last


def test_a_payer_that_is_not_listed_is_kept_in_its_own_words(desk: Desk) -> None:
    chat = desk.ask("Which code?", {"payer": "Coral Health"}, Chat()).chat
    assert "Coral Health" in chat.turns[-1]


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("  ", {}, "The question is empty."),
        ("x" * 1001, {}, "1000 allowed"),
        ("Which code?", {"state": "Atlantis"}, "is not known"),
        ("Which code?", {"date_of_service": "2026-02-30"}, "YYYY-MM-DD"),
        ("a\x00b", {}, "NUL"),
    ],
)
def test_bad_input_becomes_a_sentence_and_stays_in_the_box(
    desk: Desk, question: str, given: dict[str, str], said: str
) -> None:
    done = desk.ask(question, given, Chat())
    assert said in done.chat.turns[-1]
    assert done.question == question


def test_a_fault_names_its_type_and_logs_no_text(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        done = desk.ask("crash", {}, Chat())
    assert "RuntimeError" in done.chat.turns[-1]
    assert "secret words" not in done.chat.turns[-1] + caplog.text


def test_a_long_chat_drops_its_oldest_turns(desk: Desk) -> None:
    chat = Chat()
    for _ in range(LONGEST_CHAT + 2):
        chat = desk.ask("Medicare?", {}, chat).chat
    assert len(chat.turns) == LONGEST_CHAT


def test_no_part_of_a_hostile_note_or_claim_becomes_markup(desk: Desk) -> None:
    markup = desk.critique(NOTE + HOSTILE, HOSTILE, {})
    assert "<script" not in markup
    assert "<img" not in markup
    assert "&lt;script&gt;" in markup


def test_an_overlarge_note_is_refused_in_a_sentence(desk: Desk) -> None:
    assert "larger than the 200,000 bytes" in desk.critique("x" * 200_001, "", {})


def test_a_note_file_in_windows_letters_is_read_with_a_notice(desk: Desk) -> None:
    text, notice = desk.open_note("n.txt", base64.b64encode("né".encode("cp1252")).decode())
    assert text == "né"
    assert "Windows-1252" in notice


def test_a_note_file_that_arrives_broken_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="did not arrive whole"):
        desk.open_note("n.txt", "%%%")
