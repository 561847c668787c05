"""A note written all in capitals, or without one, says what it says in ordinary letters."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot

NOTES = [
    (
        "Thermal RF 80 C 90 s of the right S1, S2 and S3 lateral branches and of the L5 dorsal ramus.",
        ("destruction", ["64625-RT"]),
    ),
    ("Sural nerve thermal RFA 80 C for 90 s.\nSide: [x] R [ ] L", ("destruction", ["64640-RT"])),
    (
        "Procedure record\n\nAfter a discussion of the risks she signed.\n\nCT: needles to the celiac plexus from both sides, "
        "then 12 mL of 98% dehydrated alcohol was injected on each side.",
        ("destruction", ["64680"]),
    ),
    (
        "SGB procedure template v3\nRight side. Under ultrasound the needle was led to the stellate ganglion at C6, ropivacaine 7 mL.",
        ("block", ["64510-RT"]),
    ),
    (
        "Nerve conduction study: right ulnar 36 m/s across the elbow, median normal.\nSocial: no tobacco, EtOH rare.",
        None,
    ),
]


@pytest.mark.parametrize("written", [str, str.upper, str.lower])
@pytest.mark.parametrize(("note", "made"), NOTES)
def test_letters_of_one_size_change_no_decision(
    copilot: Copilot, note: str, made: tuple[str, list[str]] | None, written: type[str]
) -> None:
    found = coded(copilot, written(note))
    assert found == made if made else found[1] == []
