"""A copilot with invented answers, for the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from web_answers import RECEIPT, SHARED
from web_world import TODAY, FakeLibrary

from chartcite.copilot import Copilot
from chartcite.domain.answer import (
    Answer,
    AuditLine,
    Critique,
    ElementState,
    Finding,
    MissingFact,
    MissingOption,
    NoteSpan,
    ProcedureFound,
)
from chartcite.domain.encounter import Encounter, EncounterRequest
from chartcite.domain.follow_up import Joined
from chartcite.domain.model import Outbound


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
        self.worded: Callable[[Answer], Answer] | None = None
        alone = SimpleNamespace(join=lambda last, text: Joined("alone", text))
        self.readers = SimpleNamespace(question=SimpleNamespace(read=read_words), follow_up=alone)

    def ask_stream(self, question: str, request: EncounterRequest) -> Iterator[Answer]:
        answer = self.ask(question, request)
        yield answer
        if self.worded is not None:
            yield self.worded(answer)

    def critique_stream(self, note: str, request: EncounterRequest, claim: str | None = None) -> Iterator[Critique]:
        yield self.critique(note, request, claim)

    def ask_outbound(self, question: str, request: EncounterRequest) -> list[Outbound]:
        return [Outbound("http://127.0.0.1:9/v1/chat/completions", json.dumps({"asked": f"<b>{question}"}).encode())]

    def critique_outbound(self, note: str, request: EncounterRequest, claim: str | None = None) -> list[Outbound]:
        return []

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
            {
                "host": "127.0.0.1",
                "port": 0,
                "max_note_bytes": 200_000,
                "max_question_chars": 1000,
                "model_url": None,
                "model_uses": frozenset({"drafting"}),
            }
            | more
        )
    )
