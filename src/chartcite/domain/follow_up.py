"""What became of a short text that goes on from the question before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from chartcite.domain.answer import Answer
from chartcite.domain.record import Names, Record, Strings


class FollowUpWords(Record):
    """How texts go on from the one before: words, matched like names of a vocabulary, no rule."""

    openers: Strings
    """What a follow-up begins with ("what about", "and")."""
    joining: Strings = ()
    """With one of these a new value joins the one before ("also", "too"); without, it takes its place."""
    pointing: Strings = ()
    """Words that point back to what was said ("it", "the same")."""
    fillers: Strings = ()
    """Words around a value that ask nothing ("in", "the", "if it was")."""
    date_leads: Strings = ()
    """Words that lead to a date and go with it ("in", "dated")."""
    whole_topics: Annotated[Strings, Names("topics")] = ()
    """Topics that a short question is about by itself, unless it points back."""
    reasons: Strings = ()
    """Texts that ask only for the reasons of the last answer."""
    courtesies: Strings = ()
    """Greetings, thanks and the like, which ask nothing."""
    sides: dict[str, str]
    """How each side is written before the name of a target."""
    day: str
    """How a new date is written, `{}` standing for it; `year` for a year alone."""
    year: str
    read_as: str
    """How the joined question is shown, `{}` standing for it."""
    no_question: str
    """What a greeting is told."""
    not_joined: str
    """What is told of a text that can't be joined, `{}` standing for it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What is to be asked: a question of its own (`alone`), a `joined` one, or the last again for its `reasons`.

    A `courtesy` and what is `unjoined` are not asked; `text` then is what was written.
    """

    kind: Literal["alone", "joined", "reasons", "courtesy", "unjoined"]
    text: str
    notice: str = ""

    def told(self, answer: Answer) -> Answer:
        """The answer with how the question was read."""
        if self.kind not in ("joined", "reasons"):
            return answer
        return answer.model_copy(update={"notices": (self.notice, *answer.notices)})
