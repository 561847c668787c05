"""What a scorer gets and gives: a result with all that was seen of it, and a score with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chartcite.catalog.library import Library
from chartcite.domain.answer import Answer, Critique

Reference = tuple[str, str]
"""A passage and the words quoted of it."""


class Fault(NamedTuple):
    """One expectation that does not hold; `part` is what kind it is."""

    part: str
    told: str


@dataclass(frozen=True)
class Score:
    """How far one metric holds of one result, from 0 to 1, and what is wrong with it."""

    value: float
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What results are held against: modifiers that change payment or an edit, and the library that is quoted."""

    adjusting: frozenset[str] = frozenset()
    library: Library | None = None

    @cached_property
    def stated(self) -> dict[str, list[frozenset[Reference]]]:
        """The sentences of rules, and the references that each needs: a set for every version with these words."""
        held: dict[str, list[frozenset[Reference]]] = {}
        for rule in self.library.rules.values() if self.library else ():
            for version in rule.versions.values():
                if version is not None:
                    needs = frozenset((c.passage, c.quote) for c in version.references)
                    held.setdefault(version.statement or rule.statement, []).append(needs)
        return held

    @cached_property
    def names(self) -> re.Pattern[str]:
        """The names of payers and contractors."""
        words = self.library.vocabularies if self.library else None
        names = {m.name for m in words.macs.values()} | {p.name for p in words.payers.values()} if words else set()
        longest = sorted(map(re.escape, names), key=len, reverse=True)
        return re.compile(r"\b(?:" + "|".join(longest) + r")\b" if longest else r"(?!)")

    def told_of(self, source: str) -> str:
        """Title, publisher and jurisdiction of a source."""
        held = self.library.sources.get(source) if self.library else None
        return f"{held.title} {held.publisher} {held.jurisdiction}" if held else ""

    @classmethod
    def of(cls, library: Library) -> Ground:
        """The ground of a loaded library."""
        adjusting = frozenset(m.id for m in library.vocabularies.modifiers.values() if m.adjusts_payment)
        return cls(adjusting, library)


@dataclass(frozen=True)
class Got:
    """A result; `forms` are its JSON forms of two runs without timings, `twin` what its clean twin got."""

    result: Answer | Critique
    forms: tuple[str, str] | None = None
    twin: Answer | Critique | None = None
    confidence: float = 0.0
    """How sure retrieval was; how sure the answer is follows from it and from what decided (`abstention`)."""

    @property
    def answer(self) -> Answer | None:
        """The result, if it is an answer."""
        return self.result if isinstance(self.result, Answer) else None

    @property
    def critique(self) -> Critique | None:
        """The result, if it is a critique."""
        return self.result if isinstance(self.result, Critique) else None


def share(of: int, faults: Iterable[Fault]) -> Score | None:
    """The share of `of` expectations that hold, one lost for each fault; None where nothing is expected."""
    found = tuple(faults)
    return Score(max(0.0, 1 - len(found) / of), found) if of else None
