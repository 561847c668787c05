"""What a model may make of words of a note that nobody knows: even a reading forced upon the judge changes nothing read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.end_to_end.test_model_reading_notes import ELSEWHERE, NOTE, SLIP

from chartcite.adapters.masked_text import MaskedText, Replacement
from chartcite.catalog.library import Library
from chartcite.catalog.words import phrase, words_of
from chartcite.domain.reread import Meant
from chartcite.domain.text import Span
from chartcite.reading.notes.proposals import NoteProposal, NoteProposals
from chartcite.reading.notes.words.naming import with_names
from chartcite.reading.readers import Readers


@pytest.fixture(scope="module")
def judge(library: Library) -> NoteProposals:
    readers = Readers.of(library)
    return NoteProposals(readers.lexicon, readers.note)


def forced(text: str, words: str, kind: str, value: str, name: str) -> NoteProposal:
    """A reading that nobody judged possible."""
    return NoteProposal(tuple(Span(*m.span()) for m in re.finditer(re.escape(words), text, re.I)), kind, value, name)


def test_only_what_is_open_and_like_a_name_is_possible(judge: NoteProposals) -> None:
    (possible,) = judge.possible(judge.note(NOTE))
    assert (possible.kind, possible.value) == ("target", "sphenopalatine")
    assert [NOTE[slice(*span)] for span in possible.spans] == [SLIP, SLIP]
    assert judge.held(judge.note(NOTE), [possible]) == [possible]
    assert judge.held(judge.note(NOTE), [possible, possible]) == [possible]


def test_initials_are_no_name_in_a_note(judge: NoteProposals) -> None:
    for short in ("MRN", "SPG", "GON", "LFCN"):
        note = judge.note(NOTE.replace(SLIP, f"{short} zqx"))
        assert judge.possible(note) == []


@pytest.mark.parametrize("where", [name for name in ELSEWHERE if name != "beside another target"])
def test_a_forced_reading_of_words_that_tell_nothing_of_what_was_done_is_not_held(
    judge: NoteProposals, where: str
) -> None:
    text = ELSEWHERE[where]
    proposal = forced(text, SLIP, "target", "sphenopalatine", "sphenopalatine ganglion")
    assert proposal.spans
    assert judge.held(judge.note(text), [proposal]) == []


@pytest.mark.parametrize(
    ("words", "kind", "value", "name"),
    [
        ("Radiofrequency ablation", "technique", "cryoneurolysis", "cryoneurolysis"),
        ("thermal lesion", "technique", "pulsed-rf", "pulsed radiofrequency"),
        ("needle", "technique", "cryoneurolysis", "cryoneurolysis"),
        ("needle", "agent", "phenol", "phenol"),
        ("cluster headache", "target", "sural", "sural nerve"),
        ("right", "target", "sural", "sural nerve"),
        ("four weeks", "target", "sural", "sural nerve"),
        ("complications", "target", "sural", "sural nerve"),
        ("80 C", "target", "sural", "sural nerve"),
    ],
)
def test_a_forced_reading_that_changes_what_was_read_is_not_held(
    judge: NoteProposals, words: str, kind: str, value: str, name: str
) -> None:
    assert judge.held(judge.note(NOTE), [forced(NOTE, words, kind, value, name)]) == []


@given(st.lists(st.sampled_from(["needle", "went", "to", "odd", "place", "now"]), min_size=1, max_size=8), st.data())
def test_names_read_at_a_place_leave_every_offset_and_all_other_words(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    given_words = words_of(text)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    name = data.draw(st.sampled_from(["sural nerve", "sphenopalatine", "lateral femoral cutaneous nerve"]))
    span = Span(given_words[first].start, given_words[last].end)
    made = with_names(given_words, [Meant(span, name)])
    inside = [word for word in made if word.norm in phrase(name)]
    assert [word.norm for word in inside] == list(phrase(name))
    assert (inside[0].start, inside[-1].end) == span
    assert [word for word in made if word not in inside] == [*given_words[:first], *given_words[last + 1 :]]
    assert [word.start for word in made] == sorted(word.start for word in made)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.data())
def test_the_masked_place_of_a_stretch_leads_back_to_at_least_that_stretch(
    sizes: list[int], data: st.DataObject
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz" * 3
    replaced, at = [], 0
    for size in sizes:
        replaced.append(Replacement(at, at + size, "[NAME]"))
        at += size + data.draw(st.integers(0, 3))
    masked = MaskedText.of(text, replaced)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = masked.original(*masked.masked(start, end))
    assert first <= start < end <= last
    plain = [i for i in range(first, last) if not start <= i < end]
    assert all(any(r.start <= i < r.end for r in replaced) for i in plain), "no more than whole identifiers"
