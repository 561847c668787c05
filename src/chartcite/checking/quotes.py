"""A model's quote, found again in its passage: exact but for spacing and the shape of quotation marks and dashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from chartcite.catalog.sentences import Sentence, sentences

_LIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
}
_FEWEST_WORDS = 3


def whole_sentences(text: str, quote: str, leaning: Collection[str]) -> str | None:
    """The sentence or sentences of `text` in which the quote stands, letter by letter as stored.

    None when the quote is shorter than three words, does not stand there, or stands in more than one place. A part
    of a sentence is never enough: what was cut off may be the word "not". A sentence that opens with a word of `leaning`
    leans on the one before it, or takes some of it back, and neither is quoted without the other.
    """
    wanted = "".join(c for c, _ in _plain(quote)).strip()
    if len(wanted.split()) < _FEWEST_WORDS:
        return None
    kept = list(_plain(text))
    flat = "".join(c for c, _ in kept)
    place = flat.find(wanted)
    if place < 0 or flat.find(wanted, place + 1) >= 0:
        return None
    first, last = kept[place][1], kept[place + len(wanted) - 1][1]
    found = sentences(text)
    inside = [i for i, s in enumerate(found) if s.start <= last and first < s.end]
    if not inside:
        return None
    low, high = _with_those_it_leans_on(found, inside[0], inside[-1], leaning)
    return text[found[low].start : found[high].end]


def _with_those_it_leans_on(found: list[Sentence], low: int, high: int, leaning: Collection[str]) -> tuple[int, int]:
    def leans(index: int) -> bool:
        return found[index].text.split(maxsplit=1)[0].strip(",;:").casefold() in leaning

    while low > 0 and leans(low):
        low -= 1
    while high + 1 < len(found) and leans(high + 1):
        high += 1
    return low, high


@lru_cache(maxsize=512)
def plain_shapes(text: str) -> str:
    """The text with composed letters, straight quotation marks, plain dashes and single spaces."""
    return "".join(character for character, _ in _plain(text))


def _plain(text: str) -> Iterator[tuple[str, int]]:
    """Each character in its plain shape with its offset: letters composed, one space for a run of white space."""
    space = True
    index = 0
    while index < len(text):
        end = index + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in unicodedata.normalize("NFC", text[index:end]):
            if character.isspace():
                if not space:
                    yield " ", index
                space = True
            else:
                yield _LIKE.get(character, character), index
                space = False
        index = end
