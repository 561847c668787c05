"""Words with their offsets, and the one normal form in which texts and vocabularies meet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    r"[^\W_]+(?:['’][^\W_]+)*(?:[.,]\d+)*|\$+(?=[\s?.!,]|$)", re.UNICODE
)  # a sign of money alone is a word
_DOUBLE_PLURAL = ("ches", "shes", "xes", "sses", "zes")
_NOT_PLURAL = ("ss", "us", "is", "as", "os")
_SHORT = 400  # characters up to which the words of a text are not kept


class Word(NamedTuple):
    """A word as written, its normal form and its offsets."""

    raw: str
    norm: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """Lower case, no apostrophe, no plural."""
    lower = word.lower().replace("’", "'")
    if lower.endswith("'s"):
        lower = lower[:-2]
    lower = lower.replace("'", "")
    if len(lower) > 6 and lower.endswith("omata"):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(_NOT_PLURAL) and not lower[-2].isdigit():
        return lower[:-2] if lower.endswith(_DOUBLE_PLURAL) else lower[:-1]
    return lower


def words_of(text: str) -> list[Word]:
    """All words of a text in order."""
    return list(_kept(text)) if len(text) > _SHORT else _read(text)


@lru_cache(
    maxsize=4
)  # a note is asked for its words by its reading and by its elements, and for dozens of short texts between
def _kept(text: str) -> tuple[Word, ...]:
    return tuple(_read(text))


def _read(text: str) -> list[Word]:
    return [Word(raw := m[0], normal(raw), *m.span()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=16384)
def phrase(name: str) -> tuple[str, ...]:
    """A vocabulary name as the normal forms it is matched by."""
    return tuple(word.norm for word in words_of(name))
