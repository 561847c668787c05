"""What a text says of its words: that they tell of something done, planned, past, denied, stopped ..."""

from __future__ import annotations

from typing import Literal

Assertion = Literal[
    "stated",
    "done",
    "intended",
    "planned",
    "offered",
    "discussed",
    "conditional",
    "past",
    "denied",
    "negated",
    "spared",
    "not-started",
    "aborted",
    "aborted-before",
    "aborted-after",
    "instruction",
    "outside",
]
"""The closed set; `intended` is planned for this very session, `spared` left out beside what was treated, `outside` no sentence's."""

DONE: frozenset[Assertion] = frozenset({"done", "stated"})
GONE: frozenset[Assertion] = frozenset({"denied", "negated"})
AHEAD: frozenset[Assertion] = frozenset({"planned", "offered", "discussed"})
ABORTED: frozenset[Assertion] = frozenset({"aborted", "aborted-before", "aborted-after"})
STOPPED: frozenset[Assertion] = ABORTED | {"not-started"}
