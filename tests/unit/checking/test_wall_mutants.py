"""No false wording of a sentence of the invented field gets through."""

from __future__ import annotations

from datetime import date

import pytest
from tests.mutants import Mutator

from chartcite.catalog.library import Library
from chartcite.catalog.sentences import sentences
from chartcite.checking.wall import Wall
from chartcite.domain.draft import DraftClaim
from chartcite.domain.encounter import Encounter
from chartcite.domain.vocabulary import Cite

EACH = 80


@pytest.fixture(scope="module")
def bases(invented: Library) -> list[tuple[str, str]]:
    return [(p.id, s.text) for p in invented.passages.values() for s in sentences(p.text)]


def test_every_mutant_of_every_sentence_is_refused_with_a_reason(
    invented: Library, bases: list[tuple[str, str]]
) -> None:
    wall = Wall(invented.as_of(Encounter(date_of_service=date(2022, 8, 1))))
    mutator = Mutator(invented, tuple(text for _, text in bases))
    judged, escaped = 0, []
    for passage, text in bases:
        base = DraftClaim("k", text, "quoted", (Cite(passage=passage, quote=text),))
        for mutant in mutator.mutants(text, EACH):
            judged += 1
            if not wall.faults(mutant.text, base, decision=None):
                escaped.append(mutant)
    assert judged >= EACH * len(bases) // 2
    assert escaped == []


def test_a_sentence_is_no_wording_of_any_other(invented: Library, bases: list[tuple[str, str]]) -> None:
    wall = Wall(invented.as_of(Encounter(date_of_service=date(2022, 8, 1))))
    for passage, text in bases:
        base = DraftClaim("k", text, "quoted", (Cite(passage=passage, quote=text),))
        assert not [other for _, other in bases if other != text and not wall.faults(other, base, decision=None)]
