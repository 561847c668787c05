"""Toxin told by its condition, its area of skin or by limbs only; questions that turn their own verb round; counts that are of lines."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


def lines(copilot: Copilot, text: str) -> set[str]:
    answer = copilot.ask(text, EncounterRequest())
    return {"-".join([s.code, *s.modifiers]) + f" x{s.units}" for s in answer.report}


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("botox for hemifacial spasm, left side, which code", {"64612-LT x1"}),
        ("xeomin for blepharospasm, both eyes", {"64612-50 x1"}),
        ("botox for drooling, cpt", {"64611 x1"}),
        ("botox for sweating of the forehead, code?", {"64653 x1"}),
        ("botox hyperhidrosis of both hands, code", {"64653 x1"}),
        ("eccrine botox of the palms and not the axilla", {"64653 x1"}),
        ("botox 3 muscles per limb, 4 limbs", {"64642 x1", "64643 x3"}),
        ("toxin into 6 muscles of all limbs, spastic", set()),
        ("toxin into 6 muscles of every limb, spastic", {"64644 x1", "64645 x3"}),
        ("botox RUE 6 muscles and LLE 2 muscles", {"64644 x1", "64643 x1"}),
        ("dysport 6 muscles each leg, both legs", {"64644 x1", "64645 x1"}),
    ],
)
def test_toxin_is_placed_by_its_condition_by_skin_and_by_limbs(copilot: Copilot, text: str, report: set[str]) -> None:
    assert lines(copilot, text) == report


def test_sweating_without_a_place_asks_for_the_place(copilot: Copilot) -> None:
    answer = copilot.ask("botox for hyperhidrosis, which code", EncounterRequest())
    assert answer.outcome == "needs_information"
    assert [option.report for option in answer.missing[0].options] == [("64650",), ("64653",)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("can 95874 go with 64617 for the EMG", "no"),
        ("is 76942 allowed with 64447 for a femoral block", "no"),
        ("sural block under ultrasound with images saved, 64450 and 76942 ok?", "yes"),
        ("64405 with 76942, allowed?", "depends"),
        ("99213-57 with 64640, is 57 wrong?", "yes"),
        ("99213-57 with 64640, is 57 right?", "no"),
    ],
)
def test_guidance_beside_blocks_and_doubted_modifiers(copilot: Copilot, text: str, verdict: str) -> None:
    assert copilot.ask(text, EncounterRequest()).verdict == verdict


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("64640 twice for two nerves, doesn't it pay", True),
        ("two lines get 64640 through, don't they", True),
        ("that is 64640, is it not", True),
        ("for this plan: how many units of 64640 do they allow", False),
    ],
)
def test_a_verb_turned_round_asks_for_a_yes(copilot: Copilot, text: str, asked: bool) -> None:
    assert copilot.readers.question.read(text).reading.is_yes_no is asked


def test_one_facet_line_is_no_count_of_joints(copilot: Copilot) -> None:
    told = lines(
        copilot, "thermal RF right C3-4 and C4-5 facet joints, one facet line only or with the add-on, which codes"
    )
    assert {line.split(" ")[0].split("-")[0] for line in told} == {"64633", "64634"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ablation 9/25/26, visit 10/6/26, outside the window?", 11.0),
        ("ablation 2026-09-25, seen 2026-10-02", 7.0),
        ("born 3/3/1950, ablation 10/6/26", None),
    ],
)
def test_days_are_counted_between_two_full_dates(copilot: Copilot, text: str, day: float | None) -> None:
    assert copilot.readers.question.read(text).reading.numbers.get("day") == day


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("64640 on 9/25/26, seen 10/6/26, outside the global?", "yes"),
        ("64640 on 9/25/26, seen 10/2/26, outside the global?", "no"),
        ("visit on day 3 after 64640, is that in the global?", "yes"),
        ("visit on day 12 after 64640, is it still in the global?", "no"),
        ("my partner of the same specialty saw her on day 4 after 64640, can he bill the recheck?", "no"),
        ("can 64624 never go over 1 unit, is that true", "yes"),
        ("office in Falls Church VA, our MAC is Palmetto, right?", "no"),
        ("office in Falls Church VA, our MAC is Novitas, right?", "yes"),
        ("remit says 59 and half is paid, file an appeal?", "no"),
        ("destroyed the nerve in the thigh with phenol, is it 64640?", "depends"),
    ],
)
def test_windows_colleagues_limits_and_contractors(copilot: Copilot, text: str, verdict: str) -> None:
    assert (
        copilot.ask(text, EncounterRequest(payer="medicare") if "MAC" in text else EncounterRequest()).verdict
        == verdict
    )


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (
            "RFA of the right sural nerve, the left nerve only got a bupivacaine block, codes?",
            {"64640-RT x1", "64450-LT x1"},
        ),
        ("phenol to the tibial nerve in the calf, which code", {"64640 x1"}),
        ("LFCN right, one needle either side of the split, 80 C 90 s, which code", {"64640-RT x1"}),
        ("botox went in both sides of the head, is 64615-50 right?", {"64615 x1"}),
    ],
)
def test_the_other_side_a_part_of_the_body_and_the_side_of_a_needle(
    copilot: Copilot, text: str, report: set[str]
) -> None:
    assert lines(copilot, text) == report


def test_a_question_that_points_back_to_nothing_asks_for_the_service(copilot: Copilot) -> None:
    answer = copilot.ask("and what about the left one?", EncounterRequest())
    assert answer.outcome == "needs_information"
    assert [item.what for item in answer.missing] == ["the service meant"]


def test_a_rate_of_next_year_is_not_answered_with_this_years(copilot: Copilot) -> None:
    assert copilot.ask("CY2027 rate of 64640", EncounterRequest()).outcome == "abstained"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("visit on day 11 after 64640 billable?", "yes"),
        ("another doctor of a different specialty saw her on day 6 after 64640, can he bill?", "depends"),
        ("botox to both axillae, 64650-50?", "no"),
        ("claim from 2008, was 64632 around then?", "no"),
        ("2 lesions along the saphenous, tech put 2 units and I corrected it to 1 unit, am I right?", "yes"),
    ],
)
def test_late_visits_other_specialties_and_earlier_claims(copilot: Copilot, text: str, verdict: str) -> None:
    assert copilot.ask(text, EncounterRequest()).verdict == verdict
