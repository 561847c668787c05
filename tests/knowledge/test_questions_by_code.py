"""Questions that name a code and leave the nerve to it: the code's own target, when region, side or levels fit."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


def reported(copilot: Copilot, question: str) -> list[str]:
    lines = copilot.ask(question, EncounterRequest()).report
    return ["-".join((line.code, *line.modifiers)) + (f" x{line.units}" if line.units else "") for line in lines]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("64632 on both feet, which modifier?", ["64632-50 x1"]),
        ("64624 left knee modifier?", ["64624-LT x1"]),
        ("64635 for L3-4 and L4-5 on the right, how many units?", ["64635-RT x1", "64636-RT x1"]),
        ("64633 C5-6 left, which lines?", ["64633-LT x1"]),
    ],
)
def test_the_code_says_which_nerve_is_meant(copilot: Copilot, question: str, lines: list[str]) -> None:
    assert reported(copilot, question) == lines


@pytest.mark.parametrize(
    "question", ["can I bill 64624 for RFA at the hip?", "64635 and 64640 for different nerves?", "64640 for the knee?"]
)
def test_a_code_says_nothing_of_another_region_or_beside_another_code(copilot: Copilot, question: str) -> None:
    assert reported(copilot, question) == []


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("toxin into 4 muscles of the left leg and 3 of the right arm, codes?", ["64642 x1", "64643 x1"]),
        ("botox, 7 muscles right arm, 2 muscles right leg", ["64644 x1", "64643 x1"]),
        ("botox 2 muscles in both arms, codes", ["64642 x1", "64643 x1"]),
    ],
)
def test_each_limb_has_the_muscles_told_of_it(copilot: Copilot, question: str, lines: list[str]) -> None:
    assert reported(copilot, question) == lines
