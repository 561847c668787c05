"""A note whose lines were broken at a width says what it said before; tables and lists stay as they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot
from chartcite.reading.notes.words.wrapping import unwrapped

BLOCK = (
    "Procedure: left L4-5 and L5-S1 facet joint nerve blocks\n"
    "HPI: low back pain for three years, worse in extension; therapy and naproxen did not help. If the blocks help twice "
    "we will go on to thermal radiofrequency ablation of the same nerves at 80 C for 90 s in the autumn, as was discussed.\n"
    "Description: prone, prepped, under fluoroscopy 25 gauge needles were brought to the left L3 and L4 medial branches and "
    "to the L5 dorsal ramus, and 0.5 mL of 0.5% bupivacaine was given at each of them without any steroid at all.\n"
    "Plan: diary for eight hours, ice as needed, and a call to the office tomorrow with the numbers that she has written down."
)
BURN = (
    "Procedure: RFA, right sural nerve\n"
    "Indication: right lateral foot pain after an ankle fracture; a diagnostic block in May gave 80% relief for ten hours.\n"
    "Description: supine, probe over the lateral ankle, the cannula was placed in plane beside the right sural nerve and, after "
    "1 mL of lidocaine, thermal radiofrequency was applied at 80 C for 90 s. The left side had been treated in 2025 and is well.\n"
    "Complications: none, and the patient walked out of the room with her shoes on and her pain at two of ten."
)
TABLE = (
    "Muscle                                        right      left\n"
    "medial gastrocnemius, two sites each           50 U      50 U\n"
    "lateral gastrocnemius, two sites each          50 U      50 U\n"
    "soleus, one site on each side of the leg       25 U      25 U\n"
)
LINES = st.lists(st.text(alphabet=st.sampled_from("abcDEF .,:-|\t1\u00e9"), max_size=90), max_size=12)


def at_width(note: str, width: int, end: str = "\n") -> str:
    """The note with its long lines broken as a mail program or a printer breaks them."""
    lines = (textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False) for line in note.split("\n"))
    return end.join(part for parts in lines for part in parts)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [58, 70, 80, 100])
@pytest.mark.parametrize("note", [BLOCK, BURN, BURN.upper()])
def test_broken_lines_change_no_decision(copilot: Copilot, note: str, width: int, end: str) -> None:
    assert coded(copilot, at_width(note, width, end)) == coded(copilot, note)


def test_joined_lines_are_the_lines_as_written() -> None:
    assert unwrapped(at_width(BLOCK, 70)).replace(" ", "") == BLOCK.replace(" ", "")


@pytest.mark.parametrize("note", [TABLE, BURN, "- one nerve of the left foot\n- another of the right\n- and no more\n"])
def test_rows_lists_and_unbroken_notes_stay_as_they_are(note: str) -> None:
    assert unwrapped(note) == note


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_only_line_ends_become_blanks_and_every_place_stays(lines: list[str], end: str) -> None:
    text = end.join(lines)
    made = unwrapped(text)
    assert len(made) == len(text)
    assert all(a == b or (a in "\r\n" and b == " ") for a, b in zip(text, made, strict=True))
