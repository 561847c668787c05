"""Answers and critiques in JSON, text and Markdown; every code and payer here is invented."""

from __future__ import annotations

import io
from datetime import date

import pytest

from chartcite.domain.answer import (
    Answer,
    AuditLine,
    Citation,
    Claim,
    Conflict,
    Coverage,
    Critique,
    ElementState,
    Finding,
    MissingFact,
    MissingOption,
    NoteSpan,
    Position,
    ProcedureFound,
    Receipt,
    Refusal,
    RejectedClaim,
    SourceNote,
    Suggestion,
)
from chartcite.domain.encounter import Encounter
from chartcite.rendering.json_form import answer_form, critique_form, digest_of, one_line
from chartcite.rendering.markdown_form import escape, markdown
from chartcite.rendering.names import Names
from chartcite.rendering.pages import answer_page, critique_page
from chartcite.rendering.text_form import print_document

HOSTILE = "<script>x</script> **bold** [x](javascript:1) | `code` \x1b[31mred"
CONTEXT = Encounter(payer="tide", mac="reef", state="QQ", date_of_service=date(2026, 4, 10), assumed=("claim_type",))
QUOTE = "Z1000 is warming of one fin nerve."
CLAIM = Claim(
    id="c1", text=QUOTE, citations=(Citation(source="fin", passage="fin/warming", quote=QUOTE, start=0, end=34),)
)
SOURCE = SourceNote(
    id="fin",
    title="The Fin Book",
    publisher="Guild",
    kind="cpt_book",
    authority="guild",
    jurisdiction="national",
    in_force_from=date(2024, 1, 1),
    in_force_to=None,
    verified_on=date(2026, 3, 1),
    status="in force",
    url="https://example.org/fin",
)
SHARED = {
    "context": CONTEXT,
    "summary": QUOTE,
    "report": (Suggestion(code="Z1000", units=2, modifiers=("LT",), claims=("c1",)),),
    "do_not_report": (Refusal(code="Z2", why=QUOTE, claims=("c1",)), Refusal(code="Z3", why=QUOTE, claims=("c1",))),
    "coverage": (
        Coverage(position="not_covered", says="Not paid.", applies_to="Tide", in_force="unknown", claims=("c1",)),
    ),
    "claims": (CLAIM,),
    "rejected": (RejectedClaim(text="Z9 is fine.", why="no citation"),),
    "conflicts": (
        Conflict(
            topic="warming-code",
            governs="fin",
            because="it is the book",
            positions=(Position(says="Z1000", source="fin", applies_to="everyone", status="in force", claims=("c1",)),),
        ),
    ),
    "missing": (
        MissingFact(
            what="line_of_business",
            why="It decides.",
            ask="Ask Tide.",
            options=(MissingOption(value="gold", report=("Z1",)),),
        ),
    ),
    "sources": (SOURCE,),
    "receipt": Receipt(knowledge="sha256:k", settings="sha256:s", engine="embedded"),
    "timings_ms": {"total": 3.5},
}
SPAN = NoteSpan(start=3, end=8, text=HOSTILE)


def an_answer(**changed: object) -> Answer:
    return Answer(**{"question": HOSTILE, "outcome": "answered", **SHARED, **changed})


def a_critique(**changed: object) -> Critique:
    own = {
        "outcome": "needs_information",
        "disposition": "cannot_code",
        "procedures": (
            ProcedureFound(technique="warming", target="fin", count=1, parameters={"seconds": 90.0}, spans=(SPAN,)),
        ),
        "elements": (ElementState(id="laterality", state="missing", searched_for="a side"),),
        "findings": (
            Finding(id="f1", severity="advice", title="Later", detail="d", fix="", claims=()),
            Finding(
                id="f2", severity="blocks_billing", title="First", detail=HOSTILE, fix="Side: ____.", note_spans=(SPAN,)
            ),
        ),
        "claim_audit": (
            AuditLine(line="Z1000-LT x2", verdict="change", change_to="Z1000", why="w", span=SPAN, claims=("c1",)),
        ),
        "query_letter": "Dear doctor,\n\nwhich side?",
    }
    return Critique(**{**own, **SHARED, **changed})


def text_of(page: object) -> str:
    stream = io.StringIO()
    print_document(page, stream)
    return stream.getvalue()


def test_the_contractor_is_shown_by_its_name() -> None:
    assert answer_form(an_answer(), Names(macs={"reef": "Reef"}))["context"]["mac"] == "Reef"
    assert answer_form(an_answer())["context"]["mac"] == "reef"


def test_the_digest_changes_with_any_word_and_not_with_the_time_taken() -> None:
    told = answer_form(an_answer())["receipt"]["answer"]
    assert answer_form(an_answer(timings_ms={"total": 99.0}))["receipt"]["answer"] == told
    assert answer_form(an_answer(summary="Other."))["receipt"]["answer"] != told


def test_a_digest_can_be_checked_on_the_form_that_holds_it() -> None:
    form = critique_form(a_critique())
    assert digest_of(form) == form["receipt"]["answer"]


def test_spans_are_pairs_of_offsets_without_the_words_of_the_note() -> None:
    form = critique_form(a_critique())
    assert form["procedures"][0]["spans"] == [[3, 8]]
    assert form["findings"][1]["note_spans"] == [[3, 8]]
    assert form["claim_audit"][0]["span"] == [3, 8]
    assert "script" not in one_line({key: value for key, value in form.items() if key != "findings"})


def test_one_line_holds_no_line_break_whatever_the_text() -> None:
    assert "\n" not in one_line(critique_form(a_critique()))


def test_text_has_no_control_characters_of_a_note_and_no_colour_when_piped() -> None:
    assert "\x1b" not in text_of(critique_page(a_critique()))


def test_what_blocks_billing_stands_before_advice() -> None:
    shown = text_of(critique_page(a_critique()))
    assert shown.index("First") < shown.index("Later")


def test_codes_with_one_reason_are_listed_together() -> None:
    assert "Z2, Z3" in text_of(answer_page(an_answer()))


@pytest.mark.parametrize(
    "words",
    [
        "Z1000-LT x2",
        "not covered",
        "in force: unknown",
        "gold: Z1",
        "Ask Tide.",
        "fin governs: it is the book",
        "The Fin Book",
        "Guild",
        "from 2024-01-01",
        "the original was read",
        "our wording",
        "https://example.org/fin",
        "Left out: no citation",
        "Assumed: claim type",
    ],
)
def test_text_and_markdown_show(words) -> None:
    page = answer_page(an_answer())
    assert words in " ".join(text_of(page).split())
    assert words in markdown(page).replace("\\", "")


def test_markdown_makes_markup_of_a_note_plain() -> None:
    shown = markdown(critique_page(a_critique()))
    assert "<script>" not in shown
    assert "**bold**" not in shown
    assert "[x](" not in shown
    assert "\x1b" not in shown


def test_markdown_links_only_addresses_of_the_web() -> None:
    evil = an_answer(sources=(SOURCE.model_copy(update={"url": "javascript:alert(1)"}),))
    assert "<javascript" not in markdown(answer_page(evil))
    assert "<https://example.org/fin>" in markdown(answer_page(an_answer()))


def test_a_letter_keeps_its_lines_in_markdown() -> None:
    assert "Dear doctor,  \n" in markdown(critique_page(a_critique()))


def test_escape_puts_a_text_on_one_line() -> None:
    assert escape("a\nb | c") == "a b \\| c"


def test_an_empty_answer_shows_no_empty_heading() -> None:
    bare = Answer(question="q", outcome="abstained", context=CONTEXT, receipt=SHARED["receipt"])
    assert [section.title for section in answer_page(bare).filled] == ["Holds for"]
