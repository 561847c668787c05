"""An invented world of fin nerves for the page's tests: no code, payer or source in it is real."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from chartcite.domain.answer import Citation
from chartcite.domain.source import Passage, Source
from chartcite.domain.vocabulary import AuthorityKind, Element, Mac, Payer, State, Term
from chartcite.errors import UnknownIdError

TODAY = date(2026, 4, 10)
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    " **bold** [x](javascript:alert(1)) ${1+1} {{value}}"
)
NOTE = """PROCEDURE NOTE
Date of service: 2026-04-10
PREOPERATIVE DIAGNOSIS: Sore left fin, D10.1.
PROCEDURE: Warming of the dorsal fin nerve, left.
Codes: Z1000-50 x2, Z2000

DESCRIPTION: After consent the left dorsal fin nerve was found under soft light.
The warm wand was set to 80 degrees for ____ seconds at one site.
The swimmer left the tank well.
"""


def source(identity: str, title: str, publisher: str, authority: str, where: str, **more: Any) -> Source:
    base = {
        "kind": "lcd",
        "in_force_from": date(2024, 1, 1),
        "verified_on": date(2026, 3, 1),
        "url": "https://example.org/" + identity,
    }
    return Source(
        id=identity, title=title, publisher=publisher, authority=authority, jurisdiction=where, **(base | more)
    )


SOURCES = [
    source("fin-book-2026", "The Fin Book 2026", "Guild of Fin Coders", "guild", "national"),
    source(
        "reef-notice",
        "Notice on warming of fin nerves",
        "Reef Administrators",
        "contractor",
        "mac:reef",
        note="A notice, not a policy.",
    ),
    source(
        "tide-policy",
        "Policy 12: fin warming",
        "Tide Mutual",
        "payer",
        "payer:tide",
        url="javascript:alert(1)",
        in_force_from=None,
        in_force="unknown",
        not_before=date(2025, 5, 1),
        status="unknown",
    ),
]
PASSAGES = [
    Passage(
        id="fin-book-2026/warming",
        source="fin-book-2026",
        title="Warming",
        locator="chapter 3",
        known="read",
        confidence="H",
        text="Z1000 is warming of one fin nerve.\nEach fin nerve warmed is one unit of Z1000.\nLight is part of Z1000.",
    ),
    Passage(
        id="reef-notice/code",
        source="reef-notice",
        title="Which code",
        locator="whole page",
        known="read",
        confidence="H",
        text="Reef does not accept Z1000 for wand warming.\nReef directs wand warming to Z1000T.\nThis holds in Ohio.",
    ),
    Passage(
        id="tide-policy/cover",
        source="tide-policy",
        title="Coverage",
        locator="page 2",
        known="reported",
        confidence="M",
        caveat="Seen in a secondary source only.",
        text="Tide Mutual holds fin warming unproven.\nIt is not covered.",
    ),
]


@dataclass
class FakeLibrary:
    vocabularies: Any = field(
        default_factory=lambda: SimpleNamespace(
            question_language=SimpleNamespace(examples=("Which code for warming one fin nerve?",)),
            note_language=SimpleNamespace(example=None),
            payers={
                p.id: p
                for p in (
                    Payer(id="medicare", name="Original Medicare", line_of_business="medicare"),
                    Payer(id="tide", name="Tide Mutual", line_of_business="commercial"),
                )
            },
            states={
                s.id: s
                for s in (
                    State(id="OH", name="Ohio", mac="reef"),
                    State(id="KY", name="Kentucky", mac="reef"),
                    State(id="TX", name="Texas", mac="gulf"),
                )
            },
            macs={"reef": Mac(id="reef", name="Reef"), "gulf": Mac(id="gulf", name="Gulf")},
            places={"office": Term(id="office", name="office"), "asc": Term(id="asc", name="surgical center")},
            authorities={
                a.id: a
                for a in (
                    AuthorityKind(id="guild", name="Guild book"),
                    AuthorityKind(id="contractor", name="Contractor"),
                    AuthorityKind(id="payer", name="Payer policy"),
                )
            },
            elements={
                e.id: e
                for e in (
                    Element(id="laterality", name="Side", searched_for="", fix=""),
                    Element(id="destructive_parameters", name="Wand settings", searched_for="", fix=""),
                )
            },
        )
    )
    sources: dict[str, Source] = field(default_factory=lambda: {s.id: s for s in SOURCES})
    passages: dict[str, Passage] = field(default_factory=lambda: {p.id: p for p in PASSAGES})
    tables: dict[str, Any] = field(default_factory=dict)

    def passage(self, identity: str) -> Passage:
        if identity not in self.passages:
            raise UnknownIdError("fake", identity, "no such passage")
        return self.passages[identity]


def cite(passage: str, quote: str) -> Citation:
    found = next(p for p in PASSAGES if p.id == passage)
    start = found.text.index(quote)
    return Citation(
        source=found.source,
        passage=passage,
        quote=quote,
        start=start,
        end=start + len(quote),
        known=found.known,
        confidence=found.confidence,
    )
