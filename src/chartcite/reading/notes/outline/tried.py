"""What a list of earlier treatments names as tried ("PT, TENS, NSAIDs, ESI x2"), where no word says that it is past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.note import Cue
from chartcite.domain.patterns import Patterns
from chartcite.domain.text import Mention, Span

_PAST: Final = "past"
_AROUND = 160  # characters to either side in which the list stands
_STOP = re.compile(r"[.;](?=\s|$)|\n|:(?=\s)|\s[-–—]{1,2}\s|->|→")
_JOINT = re.compile(r"\s*(?:,|/|\+|&|\band\b|\bor\b)\s*", re.I)
_MOST_MORE = 16  # characters that an item may have beside the name: how many, how long, when
_OTHERS = 2  # items of earlier care beside it that make a list
_KINDS = frozenset({"technique", "agent", "device"})


class Tried:
    """Finds such lists by the measures of one element of the vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        row = vocab.elements.get(vocab.reading_parts.tried_element)
        parts = row.expressions([rf"\b(?:{part})" for part in row.parts.values()]) if row else []
        self._measures = Patterns(parts) if parts else None

    def lists(self, text: str, mentions: Sequence[Mention]) -> Iterator[Cue]:
        """A cue for each name that stands as one bare item among measures of earlier care."""
        if self._measures is None:
            return
        for one in mentions:
            if one.kind not in _KINDS:
                continue
            low, high = _clause(text, one.span)
            if self._is_tried(text, one, low, high):
                yield Cue(_PAST, one.span, Span(low, high))

    def _is_tried(self, text: str, one: Mention, low: int, high: int) -> bool:
        """Whether it is one bare item of its clause beside enough measures."""
        joints = [m for m in _JOINT.finditer(text, low, high) if m.end() <= one.span.start or m.start() >= one.span.end]
        if not joints:
            return False
        cuts = [low, *(end for m in joints for end in m.span()), high]
        items = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
        own = next((i for i in items if i.holds(one.span)), None)
        if own is None or len(text[slice(*own)].strip()) - (one.span.end - one.span.start) > _MOST_MORE:
            return False
        return sum(i is not own and self._is_measure(text, i) for i in items) >= _OTHERS

    def _is_measure(self, text: str, item: Span) -> bool:
        """Whether an item names a measure and little else."""
        assert self._measures is not None
        return item.end - item.start <= 2 * _MOST_MORE and any(
            item.start <= m.start() and m.end() <= item.end
            for m in self._measures.finditer(text, item.start, min(len(text), item.end + _MOST_MORE))
        )


def _clause(text: str, span: Span) -> tuple[int, int]:
    """The clause around a place, between stops."""
    low = max(0, span.start - _AROUND)
    stops = [m.end() for m in _STOP.finditer(text, low, span.start)]
    after = _STOP.search(text, span.end, span.end + _AROUND)
    return stops[-1] if stops else low, after.start() if after else min(len(text), span.end + _AROUND)
