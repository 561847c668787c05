"""Accounts of notes: settings, ribs, sides and stops that say what was done and where."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import counted

from chartcite.copilot import Copilot

SURAL = "Continuous radiofrequency ablation of the sural nerve at 80 C for 90 seconds."


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # pulses told by the settings of the generator, and a lesion that was not meant to be made
        (
            "Technique. Left C6 dorsal root ganglion reached under C-arm. Settings: 20 ms, 45 V, 42 C for 240 s, twice. No heat lesion was made.",
            ("unlisted_procedure", ["64999 x1"]),
        ),
        # ribs in words, and each in a sentence of its own
        (
            "The needle was walked under the lower border of the right fifth rib. 2 mL of 6% phenol injected. The same was done under the sixth rib and under the seventh rib, 2 mL of 6% phenol each.",
            ("destruction", ["64620-RT x3"]),
        ),
        # what was stopped in the history stopped nothing today
        (
            f"Background: left ankle pain. Methadone trial abandoned in March.\nTechnique: {SURAL.replace('the sural', 'the left sural')}",
            ("destruction", ["64640-LT x1"]),
        ),
        # a side at the end of its words is no parting
        (
            "The sural nerve was sought on the right with a stimulating needle. 2 mL of phenol 6% injected. The needle was moved to the left ankle and the sural nerve there was treated in the same fashion, 2 mL phenol 6%.",
            ("destruction", ["64640-50 x1"]),
        ),
        # each side under its words
        (
            "Procedures:\nRIGHT sural nerve: phenol 6%, 2 mL.\nLEFT ankle behind: sural nerve, injection of 1 mL betamethasone and lidocaine.",
            ("destruction", ["64450-LT x1", "64640-RT x1"]),
        ),
        # a blank for the temperature leaves open what the title says
        (
            "Procedure: Nerve ablation\nSide: left\nThe left sural nerve was approached. 1 mL of lidocaine given. The nerve was treated at ____ °C for ____ seconds.",
            ("cannot_code", []),
        ),
    ],
)
def test_an_account_says_what_was_done_and_where(copilot: Copilot, note: str, expected: tuple[str, list[str]]) -> None:
    assert counted(copilot, note) == expected
