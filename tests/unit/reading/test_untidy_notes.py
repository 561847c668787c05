"""Untidy writing: scanned letters, labels without a colon, dictated levels, accounts told side by side."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcite.catalog.library import Library
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note_language import SectionKind
from chartcite.domain.text import Span
from chartcite.reading.notes.note import NoteReader
from chartcite.reading.notes.outline.choices import struck
from chartcite.reading.notes.outline.dates import labelled_day, other_days
from chartcite.reading.notes.outline.layout import nearest_heading, with_colons
from chartcite.reading.notes.outline.sections import Sectioner
from chartcite.reading.notes.outline.sentences import sentences
from chartcite.reading.notes.words.scanned import Scanned
from chartcite.reading.text.figures import measures
from chartcite.reading.text.levels import LevelScale
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.spelling import Speller

WORDS = {"pendulum", "hairspring", "oiling"}
SCANNED = Scanned(WORDS, {"dob", "op"}, Speller(WORDS, set()))
SCALE = LevelScale((("L", 5), ("S", 5)))


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("pendu1um", "pendulum"),
        ("hairsprlng", "hairspring"),
        ("0lLlNG", "OILING"),
        ("Ieft", "left"),
        ("O3/11/2026", "03/11/2026"),
        ("00473l2", "0047312"),
        ("D0B", "DOB"),
        ("5 mI", "5 ml"),
        ("80 0C", "80 °C"),
    ],
)
def test_letters_that_a_scanner_confuses_are_put_right(scanned: str, meant: str) -> None:
    assert SCANNED.mended(scanned) == meant


@pytest.mark.parametrize(
    "written", ["L5", "l5 pendulum", "I69.354", "O2 at 2 L", "B12", "x10", "45o", "Illing", "SpO2"]
)
def test_what_is_no_slip_of_a_scanner_stays(written: str) -> None:
    assert SCANNED.mended(written) == written


@given(st.text(max_size=80))
def test_a_mended_text_is_as_long_as_the_text(text: str) -> None:
    assert len(SCANNED.mended(text)) == len(text)


def test_a_label_before_a_bar_or_a_gap_gets_a_colon() -> None:
    known = {"WORK", "Bench", "ACCOUNT"}
    text = "WORK   brazing\nBench  | oak\nACCOUNT. The spring was bent.\nOther  | oak"
    laid_out = with_colons(text, known.__contains__)
    assert laid_out.startswith("WORK:")
    assert "Bench  : oak" in laid_out
    assert "ACCOUNT: The" in laid_out
    assert "Other  | oak" in laid_out
    assert len(laid_out) == len(text)


def test_a_word_that_opens_a_sentence_is_no_label() -> None:
    assert with_colons("WORK was done here.", {"WORK"}.__contains__) == "WORK was done here."


def test_a_word_that_a_stop_makes_a_sentence_is_no_label() -> None:
    known, whole = {"WORK", "Oiled"}, {"Oiled"}
    text = "WORK. Brazing.\nOiled. Spring bent."
    laid_out = with_colons(text, known.__contains__, whole.__contains__)
    assert laid_out == "WORK: Brazing.\nOiled. Spring bent."


def test_a_dictated_heading_runs_into_its_text() -> None:
    assert with_colons("WORK BRAZING OF SPRING.", {"WORK"}.__contains__) == "WORK:BRAZING OF SPRING."


def test_a_heading_with_a_slip_is_the_one_it_nearly_is() -> None:
    assert nearest_heading("descripton", ["description", "account"]) == "description"
    assert nearest_heading("acount", ["description", "account"]) is None  # too short to be sure
    language = NoteLanguage(sections=(SectionKind(id="told", headings=("description",), assertion="done"),))
    assert [s.kind for s in Sectioner(language).split("Descripton: brazed")] == ["told"]


@pytest.mark.parametrize(
    ("dictated", "singles", "pairs"),
    [
        ("L FOUR AND L FIVE", ("L4", "L5"), ()),
        ("L four five", (), (("L4", "L5"),)),
        ("L FIVE S ONE", (), (("L5", "S1"),)),
        ("L three to L five", (), (("L3", "L4"), ("L4", "L5"))),
    ],
)
def test_dictated_levels_are_levels(
    dictated: str, singles: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> None:
    found = SCALE.read(dictated, as_nerves=False)
    assert (found.singles, found.pairs) == (singles, pairs)


@pytest.mark.parametrize(
    ("written", "celsius"),
    [
        ("held 176 F", [80.0]),
        ("set in Fahrenheit: 185 degrees for 90 seconds", [85.0]),
        ("TEMP  42", [42.0]),
        ("one hundred seventy-six degrees, in Fahrenheit", [80.0]),
        ("Temp 98.4 F", []),
        ("fever over 101 F", []),
        ("needle turned 180 degrees", []),
        ("skin temp 42", []),
    ],
)
def test_a_temperature_is_read_in_either_scale_and_after_its_label(written: str, celsius: list[float]) -> None:
    assert [f.value for f in measures(written) if f.fact == "temperature_c"] == celsius


def test_a_hurried_hand_starts_its_sentences_small() -> None:
    text = "Seen today. bell oiled. spring bent. gear cleaned. all well."
    assert len(sentences(text, Span(0, len(text)))) == 5
    single = "The gear (see plan. page two) was cleaned."
    assert len(sentences(single, Span(0, len(single)))) == 1


def done(library: Library, note: str) -> set[tuple[tuple[str, ...], str | None]]:
    read = NoteReader(Lexicon.of(library)).read(note)
    return {(p.techniques, p.side) for p in read.reading.procedures}


def test_an_account_told_side_by_side_gives_each_side_its_own_work(invented: Library) -> None:
    note = "WORK: clock\n\nACCOUNT: seen.\nLEFT: chime brazed.\nRIGHT: chime waxed.\n"
    assert done(invented, note) == {(("brazing",), "left"), (("waxing",), "right")}


def test_an_account_with_the_same_work_on_both_sides_stays_one(invented: Library) -> None:
    note = "WORK: clock\n\nACCOUNT: seen.\nLEFT: chime brazed.\nRIGHT: chime brazed.\n"
    assert done(invented, note) == {(("brazing",), "both")}


def test_a_date_until_which_a_product_keeps_is_no_day_of_care() -> None:
    cues = list(other_days("DOS 03/04/2026\nwax lot 7 exp 01/2027, oil best before 05/2028\n", date(2026, 3, 4)))
    assert cues == []
    assert len(list(other_days("DOS 03/04/2026\nwax again 01/2027\n", date(2026, 3, 4)))) == 1


def test_what_is_struck_through_is_unsaid() -> None:
    text = "The chime was ~~waxed~~ brazed, <del>oiled</del> and set."
    assert [text[slice(*cue.reach)] for cue in struck(text)] == ["~~waxed~~", "<del>oiled</del>"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PAIN CLINIC\nClinic date: 2026-03-05\nSeen for foot pain.", date(2026, 3, 5)),
        ("Date: 03/05/2026\nDOB: 01/02/1960", date(2026, 3, 5)),
        ("Date: 03/09/2026\nDate of service: 03/05/2026", date(2026, 3, 5)),
        ("Date of visit March 5, 2026", date(2026, 3, 5)),
        ("Birth date: 01/02/1960\nExp. date: 05/01/2027", None),
    ],
)
def test_a_notes_own_day_stands_behind_the_label_that_says_so(text: str, told: date | None) -> None:
    assert labelled_day(text) == told


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("blocks at L34", {"L3-L4"}),
        ("accession S26-[NUMBER]", set()),
        ("accession S26-40211", set()),
        ("S23", {"S2-S3"}),
    ],
)
def test_letters_with_two_figures_are_levels_only_where_the_scale_has_both(text: str, levels: set[str]) -> None:
    read = SCALE.read(text, as_nerves=False)
    assert {*read.singles, *("-".join(pair) for pair in read.pairs)} == levels
