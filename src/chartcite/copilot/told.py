"""What is told of a question beside its answer: how it was read, what was assumed, what it is also called."""

from __future__ import annotations

from chartcite.catalog.caveats import caveats_of
from chartcite.catalog.view import View
from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.decision import Decision
from chartcite.domain.encounter import Encounter
from chartcite.domain.text import Reading

WHO = frozenset({"payer", "mac", "state"})


def also_called(reading: Reading, vocabularies: Vocabularies) -> tuple[str, ...]:
    """The names that the vocabularies give to what a question mentions; for whom it asks is the view's business."""
    named = ((vocabularies.name_of(m.kind, m.value), m.value) for m in reading.mentions if m.kind not in WHO)
    return tuple(dict.fromkeys(word for name, id_ in named if name for word in (name, id_.replace("-", " "))))


def codes_of(reading: Reading, decision: Decision) -> tuple[str, ...]:
    """The codes that a question writes and those that rules found for it."""
    return tuple(dict.fromkeys([*(line.code for line in reading.lines), *(line.code for line in decision.lines)]))


def notices_of(reading: Reading, view: View) -> tuple[str, ...]:
    """What the reader must know of how the question was read and of figures that are not held for its day."""
    topics = view.library.vocabularies.topics
    families = dict.fromkeys(
        spec.table for topic in sorted(reading.facts.get("asks", ())) for spec in topics[topic].answers
    )
    day = view.encounter.date_of_service.isoformat()
    late = [f"No figures are held for {day}; the newest are those of “{title}”." for title in view.lacking(families)]
    return (*(f"Read “{was}” as “{now}”." for was, now in reading.corrections), *late, *caveats_of(view))


def with_assumed(encounter: Encounter, decision: Decision) -> Encounter:
    """The encounter, with what was taken for granted of its procedures."""
    assumed = dict.fromkeys([*encounter.assumed, *(name for d in decision.procedures for name in d.procedure.assumed)])
    return encounter.model_copy(update={"assumed": tuple(assumed)})
