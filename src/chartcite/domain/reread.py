"""What came of asking a model which words of a question are names misspelled or shortened."""

from __future__ import annotations

from dataclasses import dataclass

from chartcite.domain.answer import Answer
from chartcite.domain.model import PromptUsed


@dataclass(frozen=True, slots=True)
class Reread:
    """`text` is the question with the names in place of the words (as given where nothing was used).

    `read` holds each as (words, name); `notice` is one line when the call failed.
    """

    text: str
    read: tuple[tuple[str, str], ...] = ()
    notice: str | None = None
    prompts: tuple[PromptUsed, ...] = ()
    endpoint: str = ""

    def told(self, answer: Answer, spent: float) -> Answer:
        """The answer with a line for each name that was read and for what failed; it took `spent` seconds."""
        lines = [f"A model read “{was}” as “{now}”." for was, now in self.read]
        took = round(1000 * spent, 2)
        return answer.model_copy(
            update={
                "notices": (*answer.notices, *lines, *([self.notice] if self.notice else [])),
                "receipt": answer.receipt.model_copy(update={"endpoint": self.endpoint, "prompts": self.prompts}),
                "timings_ms": {
                    **answer.timings_ms,
                    "model": took,
                    "total": round(answer.timings_ms["total"] + took, 2),
                },
            }
        )
