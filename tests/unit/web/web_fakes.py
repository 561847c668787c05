"""A copilot with invented answers on an invented code system, for the page: no code, payer or source here is real."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from chartcite.copilot import Copilot
from chartcite.domain.answer import (
    Answer,
    AuditLine,
    Citation,
    Claim,
    Conflict,
    Coverage,
    Critique,
    DiagnosisFinding,
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
from chartcite.domain.encounter import Encounter, EncounterRequest
from chartcite.domain.source import Passage, Source
from chartcite.domain.vocabulary import AuthorityKind, Element, Mac, Payer, Place, State
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
            places={"office": Place(id="office", name="office"), "asc": Place(id="asc", name="surgical center")},
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


CLAIMS = (
    Claim(
        id="c1",
        text="Reef directs wand warming to Z1000T.",
        citations=(cite("reef-notice/code", "Reef directs wand warming to Z1000T."),),
    ),
    Claim(
        id="c2",
        text="Reef does not accept Z1000 for wand warming.",
        citations=(cite("reef-notice/code", "Reef does not accept Z1000 for wand warming."),),
    ),
    Claim(
        id="c3",
        text="Z1000 is warming of one fin nerve.",
        citations=(cite("fin-book-2026/warming", "Z1000 is warming of one fin nerve."),),
    ),
    Claim(
        id="c4",
        text="Tide Mutual holds fin warming unproven.",
        citations=(cite("tide-policy/cover", "Tide Mutual holds fin warming unproven."),),
    ),
    Claim(
        id="c5",
        kind="derived",
        text="Two fin nerves warmed make 2 units.",
        citations=(cite("fin-book-2026/warming", "Each fin nerve warmed is one unit of Z1000."),),
    ),
)
NOTES = tuple(SourceNote(**{name: getattr(s, name) for name in SourceNote.model_fields}) for s in SOURCES)
RECEIPT = Receipt(knowledge="sha256:" + "a1" * 32, settings="sha256:" + "b2" * 32, engine="embedded")
SHARED: dict[str, Any] = {
    "claims": CLAIMS,
    "sources": NOTES,
    "receipt": RECEIPT,
    "timings_ms": {"total": 12.5},
    "report": (
        Suggestion(
            code="Z1000T", units=2, modifiers=("LT", "59"), applies_when="Medicare, Reef (KY, OH)", claims=("c1", "c5")
        ),
        Suggestion(code="Z2000", claims=("c3",)),
    ),
    "do_not_report": (Refusal(code="Z1000", why="Reef does not accept Z1000 for wand warming.", claims=("c2",)),),
    "coverage": (
        Coverage(
            position="not_covered",
            says="Tide Mutual holds fin warming unproven.",
            applies_to="Tide Mutual, its own plans",
            in_force="unknown",
            claims=("c4",),
        ),
        Coverage(
            position="conditional",
            says="Reef directs wand warming to Z1000T.",
            applies_to="Medicare, Reef",
            in_force="yes",
            claims=("c1",),
        ),
    ),
    "conflicts": (
        Conflict(
            topic="wand-warming-code",
            governs="reef-notice",
            because="A contractor decides which code it accepts inside its own states.",
            positions=(
                Position(
                    says="Reef directs wand warming to Z1000T.",
                    source="reef-notice",
                    applies_to="Medicare in KY, OH",
                    status="in force",
                    claims=("c1",),
                ),
                Position(
                    says="Z1000 is warming of one fin nerve.",
                    source="fin-book-2026",
                    applies_to="everyone who follows this authority",
                    status="in force",
                    claims=("c3",),
                ),
            ),
        ),
    ),
    "diagnoses": (
        DiagnosisFinding(code="D10.1", valid=True, why="Z1000 is warming of one fin nerve.", claims=("c3",)),
    ),
    "rejected": (RejectedClaim(text="Three units are always paid.", why="the number stands in no cited passage"),),
}


def encounter(request: EncounterRequest, words: str) -> Encounter:
    said = read_words(words)
    state, day = request.state or said.state, request.date_of_service or said.day
    payer = request.payer or said.payer
    known = payer in ("medicare", "tide")
    assumed = [name for name, value in (("date_of_service", day), ("claim_type", request.claim_type)) if value is None]
    return Encounter(
        payer=payer if known else None,
        payer_as_given=None if known else payer,
        state=state,
        mac={"OH": "reef", "KY": "reef", "TX": "gulf"}.get(state or "") if payer == "medicare" else None,
        date_of_service=day or TODAY,
        place_of_service=request.place_of_service,
        claim_type=request.claim_type or "professional",
        assumed=tuple(assumed),
    )


def read_words(words: str) -> SimpleNamespace:
    found = {
        name: next((value for word, value in pairs if word in words.lower()), None)
        for name, pairs in {
            "payer": (("medicare", "medicare"), ("tide", "tide")),
            "state": (("ohio", "OH"), ("kentucky", "KY"), ("texas", "TX")),
        }.items()
    }
    day = re.search(r"\d{4}-\d\d-\d\d", words)
    return SimpleNamespace(**found, mac=None, day=date.fromisoformat(day.group()) if day else None, year=None)


class FakeCopilot:
    """Asks like the copilot; remembers the requests it was given."""

    def __init__(self) -> None:
        self.library = FakeLibrary()
        self.requests: list[EncounterRequest] = []
        self.readers = SimpleNamespace(question=SimpleNamespace(read=read_words))

    def ask(self, question: str, request: EncounterRequest, id: str | None = None) -> Answer:
        self.requests.append(request)
        if "crash" in question:
            raise RuntimeError("secret words of a note")
        context = encounter(request, question)
        if "weather" in question:
            return Answer(
                question=question,
                context=context,
                outcome="abstained",
                receipt=RECEIPT,
                summary="",
                missing=(
                    MissingFact(
                        what="a source on this",
                        why="Nothing that is held speaks of it.",
                        ask="Ask the payer in writing.",
                    ),
                ),
            )
        if context.payer is None:
            options = (
                MissingOption(value="Original Medicare in Ohio", report=("Z1000T",), claims=("c1",)),
                MissingOption(value="commercial", report=("Z1000",), claims=("c3",)),
            )
            return Answer(
                question=question,
                context=context,
                outcome="needs_information",
                verdict="depends",
                summary="It depends on who pays.",
                missing=(
                    MissingFact(what="payer", why="Payers differ on this code.", ask="Ask who pays.", options=options),
                ),
                **{k: v for k, v in SHARED.items() if k not in ("report", "do_not_report")},
            )
        return Answer(
            question=question,
            context=context,
            outcome="answered",
            verdict="no" if question.lower().startswith("is") else None,
            summary="Reef directs wand warming to Z1000T. Two fin nerves warmed make 2 units.",
            notices=("Read “warmng” as “warming”.",),
            **SHARED,
        )

    def critique(
        self, note: str, request: EncounterRequest, claim: str | None = None, id: str | None = None
    ) -> Critique:
        self.requests.append(request)
        context = encounter(request, note)

        def spans(words: str) -> tuple[NoteSpan, ...]:
            at = note.find(words)
            return (NoteSpan(start=at, end=at + len(words), text=words),) if at >= 0 else ()

        code_line = spans("Z1000-50 x2")
        return Critique(
            context=context,
            outcome="needs_information",
            disposition="cannot_code",
            summary="Reef does not accept Z1000 for wand warming.",
            procedures=(
                ProcedureFound(
                    technique="wand_warming",
                    target="dorsal_fin_nerve",
                    side="left",
                    count=1,
                    parameters={"temperature_c": 80},
                    guidance=("soft light",),
                ),
            ),
            elements=(
                ElementState(id="laterality", state="documented", spans=spans("dorsal fin nerve, left")),
                ElementState(
                    id="destructive_parameters",
                    state="missing",
                    searched_for="seconds of warming at each site",
                    claims=("c3",),
                ),
                ElementState(id="consent", state="documented", spans=spans("After consent")),
            ),
            findings=(
                Finding(
                    id="time",
                    severity="blocks_billing",
                    title="The time is blank",
                    detail="Reef does not accept Z1000 for wand warming.",
                    fix="Warming time at each site: ____ seconds.",
                    note_spans=spans("____ seconds"),
                    claims=("c2",),
                ),
                Finding(
                    id="units",
                    severity="likely_denial",
                    title="More units than nerves",
                    detail="Z1000 is warming of one fin nerve.",
                    fix="Report 1 unit.",
                    note_spans=code_line,
                    claims=("c3",),
                ),
                Finding(
                    id="plan",
                    severity="advice",
                    title="No plan after the procedure",
                    detail="Z1000 is warming of one fin nerve.",
                    fix="Plan: ____.",
                    claims=("c3",),
                ),
            ),
            claim_audit=(
                *(
                    [
                        AuditLine(
                            line=claim,
                            verdict="remove",
                            why="Reef does not accept Z1000 for wand warming.",
                            claims=("c2",),
                        )
                    ]
                    if claim
                    else []
                ),
                AuditLine(
                    line="Z1000-50 x2",
                    verdict="change",
                    change_to="Z1000T-LT x1",
                    why="Reef directs wand warming to Z1000T.",
                    span=code_line[0] if code_line else None,
                    claims=("c1",),
                ),
                AuditLine(line="Z2000", verdict="keep", why="Z1000 is warming of one fin nerve.", claims=("c3",)),
            ),
            query_letter="Dear colleague,\n\nplease state for how many seconds the wand was set at each site.\n",
            missing=(MissingFact(what="warming time", why="It decides the code.", ask="Ask the physician."),),
            **{k: v for k, v in SHARED.items() if k != "missing"},
        )


def fake_copilot() -> Copilot:
    return cast(Copilot, FakeCopilot())


def fake_settings(**more: Any) -> Any:
    return SimpleNamespace(
        **(
            {"host": "127.0.0.1", "port": 0, "max_note_bytes": 200_000, "max_question_chars": 1000, "model_url": None}
            | more
        )
    )
