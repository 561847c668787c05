"""Tables, form lines, clauses and names in lists: what a short account says by its shape."""

from __future__ import annotations

from datetime import date

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


@pytest.mark.parametrize(
    "table",
    [
        "| Site | Temp C | Sec |\n|---|---|---|\n| L sural | 80 | 90 |",
        "Site    Temp    Sec\nL sural    80    90",
        "Site\tT (C)\tMin\nL sural\t80\t2",
        "Site,Temp,Min\nL sural,80,2",
        "Site: | L sural\nTemp C | 80 | 80\nSec | 90 | 90",
    ],
)
def test_a_table_gives_its_numbers_the_unit_of_their_column_or_row(copilot: Copilot, table: str) -> None:
    assert coded(copilot, f"RF lesion log, left sural nerve\n{table}\n") == ("destruction", ["64640-LT"])


def test_a_column_of_pulses_is_no_lesion(copilot: Copilot) -> None:
    note = "RF log, left sural nerve\n| Site | Temp C | Sec |\n| L sural | 42 | 240 |\n"
    assert coded(copilot, note) == ("unlisted_procedure", ["64999"])


def test_a_column_of_other_numbers_is_no_temperature(copilot: Copilot) -> None:
    note = "RF log, left sural nerve\n| Site | Ohm | Watt |\n| L sural | 210 | 80 |\n"
    assert coded(copilot, note) == ("cannot_code", [])


def test_labels_on_one_line_apart_by_blanks_each_have_their_own_text(copilot: Copilot) -> None:
    note = "Y/N  Ablation today: N   Block today: Y   Nerve: sural   Side: R   Agent: ropivacaine 0.2% 8 mL"
    assert coded(copilot, note) == ("block", ["64450-RT"])


def test_what_was_done_is_told_apart_from_what_was_ordered(copilot: Copilot) -> None:
    note = "Order: L saphenous nerve, pulsed. Done: L sural nerve, thermal, 80 C 2 min after all."
    assert coded(copilot, note) == ("destruction", ["64640-LT"])
    assert coded(copilot, "Order: L sural nerve thermal RF 80 C. Not yet scheduled.")[0] == "no_procedure"


@pytest.mark.parametrize(
    "told", ["heat not pulsed, 80 C, 90 s", "continuous, not pulsed, mode, 80 C 90 s", "RF, no x-ray here: 80 C 90 s"]
)
def test_a_word_that_is_set_apart_denies_nothing_after_it(copilot: Copilot, told: str) -> None:
    assert coded(copilot, f"Left sural nerve, {told}.") == ("destruction", ["64640-LT"])


@pytest.mark.parametrize(
    "told",
    [
        "We did not treat the sural nerve, the saphenous nerve or the tibial nerve.",
        "No lesion at the following: left sural nerve, left saphenous nerve.",
        "The sural nerve was not heated, and it was not cooled.",
    ],
)
def test_a_denied_verb_denies_its_whole_list(copilot: Copilot, told: str) -> None:
    assert coded(copilot, f"Left leg pain, seen in the clinic. {told}")[1] == []


def test_a_list_that_shares_its_last_word_names_every_item(copilot: Copilot) -> None:
    note = "Right knee, cooled RF 60 C 150 s: superior lateral, superior medial and inferior medial genicular branches, fluoroscopy."
    assert coded(copilot, note) == ("destruction", ["64624-RT"])


@pytest.mark.parametrize(
    "told",
    [
        "superior cluneal nerve (middle and lateral branch)",
        "deep peroneal nerve, medial and lateral branches",
        "sural nerve (lateral branch)",
    ],
)
def test_branches_that_many_nerves_have_are_those_of_the_nerve_beside_them(copilot: Copilot, told: str) -> None:
    assert coded(copilot, f"Left {told}. Thermal RF 80 C 90 s.") == ("destruction", ["64640-LT"])


def test_lateral_branches_near_words_of_the_sacrum_are_its_own(copilot: Copilot) -> None:
    note = "Left SI joint pain. Lateral branches of S1 to S3 and L5 dorsal ramus, fluoroscopy, thermal RF 80 C 90 s."
    assert coded(copilot, note) == ("destruction", ["64625-LT"])


def test_a_branch_after_a_comma_is_no_second_nerve(copilot: Copilot) -> None:
    note = "Thermal RF 80 C 90 s, right tibial nerve, medial calcaneal branch."
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert [(s.code, s.units) for s in made.report] == [("64640", 1)]


def test_a_name_cut_short_before_brackets_ends_no_sentence(copilot: Copilot) -> None:
    note = "Heat lesions, left: suprascapular n. (spinoglenoid), axillary n. articular twig. 80 C, 90 s each."
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert [(s.code, s.units) for s in made.report] == [("64640", 2)]


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ("PREEMPT, 31 sites, 155 U: corrugator, procerus, frontalis, temporalis, occipitalis, trapezius.", "64615"),
        ("Right spastic arm: biceps 50 U, brachialis 50 U, FCR 25 U under EMG.", "64642"),
        ("Spasmodic dysphonia, adductor type. Percutaneous with EMG, 1.5 U to the left thyroarytenoid.", "64617-LT"),
    ],
)
def test_units_given_to_a_muscle_are_those_of_a_toxin(copilot: Copilot, note: str, line: str) -> None:
    disposition, lines = coded(copilot, note)
    assert disposition == "chemodenervation"
    assert line in lines


@pytest.mark.parametrize(
    "note",
    [
        "Plan 100 units to the right biceps next visit. Exam only today.",
        "Left biceps trigger point injection with lidocaine. Heparin 5000 units last year.",
        "Trapezius tender. Insulin 10 units daily.",
    ],
)
def test_units_of_a_plan_or_of_another_drug_are_no_toxin(copilot: Copilot, note: str) -> None:
    assert coded(copilot, note)[0] != "chemodenervation"
