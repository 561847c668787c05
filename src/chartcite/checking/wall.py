"""Between a model's wording and a finished answer: a sentence may be said only if it says what its base says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chartcite.catalog.view import View
from chartcite.checking.quotes import whole_sentences
from chartcite.domain.decision import Decision
from chartcite.domain.draft import DraftClaim
from chartcite.domain.vocabulary import Cite
from chartcite.errors import KnowledgeError


class Wall:
    """Judges wordings against one view."""

    def __init__(self, view: View) -> None:
        self._view = view

    def faults(self, text: str, base: DraftClaim, *, decision: Decision | None) -> tuple[str, ...]:
        """Why `text` may not be said in place of the base; empty when it may.

        The reasons are short and name words of the text: fit to be sent back for one repair and to be shown.
        """
        if text == base.base:
            return ()
        return ("the wording does not say the same as the claim: keep its words",)

    def cite(self, passage_id: str, quote: str, offered: Collection[str]) -> Cite | None:
        """A model's quote as the passage's own whole sentences; None unless offered, in force and found there once."""
        if passage_id not in offered:
            return None
        try:
            passage = self._view.library.passage(passage_id)
            if not self._view.passage_allowed(passage_id):
                return None
        except KnowledgeError:
            return None
        found = whole_sentences(passage.text, quote)
        return Cite(passage=passage_id, quote=found) if found else None

    @staticmethod
    def of_passage(cites: Sequence[Cite]) -> DraftClaim:
        """The base of a sentence that a model adds: what its quotes say; word it with `reworded`."""
        if not cites:
            raise ValueError("a sentence without a quote has no base")
        text = " ".join(cite.quote for cite in cites)
        key = f"{cites[0].passage}#{cites[0].quote[:40]}"
        return DraftClaim(key, text, "quoted", tuple(cites), "guidance", added=True)
