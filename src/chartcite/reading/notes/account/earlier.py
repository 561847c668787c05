"""The procedure of an earlier day in the note of a visit: which it was, and how many days ago."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from chartcite.domain.assertion import DONE
from chartcite.domain.language import NoteLanguage
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene
from chartcite.reading.text.dates import dates

_TOLD = DONE | {"past"}
_PLANNED = "planned"
_WEEK = 7
_LONGEST = 92  # days; an older procedure bears on no visit any more


class EarlierProcedure:
    """Reads it with the words of one vocabulary; `numbers`: number words and their values."""

    def __init__(self, language: NoteLanguage, numbers: Mapping[str, int]) -> None:
        self._since = [re.compile(pattern, re.I) for pattern in language.since]
        self._numbers = numbers

    def of(self, scene: Scene, own: date | None) -> tuple[frozenset[str], int | None]:
        """The techniques of the last earlier procedure whose day is told, and the days since; `own`: the note's day."""
        told = [
            (days, mention.value)
            for mention in scene.mentions
            if mention.kind == "technique"
            and mention.assertion in _TOLD
            and scene.sentences[mention.sentence].section.assertion
            != _PLANNED  # "one week after the ablation" of a plan
            for days in self._days(scene, mention, own)
            if 0 <= days <= _LONGEST
        ]
        last = min((days for days, _ in told), default=None)
        return frozenset(value for days, value in told if days == last), last

    def _days(self, scene: Scene, mention: Mention, own: date | None) -> Iterator[int]:
        sentence = scene.text[slice(*scene.sentences[mention.sentence].span)]
        if own is not None:
            yield from ((own - day).days for day, _ in dates(sentence) if day < own)
        for pattern in self._since:
            for match in pattern.finditer(sentence):
                for unit, times in (("days", 1), ("weeks", _WEEK)):
                    count = self._count(match.groupdict().get(unit))
                    if count is not None:
                        yield count * times

    def _count(self, word: str | None) -> int | None:
        if not word:
            return None
        return int(word) if word.isdigit() else self._numbers.get(word.lower())
