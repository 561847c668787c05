"""What the invented copilot says: claims with quotes that stand in the invented passages."""

from __future__ import annotations

from typing import Any

from web_world import SOURCES, cite

from chartcite.domain.answer import (
    Claim,
    Conflict,
    Coverage,
    DiagnosisFinding,
    Position,
    Receipt,
    Refusal,
    RejectedClaim,
    SourceNote,
    Suggestion,
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
    "do_not_report": tuple(
        Refusal(code=code, why="Reef does not accept Z1000 for wand warming.", claims=("c2",))
        for code in ("Z1000", "Z1001")
    ),
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
