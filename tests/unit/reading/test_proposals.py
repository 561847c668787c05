"""What a model may make of words that nobody knows, and what it may not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from tests.conftest import ROOT

from chartcite.catalog.library import Library
from chartcite.catalog.words import Word
from chartcite.domain.text import Span
from chartcite.reading.questions.proposals import Proposal, Proposals
from chartcite.reading.readers import Readers
from chartcite.reading.text.likeness import LONGEST, Likeness

SLIP = "sfenopalatyne ganglion"
ASKED = f"Which code for thermal RF of the {SLIP}, Medicare in Ohio?"


@pytest.fixture(scope="module")
def judge(library: Library) -> Proposals:
    readers = Readers.of(library)
    return Proposals(readers.lexicon, readers.question)


def used(judge: Proposals, text: str, span: str, kind: str, value: str, known: tuple[str, ...] = ()) -> str | None:
    """The text as it would be read, if the proposal holds."""
    start = text.index(span)
    proposal = Proposal(Span(start, start + len(span)), kind, value)
    held = judge.held(judge.question(text, known), [proposal])
    return judge.rewritten(text, held) if held else None


def test_a_slip_becomes_the_name_that_it_is_like(judge: Proposals) -> None:
    made = used(judge, ASKED, SLIP, "target", "sphenopalatine")
    assert made == ASKED.replace(SLIP, "sphenopalatine ganglion")


@pytest.mark.parametrize(
    ("span", "kind", "value"),
    [
        (SLIP, "target", "sural"),
        (SLIP, "target", "no-such-id"),
        (SLIP, "agent", "phenol"),
        (SLIP, "technique", "cryoneurolysis"),
        (SLIP, "nonsense", "sphenopalatine"),
        ("sfenopalatyne g", "target", "sphenopalatine"),
        ("s", "target", "sphenopalatine"),
        (f"the {SLIP}", "target", "sphenopalatine"),
        (f"{SLIP}, Medicare", "target", "sphenopalatine"),
        (ASKED, "target", "sphenopalatine"),
        ("Medicare", "payer", "aetna"),
        ("Ohio", "state", "TX"),
        ("thermal", "technique", "cryoneurolysis"),
    ],
)
def test_anything_else_is_not_used(judge: Proposals, span: str, kind: str, value: str) -> None:
    assert used(judge, ASKED, span, kind, value) is None


@pytest.mark.parametrize("denial", ["not", "instead of", "never", "other than"])
def test_a_denied_slip_is_not_used(judge: Proposals, denial: str) -> None:
    text = ASKED.replace("of the", f"{denial} the")
    assert used(judge, text, SLIP, "target", "sphenopalatine") is None


def test_a_kind_that_was_found_or_given_is_closed(judge: Proposals) -> None:
    beside = ASKED.replace(SLIP, f"sural nerve and the {SLIP}")
    assert used(judge, beside, SLIP, "target", "sphenopalatine") is None
    assert used(judge, ASKED, SLIP, "target", "sphenopalatine", ("target",)) is None


def test_a_model_is_asked_where_a_reading_is_possible_and_offered_nothing_else(judge: Proposals) -> None:
    possible = judge.possible(judge.question(ASKED, ()))
    assert {(proposal.kind, proposal.value) for proposal, _ in possible} == {("target", "sphenopalatine")}
    assert SLIP in {ASKED[slice(*proposal.span)] for proposal, _ in possible}
    for text in (
        ASKED.replace("the sfen", "not the sfen"),
        ASKED.replace(SLIP, "frobnicator desk"),
        ASKED.replace(SLIP, "sural nerve"),
    ):
        assert judge.possible(judge.question(text, ())) == []


def test_labels_of_a_chart_are_no_initials(judge: Proposals) -> None:
    asked = judge.question("Patient, MRN as on file: which code for thermal RF, Medicare in Ohio?", ())
    assert "target" in asked.kinds
    assert judge.possible(asked) == []


def test_initials_hold_only_beside_something_of_the_field(judge: Proposals) -> None:
    named = [row.names for row in judge.terms["target"].values()]
    all_ = {"".join(word[0] for word in name.split()) for names in named for name in names if len(name.split()) > 3}
    letters = sorted(all_)[::12]
    for initials in letters:
        assert judge.possible(judge.question(f"{initials} w/ lens, R eye, which cpt?", ())) == []
    beside = [judge.possible(judge.question(f"thermal RF of the {initials}, which cpt?", ())) for initials in letters]
    assert any(beside)


def test_of_a_text_of_unknown_words_only_the_first_forty_are_looked_at(
    judge: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: set[str] = set()
    meant = Likeness.meant

    def watched(
        self: Likeness, kind: str, inside: Sequence[Word], unknown: Collection[int]
    ) -> Iterator[tuple[str, str]]:
        looked.update(word.norm for word in inside)
        return meant(self, kind, inside, unknown)

    monkeypatch.setattr(Likeness, "meant", watched)
    words = [f"zw{letter}qvx{other}k" for letter in "abcdefgh" for other in "abcdefghijkl"]
    assert judge.possible(judge.question(" ".join(words), ())) == []
    assert set(words[:40]) <= looked <= set(words[: 40 + LONGEST])


def test_two_proposals_for_the_same_words_count_once(judge: Proposals) -> None:
    start = ASKED.index(SLIP)
    proposal = Proposal(Span(start, start + len(SLIP)), "target", "sphenopalatine")
    assert len(judge.held(judge.question(ASKED, ()), [proposal, proposal])) == 1


def test_no_proposal_at_all_holds_for_a_sample_of_the_suites(judge: Proposals) -> None:
    """Every run of up to three words as every term: all that a hostile model could ever say of these questions."""
    asked = [
        case["question"] for path in sorted((ROOT / "evals/suites/questions").glob("*.yaml")) for case in _cases(path)
    ]
    tried = 0
    for text in asked[::120]:
        text = f"{text} Asked by the frobnicator desk."
        question = judge.question(text, ())
        assert judge.possible(question) == [], "so that no model is asked"
        words = question.words
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + 3) + 1):
                span = Span(words[first].start, words[last - 1].end)
                every = [Proposal(span, kind, row.id) for kind in question.kinds for row in judge.terms[kind].values()]
                tried += len(every)
                assert judge.held(question, every) == [], text[span.start : span.end]
    assert tried > 10_000


def _cases(path: Path) -> list[dict[str, str]]:
    held = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [case for case in (held["cases"] if isinstance(held, dict) else held) if "question" in case]


def test_nothing_of_it_is_loaded_without_the_setting() -> None:
    code = (
        "import sys, chartcite.wiring as w; from chartcite.settings import load_settings;"
        "s = load_settings(model_url='http://127.0.0.1:9/v1', model='m'); assert w.model_reader_of(s, None) is None;"
        "sys.exit(any(name.startswith(('chartcite.reading.by_model', 'chartcite.reading.questions.proposals', 'langchain', 'openai'))"
        " for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
