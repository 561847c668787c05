"""Words that speech recognition wrote for others that sound alike ("on the write", "eighty sea"), put right so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.domain.note_language import HeardAs
from chartcite.domain.patterns import Patterns

_HEARD = "heard"


class Heard:
    """Finds them by the patterns of the vocabulary, which name what stands around such a word."""

    def __init__(self, rows: Sequence[HeardAs]) -> None:
        self._patterns = [(re.compile(pattern, re.I), row.read) for row in rows for pattern in row.patterns]
        self._any = Patterns(pattern for row in rows for pattern in row.patterns)

    def mended(self, text: str) -> str:
        """The text, as long as given: what was meant in the place of what was heard, with blanks up to its end."""
        if not any(True for _ in self._any.finditer(text)):
            return text
        for pattern, read in self._patterns:
            places = [m.span(_HEARD) for m in pattern.finditer(text)]
            for start, end in places:
                text = f"{text[:start]}{read.ljust(end - start)[: end - start]}{text[end:]}"
        return text
