"""Claims with what they rest on: numbers that lead to cards, cards that hold the whole passage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from chartcite.catalog.library import Library
from chartcite.domain.answer import Citation, Claim, SourceNote
from chartcite.domain.source import Passage
from chartcite.errors import KnowledgeError
from chartcite.web import words
from chartcite.web.markup import EMPTY, Html, el, join, link, text, web_address
from chartcite.web.words import ScreenNames


class Carried(Protocol):
    """What is shown with its evidence: a result, or the grounds of a comparison."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims in order."""

    @property
    def sources(self) -> tuple[SourceNote, ...]:
        """The sources that they cite."""


class Evidence:
    """The claims of one result, numbered in order; `key` keeps ids apart where several results share a page."""

    def __init__(self, result: Carried, library: Library, key: str) -> None:
        self._library, self._key = library, key
        self.names = ScreenNames(library)
        self._claims = result.claims
        self._numbers = {claim.id: number for number, claim in enumerate(result.claims, 1)}
        self._sources = {source.id: source for source in result.sources}

    def id(self, name: str) -> str:
        """An id of the page for a part of this result."""
        return f"{self._key}-{name}"

    def refs(self, claims: Iterable[str]) -> Html:
        """Small numbers, each leading to a claim's card."""
        known = [claim for claim in dict.fromkeys(claims) if claim in self._numbers]
        if not known:
            return EMPTY
        return el("span", *(self._ref(claim) for claim in known), cls="cc-refs")

    def said(self, words: str, claims: Iterable[str]) -> Html:
        """A sentence followed by its numbers."""
        return join([words, self.refs(claims)], " ")

    def cards(self, *, opened: bool = False) -> Html:
        """Every claim as a card to open."""
        if not self._claims:
            return EMPTY
        heading = el("h4", f"Evidence: {_count(len(self._claims), 'statement')}, each with its source")
        return el(
            "section",
            heading,
            el("ol", *(self._card(claim, opened=opened) for claim in self._claims), cls="cc-cards"),
            cls="cc-evidence",
        )

    def source_title(self, identity: str) -> str:
        """A source's title, from the answer or else from the library."""
        note = self._sources.get(identity)
        return note.title if note else self.names.source(identity)

    def publisher(self, identity: str) -> str:
        """Who published a source."""
        note = self._sources.get(identity)
        known = self._library.sources.get(identity)
        return note.publisher if note else known.publisher if known else ""

    def _ref(self, claim: str) -> Html:
        number = str(self._numbers[claim])
        return el("a", number, cls="cc-ref", href="#" + self.id(claim), aria_label=f"Evidence {number}")

    def _card(self, claim: Claim, *, opened: bool) -> Html:
        publishers = dict.fromkeys(filter(None, (self.publisher(c.source) for c in claim.citations)))
        head = el(
            "summary",
            el("span", str(self._numbers[claim.id]), cls="cc-number", aria_hidden="true"),
            el("span", claim.text, cls="cc-claim"),
            el("span", "; ".join(publishers), cls="cc-from"),
        )
        kind = words.KINDS[claim.kind]
        body = join([el("p", kind, cls="cc-kind") if kind else None, *(self._citation(c) for c in claim.citations)])
        return el("li", el("details", head, el("div", body, cls="cc-card-body"), id=self.id(claim.id), open=opened))

    def _citation(self, citation: Citation) -> Html:
        source = self._sources.get(citation.source)
        passage = self._passage(citation.passage)
        place = ", ".join(filter(None, [passage.title, passage.locator])) if passage else citation.passage
        return el(
            "div",
            el("blockquote", quote_in_passage(citation, passage.text if passage else None)),
            el("p", place, cls="cc-place"),
            source_facts(source, citation, passage, self.names),
            cls="cc-citation",
        )

    def _passage(self, identity: str) -> Passage | None:
        try:
            return self._library.passage(identity)
        except KnowledgeError:
            return None


def quote_in_passage(citation: Citation, passage: str | None) -> Html:
    """The whole passage with the quote marked; the quote alone where the passage can't be shown."""
    start, end = citation.start, citation.end
    if passage is None or passage[start:end] != citation.quote:
        return el("mark", citation.quote, cls="cc-quote")
    return join([text(passage[:start]), el("mark", citation.quote, cls="cc-quote"), text(passage[end:])])


def source_facts(source: SourceNote | None, citation: Citation, passage: Passage | None, names: ScreenNames) -> Html:
    """Whose words these are, for whom they hold, since when, and how well it is known."""
    known = words.KNOWN.get(citation.known, citation.known)
    rows: list[tuple[str, Html | str | None]] = [("Source", citation.source)]
    if source:
        rows = [
            ("Source", link(source.url, source.title)),
            ("Publisher", source.publisher),
            ("Authority", names.authority(source.authority)),
            ("Applies in", names.jurisdiction(source.jurisdiction)),
            ("In force", f"{words.period(source.in_force_from, source.in_force_to)} ({source.status})"),
            ("Verified on", words.day(source.verified_on)),
        ]
    rows += [
        (
            "How known",
            f"{known}. Confidence: {words.CONFIDENCE.get(citation.confidence, citation.confidence).lower()}.",
        ),
        ("Wording", words.WORDINGS.get(citation.wording, citation.wording)),
        ("Caveat", passage.caveat if passage else None),
        ("Note", source.note if source else None),
        ("Original", link(source.url, "Open the original") if source and web_address(source.url) else None),
    ]
    return facts(rows)


def facts(rows: Iterable[tuple[str, Html | str | None]]) -> Html:
    """Names and values; a value that isn't there leaves its row out."""
    return el("dl", *(el("div", el("dt", name), el("dd", value)) for name, value in rows if value), cls="cc-facts")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
