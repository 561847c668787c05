"""The readers of one library, built once on one lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from chartcite.catalog.library import Library
from chartcite.reading.encounter import EncounterReader
from chartcite.reading.lexicon import Lexicon
from chartcite.reading.note import NoteReader
from chartcite.reading.question import QuestionReader


@dataclass(frozen=True)
class Readers:
    """Of the encounter, of questions and of notes."""

    lexicon: Lexicon
    encounter: EncounterReader
    question: QuestionReader
    note: NoteReader

    @classmethod
    def of(cls, library: Library) -> Readers:
        """Build them on one lexicon."""
        lexicon = Lexicon.of(library)
        return cls(lexicon, EncounterReader(lexicon), QuestionReader(lexicon), NoteReader(lexicon))
