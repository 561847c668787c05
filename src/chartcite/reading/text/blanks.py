"""Blanks that a template left in a note, and what they leave open."""

from __future__ import annotations

import re

from chartcite.domain.language import NoteLanguage
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Span

_LED_TO = re.compile(r"[ \t]*(?:\d|\[[xX]\]|[A-Z](?:[A-Z]|\d|[a-z]{2}))")  # what dots lead to: something filled in
_CHOSEN = re.compile(r'\{[^{}"\n]{0,80}::[ \t]*"(?P<value>[^"{}*\n]{1,80})"[ \t]*\}')  # '{right/left:38201::"right"}'
_AROUND = (40, 25)  # characters before and after a blank in which stands what it was for


def chosen(text: str) -> str:
    """The text, as long as given, with what was chosen alone where a template's list of choices stands around it."""
    if "::" not in text:
        return text
    return _CHOSEN.sub(
        lambda m: " " * (m.start("value") - m.start()) + m["value"] + " " * (m.end() - m.end("value")), text
    )


class Blanks:
    """Finds them with the patterns of the vocabulary; a line dressed in the same marks at both ends is no blank, nor are dots that lead to a value."""

    def __init__(self, language: NoteLanguage) -> None:
        self._pattern = re.compile(alternatives(language.blanks))
        self._open = {
            what: re.compile("|".join(f"(?:{p})" for p in ps), re.I) for what, ps in language.leaves_open.items()
        }

    def find(self, text: str) -> tuple[Span, ...]:
        """All blanks in order."""
        return tuple(Span.of(m) for m in self._pattern.finditer(text) if not self._dressed(text, m))

    @staticmethod
    def _dressed(text: str, match: re.Match[str]) -> bool:
        mark = match.group()[0]
        if match.group().strip(mark):
            return False
        if mark == "." and _LED_TO.match(text, match.end()):
            return True
        line = text[
            text.rfind("\n", 0, match.start()) + 1 : (text.find("\n", match.end()) + 1 or len(text) + 1) - 1
        ].strip()
        return not line.strip(mark) or (
            line.startswith(mark * 2) and line.endswith(mark * 2) and len(line.strip(mark).strip()) > len(mark)
        )

    def leaves_open(self, text: str, blank: Span) -> str | None:
        """What it leaves open, by its own words and those around it; the patterns see it between two bars."""
        before = text[max(0, blank.start - _AROUND[0]) : blank.start]
        seen = f"{before}|{text[blank.start : blank.end]}|{text[blank.end : blank.end + _AROUND[1]]}"
        return next((what for what, pattern in self._open.items() if pattern.search(seen)), None)
