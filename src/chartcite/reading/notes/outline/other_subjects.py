"""Stops that are said of a thing of their own ("flexible scope not done today"), which stop nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from chartcite.catalog.words import words_of
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Cue
from chartcite.domain.text import Mention, Span

_NOT_STARTED: Final = "not-started"
_ACTS = frozenset({"technique", "agent", "device", "target", "side"})
_PASSIVE = re.compile(r"(?:not|was|were|is|are|put off|held off)\b", re.I)
_CLAUSE = re.compile(r"[.;:,(\n]\s|\b(?:and|but|so|then)\b(?=\s+\w)", re.I)
_LONGEST = 60  # characters that the subject of a passive may have


class OtherSubjects:
    """Tells such stops by the words that mean the whole of what was to be done."""

    def __init__(self, language: NoteLanguage) -> None:
        self._whole = frozenset(language.whole_of_visit)

    def less(self, text: str, sentence: Span, cues: Sequence[Cue], found: Sequence[Mention]) -> list[Cue]:
        """The cues of a sentence without stops whose subject is neither the whole nor anything that is read."""
        return [c for c in cues if c.assertion != _NOT_STARTED or not self._is_of_other(text, sentence, c, found)]

    def _is_of_other(self, text: str, sentence: Span, cue: Cue, found: Sequence[Mention]) -> bool:
        """Whether the passive of a stop has a subject of its own."""
        if not _PASSIVE.match(text, cue.span.start):
            return False
        low = max(sentence.start, cue.span.start - _LONGEST)
        start = max((m.end() for m in _CLAUSE.finditer(text, low, cue.span.start - 1)), default=low)
        subject = [word.norm for word in words_of(text[start : cue.span.start])]
        if not subject or not self._whole.isdisjoint(subject):
            return False
        return not any(m.kind in _ACTS and start <= m.span.start < cue.span.start for m in found)
