"""Both nerves of a pair in a note: "both obturator nerves" gives the sides as "bilateral" does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import Word
from chartcite.domain.text import Mention, Span

_REACH = 4  # words between "both" and the name, its own adjectives
_NERVES = re.compile(r"(?:nerves|ganglia|plexuses|(?-i:[A-Z]{2,5})s|nn\.?|[a-z]{4,}[lr]s)$", re.I)
_NEXT_TOO = re.compile(r"\s*(?:,|and\b|&|or\b|plus\b|/)\s*(?:the\s+)?(?:\w+\s+){0,3}?nerves?\b", re.I)
_SIDES = {"left", "right"}
_SIGN = re.compile(r"\s*[&+]\s*")
_JOINT = re.compile(r"[,;:.&/\n]|\b(?:and|or|of|at)\b", re.I)


class Pairs:
    """Finds them with the targets of one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab
        self._several = vocab.reading_parts.several_a_side
        self._both = {name.lower() for name in vocab.question_language.both_before_target}

    def sides(self, text: str, words: Sequence[Word], found: Sequence[Mention]) -> Iterator[Mention]:
        """A side for each pair named so, at the word that says both."""
        at = {word.start: i for i, word in enumerate(words)}
        for mention in found:
            index = at.get(mention.span.start) if mention.kind == "target" else None
            if index is None or not self._is_pair(text, mention):
                continue
            for word in words[max(0, index - _REACH) : index]:
                if word.norm in self._both and not _JOINT.search(text, word.end, mention.span.start):
                    yield Mention("side", "both", Span(word.start, word.end), word.raw)

    def joined(self, text: str, found: Sequence[Mention]) -> list[Mention]:
        """The terms with both sides as one where a sign joins the two ("right & left")."""
        sides = [m for m in found if m.kind == "side"]
        pairs = [
            (one, other)
            for one, other in pairwise(sides)
            if {one.value, other.value} == _SIDES and _SIGN.fullmatch(text, one.span.end, other.span.start)
        ]
        gone = {m.span for pair in pairs for m in pair}
        made = (Span(one.span.start, other.span.end) for one, other in pairs)
        both = [Mention("side", "both", span, text[span.start : span.end]) for span in made]
        return [*(m for m in found if m.kind != "side" or m.span not in gone), *both]

    def _is_pair(self, text: str, mention: Mention) -> bool:
        """Whether the name is plural, one of the body's pairs, and no list goes on after it."""
        row = self._vocab.targets[mention.value]
        single = row.paired and row.countable and row.levels == "none" and row.id not in self._several
        return (
            single
            and self._vocab.is_exact(row.id)
            and bool(_NERVES.search(mention.text))
            and not _NEXT_TOO.match(text, mention.span.end)
        )
