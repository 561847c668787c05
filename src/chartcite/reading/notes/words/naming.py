"""Words read as a name that does not stand there; the text and its offsets stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from chartcite.catalog.words import Word, phrase
from chartcite.domain.reread import Meant


def with_names(words: Sequence[Word], meant: Sequence[Meant]) -> list[Word]:
    """The words, with those of each place replaced by the words of its name, which together cover the place."""
    made = list(words)
    for place in meant:
        inside = [i for i, word in enumerate(made) if place.span.start <= word.start and word.end <= place.span.end]
        if inside:
            made[inside[0] : inside[-1] + 1] = _over([made[i] for i in inside], phrase(place.name))
    return made


def _over(own: Sequence[Word], names: Sequence[str]) -> list[Word]:
    """The name's words over the offsets of the words that stand there: one for one, the last over all that is left."""
    last = len(names) - 1
    made = []
    for index, name in enumerate(names):
        word = own[min(index, len(own) - 1)]
        made.append(word._replace(norm=name, end=own[-1].end if index == last else word.end))
    return made
