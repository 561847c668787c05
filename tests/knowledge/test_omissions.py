"""What a note tells as left out: a verb of omission is bound to its own subject or object and to nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest

DONE = "Left sural nerve: thermal RF, 80 C, 90 s."
SUBJECT = [
    "was left alone",
    "was deliberately left in peace",
    "purposely left as is",
    "has been left undisturbed",
    "left for another day",
    "skipped",
    "got skipped",
    "was bypassed",
    "was intentionally omitted",
    "was spared to keep sensation",
    "went untreated",
    "wasn't treated",
    "was not formally treated",
    "was never lesioned",
    "received no lesion",
    "needs nothing today",
    "didn't require a lesion",
    "could not be safely reached",
    "couldn't be found",
    "was unreachable",
    "is off limits",
    "was put off",
    "was crossed off the plan",
    "is not included",
    "was not a target today",
    "was tested but not lesioned",
    "was not seen, so not treated",
    "is silent; left alone",
    ", which was ablated in May, was left untouched",
    "(done in May) was not repeated",
    "was seen and protected with saline",
    "was monitored throughout",
    "awaits another session",
    "must wait",
    "was given a miss",
    "declined by the patient",
    ": nothing done",
    "too close to the vein to risk",
    "- skipped",
]
OBJECT = [
    "We left the {} alone.",
    "Chose to leave the {} alone.",
    "We skipped the {} today.",
    "Omitted: {}.",
    "Not treated: {}.",
    "We preserved the {}.",
    "I didn't touch the {}.",
    "We did not go after the {}.",
    "Unable to reach the {}.",
    "Did nothing to the {}.",
    "No lesion at the {}.",
    "I decided against the {}.",
    "All but the {} treated.",
    "Stayed clear of the {}.",
    "Elected to leave the {}.",
    "We gave the {} a miss.",
    "She declined the {}.",
    "We excluded the {} from treatment.",
]
REDONE = [
    "The left saphenous nerve was also treated, the left tibial not.",
    "The left saphenous nerve was lesioned likewise and the needle was left in place for a minute.",
    "The left saphenous nerve was also lesioned, 80 C for 90 s, the skin left intact.",
    "The left saphenous nerve could not be seen at first, but then it was reached and lesioned at 80 C for 90 s.",
    "The left saphenous nerve, which was not treated in May, was lesioned today at 80 C for 90 s.",
    "The left saphenous nerve was lesioned at 80 C for 90 s and the left tibial nerve left alone.",
    "We left the patient alone for a minute, then heated the left saphenous nerve to 80 C for 90 s.",
    "Skipping the left tibial nerve, we lesioned the left saphenous nerve at 80 C for 90 s.",
    "The left saphenous nerve was not heated until the tip was right; it was then lesioned at 80 C for 90 s.",
]


def lines(copilot: Copilot, note: str) -> tuple[str, list[tuple[str, int | None]]]:
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    return made.disposition, [("-".join([s.code, *s.modifiers]), s.units) for s in made.report]


@pytest.mark.parametrize("told", SUBJECT)
@pytest.mark.parametrize("form", ["{done} {left}", "{left} {done}", "{done}\n{left}"])
def test_what_a_verb_of_omission_is_said_of_was_not_treated(copilot: Copilot, told: str, form: str) -> None:
    gap = "" if told[0] in ",:" else " "
    note = form.format(done=DONE, left=f"The saphenous nerve{gap}{told}.")
    assert lines(copilot, note) == ("destruction", [("64640-LT", 1)])


@pytest.mark.parametrize("told", OBJECT)
def test_the_object_of_a_verb_of_omission_was_not_treated(copilot: Copilot, told: str) -> None:
    for note in (f"{DONE} {told.format('saphenous nerve')}", f"{told.format('saphenous nerve')} {DONE}"):
        assert lines(copilot, note) == ("destruction", [("64640-LT", 1)])


@pytest.mark.parametrize("told", REDONE)
def test_an_omission_of_something_else_or_of_another_time_takes_nothing_away(copilot: Copilot, told: str) -> None:
    assert lines(copilot, f"{DONE} {told}") == ("destruction", [("64640-LT", 2)])


def test_a_nerve_left_out_on_the_other_side_stays_treated_on_its_own(copilot: Copilot) -> None:
    note = "Sural (R) and tibial (R) nerves lesioned, 80 C, 90 s. Sural (L) could not be reached; no lesion there."
    assert lines(copilot, note) == ("destruction", [("64640-RT", 2)])


def test_a_row_that_says_not_done_takes_its_side_away(copilot: Copilot) -> None:
    note = "Nerve | Side | Temp\nsural | R | 80 C 90 s\ntibial | R | 80 C 90 s\nsural | L | - | not done\nthermal RF"
    assert lines(copilot, note) == ("destruction", [("64640-RT", 2)])


def test_an_agent_held_back_was_not_given(copilot: Copilot) -> None:
    note = "Left sural nerve: 3 mL 0.25 % bupivacaine; phenol held until we see the response."
    assert lines(copilot, note) == ("block", [("64450-LT", 1)])


def test_a_second_lesion_told_after_one_by_figures_is_counted_too(copilot: Copilot) -> None:
    note = "Left sural nerve heated to 80 C for 90 s. The left saphenous nerve was also lesioned at 80 C for 90 s."
    assert lines(copilot, note) == ("destruction", [("64640-LT", 2)])


@pytest.mark.parametrize(
    "note",
    [
        "CONSENT SIGNED FOR: left sural thermal ablation 80 C. INR 3.6 - cancelled before prep.",
        "Left sural phenol neurolysis, 3 mL 6 %. Called off before the needle was in.",
        "Advice to the family doctor: left sural phenol 3 mL, then review.",
        "Recommendations for the surgeon: (1) sural block, (2) if positive, thermal RF of the sural at 80 C.",
        "Interscalene catheter removed, tip intact.",
    ],
)
def test_what_was_called_off_advised_or_taken_out_is_no_procedure(copilot: Copilot, note: str) -> None:
    assert lines(copilot, note) == ("no_procedure", [])


@pytest.mark.parametrize(
    "above",
    [
        "The visit was cancelled last month.",
        "Plan for today: left sural phenol.",
        "Consent for left sural phenol: signed.",
        "CONSENT SIGNED FOR: left sural phenol.",
    ],
)
def test_what_was_done_below_a_plan_a_consent_or_an_old_cancellation_stays_done(copilot: Copilot, above: str) -> None:
    note = f"{above}\nLeft sural nerve injected with 3 mL 6 % phenol."
    assert lines(copilot, note) == ("destruction", [("64640-LT", 1)])


@pytest.mark.parametrize(
    "note",
    [
        "Right great toe: 89 % phenol applied to the germinal matrix 3 x 30 s after the nail border came out.",
        "Bone met in the L3 body ablated by RF, then cement. Nerve roots monitored.",
        "Small saphenous vein closure by radiofrequency, 120 C, left. Sural nerve protected by fluid.",
        "Today only sodium hyaluronate, right knee, one syringe.",
    ],
)
def test_work_outside_the_field_is_named_as_such(copilot: Copilot, note: str) -> None:
    assert lines(copilot, note) == ("other_procedure", [])


def test_a_catheter_at_a_plexus_is_a_continuous_block(copilot: Copilot) -> None:
    note = "Interscalene catheter placed on the right under ultrasound, ropivacaine 0.2 % at 8 mL an hour."
    assert lines(copilot, note) == ("block", [("64416-RT", 1)])


def test_hyaluronate_tried_earlier_is_no_step_of_an_ablation(copilot: Copilot) -> None:
    note = "Failed a hyaluronate series. Left sural nerve heated to 80 C for 90 s."
    assert lines(copilot, note) == ("destruction", [("64640-LT", 1)])


def test_what_is_told_after_a_semicolon_and_then_has_its_own_figures(copilot: Copilot) -> None:
    note = "Left sural nerve block, 3 mL bupivacaine; then right tibial nerve heated by thermal RF, 80 C, 90 s."
    disposition, made = lines(copilot, note)
    assert disposition == "destruction"
    assert ("64640-RT", 1) in made
    assert all(code != "64640-LT" for code, _ in made)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Left sural nerve, thermal RF at 80 C for 90 s. Kenalog 10 mg into the right 3rd webspace neuroma.",
            ["64455-RT", "64640-LT"],
        ),
        ("Left sural nerve, thermal RF at 80 C for 90 s. Then 10 mg of Kenalog at the sural nerve.", ["64640-LT"]),
        (
            "Thermal RF left sural nerve 80 C 90 s. Then the right knee joint was injected with 40 mg Kenalog.",
            ["64640-LT"],
        ),
        (
            "Right pudendal nerve: 5 mL lidocaine 1% went in. Before the alcohol step a vessel showed, so the alcohol was never given.",
            ["64430-RT"],
        ),
        (
            "Right pudendal nerve: lidocaine 1%, then 3 mL of alcohol 98%. No alcohol was left in the syringe.",
            ["64630-RT"],
        ),
        (
            "Neurolytic block of the right saphenous nerve. Given: lidocaine 1% 6 mL. Returned to pharmacy unopened: phenol 6%.",
            ["64450-RT"],
        ),
    ],
)
def test_each_nerve_has_what_it_was_given_and_no_more(copilot: Copilot, note: str, expected: list[str]) -> None:
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert sorted("-".join([s.code, *s.modifiers]) for s in made.report) == expected
