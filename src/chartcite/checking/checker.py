"""Checks each drafted claim: its quotes at their offsets, its codes and figures in them, its sources in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chartcite.catalog.view import View
from chartcite.checking.carried import not_carried
from chartcite.checking.wall import Wall
from chartcite.domain.answer import Citation, Claim, RejectedClaim
from chartcite.domain.decision import Decision
from chartcite.domain.draft import Draft, DraftClaim
from chartcite.domain.vocabulary import Cite
from chartcite.errors import KnowledgeError


@dataclass
class Checked:
    """The claims that hold, those that do not, and under which id each key went."""

    claims: list[Claim] = field(default_factory=list)
    rejected: list[RejectedClaim] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Claim ids of these keys; rejected ones are left out."""
        return tuple(dict.fromkeys(self.ids[key] for key in keys if key in self.ids))


class Checker:
    """Checks drafts against one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._wall = Wall(view)

    def check(self, draft: Draft, decision: Decision | None = None) -> Checked:
        """Every claim either verified or rejected with the reason.

        A reworded claim that fails goes out in its plain wording under the same key, so whatever hangs on the key
        stays; only the wording is rejected. Without a decision a wording can't ask for any code to be reported.
        """
        checked = Checked()
        texts: dict[str, str] = {}
        for drafted in draft.claims:
            if drafted.key in checked.ids:
                continue
            if drafted.base in texts:
                checked.ids[drafted.key] = texts[drafted.base]
                continue
            if drafted.plain is not None:
                why = self._wall.faults(drafted.text, drafted, decision=decision)
                if why:
                    checked.rejected.append(RejectedClaim(text=drafted.text, why="; ".join(why)))
                    drafted = replace(drafted, text=drafted.plain)
            claim = self._claim(drafted, f"c{len(checked.claims) + 1}")
            if isinstance(claim, RejectedClaim):
                checked.rejected.append(claim)
                continue
            checked.claims.append(claim)
            checked.ids[drafted.key] = texts[drafted.base] = claim.id
        return checked

    def _claim(self, drafted: DraftClaim, identity: str) -> Claim | RejectedClaim:
        citations = []
        for cite in drafted.cites:
            citation = self.locate(cite)
            if citation is None:
                return RejectedClaim(text=drafted.text, why=f"the quote does not stand in {cite.passage}")
            citations.append(citation)
        if not citations:
            return RejectedClaim(text=drafted.text, why="no citation")
        # of the plain words: the wall holds a model's to them, and "2" for "two" is no stray figure
        stray = not_carried(drafted.base, " ".join(c.quote for c in citations))
        if stray and drafted.kind != "derived":
            return RejectedClaim(text=drafted.text, why=f"not in its quotes: {', '.join(sorted(stray))}")
        return Claim(id=identity, kind=drafted.kind, text=drafted.text, citations=tuple(citations))

    def locate(self, cite: Cite) -> Citation | None:
        """The quote at its offsets in the stored passage, letter by letter, or None."""
        try:
            passage = self._view.library.passage(cite.passage)
        except KnowledgeError:
            return None
        start = passage.text.find(cite.quote)
        if start < 0 or not cite.quote:
            return None
        return Citation(
            source=passage.source,
            passage=passage.id,
            quote=cite.quote,
            start=start,
            end=start + len(cite.quote),
            wording=passage.wording,
            known=passage.known,
            confidence=passage.confidence,
        )
