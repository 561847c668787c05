"""However sure retrieval is of its words, nothing is quoted to a question that names nothing of the field."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.draft import Found
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.vocabulary import Cite
from chartcite.drafting.embedded import EmbeddedDrafter


class SureOfAll:
    """Finds one sentence for any question and is as sure as can be."""

    def __init__(self, library: Library) -> None:
        passage = next(p for p in library.all_passages() if p.confidence == "H")
        self.cite = Cite(passage=passage.id, quote=passage.text)

    def search(self, query: str, view: object, codes: tuple[str, ...], *more: object) -> Found:
        return Found((), (self.cite,), 1.0)


@pytest.fixture(scope="module")
def asker(invented: Library) -> Copilot:
    return Copilot(invented, SureOfAll(invented), EmbeddedDrafter(), lambda: date(2022, 6, 1), "sha256:s")


@pytest.mark.parametrize("question", ["bread", "bread in June?", "left", "what is bread?", "1", "2022"])
def test_a_word_or_two_from_elsewhere_are_not_answered(asker: Copilot, question: str) -> None:
    assert asker.ask(question, EncounterRequest()).outcome == "abstained"


@pytest.mark.parametrize("question", ["What of a mainspring?", "Who owns Q1001?"])
def test_what_names_the_field_is_answered_with_what_was_found(asker: Copilot, question: str) -> None:
    assert asker.ask(question, EncounterRequest()).outcome == "answered"
