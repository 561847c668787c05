"""Notes made of forms, templates and paragraphs: where the account starts, what a form says against it, and what is beside a nerve."""

from __future__ import annotations

from datetime import date

import pytest
from tests.knowledge.reports import counted

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "X-ray: mild osteoarthritis. After signing he was laid prone. A 20 gauge needle went to the left sural nerve, burned at 80 degrees for 90 seconds.",
            "64640-LT x1",
        ),
        (
            "PMH: HTN, gout.\n\nConsent signed. Seated, leaning forward. Needle put beside the right sural nerve. Thermal RF 80 C 60 s x2.",
            "64640-RT x1",
        ),
        (
            "Medications: warfarin, held\n\nPatient prone. RF cannula advanced to the left sural nerve. 80 C for 90 s.",
            "64640-LT x1",
        ),
        (
            "Past procedures: 2023 prone, phenol 6% 2 mL to left sural nerve\n\nSupine. Left saphenous nerve: phenol 6%, 3 mL injected.",
            "64640-LT x1",
        ),
    ],
)
def test_an_account_opens_below_a_history_or_study(copilot: Copilot, note: str, expected: str) -> None:
    assert counted(copilot, note) == ("destruction", [expected])


def test_a_history_that_tells_how_one_lay_opens_no_account(copilot: Copilot) -> None:
    note = "PMH: HTN, right sural nerve RFA at 80 C for 90 s in 2023, prone, tolerated.\nMeds: aspirin"
    assert counted(copilot, note) == ("no_procedure", [])


def test_an_injection_of_days_ago_is_not_that_of_today(copilot: Copilot) -> None:
    note = "A block of the left sural nerve with lidocaine two days ago took the pain to 1. Prone. {}"
    assert counted(copilot, note.format("Alcohol 98% 2 mL was injected at the left sural nerve.")) == (
        "destruction",
        ["64640-LT x1"],
    )
    assert counted(copilot, note.format("Nothing was injected."))[0] != "block"


def test_the_choice_kept_in_a_template_is_read_and_an_open_one_is_a_blank(copilot: Copilot) -> None:
    note = "Procedure: {} sural nerve phenol neurolysis\nProne. Phenol 6% 2 mL injected."
    made = copilot.critique(
        note.format('{Laterality:123::"Right"}'), EncounterRequest(date_of_service=date(2026, 6, 1))
    )
    assert [s.modifiers for s in made.report] == [("RT",)]
    assert not any("template" in f.title for f in made.findings)
    for open_choice in ("{Laterality:123}", '{Side:123::"right","left"}'):
        made = copilot.critique(note.format(open_choice), EncounterRequest(date_of_service=date(2026, 6, 1)))
        assert [s.modifiers for s in made.report] == [()]
        assert any("template" in f.title for f in made.findings)


FORM = "Nerve: sural\nSide: right\nRF mode: {}\nTemp: {} C\nNarrative: Prone. Needle at the right sural nerve. {}"


@pytest.mark.parametrize(
    ("mode", "heat", "told", "expected"),
    [
        ("pulsed", 42, "Continuous thermal radiofrequency at 80 C for 90 seconds.", "cannot_code"),
        ("continuous", 80, "Pulsed radiofrequency at 42 C for 240 seconds.", "cannot_code"),
        ("continuous", 80, "Thermal radiofrequency at 80 C for 90 seconds.", "destruction"),
        ("thermal", 80, "Pulsed RF at 42 C for 120 s, then thermal RF at 80 C for 90 seconds.", "destruction"),
    ],
)
def test_a_form_and_its_account_may_exclude_each_other(
    copilot: Copilot, mode: str, heat: int, told: str, expected: str
) -> None:
    assert counted(copilot, FORM.format(mode, heat, told))[0] == expected


@pytest.mark.parametrize("lying", ["Left side down, lateral fluoroscopy.", "Left side dependent. Facet spurs R>L."])
def test_the_side_on_which_one_lies_is_not_that_treated(copilot: Copilot, lying: str) -> None:
    note = f"Procedure: right C4, C5, C6 medial branch blocks. {lying} Bupivacaine 0.5% 0.3 mL per nerve."
    assert counted(copilot, note) == ("block", ["64490-RT x1", "64491-RT x1"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("the right supraspinous fossa and the suprascapular artery", "64418-RT x1"),
        ("the right fibular neck", "64450-RT x1"),
        ("the right occipital artery", "64405-RT x1"),
    ],
)
def test_the_nerve_is_the_one_beside_which_lies_what_was_seen(copilot: Copilot, told: str, expected: str) -> None:
    note = f"Sitting upright. I scanned {told} and saw the nerve. The needle was brought in until its tip lay beside the nerve; 5 mL ropivacaine 0.2% was deposited and lifted the ligament away."
    assert counted(copilot, note) == ("block", [expected])


def test_each_numbered_procedure_treats_its_own_nerve(copilot: Copilot) -> None:
    note = "Procedure #1. Seated. A third of the way from the inion to the mastoid, 30g needle. Bupivacaine 2 mL R and L.\n\nProcedure #2. Right trapezius, taut bands: lidocaine 1% 0.5 mL each."
    assert "64405-50 x1" in counted(copilot, note)[1]


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("left intercostal nerve blocks, 6th, 7th and 8th", 2),
        ("intercostal nerve blocks at the left fifth and sixth", 1),
        ("intercostal blocks L 9th, 10th", 1),
        ("left intercostal nerve block, second visit, rib 5", 0),
    ],
)
def test_ribs_told_by_their_order_after_the_block_are_counted(copilot: Copilot, title: str, count: int) -> None:
    lines = counted(copilot, f"Procedure: {title}. Sitting. Bupivacaine 0.25% 3 mL per space.")[1]
    assert lines == ["64420-LT x1", f"64421-LT x{count}"][: 2 if count else 1]


@pytest.mark.parametrize(
    ("skin", "expected"),
    [
        ("Alcohol x3.", "block"),
        ("Skin: alcohol.", "block"),
        ("Alcohol, 2 mL of 98%, injected around the nerve.", "destruction"),
    ],
)
def test_alcohol_without_a_dose_is_for_the_skin(copilot: Copilot, skin: str, expected: str) -> None:
    assert counted(copilot, f"Left sural nerve. {skin} 25 g needle, lidocaine 1% 2 mL around the nerve.")[0] == expected


def test_what_stands_under_a_plan_but_was_done_today_was_done(copilot: Copilot) -> None:
    note = "A: meralgia\nP: left lateral femoral cutaneous nerve block {}."
    assert counted(copilot, note.format("done today, lidocaine 1% 4 mL")) == ("block", ["64450-LT x1"])
    assert counted(copilot, note.format("not done today, INR 3"))[0] == "no_procedure"
    assert counted(copilot, note.format("to be done today after lunch"))[0] == "no_procedure"


def test_loss_of_resistance_alone_makes_no_epidural(copilot: Copilot) -> None:
    note = "Ganglion impar block. Prone. Needle through the sacrococcygeal disc, loss of resistance. Bupivacaine 0.25% 4 mL."
    assert counted(copilot, note) == ("block", ["64999 x1"])


def test_a_view_amid_an_account_is_no_plan(copilot: Copilot) -> None:
    note = "Right L3 sympathetic block. Prone. Lateral: at the anterior cortex. AP: under the pedicle. Bupivacaine 10 cc at the lumbar sympathetic chain."
    assert counted(copilot, note) == ("block", ["64520-RT x1"])
    assert counted(copilot, "Seen for foot pain.\nAP: phenol of the left sural nerve.") == ("no_procedure", [])
