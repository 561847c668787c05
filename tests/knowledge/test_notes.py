"""How a note is cut and turned: headings, copies, clauses, measures. The words are invented where the reader takes words."""

from __future__ import annotations

import pytest

from chartcite.catalog.words import words_of
from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note_language import AssertionCue, SectionKind
from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.outline.assertions import Assertions, assertion_at
from chartcite.reading.notes.outline.choices import Choices, unticked
from chartcite.reading.notes.outline.sections import Sectioner
from chartcite.reading.text.figures import measures
from chartcite.reading.text.spelling import Speller

CLOCKS = NoteLanguage(
    sections=(
        SectionKind(id="title", headings=("work",), assertion="done", title=True),
        SectionKind(id="bench", headings=("bench", "account"), assertion="done"),
        SectionKind(id="survey", headings=("survey",), assertion="past", first_as="title"),
        SectionKind(id="owner", headings=("owner",), line=True, opens_at_figures=True),
    ),
    assertions=(
        AssertionCue(assertion="negated", scope="forward", names=("no",)),
        AssertionCue(assertion="denied", scope="backward", names=("was not brazed", "could not be reached")),
        AssertionCue(assertion="done", scope="sentence", names=("today",)),
    ),
    carried=("copied",),
    corrections=(r"\bcorrection\b", r"\?\s*->"),
)


def kinds(text: str) -> list[str]:
    return [section.kind for section in Sectioner(CLOCKS).split(text)]


def said(text: str, of: str) -> str:
    sentence = Span(0, len(text))
    start = text.index(of)
    cues = Assertions(CLOCKS).cues(text, words_of(text), sentence)
    return assertion_at(cues, Span(start, start + len(of)), "stated")


def test_a_heading_needs_no_colon_on_a_line_of_its_own() -> None:
    assert kinds("Account\nThe hairspring was brazed.") == ["bench"]


def test_a_word_inside_a_line_is_no_heading() -> None:
    assert kinds("The clock has an\nOwner who came late.") == ["body"]


def test_a_survey_that_opens_the_note_is_its_title_and_a_later_one_is_not() -> None:
    assert kinds("OWNER: Lind\nSURVEY: brazing of the hairspring")[-1] == "title"
    assert kinds("WORK: brazing\nSURVEY: worn gears")[-1] == "survey"


def test_a_copy_between_rules_reaches_to_the_line_that_ends_it() -> None:
    text = "--- copied from May ---\nbrazed\n--- bench ---\nmore\n--- end copied ---\nToday: oiled"
    (copy,) = Sectioner(CLOCKS).carried(text)
    assert text[copy.start : copy.end].endswith("--- end copied ---")


def test_a_rule_without_the_word_copies_nothing() -> None:
    assert Sectioner(CLOCKS).carried("-----\nbrazed\n-----\n") == []


def test_a_no_reaches_no_further_than_the_dose_after_it() -> None:
    assert said("no ticking, 2 mL of oil each", "ticking") == "negated"
    assert said("no ticking, 2 mL of oil each", "oil") == "stated"


def test_two_verbs_of_one_subject_are_one_clause() -> None:
    assert said("The hairspring could not be seen and was not brazed.", "hairspring") == "denied"


def test_another_subject_starts_another_clause() -> None:
    assert said("The bell was oiled, and the hairspring was not brazed.", "bell") == "stated"


def test_words_to_the_reader_stay_so_whatever_else_they_say() -> None:
    text = "Report it as brazed today."
    cues = [*Assertions(CLOCKS).cues(text, words_of(text), Span(0, len(text)))]
    order = type(cues[0])("instruction", Span(0, len(text)), Span(0, len(text)))
    assert assertion_at([*cues, order], Span(13, 19), "stated") == "instruction"


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("heated to eighty degrees", "temperature_c", 80.0),
        ("for ninety seconds", "seconds", 90.0),
        ("for one hundred and twenty seconds", "seconds", 120.0),
        ("two percent solder", "concentration_pct", 2.0),
        ("twenty five ml of oil", "volume_ml", 25.0),
    ],
)
def test_measures_dictated_in_words_are_read(text: str, fact: str, value: float) -> None:
    assert [(f.fact, f.value) for f in measures(text)] == [(fact, value)]


def test_a_column_takes_the_measure_of_its_head() -> None:
    text = "Part | Temp (C) | Sec\nhairspring | 80 | 90\nmainspring | 75 | 60"
    found = [(f.fact, f.value, text[f.span.start : f.span.end]) for f in measures(text)]
    assert sorted(found) == [
        ("seconds", 60.0, "60"),
        ("seconds", 90.0, "90"),
        ("temperature_c", 75.0, "75"),
        ("temperature_c", 80.0, "80"),
    ]


def test_a_table_without_measures_has_none() -> None:
    assert list(measures("Part | Maker\nhairspring | 80\n")) == []


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Hand: [x] hour [ ] minute [ ] second", ["minute", "second"]),
        ("Hand: hour [x] minute [ ] second [ ]", ["minute", "second"]),
        ("☒ hour ☐ minute\n☑ second", ["minute"]),
        ("Using [ ] gas [ ] torch flame, the spring was brazed", ["gas", "torch flame"]),
        ("see [1] and (2)", []),
    ],
)
def test_an_option_without_a_tick_says_nothing(text: str, unsaid: list[str]) -> None:
    assert [text[slice(*cue.reach)].strip() for cue in unticked(text)] == unsaid


def parts(text: str, *names: str) -> list[Mention]:
    return [Mention("target", name, Span(text.index(name), text.index(name) + len(name)), name) for name in names]


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("brazed the hairspring, correction, the mainspring", ["hairspring"]),
        ("hairspring and escapement? -> mainspring only", ["hairspring", "escapement"]),
        ("hairspring brazed. The mainspring, correction: by hand", []),
    ],
)
def test_a_correction_takes_back_what_it_names_anew(text: str, taken_back: list[str]) -> None:
    named = parts(text, *(n for n in ("hairspring", "escapement", "mainspring") if n in text))
    assert [text[slice(*cue.reach)] for cue in Choices(CLOCKS).unsaid(text, named)] == taken_back


def test_a_copy_between_lines_in_brackets_reaches_to_the_one_that_ends_it() -> None:
    text = "Clock\n[Copied from May] >>>\nbrazed\n[Part no. 4]\n<<< [end copied text]\nToday: oiled"
    (copy,) = Sectioner(CLOCKS).carried(text)
    assert text[copy.start : copy.end].startswith("[Copied")
    assert text[copy.end :] == "\nToday: oiled"


def test_a_long_word_with_a_slip_is_mended_only_where_one_word_is_meant() -> None:
    speller = Speller({"hairspring", "mainspring", "escapement", "escapements"}, set())
    assert speller.surely("hairsprng") == "hairspring"
    assert speller.surely("escapemenst") is None  # may be either of two
    assert speller.surely("government") is None
    assert speller.surely("sprng") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Facility: Harbour surgery center\nProcedure: left sural nerve block", "asc"),
        ("POS: office\nProcedure: left sural nerve block", "office"),
        ("Facility: clinic of the hospital outpatient department\nProcedure: left sural nerve block", None),
        ("Procedure: left sural nerve block. He will call the office.", None),
    ],
)
def test_the_notes_own_lines_give_the_place_unless_they_name_two(
    copilot: Copilot, text: str, place: str | None
) -> None:
    assert copilot.critique(text, EncounterRequest()).context.place_of_service == place


def test_a_nerve_told_as_a_place_is_no_target(copilot: Copilot) -> None:
    text = (
        "Procedure: left saphenous nerve RFA (adductor canal)\nNeedle medial to the femoral nerve. Lesion 80 C 90 sec."
    )
    (procedure,) = copilot.readers.note.read(text).reading.procedures
    assert procedure.targets == ("saphenous",)
