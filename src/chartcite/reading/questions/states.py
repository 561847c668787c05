"""The state that a question names, by its name, its two letters or a place in it."""

from __future__ import annotations

from collections.abc import Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import Word, phrase
from chartcite.domain.text import Mention


class NamedState:
    """States by the words of one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab, language = vocab, vocab.question_language
        self._before = {word for name in language.state_before for word in phrase(name)}
        self._after = {word for name in language.state_after for word in phrase(name)}

    def told(self, mentions: Sequence[Mention], words: Sequence[Word]) -> str | None:
        """A state by name, or by two letters that are also a word when they stand where a state would."""
        starts = {w.start: i for i, w in enumerate(words)}
        places = [m for m in mentions if m.kind == "locality"]
        for mention in mentions:
            around = (place.value for place in places if place.span.has(mention.span.start))
            if mention.kind in ("locality", "state") and (local := next(around, None)):
                return local
            if mention.kind != "state":
                continue
            ambiguous = mention.text in self._vocab.states[mention.value].upper
            index = starts.get(mention.span.start, 0)
            placed = (index > 0 and words[index - 1].norm in self._before) or (
                index + 1 < len(words) and words[index + 1].norm in self._after
            )
            if not ambiguous or placed:
                return mention.value
        return None
