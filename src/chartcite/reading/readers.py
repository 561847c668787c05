"""The readers of one library, built once on one lexicon."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from chartcite.catalog.library import Library
from chartcite.domain.model import Outbound
from chartcite.domain.reread import Reread
from chartcite.reading.encounter import EncounterReader
from chartcite.reading.notes.note import NoteReader
from chartcite.reading.questions.follow_up import FollowUps
from chartcite.reading.questions.question import QuestionReader
from chartcite.reading.text.lexicon import Lexicon


@dataclass(frozen=True)
class Readers:
    """Of the encounter, of questions and of notes, and of texts that go on from a question."""

    lexicon: Lexicon
    encounter: EncounterReader
    question: QuestionReader
    note: NoteReader
    follow_up: FollowUps

    @classmethod
    def of(cls, library: Library) -> Readers:
        """Build them on one lexicon."""
        lexicon = Lexicon.of(library)
        question = QuestionReader(lexicon)
        return cls(lexicon, EncounterReader(lexicon), question, NoteReader(lexicon), FollowUps(lexicon, question))


class Rereader(Protocol):
    """Asks a model which words are names misspelled; what it returns has been judged. None when it is not asked."""

    def reread(self, text: str, readers: Readers, known: Collection[str], /) -> Reread | None:
        """A question as the model helped to read it."""

    def reread_note(self, note: str, readers: Readers, /) -> Reread | None:
        """What the model helped to read of a note."""

    def outbound(self, text: str, readers: Readers, known: Collection[str], /) -> Outbound | None:
        """The request for a question exactly as it would be sent."""

    def outbound_note(self, note: str, readers: Readers, /) -> Outbound | None:
        """The request for a note exactly as it would be sent."""
