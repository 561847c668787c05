"""Many expressions at once find what one expression of all of them finds, and start only where they can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcite.catalog.library import Library
from chartcite.domain.expressions import heads, needed, split
from chartcite.domain.patterns import Patterns, holds_one

EXPRESSIONS = (
    r"\b(?:cat|cats?|dog) (?:ran|sat)\b",
    r"\b(?:\w+ )?sat\b",
    r"\b\d+\s?mL\b",
    r"\b(?:very )?(?:fast|slow)(?! cat)\b",
    r"(?<!\w)\d{1,2}%",
    r"\bk[aeiou]t|\bs\w*",
    r"\b(?-i:CAT)\b",
    r"(?:^|\n)dog\b",
    r"\b(?:(?:big|old) ){0,2}dog\b",
    r"\b[A-C]\d\b",
    r"(?<!very )(?<!cat )\b(?:sat|kit)\b",
    r"(?:(?<=[.;] )|(?<=\n)|\A)(?:old )?dog",
    r"(?<=[a ])(?:sat|ran)",
    r"(?:^|(?<=\n))big\b",
    r"\b(?:dog|(?:\w+ )?fast|[|)(]+|sl(?:ow|y|[)|]x)|\d+\|)",
    r"\b(?:cat|dog)\b(?: sat)?",
)
WORDS = (
    "cat",
    "CAT",
    "cats",
    "dog",
    "Dog",
    "sat",
    "ran",
    "very",
    "fast",
    "slow",
    "12 mL",
    "3%",
    "٣ mL",
    "kit",
    "\u212ait",
    "ſat",
    "b2",
    "big",
    "old",
    "_cat",
    "cat-sat",
    "\n",
    ".",
    "İst",
)


def _as_one(patterns: tuple[str, ...]) -> re.Pattern[str]:
    at_word = [p.removeprefix(r"\b") for p in patterns if p.startswith(r"\b")]
    free = [p for p in patterns if not p.startswith(r"\b")]
    return re.compile("|".join([*(rf"\b(?:{p})" for p in at_word), *(f"(?:{p})" for p in free)]), re.I)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(EXPRESSIONS), min_size=1, max_size=8, unique=True),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.integers(0, 20),
    st.integers(0, 60),
)
def test_they_find_what_one_expression_of_all_of_them_finds(chosen: list[str], text: str, low: int, high: int) -> None:
    one, many = _as_one(tuple(chosen)), Patterns(chosen)
    assert [m.span() for m in many.finditer(text)] == [m.span() for m in one.finditer(text)]
    assert [m.span() for m in many.finditer(text, low, high)] == [m.span() for m in one.finditer(text, low, high)]


def test_the_shipped_ones_find_in_a_note_what_one_expression_of_them_finds() -> None:
    library = Library.load(Path(__file__).parents[3] / "knowledge")
    note = (
        "Dx: knee OA. Failed PT x 6 weeks and NSAIDs. Informed consent obtained; risks explained. Under fluoroscopy, 2 mL of 6% phenol\n"
        "at 80 C for 90 seconds; images saved to PACS. No complications. Follow-up in 4 weeks, call if fever. Block gave 80% relief."
    )
    for row in library.vocabularies.elements.values():
        for patterns in (row.patterns, row.unlike, row.shown_by):
            given_ = tuple(row.expressions(patterns))
            found = [m.span() for m in Patterns(given_).finditer(note)]
            assert found == ([m.span() for m in _as_one(given_).finditer(note)] if given_ else [])


@pytest.mark.parametrize(
    ("source", "starts"),
    [
        (r"\b(?:no|nil) (?:pain|relief)", {"no ", "nil "}),
        (r"\b(?:the )?cat", {"the ", "cat"}),
        (r"\b(?:on\W|of\s|to_|in[ -]?to|at\b)", {"on ", "of ", "to", "in ", "into", "at"}),
        (r"\b(?:\s|-)pain", None),
        (r"\b[ab]?\d{2}", {"a0", "b0", "0"}),
        (r"\b(?=x)tomorrow", {"tomo"}),
        (r"\b\w+ pain", None),
        (r"(?<!no )\bpain", {"pain"}),
        (r"(?:(?<=[.;] )|(?<=\n)|\A)(?:ice|heat)", {"ice", "heat"}),
        (r"(?<=x)pain", None),
        (r"(?:(?<=x)|\A)pain", None),
        (r"(?<=\w)pain", None),
        (r"pain", None),
    ],
)
def test_the_starts_of_an_expression_are_known_or_it_is_looked_for_everywhere(
    source: str, starts: set[str] | None
) -> None:
    assert heads(source) == (None if starts is None else frozenset(starts))


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        (r"\b(?:a|b(?:c|d)|[|)]x|\|)", (r"\b(?:a)", r"\b(?:b(?:c|d))", r"\b(?:[|)]x)", r"\b(?:\|)")),
        (r"\b(?:a|b) c", (r"\b(?:a|b) c",)),
        (r"\b(?:a|b)(?:c|d)", (r"\b(?:a|b)(?:c|d)",)),
        (r"\b(?:(a)|b)", (r"\b(?:(a)|b)",)),
        ("a|b", ("a|b",)),
    ],
)
def test_an_expression_that_is_nothing_but_alternatives_is_parted_into_them(
    source: str, parts: tuple[str, ...]
) -> None:
    assert split(source) == parts


def test_what_is_no_expression_or_matches_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing at all"):
        heads(r"\b(?:x*|y)z?")
    with pytest.raises(re.error):
        Patterns([r"\b(?:open"])


SURE = [
    r"\b(?:stopped|halted) (?:before|prior to) (?:the )?\w{2,5}",
    r"(?:^|[.;] )should (?:this|that) (?:fail|return)",
    r"[a-z]{2,8} (?:was |were )?(?:wasted|discarded|sent back)\b",
    r"(?:could|can|would) be (?:done|repeated)(?: later)?",
    r"x{2,3}(?:ab|cd)+",
]


@given(st.sampled_from(SURE), st.data())
def test_every_match_holds_letters_that_are_needed_for_one(source: str, data: st.DataObject) -> None:
    wanted = needed(source)
    assert wanted
    text = data.draw(st.from_regex(re.compile(source, re.I | re.A), fullmatch=True))
    assert holds_one(f"... {text.upper()} ...", wanted)


@pytest.mark.parametrize("source", [r"\d+ ?%", r"a?b?", r"(?:yes|\d)", r"[a-z]+"])
def test_nothing_is_needed_where_nothing_is_sure(source: str) -> None:
    assert needed(source) is None
    assert holds_one("", needed(source))
