"""Elements as brief notes write them, and what only looks like them."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import ElementState
from chartcite.domain.encounter import EncounterRequest

HEATED = "Procedure: Thermal lesion of the right sural nerve\nTwo lesions were made at 80 C for 90 seconds.\n"


def _state(copilot: Copilot, note: str, name: str) -> ElementState:
    critique = copilot.critique(note, EncounterRequest(), None)
    return next(e.state for e in critique.elements if e.id == name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("consent", "Went over numbness with the patient and her sister. Both agree."),
        ("consent", "The injection was talked over with the parents, they agree."),
        ("consent", "Cons + TO done."),
        ("consent", "T/O & cons, right."),
        ("image_record", "Pics sav'd."),
        ("image_record", "Imgs stor'd x4."),
        ("image_record", "Clip capt'd at both sites."),
        (
            "conservative_care",
            "After: walks well.\nPT has been done for 4 months, pregabalin failed - see the June note.",
        ),
        ("conservative_care", "Aftercare: ice.\nBracing has been tried, duloxetine no help."),
        ("diagnostic_block_response", "Booked: RFA right sural (blocks 2/3 and 2/17, 90% each time)"),
        ("diagnostic_block_response", "Planned: both nerves (crush injury, blocks of both on 4/1 & 4/15 85%)"),
        (
            "diagnostic_block_response",
            "Sural blocks with bupivacaine 3/4 = pain O/10, slept for the first time in a month.",
        ),
        ("complications", "Before the second site she turned pale and sweaty, BP 84/50."),
        ("complications", "He passed out when the dressing went on."),
        ("complications", "Out for 15 sec, legs up."),
        ("diagnosis", "Status migrainosus, day 3."),
        ("diagnosis", "OAB, wet type."),
        ("diagnosis", "Neurogenic detrusor overactivity."),
        ("diagnosis", "Adductor dysphonia."),
    ],
)
def test_brief_words_document_an_element(copilot: Copilot, name: str, said: str) -> None:
    assert _state(copilot, HEATED + said, name) == "documented"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("consent", "The two radiologists agree on the reading; all agree that surgery can wait."),
        ("consent", "Cons of surgery were listed by the surgeon last year in a letter."),
        ("image_record", "Vitals sav'd by the monitor."),
        ("conservative_care", "After: ice.\nThe procedure has been done without delay."),
        ("diagnostic_block_response", "Planned: sural block on the right, pictures to be saved"),
        ("diagnostic_block_response", "To follow: block of the saphenous nerve, 2 mL of 0.5%"),
        ("complications", "Call if you feel faint or pass out."),
        ("complications", "The image went to the archive and the gel is out for cleaning."),
    ],
)
def test_look_alikes_of_brief_words_document_nothing(copilot: Copilot, name: str, said: str) -> None:
    assert _state(copilot, HEATED + said, name) == "missing"


@pytest.mark.parametrize(
    "said",
    [
        "Generator settings: see printout (not in the chart)\nMode:      Temp:      Time:\nF/U 4 weeks.",
        "Lesion data: per generator log\nReturn in a month.",
        "Settings: see scanned sheet.",
        "Temp:\nTime:\nHome with her son.",
    ],
)
def test_settings_told_to_stand_elsewhere_are_none_of_the_note(copilot: Copilot, said: str) -> None:
    note = f"Radiofrequency needle put on the right sural nerve under ultrasound. RF treatment done.\n{said}\n"
    assert _state(copilot, note, "destructive_parameters") == "missing"


@pytest.mark.parametrize(
    "said",
    [
        "Generator settings: 80 C, 90 s",
        "Lesion data: mode continuous, 80 degrees for 90 seconds; printout attached.",
        "Temp: 80 C\nTime: 90 s",
    ],
)
def test_settings_of_the_note_are_documented(copilot: Copilot, said: str) -> None:
    note = f"Radiofrequency needle put on the right sural nerve under ultrasound. RF treatment done.\n{said}\n"
    assert _state(copilot, note, "destructive_parameters") == "documented"


@pytest.mark.parametrize("product", ["OnabotA 100 U", "abobotA 300 units", "IncobotA 2.5 U per point", "ona-botA 20u"])
def test_a_toxin_cut_short_names_the_product(copilot: Copilot, product: str) -> None:
    note = f"Cervical dystonia. {product} to the right splenius capitis and right trapezius, EMG guidance."
    assert _state(copilot, note, "toxin_product") == "documented"
