"""The sections of a note, by their headings; text before the first heading is body."""

from __future__ import annotations

import re
from itertools import zip_longest

from chartcite.domain.note import Section
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import NoteLanguage, SectionKind
from chartcite.catalog.words import words_of

_HEADING = re.compile(r"(?:^|(?<=\n)|(?<=[.;:,]\s)|(?<=\s{2}))[ \t>*#-]*([A-Za-z][A-Za-z0-9 /&'’()_.-]{1,70}?)[ \t]*(?::(?=\s|$|\S)|(?=\n|$))")
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(*\"'\d])|\n+|(?<=\.)(?=[A-Z][a-z])")
_ABBREVIATED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|vs|approx|No|Fig|pt|St|lat|ant|post|sup|inf|[A-Z])\.$")


class Sectioner:
    """Finds sections with the headings of the vocabulary."""

    def __init__(self, language: NoteLanguage) -> None:
        self._kinds = {self._key(h): kind for kind in language.sections for h in kind.headings}

    @staticmethod
    def _key(heading: str) -> str:
        return " ".join(word.norm for word in words_of(heading))

    def split(self, text: str) -> list[Section]:
        """Sections in order, covering the whole text."""
        marks = [(m, kind) for m in _HEADING.finditer(text) if (kind := self._kind(text, m))]
        sections = [Section("body", "", Span(0, marks[0][0].start() if marks else len(text)))]
        for (match, kind), following in zip_longest(marks, marks[1:]):
            start = match.end() + (1 if text[match.end() : match.end() + 1] == ":" else 0)
            end = following[0].start() if following else len(text)
            sections.append(Section(kind.id, match[1], Span(min(start, end), end), kind.assertion, kind.title, kind.codes))
        return [s for s in sections if text[s.body.start : s.body.end].strip() or s.heading]

    def _kind(self, text: str, match: re.Match[str]) -> SectionKind | None:
        """The kind of a heading; a bare line without colon must be a known heading in capitals or alone on its line."""
        known = self._kinds.get(self._key(match[1]))
        has_colon = text[match.end() - 1 : match.end()] == ":" or ":" in match.group()
        if known:
            alone = has_colon or match[1].isupper()
            return known if alone else None
        if has_colon and match[1].isupper() and len(match[1]) > 3 and len(match[1].split()) <= 5:
            return SectionKind(id="other", headings=(match[1],))
        return None


def sentences(text: str, span: Span) -> list[Span]:
    """Sentence spans inside a span; an abbreviation's full stop does not end one."""
    found: list[Span] = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if "\n" not in match.group() and _ABBREVIATED.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            found.append(Span(start, match.start()))
        start = match.end()
    if text[start : span.end].strip():
        found.append(Span(start, span.end))
    return found
