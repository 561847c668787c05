"""What the page shows of a model: which one, how far it is, what it did wrong, what would be sent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from web_fakes import FakeCopilot, fake_settings

from chartcite.domain.answer import Answer, RejectedClaim
from chartcite.web.desk import Chat, Desk
from chartcite.web.wording import EMBEDDED, engine_line

MODEL = {"model_url": "http://127.0.0.1:9/secret-path/v1", "model": "tiny"}


def settings(**more: str) -> Any:
    return SimpleNamespace(**(vars(fake_settings()) | more))


def worded(answer: Answer) -> Answer:
    first, *others = answer.claims
    rejected = RejectedClaim(text="It is <b>never</b> paid.", why="“never” is not in its quotes")
    receipt = answer.receipt.model_copy(update={"engine": "model tiny", "endpoint": "127.0.0.1:9"})
    claims = (first.model_copy(update={"text": "In the words of tiny."}), *others)
    return answer.model_copy(update={"claims": claims, "rejected": (rejected,), "receipt": receipt})


def desk_with_model() -> Desk:
    copilot = FakeCopilot()
    copilot.worded = worded
    return Desk(cast(Any, copilot), settings(**MODEL))


def test_the_whole_answer_comes_first_and_says_that_it_is_being_worded() -> None:
    first, second, last = [done.chat.turns[-1] for done in desk_with_model().ask_stream("Medicare, Ohio?", {}, Chat())]
    assert "The answer is whole. The model at 127.0.0.1:9 is wording it …" in first
    assert "1 of its sentences verified so far" in second
    assert "is wording it" not in last
    assert "In the words of tiny." not in first
    assert "In the words of tiny." in last


def test_what_was_refused_stands_closed_and_as_plain_text() -> None:
    turn = desk_with_model().ask("Medicare, Ohio?", {}, Chat()).chat.turns[-1]
    assert '<details class="cc-rejected"><summary>1 drafted sentence failed a check' in turn
    assert "&lt;b&gt;never&lt;/b&gt;" in turn
    assert "engine model tiny at 127.0.0.1:9" in turn


def test_the_page_names_the_host_and_nothing_else_of_the_address() -> None:
    said = engine_line(settings(**MODEL))
    assert "tiny at 127.0.0.1:9 (on this machine)" in said
    assert "secret-path" not in said
    assert engine_line(fake_settings()) == EMBEDDED
    remote = settings(model_url="https://models.example.org/v1", model="big")
    assert "models.example.org (off this machine)" in engine_line(remote)


def test_the_page_says_what_of_a_note_leaves_when_the_model_helps_to_read() -> None:
    drafting = engine_line(settings(**MODEL))
    reading = engine_line(settings(**MODEL, model_uses=frozenset({"reading"})))
    both = engine_line(settings(**MODEL, model_uses=frozenset({"reading", "drafting"})))
    assert "nothing of a note" in drafting
    for line in (reading, both):
        assert "of a note the masked sentences in which such words stand" in line
        assert "nothing of a note" not in line


def test_what_would_be_sent_is_shown_as_it_is() -> None:
    shown = desk_with_model().ask_outbound("Which code?", {}, Chat())
    assert "Nothing was sent." in shown
    assert "{&quot;asked&quot;: &quot;&lt;b&gt;Which code?&quot;}" in shown
    assert "The question is empty" in desk_with_model().ask_outbound(" ", {}, Chat())
    assert "Nothing would be sent." in desk_with_model().critique_outbound("A note.", "", {})
