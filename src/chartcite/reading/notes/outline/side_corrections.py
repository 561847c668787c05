"""Sides that the author corrects in an addendum: what the note says above it counts as corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chartcite.domain.language import NoteLanguage
from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Mention, Span

_OTHER = {"left": "right", "right": "left"}


class SideCorrections:
    """Finds corrections with the patterns of the vocabulary and its words for either side."""

    def __init__(self, language: NoteLanguage, sides: Mapping[str, Sequence[str]]) -> None:
        words = {side: "(?:" + "|".join(re.escape(w) for w in sides.get(side, ())) + ")" for side in _OTHER}
        self._patterns = {
            side: Patterns(
                p.replace("{side}", words[side]).replace("{wrong}", words[wrong]) for p in language.side_corrections
            )
            for side, wrong in _OTHER.items()
            if words[side] != "(?:)"
        }

    def found(self, text: str) -> list[tuple[str, Span]]:
        """The corrected side and its place, for each correction; none where two differ."""
        found = [(side, Span.of(m)) for side, patterns in self._patterns.items() for m in patterns.finditer(text)]
        return found if len({side for side, _ in found}) == 1 else []

    def applied(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, each side above a correction as corrected, and none of the correction's own."""
        found = self.found(text)
        if not found:
            return list(mentions)
        right = found[0][0]
        start = min(span.start for _, span in found)
        kept = [m for m in mentions if m.kind != "side" or m.span.end <= start]
        return [replace(m, value=right) if m.kind == "side" and m.value == _OTHER[right] else m for m in kept]
