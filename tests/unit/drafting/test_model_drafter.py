"""The drafter with a model that does as the test says: what is shown, refused, repaired and told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.conftest import ROOT

from chartcite.domain.draft import DraftClaim
from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.vocabulary import Cite
from chartcite.domain.wording import Wording
from chartcite.drafting.model import MOST_SENTENCES, ModelDrafter
from chartcite.errors import ModelError


def claim(key: str, text: str) -> DraftClaim:
    return DraftClaim(key, text, "quoted", (Cite(passage="guild/spring", quote=f"As the guild says, {text}"),))


CLAIMS = (claim("one", "Winding the spring is K1234."), claim("two", "The tooth is never K1235."))


@dataclass
class Fake:
    """Plays replies; an exception among them is raised."""

    replies: list[Any]
    name: str = "fake"
    host: str = "127.0.0.1:1"
    calls: list[ModelCall] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def stream(self, call: ModelCall, seconds: float) -> Iterator[str]:
        self.calls.append(call)
        self.seconds.append(seconds)
        reply = self.replies.pop(0)
        for piece in reply if isinstance(reply, list) else [reply]:
            if isinstance(piece, Exception):
                raise piece
            yield from (piece[i : i + 5] for i in range(0, len(piece), 5))

    def outbound(self, call: ModelCall) -> Outbound:
        return Outbound("http://127.0.0.1:1/v1", json.dumps(call.messages).encode())

    def models(self, seconds: float) -> list[str]:
        return ["fake"]


class Stars:
    """Masks every word "Elsie"."""

    def mask(self, text: str) -> Any:
        return type("Masked", (), {"text": text.replace("Elsie", "[NAME]")})()


def reply(*sentences: tuple[str, str]) -> str:
    return json.dumps({"sentences": [{"key": key, "text": text} for key, text in sentences]})


def only_codes_kept(text: str, base: DraftClaim) -> Sequence[str]:
    return [f"{word} is missing" for word in base.base.split() if word.startswith("K1") and word not in text]


GOOD = (("s1", "K1234. is for winding."), ("s2", "Never K1235. for a tooth."))


def reworded(*replies: Any, claims: Sequence[DraftClaim] = CLAIMS, question: str = "") -> tuple[list[Wording], Fake]:
    fake = Fake(list(replies))
    drafter = ModelDrafter(fake, ROOT / "prompts", Stars(), 5)
    return list(drafter.reword(claims, question, only_codes_kept)), fake


def test_each_verified_sentence_is_yielded_as_it_comes_and_the_rest_at_the_end() -> None:
    wordings, fake = reworded(reply(*GOOD))
    assert [len(w.texts) for w in wordings] == [1, 2, 2]
    assert [w.done for w in wordings] == [False, False, True]
    assert wordings[-1].texts == {"one": GOOD[0][1], "two": GOOD[1][1]}
    assert wordings[-1].notice is None
    assert [p.id for p in wordings[-1].prompts] == ["wording"]
    assert len(fake.calls) == 1


def test_claims_keep_their_keys_kinds_and_quotes() -> None:
    made = reworded(reply(*GOOD))[0][-1].apply(CLAIMS)
    assert [(c.key, c.kind, c.cites, c.base) for c in made] == [(c.key, c.kind, c.cites, c.text) for c in CLAIMS]
    assert [c.text for c in made] == [text for _, text in GOOD]


def test_what_fails_is_repaired_once_with_exactly_what_failed() -> None:
    wordings, fake = reworded(reply(GOOD[0], ("s2", "Never for a tooth.")), reply(GOOD[1]))
    assert wordings[-1].texts["two"] == GOOD[1][1]
    assert wordings[-1].rejected == ()
    assert [p.id for p in wordings[-1].prompts] == ["wording", "repair"]
    roles = [role for role, _ in fake.calls[1].messages]
    assert roles == ["system", "user", "assistant", "user"]
    assert '{"key": "s2", "text": "Never for a tooth.", "why": "K1235. is missing"}' in fake.calls[1].messages[3][1]


def test_what_fails_twice_is_rejected_with_the_reason_and_the_others_stay() -> None:
    wordings, fake = reworded(reply(GOOD[0], ("s2", "Never.")), reply(("s2", "Not ever.")))
    last = wordings[-1]
    assert list(last.texts) == ["one"]
    assert [(r.text, r.why) for r in last.rejected] == [("Not ever.", "K1235. is missing")]
    assert len(fake.calls) == 2


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (("s9", "K1234. K1235."), "belongs to no sentence"),
        (("s1", ""), "it is empty"),
        (("s1", "K1234. " + "x" * 500), "longer than"),
        (("s1", "<b>K1234.</b>"), "holds markup: < >"),
        (("s1", "[K1234.](javascript:1)"), "holds markup"),
        (("s1", "K1234. \x1b[2J"), "holds markup"),
        (("s1", "K1234. \u202espring"), "do not show"),
        (("s1", "The tooth is never K1235."), "repeats another sentence"),
    ],
)
def test_a_sentence_out_of_form_is_never_shown(sentence: tuple[str, str], why: str) -> None:
    last = reworded(reply(sentence), reply(sentence))[0][-1]
    assert last.texts == {}
    assert [why in r.why for r in last.rejected] != []
    assert why in last.rejected[0].why
    assert "No wording of the model at 127.0.0.1:1 passed the checks" in (last.notice or "")


def test_a_second_wording_of_the_same_sentence_does_not_replace_the_first() -> None:
    last = reworded(reply(*GOOD, ("s1", "K1234. again.")))[0][-1]
    assert last.texts["one"] == GOOD[0][1]
    assert "came first" in last.rejected[0].why


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is empty"),
        ("I can't help with that.", "no whole JSON object"),
        ('{"sentences": [{"key": "s1", "te', "no whole JSON"),
        ('{"answers": []}', "the one key 'sentences'"),
        ('{"sentences": 3}', "that holds a list"),
        ("[1, 2]", "no whole JSON object"),
        ('{"sentences": [{"key": "s1"}]}', "not an object of key and text"),
        ('{"sentences": [{"key": 1, "text": "x"}]}', "not an object"),
        ('{"sentences": [{"key": "s1", "text": "K1234.", "extra": 1}]}', "not an object of key and text"),
        ("{" * 3000, "no whole JSON"),
    ],
)
def test_a_reply_out_of_form_is_told_in_the_repair_and_then_in_one_line(text: str, told: str) -> None:
    wordings, fake = reworded(text, text)
    assert told in fake.calls[1].messages[3][1]
    last = wordings[-1]
    assert last.texts == {}
    assert told in (last.notice or "")
    assert "\n" not in (last.notice or "")
    assert "All sentences stand in Chartcite's own wording." in (last.notice or "")


@pytest.mark.parametrize("around", ["```json\n%s\n```", "<think>{no}</think> Sure!\n%s\nBye.", "\n\n%s"])
def test_what_stands_around_the_json_does_no_harm(around: str) -> None:
    assert len(reworded(around % reply(*GOOD))[0][-1].texts) == 2


def test_what_came_whole_before_a_failure_stays() -> None:
    broken = [
        '{"sentences": [{"key": "s1", "text": "K1234. is for winding."}, {"key": "s2", "te',
        ModelError("It broke off."),
    ]
    wordings, fake = reworded(broken)
    assert list(wordings[-1].texts) == ["one"]
    assert (
        wordings[-1].notice
        == "It broke off. 1 of 2 sentences are in its words, the others stand in Chartcite's own wording."
    )
    assert len(fake.calls) == 1, "an endpoint that fails is not asked to mend"


def test_an_endpoint_that_fails_leaves_everything_as_it_was() -> None:
    last = reworded(ModelError("The model endpoint at h is too busy (HTTP 429)."))[0][-1]
    assert (
        last.notice == "The model endpoint at h is too busy (HTTP 429). All sentences stand in Chartcite's own wording."
    )
    assert last.apply(CLAIMS) == CLAIMS


def test_a_repair_gets_the_time_that_is_left() -> None:
    _, fake = reworded(reply(("s1", "no")), reply(*GOOD))
    assert 0 < fake.seconds[1] < fake.seconds[0] <= 5


def test_only_masked_words_of_the_question_are_sent_and_none_without_a_masker() -> None:
    _, fake = reworded(reply(*GOOD), question='Elsie asks: "K1234"? {{sentences}}')
    assert json.dumps('[NAME] asks: "K1234"? {{sentences}}') in fake.calls[0].messages[1][1]
    assert fake.calls[0].messages[1][1].count("Winding") == 2
    bare = Fake([reply(*GOOD)])
    list(ModelDrafter(bare, ROOT / "prompts", None, 5).reword(CLAIMS, "Elsie asks", only_codes_kept))
    assert "asks" not in str(bare.calls)


def test_a_long_draft_is_sent_up_to_a_bound_each_sentence_once() -> None:
    many = [claim(f"k{i}", f"Tooth {i} is K1234.") for i in range(30)]
    _, fake = reworded(reply(), reply(), claims=[*many[:1], claim("again", "Tooth 0 is K1234."), *many])
    sent = json.loads(fake.calls[0].messages[1][1].partition("Sentences: ")[2])
    assert [item["text"] for item in sent] == [c.text for c in many[:MOST_SENTENCES]]
    assert fake.calls[0].schema["properties"]["sentences"]["items"]["properties"]["key"]["enum"][0] == "s1"


def test_nothing_to_word_asks_nobody() -> None:
    wordings, fake = reworded(claims=())
    assert [w.done for w in wordings] == [True]
    assert fake.calls == []


def test_a_model_that_repeats_itself_is_not_listened_to_any_longer() -> None:
    """A small model goes on until its tokens are spent; what it would still say is of no use."""
    endless = json.loads(reply(*GOOD))["sentences"][0]
    wordings, fake = reworded(
        [reply(*GOOD)[:-2], *([", " + json.dumps(endless)] * 3), AssertionError("still listening")]
    )
    assert wordings[-1].texts == {"one": GOOD[0][1], "two": GOOD[1][1]}
    assert wordings[-1].notice is None
    assert len(fake.calls) == 1


def test_a_sentence_without_end_is_cut_off_and_told_in_the_repair() -> None:
    endless = [
        '{"sentences": [{"key": "s1", "text": "',
        *(["K1234. and so on "] * 60),
        AssertionError("still listening"),
    ]
    wordings, fake = reworded(endless, reply(*GOOD))
    assert wordings[-1].texts == {"one": GOOD[0][1], "two": GOOD[1][1]}
    assert "longer than" in fake.calls[1].messages[3][1]


def test_a_long_reply_in_one_piece_is_read_whole() -> None:
    many = [claim(f"k{i}", f"Winding the spring of tooth number {i} is K1234.") for i in range(MOST_SENTENCES)]
    text = reply(*((f"s{i + 1}", claim.base + " " * 120) for i, claim in enumerate(many)))
    fake = Fake([text])
    fake.stream = lambda call, seconds: iter([text])  # type: ignore[method-assign]
    *_, last = ModelDrafter(fake, ROOT / "prompts", Stars(), 5).reword(many, "", only_codes_kept)
    assert len(last.texts) == MOST_SENTENCES
