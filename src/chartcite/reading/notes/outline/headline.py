"""The title of a note that has none: the first sentence that names the procedure, with the list that it opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chartcite.domain.assertion import ABORTED, DONE
from chartcite.domain.note import Sentence
from chartcite.domain.text import Figure, Mention

_SENTENCES = 8  # a note without a title names its procedure in one of its first sentences
_LONGEST = 240
_HEADED = frozenset({"body", "other", "encounter"})  # kinds of section in which it does
_SAID = DONE | ABORTED
_TOLD = frozenset({"temperature_c", "volume_ml"})  # figures of an account
_NAMES = frozenset({"technique", "target"})
_ITEM = re.compile(r"\s*[(#]?(?:[1-6]|[A-Fa-f])[.):]\s+(?=\S)")


def titled(text: str, spans: list[Sentence], mentions: Sequence[Mention], figures: Sequence[Figure]) -> list[Sentence]:
    """With no title that names a procedure, the first sentence that does is one; further down only one in capitals.

    A sentence with the figures of what was done is the account itself.
    """
    named = [m for m in mentions if m.kind == "technique" and m.assertion in _SAID]
    if any(spans[m.sentence].title for m in named):
        return spans
    for mention in named:
        sentence = spans[mention.sentence]
        if any(f.fact in _TOLD and sentence.span.has(f.span.start) for f in figures):
            return spans
        if mention.sentence >= _SENTENCES and not text[slice(*sentence.span)].isupper():
            continue
        if sentence.section.kind in _HEADED and sentence.span.end - sentence.span.start <= _LONGEST:
            titles = {mention.sentence, *_listed(text, spans, mention.sentence, mentions)}
            return [replace(s, title=True) if i in titles else s for i, s in enumerate(spans)]
    return spans


def _listed(text: str, spans: Sequence[Sentence], first: int, mentions: Sequence[Mention]) -> list[int]:
    """The items right below it, where it is the first item of a list of several that name procedures."""
    naming = {m.sentence for m in mentions if m.kind in _NAMES and m.assertion in _SAID}
    found: list[int] = []
    if not _ITEM.match(text, spans[first].span.start):
        return found
    for index in range(first + 1, len(spans)):
        span = spans[index].span
        if not _ITEM.match(text, span.start) or index not in naming or span.end - span.start > _LONGEST:
            break
        found.append(index)
    return found
