"""What no identifier needs: long runs of blanks and rules cut short before finders read a text, and words that are no words.

The time of many forms grows with the square or the cube of a run that each of its places may begin; cut, it grows with the
text alone.
"""

from __future__ import annotations

import re

from chartcite.adapters.masked_text import MaskedText, Replacement
from chartcite.adapters.masking_forms import NUMBER
from chartcite.adapters.masking_words import Found

_KEPT = 20  # characters of a long run that stay at each of its ends
_LONGEST_WORD = 120  # letters and figures in a row; the longest word of a note has half as many
_RUN = re.compile(rf"\s{{{2 * _KEPT + 1},}}|(?P<rule>[^\w\s]|_)(?P=rule){{{2 * _KEPT},}}")
_WORD = re.compile(rf"[^\W_]{{{_LONGEST_WORD},}}")
_STANDS = "x"


def shortened(text: str) -> MaskedText:
    """The text with long runs cut in their middle and endless words to a letter, and the way back to its offsets."""
    runs = (Replacement(run.start() + _KEPT, run.end() - _KEPT, "") for run in _RUN.finditer(text))
    words = (Replacement(*word.span(), _STANDS) for word in _WORD.finditer(text))
    return MaskedText.of(text, sorted((*runs, *words)))


def endless(text: str) -> list[Found]:
    """Words too long to be words, which are keys or data and go whole."""
    return [Found(NUMBER, *word.span()) for word in _WORD.finditer(text)]
