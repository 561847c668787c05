"""Reading a note: what was done, at what, how, and where each of it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from chartcite.domain.note import NoteReading, Section, Sentence
from chartcite.domain.text import Mention, ProposedLine, Reading, Span
from chartcite.reading.assertions import Assertions, assertion_at
from chartcite.reading.figures import claim_lines, dates, measures
from chartcite.reading.lexicon import Lexicon
from chartcite.reading.note_procedures import NoteProcedures
from chartcite.reading.sections import Sectioner, sentences
from chartcite.catalog.words import Word

_LABELLED_DATE = re.compile(r"(?:date of (?:service|procedure|surgery|operation)|procedure date|service date|\bDOS\b|\bDOP\b)\s*[:\-]?\s*", re.I)
_REACH = 24  # characters after a date label in which its date stands


class NoteReader:
    """Reads notes with the lexicon of one library."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        language = lexicon.library.vocabularies.note_language
        self._sectioner = Sectioner(language)
        self._assertions = Assertions(language)
        self._blanks = re.compile("|".join(f"(?:{pattern})" for pattern in language.blanks) or r"(?!)")
        self._procedures = NoteProcedures(lexicon)

    def read(self, text: str) -> NoteReading:
        """All that the note says; nothing is assumed."""
        found, words, _ = self._lexicon.mentions(text, correct=False)
        sections = self._sectioner.split(text)
        spans = self._sentences(text, sections, words)
        mentions = self._placed(found, spans)
        blanks = tuple(Span(*m.span()) for m in self._blanks.finditer(text))
        figures = tuple(measures(text))
        lines = self._lines(text)
        made = self._procedures.of(text, mentions, spans, figures, blanks)
        facts = self._facts(mentions, lines, made.flags)
        reading = Reading(tuple(mentions), tuple(made.procedures), tuple(lines), facts, {}, False)
        return NoteReading(reading, tuple(sections), tuple(spans), figures, blanks, self._day(text), made.conflicts)

    def claim(self, text: str) -> list[ProposedLine]:
        """The lines of a claim as given; every code-like word is a line, known or not."""
        numbers = self._lexicon.library.vocabularies.question_language.numbers
        return claim_lines(text, self._lexicon.codes, self._lexicon.modifiers, numbers)

    def _sentences(self, text: str, sections: list[Section], words: list[Word]) -> list[Sentence]:
        made: list[Sentence] = []
        position = 0
        for section in sections:
            for span in sentences(text, section.body):
                own: list[Word] = []
                while position < len(words) and words[position].start < span.end:
                    if words[position].start >= span.start:
                        own.append(words[position])
                    position += 1
                made.append(Sentence(span, section, tuple(self._assertions.cues(own, span))))
        return made

    @staticmethod
    def _placed(found: list[Mention], spans: list[Sentence]) -> list[Mention]:
        """Mentions with section, sentence and assertion."""
        placed = []
        index = 0
        for mention in sorted(found, key=lambda m: m.span.start):
            while index < len(spans) and spans[index].span.end <= mention.span.start:
                index += 1
            if index == len(spans):
                break
            sentence = spans[index]
            if mention.span.start < sentence.span.start:
                continue  # inside a heading
            assertion = assertion_at(list(sentence.cues), mention.span, sentence.section.assertion)
            placed.append(replace(mention, assertion=assertion, section=sentence.section.kind, sentence=index))
        return placed

    def _lines(self, text: str) -> list[ProposedLine]:
        """Codes printed in the note that are codes of the field."""
        vocab = self._lexicon.library.vocabularies
        lines = claim_lines(text, self._lexicon.codes, self._lexicon.modifiers, vocab.question_language.numbers)
        return [line for line in lines if line.code in self._lexicon.library.codes]

    @staticmethod
    def _facts(mentions: list[Mention], lines: list[ProposedLine], flags: set[str]) -> dict[str, frozenset[str]]:
        facts: dict[str, set[str]] = {"flag": set(flags), "asked_code": {line.code for line in lines}}
        for mention in mentions:
            if mention.kind in ("indication", "device") and mention.assertion not in ("denied", "planned"):
                facts.setdefault(mention.kind, set()).add(mention.value)
        return {name: frozenset(values) for name, values in facts.items() if values}

    @staticmethod
    def _day(text: str) -> date | None:
        """The note's own labelled date of service; other dates never count."""
        for label in _LABELLED_DATE.finditer(text):
            for day, span in dates(text[label.end() : label.end() + _REACH]):
                if span.start <= 2:
                    return day
        return None

