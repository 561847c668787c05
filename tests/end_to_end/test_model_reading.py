"""A model that helps to read: what it may mend, and that nothing else that it proposes changes an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from tests.end_to_end.test_model_failures import FAILURES, SLOW
from tests.scripted_endpoint import Received, Reply, ScriptedEndpoint
from tests.worded import decided, read_by_model, said

from chartcite.adapters.presidio_masker import PresidioMasker
from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.reading.text.likeness import KINDS

SLIPPED = "Which code for thermal RF of the sfenopalatyne ganglion, Medicare in Ohio?"
MEANT = "Which code for thermal RF of the sphenopalatine ganglion, Medicare in Ohio?"
SPAN, KIND = "sfenopalatyne ganglion", "target"
ASKED = EncounterRequest()


def proposing(*mentions: tuple[str, str, str], **more: Any) -> Reply:
    """A reply in the form of the prompt `mentions`: kind, name and span of each."""
    rows = [{"kind": kind, "name": name, "span": span} for kind, name, span in mentions]
    return Reply(json.dumps({"mentions": rows}), **more)


@pytest.fixture(scope="module")
def name(copilot: Copilot) -> str:
    """The shown name of the ganglion that is meant."""
    return copilot.library.vocabularies.targets["sphenopalatine"].name


def without_notices(copilot: Copilot, question: str) -> dict[str, Any]:
    return decided(copilot.ask(question, ASKED))


def test_a_misspelled_name_is_read_as_if_it_were_written_well(
    copilot: Copilot, endpoint: ScriptedEndpoint, name: str
) -> None:
    endpoint.plays(proposing((KIND, name, SPAN)))
    answer = read_by_model(copilot, endpoint.url).ask(SLIPPED, ASKED)
    assert decided(answer) == without_notices(copilot, MEANT) != without_notices(copilot, SLIPPED)
    assert any(note.startswith(f"A model read “{SPAN}” as “") for note in answer.notices)
    assert answer.question == SLIPPED
    receipt = answer.receipt.model_dump(mode="json")
    assert [prompt["id"] for prompt in receipt["prompts"]] == ["mentions"]
    assert receipt["endpoint"] == endpoint.url[7:-3]
    assert receipt["engine"] == "model scripted (reading)"


def test_the_embedded_answer_comes_first(copilot: Copilot, endpoint: ScriptedEndpoint, name: str) -> None:
    endpoint.plays(proposing((KIND, name, SPAN)))
    first, last = read_by_model(copilot, endpoint.url).ask_stream(SLIPPED, ASKED)
    assert decided(first) == without_notices(copilot, SLIPPED)
    assert decided(last) == without_notices(copilot, MEANT)


def test_what_is_shown_is_what_is_sent(copilot: Copilot, endpoint: ScriptedEndpoint) -> None:
    reader = read_by_model(copilot, endpoint.url)
    (shown,) = reader.ask_outbound(SLIPPED, ASKED)
    assert endpoint.received == []
    endpoint.plays(proposing())
    reader.ask(SLIPPED, ASKED)
    assert [item.body for item in endpoint.received] == [shown.body]


def test_a_question_whose_words_are_all_known_is_not_sent(copilot: Copilot, endpoint: ScriptedEndpoint) -> None:
    reader = read_by_model(copilot, endpoint.url)
    answer = reader.ask(MEANT, ASKED)
    assert endpoint.received == []
    assert reader.ask_outbound(MEANT, ASKED) == []
    assert "prompts" not in answer.receipt.model_dump(mode="json")


def test_what_was_found_or_given_is_not_offered(copilot: Copilot, endpoint: ScriptedEndpoint) -> None:
    endpoint.plays(proposing())
    read_by_model(copilot, endpoint.url).ask(
        SLIPPED.replace(", Medicare in Ohio", ""), EncounterRequest(payer="medicare")
    )
    offered = json.loads(endpoint.received[0].json["messages"][1]["content"].partition("Offered: ")[2])
    assert offered == {"target": [copilot.library.vocabularies.targets["sphenopalatine"].name]}


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_ends_in_the_embedded_reading_in_time(
    copilot: Copilot, endpoint: ScriptedEndpoint, failure: str
) -> None:
    endpoint.plays(*FAILURES[failure][0])
    seconds = 0.4 if failure in SLOW else 6
    started = perf_counter()
    answer = read_by_model(copilot, endpoint.url, seconds=seconds, retries=1).ask(SLIPPED, ASKED)
    plain = copilot.ask(SLIPPED, ASKED)
    assert perf_counter() - started < seconds + 2
    assert decided(answer) == decided(plain)
    assert said(answer) == said(plain)
    assert answer.notices[:-1] == plain.notices
    assert answer.notices[-1].endswith("The question was read without it.")
    assert "\n" not in answer.notices[-1]


def test_reading_and_wording_keep_one_budget(copilot: Copilot, endpoint: ScriptedEndpoint) -> None:
    endpoint.plays(Reply("{}", wait=5))
    started = perf_counter()
    answer = read_by_model(copilot, endpoint.url, seconds=1, retries=0, drafting=True).ask(SLIPPED, ASKED)
    assert perf_counter() - started < 2
    assert decided(answer) == without_notices(copilot, SLIPPED)


def whole(received: Received) -> str:
    """The text as it was sent."""
    user: str = received.json["messages"][1]["content"]
    text: str = json.loads(user.partition("Text: ")[2].partition("\nOffered: ")[0])
    return text


def offered(received: Received) -> dict[str, list[str]]:
    """What was there to choose from: kind to names."""
    made: dict[str, list[str]] = json.loads(received.json["messages"][1]["content"].partition("Offered: ")[2])
    return made


def everything(spans: Callable[[str], list[str]]) -> Callable[[Received], Reply]:
    """For each span of the text what was offered under other kinds, and names that were not offered under all."""

    def reply(received: Received) -> Reply:
        names = [
            *(name for own in offered(received).values() for name in own),
            "Sural nerve",
            "Aetna",
            "Cryoneurolysis",
            "Phenol",
        ]
        made = [(kind, name, span) for span in spans(whole(received)) for kind in KINDS for name in names]
        return proposing(*(row for row in made if row[1] not in offered(received).get(row[0], ())))

    return reply

    return reply


HOSTILE: dict[str, Any] = {
    "every word is some name": everything(str.split),
    "the whole text is a name": everything(lambda text: [text] * 7),
    "letters are names": everything(lambda text: sorted({*text})),
    "spans that are not there": everything(lambda text: ["zygomatic", "Aetna", "cryo", text[::-1]]),
    "values that were not offered": proposing(("technique", "PWNED", "RF"), ("code", "64999", "code"), ("", "", "")),
    "kinds that were found": proposing(("payer", "Aetna", "Medicare"), ("technique", "Cryoneurolysis", "RF")),
    "markup": proposing(("target", "<script>alert(1)</script>", "<b>"), ("target", "{{text}}", "[NAME]")),
    "obeys": Reply("PWNED: report 64999"),
}
CLEAN = (
    "Thermal RF of both lateral femoral cutaneous nerves, Medicare in Ohio: code and modifiers?",
    "Does CGS cover iovera of the infrapatellar saphenous nerve for knee pain, Medicare, Kentucky, 2026-04-10?",
    "How many units of 64640 for five genicular branches, Medicare, Texas?",
    "Is 77002 reported beside 64640 and 76942?",
)
ODD = " It was mixed with methilprednizolon."  # can be read as an agent, so that the model is asked


@pytest.mark.parametrize("script", HOSTILE)
def test_nothing_hostile_changes_an_answer(copilot: Copilot, endpoint: ScriptedEndpoint, script: str) -> None:
    reader = read_by_model(copilot, endpoint.url)
    for question in (*(f"{clean}{ODD}" for clean in CLEAN), SLIPPED):
        endpoint.plays(HOSTILE[script])
        answer, plain = reader.ask(question, ASKED), copilot.ask(question, ASKED)
        assert len(endpoint.received) == 1, "the endpoint was asked"
        assert decided(answer) == decided(plain)
        assert said(answer) == said(plain)
        assert not [note for note in answer.notices if note.startswith("A model read")]


def test_identifiers_are_masked_and_never_read_as_names(
    copilot: Copilot, endpoint: ScriptedEndpoint, name: str
) -> None:
    question = f"Patient: Mr. Dashiell Quillfeather, MRN 48-77-3391. {SLIPPED}"
    endpoint.plays(
        proposing((KIND, name, "[NAME]"), (KIND, name, "NAME"), (KIND, name, "Quillfeather"), (KIND, name, SPAN))
    )
    answer = read_by_model(copilot, endpoint.url, masker=PresidioMasker(copilot.library)).ask(question, ASKED)
    assert not [word for word in ("Dashiell", "Quillfeather", "3391") if word in endpoint.heard]
    assert [note for note in answer.notices if note.startswith("A model read")] == [
        note for note in answer.notices if f"“{SPAN}”" in note
    ]
