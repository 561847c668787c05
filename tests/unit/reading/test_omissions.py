"""The grammar of omission on an invented trade: what a phrase is said of, and what turns it round."""

from __future__ import annotations

import re

import pytest

from chartcite.catalog.words import words_of
from chartcite.domain.note_language import Omission
from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.outline.omissions import Omissions

GRAMMAR = Omission(
    words={"be": "was|were", "omit": "skip(?:ped|ping)?", "led": "{be}"},
    starts=("skip", "left", "not"),
    shapes={
        "subject": ("left alone", r"not brazed\b"),
        "subject_led": (r"{omit}\b",),
        "object": (r"{omit}\b",),
        "between": (r"\s*(?:{led})?\s*",),
        "object_between": (r"\s*(?:the\s+)?",),
        "joined": (r"\s*(?:(?P<list>,)|,?\s*and)\s*(?:the\s+)?",),
        "lead": (r"\b{led}\s*$",),
        "denied": (r"\bnever\s+$",),
        "negation": (r"\bnot\b",),
        "taken_back": (r"\s*in May\b",),
        "taken_back_no": (r"\s*until\b",),
    },
)
NAMES = ("hairspring", "balance", "mainspring")


def left_out(text: str) -> set[str]:
    """The names that the cues reach."""
    found = [
        Mention("target", name, Span(m.start(), m.end()), name) for name in NAMES for m in re.finditer(name, text, re.I)
    ]
    left = Omissions(GRAMMAR, re.compile(r"(?!)")).of(text, words_of(text), found)
    return {m.value for m in found for c in left.cues if c.reach.start <= m.span.start and m.span.end <= c.reach.end}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The hairspring was skipped.", {"hairspring"}),
        ("We skipped the hairspring.", {"hairspring"}),
        ("Brazed the balance, skipped the hairspring.", {"hairspring"}),
        ("Balance, hairspring left alone.", {"hairspring"}),
        ("Balance, mainspring and hairspring left alone.", {"balance", "hairspring", "mainspring"}),
        ("Balance brazed, the case left alone.", set()),
        ("The hairspring was never skipped.", set()),
        ("The hairspring was skipped in May.", set()),
        ("The hairspring was not brazed until it was dry.", set()),
        ("The hairspring was skipped until spring.", {"hairspring"}),
    ],
)
def test_a_phrase_is_bound_to_what_stands_right_beside_it(text: str, names: set[str]) -> None:
    assert left_out(text) == names
