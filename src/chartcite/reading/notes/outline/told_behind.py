"""What was done, told behind a heading that names something else ("Dx: ... The nerve was ablated at ...").

Only a note that tells of nothing done anywhere else is read so: its account may stand in the line of a diagnosis, an
indication, a history or a plan. Where even that is not clear, it is found out whether something may have been done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from chartcite.domain.assertion import DONE
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Section, Sentence
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Figure, Mention
from chartcite.domain.vocabulary import Technique
from chartcite.reading.notes.outline.assertions import assertion_at

_DONE: Final = "done"
_ACTS = frozenset({"technique", "agent"})
_MEASURED = frozenset({"temperature_c", "concentration_pct"})
"""Figures that only a lesion or an agent has."""


class ToldBehind:
    """Finds such sentences by the kinds of section and the words that the vocabulary names."""

    def __init__(self, language: NoteLanguage, techniques: Mapping[str, Technique]) -> None:
        self._gives_way = language.gives_way
        self._acts = re.compile(alternatives(language.acts_told), re.I)
        self._now = re.compile(alternatives(language.sessions), re.I)
        self._then = re.compile(alternatives(language.told_of_before), re.I)
        weighed = frozenset(language.weighed_when_unclear)
        self._weighed = {row.id for row in techniques.values() if weighed & {*row.groups}}

    def told(
        self, text: str, spans: Sequence[Sentence], found: Sequence[Mention], figures: Sequence[Figure]
    ) -> list[Sentence] | None:
        """The sentences with those that tell of what was done counted as its account; None where none does."""
        return self._opened(
            spans, [i for i, own in self._named(spans, found) if self._tells(text, spans, i, own, figures)]
        )

    def unclear(
        self, text: str, spans: Sequence[Sentence], found: Sequence[Mention], figures: Sequence[Figure]
    ) -> list[Sentence] | None:
        """The same with those that may tell of it: a technique, its target and its figures or a verb, and nothing that turns them."""
        may = [
            i
            for i, own in self._named(spans, found)
            if self._weighed & {m.value for m in own}
            and any(m.kind == "target" for m in own)
            and self._may_tell(text, spans[i], figures)
            and not self._goes_on(text, spans, i)
        ]
        return self._opened(spans, may)

    def _may_tell(self, text: str, sentence: Sentence, figures: Sequence[Figure]) -> bool:
        """Whether figures or a verb leave open that it was done; among plans only a verb does."""
        if self._then.search(text, *sentence.span):
            return False
        acted = self._acts.search(text[slice(*sentence.span)]) is not None
        return acted or (self._gives_way[sentence.section.kind] != "acts" and self._has_figures(sentence, figures))

    def _goes_on(self, text: str, spans: Sequence[Sentence], index: int) -> bool:
        """Whether a sentence before it in its section tells of another day, whose account this may go on with."""
        section = spans[index].section
        before = (s for s in spans[:index] if s.section is section)
        return any(self._then.search(text, *s.span) or any(c.assertion == "past" for c in s.cues) for s in before)

    def _named(self, spans: Sequence[Sentence], found: Sequence[Mention]) -> Iterator[tuple[int, list[Mention]]]:
        """The sentences in sections that give way which name a technique or an agent, with what they name that no cue turns."""
        own: dict[int, list[Mention]] = {}
        for mention in found:
            sentence = spans[mention.sentence]
            if sentence.section.kind in self._gives_way and assertion_at(sentence.cues, mention.span, _DONE) in DONE:
                own.setdefault(mention.sentence, []).append(mention)
        return ((i, named) for i, named in sorted(own.items()) if any(m.kind in _ACTS for m in named))

    def _tells(
        self, text: str, spans: Sequence[Sentence], index: int, own: Sequence[Mention], figures: Sequence[Figure]
    ) -> bool:
        """Whether a sentence says that it was done: a verb, also with "today" where the section tells of other days; or figures behind the first sentence."""
        span = spans[index].span
        if not any(m.kind == "target" for m in own) or self._then.search(text, *span):
            return False
        acted = self._acts.search(text[slice(*span)]) is not None
        way = self._gives_way[spans[index].section.kind]
        if way == "acts-today":
            return acted and self._now.search(text, *span) is not None
        if way == "acts":
            return acted
        behind = text[spans[index].section.body.start : span.start].strip() != ""
        return acted or (behind and self._has_figures(spans[index], figures))

    @staticmethod
    def _has_figures(sentence: Sentence, figures: Sequence[Figure]) -> bool:
        return any(f.fact in _MEASURED and sentence.span.has(f.span.start) for f in figures)

    def _opened(self, spans: Sequence[Sentence], telling: Sequence[int]) -> list[Sentence] | None:
        """The sentences, each that tells and what follows it in its section told as done; a plan stays one behind it."""
        if not telling:
            return None
        opened = list(spans)
        for first in telling:
            section = spans[first].section
            account = Section("details", "", section.body, _DONE)
            for index in range(first, len(spans)):
                if spans[index].section is not section or (
                    index > first and self._gives_way[section.kind] != "figures"
                ):
                    break
                opened[index] = replace(spans[index], section=account, tells=True)
        return opened
