"""One shape for spaces, quotation marks, dashes and composed letters, in which wordings are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
}


@lru_cache(maxsize=512)
def plain_shapes(text: str) -> str:
    """The text with composed letters, straight quotation marks, plain dashes and single spaces."""
    return "".join(_plain(text))


def _plain(text: str) -> Iterator[str]:
    """Each character in its plain shape: letters composed, one space for a run of white space."""
    space = True
    index = 0
    while index < len(text):
        end = index + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in unicodedata.normalize("NFC", text[index:end]):
            if character.isspace():
                if not space:
                    yield " "
                space = True
            else:
                yield _LIKE.get(character, character)
                space = False
        index = end
