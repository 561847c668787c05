"""What came of asking a model which words of a question or note are names misspelled or shortened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from chartcite.domain.answer import READING, R
from chartcite.domain.model import PromptUsed
from chartcite.domain.text import Span


class Meant(NamedTuple):
    """A place of a note as read, and the name to be read there; the text stays as it is."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What is read otherwise: a question as `text` with the names in it, a note by what is `meant` at its places.

    `read` holds each as (words, name); `notice` is one line when the call failed. `engine` names the model.
    """

    text: str = ""
    meant: tuple[Meant, ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    notice: str | None = None
    prompts: tuple[PromptUsed, ...] = ()
    endpoint: str = ""
    engine: str = ""

    def told(self, result: R, spent: float) -> R:
        """The result with a line for each name that was read and for what failed; it took `spent` seconds."""
        lines = [f"A model read “{was}” as “{now}”." for was, now in self.read]
        took = round(1000 * spent, 2)
        total = round(result.timings_ms["total"] + took, 2)
        made = {"endpoint": self.endpoint, "prompts": self.prompts}
        made |= {"engine": f"{self.engine} ({READING})"} if self.read else {}
        return result.model_copy(
            update={
                "notices": (*result.notices, *lines, *([self.notice] if self.notice else [])),
                "receipt": result.receipt.model_copy(update=made),
                "timings_ms": {**result.timings_ms, "model": took, "total": total},
            }
        )
