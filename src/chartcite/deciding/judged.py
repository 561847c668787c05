"""An audit as it stands when all lines are judged, before its claims are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from chartcite.domain.answer import AuditLine, NoteSpan
from chartcite.domain.decision import Line
from chartcite.domain.draft import DraftClaim
from chartcite.domain.text import ProposedLine

Verdict = Literal["keep", "change", "remove"]


class Ruling(NamedTuple):
    """What is said of one line, why, and the claims under it."""

    verdict: Verdict
    why: str
    change_to: str | None = None
    keys: tuple[str, ...] = ()
    hold: bool = False
    """Whether the line waits for a fact by which it is right or wrong."""


@dataclass(frozen=True)
class Judged:
    """A line of the claim, or a code printed in the note, with what is said of it."""

    line: ProposedLine
    printed: bool
    ruling: Ruling


@dataclass
class Audit:
    """All lines judged, the claims they need, and the lines that the note supports and a given claim lacks."""

    judged: list[Judged] = field(default_factory=list)
    claims: list[DraftClaim] = field(default_factory=list)
    lacking: list[Line] = field(default_factory=list)

    @property
    def notices(self) -> tuple[str, ...]:
        """What of the claim was not read and is not audited."""
        unread = dict.fromkeys(words for j in self.judged if not j.printed for words in j.line.unread)
        return tuple(f"Not read of the claim, and not audited: “{words}”." for words in unread)

    def lines(self, ids: dict[str, str]) -> tuple[AuditLine, ...]:
        """The audit with claim ids."""
        return tuple(
            AuditLine(
                line=j.line.text.strip(),
                verdict=j.ruling.verdict,
                why=j.ruling.why,
                change_to=j.ruling.change_to,
                hold=j.ruling.hold,
                span=NoteSpan(start=j.line.span.start, end=j.line.span.end, text=j.line.text) if j.printed else None,
                claims=tuple(dict.fromkeys(ids[key] for key in j.ruling.keys if key in ids)),
            )
            for j in self.judged
        )


def written(line: Line) -> str:
    """A line as a claim shows it."""
    return "-".join([line.code, *line.modifiers]) + (f" x{line.units}" if line.units else "")
