"""What a sentence does with its words: done, planned, offered, past, denied, aborted, discussed."""

from __future__ import annotations

from chartcite.domain.note import Cue
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import NoteLanguage
from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import Word


class Assertions:
    """Finds assertion cues sentence by sentence."""

    def __init__(self, language: NoteLanguage) -> None:
        self._finder = TermFinder()
        self._rows = {str(i): row for i, row in enumerate(language.assertions)}
        for identity, row in self._rows.items():
            self._finder.add("cue", identity, row.names)

    def cues(self, words: list[Word], sentence: Span) -> list[Cue]:
        """The cues among the words of one sentence, each with its reach."""
        made = []
        for found in self._finder.find(words):
            row = self._rows[found.value]
            start, end = words[found.first].start, words[found.last - 1].end
            reach = {"forward": Span(start, sentence.end), "backward": Span(sentence.start, end), "sentence": sentence}[row.scope]
            made.append(Cue(row.assertion, reach))
        return made


def assertion_at(cues: list[Cue], span: Span, default: str) -> str:
    """What the narrowest cue reaching the span makes of it; without one, the section's default."""
    reaching = [cue for cue in cues if cue.reach.start <= span.start and span.end <= cue.reach.end]
    return min(reaching, key=lambda cue: cue.reach.end - cue.reach.start).assertion if reaching else default
