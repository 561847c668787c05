"""Phrases that stand for each other never change what is denied, how far it obliges, how much, when, or who does it."""

from __future__ import annotations

import itertools
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from chartcite.catalog.library import Library
from chartcite.checking.wall import Wall
from chartcite.domain.draft import DraftClaim
from chartcite.domain.encounter import Encounter

HELPS = (
    "is",
    "is not",
    "is never",
    "is only",
    "may be",
    "may not be",
    "may only be",
    "must be",
    "must not be",
    "should be",
    "should not be",
    "can be",
    "cannot be",
    "might be",
    "was",
    "was not",
    "will be",
    "need not be",
)
ACTS = ("reported", "billed", "submitted")
OTHER_ACTS = ("paid", "covered", "denied", "documented", "accepted", "listed", "read", "appealed", "priced", "added")
AS = ("reported as", "billed as", "coded as", "billed under", "reported under", "coded")
WITH = ("reported with", "billed with", "coded with", "submitted with")
AMOUNTS = (
    ("at least {n}", "no fewer than {n}", "no less than {n}", "{n} or more"),
    ("at most {n}", "no more than {n}", "{n} or fewer"),
    ("more than {n}",),
    ("fewer than {n}", "less than {n}"),
    ("about {n}", "approximately {n}", "roughly {n}"),
    ("exactly {n}",),
    ("only {n}",),
    ("{n}",),
    ("up to {n}",),
    ("no {n}",),
)
CONDITIONS = (
    ("if",),
    ("only if", "only when"),
    ("unless", "except if", "except when"),
    ("even if",),
    ("not if",),
    ("whether or not", "regardless of whether"),
    ("until",),
    ("before", "prior to"),
    ("after", "subsequent to"),
    ("because of", "due to", "owing to"),
    ("instead of", "in place of"),
    ("despite",),
)
DUTIES = (
    ("must", "has to", "needs to"),
    ("may",),
    ("should",),
    ("need not",),
    ("must not",),
    ("does not have to",),
    ("can",),
    ("is expected to",),
)


@pytest.fixture(scope="module")
def wall(invented: Library) -> Wall:
    return Wall(invented.as_of(Encounter(date_of_service=date(2022, 8, 1))))


def passes(wall: Wall, base: str, says: str, *codes: str) -> bool:
    """Whether one may be said for the other where these codes were decided; the claim itself always may."""
    decision: Any = SimpleNamespace(lines=[SimpleNamespace(code=code) for code in codes], refused=[])
    return not wall.faults(says, DraftClaim("k", base, "quoted", ()), decision=decision)


@pytest.mark.parametrize("tail", ["for brazing of a mainspring", "once per clock", "when Q1002 is not done"])
def test_the_act_of_reporting_has_many_words_and_each_keeps_what_stands_before_it(wall: Wall, tail: str) -> None:
    for (ours, theirs), (one, other) in itertools.product(
        itertools.product(HELPS, HELPS), itertools.product(ACTS, ACTS)
    ):
        told = passes(wall, f"Q1001 {ours} {one} {tail}.", f"Q1001 {theirs} {other} {tail}.", "Q1001")
        assert told == (ours == theirs), (ours, one, theirs, other)


def test_another_act_is_no_word_for_reporting(wall: Wall) -> None:
    for help_, act, other in itertools.product(HELPS, ACTS, OTHER_ACTS):
        base = f"Q1001 {help_} {act} for brazing of a mainspring."
        assert not passes(wall, base, base.replace(act, other), "Q1001")


@pytest.mark.parametrize("phrases", [AS, WITH])
def test_with_which_code_has_many_words_and_the_code_stays(wall: Wall, phrases: tuple[str, ...]) -> None:
    for help_, (one, other) in itertools.product(
        ("is", "is not", "may be", "should not be"), itertools.permutations(phrases, 2)
    ):
        base = f"Brazing of a mainspring {help_} {one} Q1001 and not Q1002."
        assert passes(wall, base, f"Brazing of a mainspring {help_} {other} Q1001 and not Q1002.")
        assert not passes(wall, base, f"Brazing of a mainspring {help_} {other} Q1002 and not Q1001.")
        assert not passes(wall, base, f"Brazing of a mainspring {help_} {other} Q1001 or Q1002.")
        assert not passes(wall, base, f"Brazing of a mainspring {help_} {other} Q1001.")


def test_reported_with_and_reported_as_are_told_apart_of_a_code(wall: Wall) -> None:
    for one, other in itertools.product(WITH, AS):
        assert not passes(wall, f"Q1001 is {one} Q1002.", f"Q1001 is {other} Q1002.")
        assert not passes(wall, f"Q1001 is {other} Q1002.", f"Q1001 is {one} Q1002.")


def test_used_may_stand_for_reported_and_never_the_reverse(wall: Wall) -> None:
    for help_ in HELPS:
        reported, used = (f"Q1001 {help_} {act} for comparison." for act in ("reported", "used"))
        assert passes(wall, reported, used)
        assert not passes(wall, used, reported)
        assert not passes(wall, used, used.replace("used", "billed"))


def test_what_is_told_is_no_advice_but_an_order_is(wall: Wall) -> None:
    order = "Do not report Q1001 with Q1002."
    for says in (
        "Q1001 is not to be reported with Q1002.",
        "Q1001 shouldn't be billed with Q1002.",
        "Don't bill Q1001 with Q1002.",
    ):
        assert passes(wall, order, says)
        assert not passes(
            wall, "Q1001 is not reported with Q1002.", says.replace("Don't bill", "It is said not to bill")
        )
    for says in (
        "Q1001 should not be reported with Q1002.",
        "Q1001 may not be reported with Q1002.",
        "Q1001 must not be reported with Q1002.",
    ):
        assert not passes(wall, "Q1001 is not reported with Q1002.", says)
    for says in (
        "Q1001 may not be reported with Q1002.",
        "Q1001 need not be reported with Q1002.",
        "Q1001 should be reported with Q1002.",
        "Q1002 should not be reported with Q1001.",
        "Q1001 is to be reported with Q1002.",
    ):
        assert not passes(wall, order, says, "Q1001", "Q1002")
    assert not passes(wall, "Q1001 should not be reported with Q1002.", order)


@pytest.mark.parametrize(
    "base", ["Brazing takes {} units of Q1001.", "Q1001 is not reported for {} clocks at one visit."]
)
def test_an_amount_keeps_its_bounds(wall: Wall, base: str) -> None:
    groups = [(index, phrase) for index, group in enumerate(AMOUNTS) for phrase in group]
    for (ours, one), (theirs, other) in itertools.product(groups, groups):
        told = passes(wall, base.format(one.format(n=3)), base.format(other.format(n="three")))
        assert told == (ours == theirs), (one, other)
        assert not passes(wall, base.format(one.format(n=3)), base.format(other.format(n=4)))


def test_a_condition_keeps_its_kind(wall: Wall) -> None:
    groups = [(index, phrase) for index, group in enumerate(CONDITIONS) for phrase in group]
    for (ours, one), (theirs, other) in itertools.product(groups, groups):
        told = passes(wall, f"Q1001 is reported {one} Q1002 is denied.", f"Q1001 is billed {other} Q1002 is denied.")
        assert told == (ours == theirs), (one, other)
        assert not passes(
            wall, f"Q1001 is reported {one} Q1002 is denied.", f"Q1002 is reported {other} Q1001 is denied."
        )


def test_a_duty_keeps_its_strength(wall: Wall) -> None:
    groups = [(index, phrase) for index, group in enumerate(DUTIES) for phrase in group]
    for (ours, one), (theirs, other) in itertools.product(groups, groups):
        told = passes(wall, f"The office {one} mend clocks.", f"The office {other} mend clocks.")
        assert told == (ours == theirs), (one, other)


@pytest.mark.parametrize("who", ["No office", "None of them", "Nobody", "An office never"])
def test_nobody_must_is_no_nobody_has_to(wall: Wall, who: str) -> None:
    duties = DUTIES[0]
    for one, other in itertools.permutations(duties, 2):
        assert not passes(wall, f"{who} {one} report Q1001.", f"{who} {other} report Q1001.")


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("Q1001 is reported once and is billed twice.", "Q1001 is billed once and is reported twice."),
        ("Q1001 is reported to the office and is not billed.", "Q1001 is billed to the office and is not reported."),
        ("At least 3 clocks are meant, 4 or more are not.", "At least 4 clocks are meant, 3 or more are not."),
        ("It is done only if asked and only when paid.", "It is done only when asked and only if paid."),
        ("Q1001 is said and Q1002 is reported to be deleted.", "Q1001 is said and Q1002 is billed to be deleted."),
        ("Q1001 may not be billed to the patient.", "Q1001 may not be reported to the patient."),
        ("Report Q1001, and use Q1002 for comparison.", "Use Q1001, and report Q1002 for comparison."),
    ],
)
def test_phrases_that_a_claim_tells_apart_are_not_exchanged(wall: Wall, base: str, says: str) -> None:
    assert not passes(wall, base, says, "Q1001", "Q1002")


def test_reported_separately_is_billed_separately_and_not_paid_so(wall: Wall) -> None:
    base = "Oiling is {} Q1001 when it is {} separately {}."
    for one, other in (("not", ""), ("", "not"), ("", "")):
        told = base.format("with", one, "reported").replace("  ", " ")
        for said in (base.format("with", one, "billed"), f"Oiling is with Q1001 when it is {one} billed separately."):
            assert passes(wall, told, said.replace("  ", " "))
        for false in (
            base.format("with", one, "paid"),
            base.format("with", other, "billed") if one != other else base.format("with", one, "covered"),
            f"Oiling is with Q1001 when it is {one} billed together.",
        ):
            assert not passes(wall, told, false.replace("  ", " "))


@pytest.mark.parametrize("label", ["code", "guild code", "the code"])
def test_a_code_is_one_with_and_without_that_word(wall: Wall, label: str) -> None:
    base = "Brazing is Q1001 and not Q1002."
    assert passes(wall, base, f"Brazing is {label} Q1001 and not Q1002.")
    for false in (
        f"Brazing is {label} Q1002 and not Q1001.",
        "Brazing is no code Q1001 and not Q1002.",
        "Brazing is modifier Q1001 and not Q1002.",
        "Brazing is a code like Q1001 and not Q1002.",
    ):
        assert not passes(wall, base, false)


def test_a_short_name_may_be_said_in_full_and_no_other_name_for_it(wall: Wall, invented: Library) -> None:
    names = invented.vocabularies.phrasing.short_names
    for (short, long), (other, further) in itertools.product(names.items(), names.items()):
        base = f"The {short} of Q1001 is 5."
        for said, name in ((long, other), (further, other)):
            assert passes(wall, base, f"The {said} of Q1001 is 5.") == (said == long)
            assert passes(wall, base, f"The {said} ({short}) of Q1001 is 5.") == (said == long)
            assert passes(wall, base, f"The {long} ({name}) of Q1001 is 5.") == (name == short)
