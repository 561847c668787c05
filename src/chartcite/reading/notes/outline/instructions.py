"""Words in a note that address its reader or this tool: found, flagged, and read as nothing that was done."""

from __future__ import annotations

import re
import unicodedata

from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Span
from chartcite.reading.text.places import index_at

_ENCLOSED = re.compile(  # in brackets, or encoded: a run of letters that ends in signs of equality stands for itself
    r"\[[^\[\]]{8,4000}\]|<!--.{1,4000}?-->|<[^<>\n]{8,400}>|\{[^\n]{8,2000}\}|(?<!\S)[A-Za-z0-9+/]{20,}={1,2}(?!\S)",
    re.S,
)
_NEAR = 400  # characters before the words found in which their sentence starts
_SENTENCE_START = re.compile(r"[.!?]\s+(?=[A-Z#\[{<\"'(-])")


class Instructions:
    """Finds them with the patterns of the vocabulary."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._patterns = Patterns(patterns)

    def find(self, text: str, *, to_line_end: bool = True) -> list[Span]:
        """Each address with all that goes with it: what encloses it, or from its sentence to the end of its line."""
        hits = [m.end() - len(m.group().lstrip()) for m in self._patterns.finditer(text)]
        if not hits:
            return []
        enclosed = [Span.of(m) for m in _ENCLOSED.finditer(text)]
        starts = [span.start for span in enclosed]
        found: list[Span] = []
        for hit in hits:
            if found and hit < found[-1].end:
                continue
            index = index_at(starts, hit)
            around = enclosed[index] if index >= 0 and hit < enclosed[index].end else None
            found.append(around or self._from_sentence(text, hit, to_line_end))
        return found

    def blanked(self, question: str) -> tuple[str, tuple[str, ...]]:
        """The question in plain letters with each address blanked, and what was blanked.

        An address ends with its sentence: in a note nothing true follows it on its line, in a question the question may.
        A question that would be nothing else is read as it stands.
        """
        question = unicodedata.normalize("NFKC", question)
        spans = self.find(question, to_line_end=False)
        rest = question
        for start, end in spans:
            rest = rest[:start] + " " * (end - start) + rest[end:]
        if not any(letter.isalnum() for letter in rest):
            return question, ()
        return rest, tuple(question[start:end].strip() for start, end in spans)

    @staticmethod
    def _from_sentence(text: str, hit: int, to_line_end: bool) -> Span:
        line = text.rfind("\n", 0, hit) + 1
        near = max(line, hit - _NEAR)
        start = max((m.end() for m in _SENTENCE_START.finditer(text, near, hit + 1)), default=near)
        end = text.find("\n", hit)
        end = len(text) if end < 0 else end
        stop = None if to_line_end else _SENTENCE_START.search(text, hit, end)
        return Span(start, stop.end() if stop else end)
