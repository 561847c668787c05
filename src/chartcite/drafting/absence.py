"""What an answer says that has nothing to say: what was looked at, as of when, and where to look."""

from __future__ import annotations

from collections.abc import Iterable

from chartcite.catalog.view import View
from chartcite.domain.coverage import Area
from chartcite.domain.decision import Decision
from chartcite.domain.draft import DraftClaim
from chartcite.domain.text import Reading
from chartcite.domain.vocabulary import Cite

_MOST_AREAS = 2


def absence_claims(decision: Decision, reading: Reading, view: View) -> list[DraftClaim]:
    """The areas that the question is about, the nearest first; else what is said of all questions in or out of the field."""
    areas = view.library.coverage.values()
    asks = reading.facts.get("asks", frozenset())
    line = view.encounter.line_of_business
    scored = [(_fit(area, asks, line), area) for area in areas]
    best = max((fit for fit, _ in scored), default=0)
    found = [area for fit, area in scored if fit == best] if best else []
    wanted = "in_field" if _in_field(decision, reading, view) else "outside"
    if not found or wanted == "outside":
        found = [area for area in areas if area.fallback == wanted]
    return [_claim(area, view) for area in _once(found)[:_MOST_AREAS]]


def _fit(area: Area, asks: frozenset[str], line: str | None) -> int:
    """How many of an area's own marks the question bears; an area all of whose kinds of marks are not met fits not."""
    topics = len(asks.intersection(area.topics))
    lines = int(line in area.line_of_business)
    missed = (area.topics and not topics) or (area.line_of_business and not lines)
    return 0 if missed else topics + 2 * lines


def _in_field(decision: Decision, reading: Reading, view: View) -> bool:
    """Whether the question names a code, a procedure or a subject of the field."""
    topics = view.library.vocabularies.topics
    asks = [topics[t] for t in reading.facts.get("asks", ())]
    subject = any(topic.judge and not topic.asks_code and not topic.yields for topic in asks)
    named = any(line.code in view.library.codes for line in reading.lines)
    return subject or named or any(one.procedure.targets for one in decision.procedures) or bool(reading.procedures)


def _once(areas: Iterable[Area]) -> list[Area]:
    return list({area.passage: area for area in areas}.values())


def _claim(area: Area, view: View) -> DraftClaim:
    text = view.library.passage(area.passage).text
    return DraftClaim(f"coverage:{area.id}", text, "absence", (Cite(passage=area.passage, quote=text),), "absence")
