"""What a question tells beside the work it asks about: other days, names of codes, places, agents in general; sides of several procedures."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.text import Procedure
from chartcite.reading.questions.set_apart import SetApart


def procedures(copilot: Copilot, text: str) -> tuple[Procedure, ...]:
    return copilot.readers.question.read(text).reading.procedures


def told(copilot: Copilot, text: str) -> set[tuple[str | None, tuple[str, ...], str | None]]:
    return {(next(iter(p.techniques), None), p.targets, p.side) for p in procedures(copilot, text)}


def verdict(copilot: Copilot, text: str) -> str | None:
    return copilot.ask(text, EncounterRequest()).verdict


@pytest.mark.parametrize(
    ("text", "technique", "targets"),
    [
        ("block of the sural nerve prior to a possible ablation next month", "nerve-block", {"sural"}),
        ("candidate for ablation, today a block of the pudendal nerve", "nerve-block", {"pudendal"}),
        ("thermal rf of the saphenous nerve for pain after a TKA", "thermal-rf", {"saphenous"}),
        ("thermal rf of the sural nerve. Facebook says use the genicular code 64624", "thermal-rf", {"sural"}),
        ("thermal rf of the saphenous nerve in the adductor canal", "thermal-rf", {"saphenous"}),
        (
            "block of the sural nerve with marcaine after alcohol prep. They say alcohol is a neurolytic",
            "nerve-block",
            {"sural"},
        ),
        ("thermal rf of the sural, not the saphenous nerve", "thermal-rf", {"sural"}),
        ("thermal rf of the sural nerve, the saphenous was skipped", "thermal-rf", {"sural"}),
        ("intracept at L4 and L5", "thermal-rf", {"basivertebral"}),
        ("celiac plexus neurolysis", "chemical-neurolysis", {"celiac"}),
    ],
)
def test_only_the_work_asked_about_is_read(copilot: Copilot, text: str, technique: str, targets: set[str]) -> None:
    made = procedures(copilot, text)
    assert {t for p in made for t in p.targets} == targets
    assert {t for p in made for t in p.techniques} == {technique}


def test_neurolysis_of_a_nerve_that_may_be_freed_stays_open(copilot: Copilot) -> None:
    assert {t for p in procedures(copilot, "neurolysis of the median nerve") for t in p.techniques} == {
        "neurolysis-unspecified"
    }


def test_a_thing_named_alone_is_what_is_asked_about_whatever_stands_beside_it(copilot: Copilot) -> None:
    assert procedures(copilot, "what is the sural nerve rf code 64640 for?")
    assert procedures(copilot, "sural nerve ablation scheduled next month, which code?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thermal rf of both the sural and the tibial nerve, left", {(("sural", "tibial"), "left")}),
        ("thermal rf of both sural nerves", {(("sural",), "both")}),
        ("thermal rf: sural R, sural L, tibial R, tibial L", {(("sural", "tibial"), "both")}),
        ("thermal rf of the right sural and the left tibial nerve", {(("sural",), "right"), (("tibial",), "left")}),
    ],
)
def test_sides_belong_to_their_nerves(
    copilot: Copilot, text: str, expected: set[tuple[tuple[str, ...], str | None]]
) -> None:
    assert {(targets, side) for _, targets, side in told(copilot, text)} == expected


def test_a_block_of_the_other_side_is_a_service_of_its_own(copilot: Copilot) -> None:
    assert told(copilot, "left sural nerve ablation and right sural nerve block") == {
        ("thermal-rf", ("sural",), "left"),
        ("nerve-block", ("sural",), "right"),
    }


def test_an_injection_at_both_nerves_of_a_pair_is_one_service(copilot: Copilot) -> None:
    assert told(copilot, "phenol was injected at the right and the left tibial nerve") == {
        ("chemical-neurolysis", ("tibial",), "both")
    }


def test_a_right_code_is_no_word_of_a_payer(copilot: Copilot) -> None:
    """The lines agree with what is proposed, and yet nothing is held of what the contractor covers."""
    assert verdict(copilot, "does novitas cover genicular nerve ablation 64624") == "unknown"


def test_codes_in_the_plural_are_codes(copilot: Copilot) -> None:
    assert [line.code for line in copilot.readers.question.read("all his 64640s with 26").reading.lines] == ["64640"]


def test_lists_that_a_knowledge_leaves_empty_set_nothing_apart(copilot: Copilot) -> None:
    """Else every nerve would be left out whose name some word follows."""
    reader = copilot.readers.question
    language = reader._language.model_copy(update={"omitted_after": (), "to_come": (), "other_days": ()})
    text = "block of the sural nerve before the rf of the saphenous nerve, done today"
    mentions, words, _ = reader._lexicon.mentions(text, correct=False)
    bare = SetApart(language)
    assert bare.without(text, mentions, words) == mentions
    assert bare.without_asides(text, mentions, words) == mentions
