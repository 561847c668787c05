"""Names before a mark such as a degree ("Ana Ruiz, MD")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_names import TOKEN, whole
from chartcite.adapters.masking_words import Found, NameWords, shouted

_INITIALS = 2  # letters of initials
_LETTERED = re.compile(r"[A-Z]-[a-z]+")  # a thing named by a letter ("C-arm")
_REACH = 90  # characters before a mark in which the name begins


class DegreeFinder:
    """Finds the name before a degree or another mark of a person."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        listed = words.listed
        marks = sorted({mark for c in listed.credentials for mark in (c, c.replace(".", ""))}, key=len, reverse=True)
        self._mark = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, marks))})(?![\w])")

    def find(self, text: str) -> Iterator[Found]:
        """All such names, overlaps included."""
        for match in self._mark.finditer(text):
            yield from self._before(text, match.start())

    def _before(self, text: str, mark: int) -> Iterator[Found]:
        """The name before a mark such as a degree."""
        head = text[max(0, mark - _REACH) : mark]
        line = head[head.rfind("\n") + 1 :]
        offset = mark - len(line)
        tokens = [(offset + m.start(), offset + m.end()) for m in TOKEN.finditer(line)]
        kept: list[tuple[int, int]] = []
        edge = mark
        for a, b in reversed(tokens[-5:]):
            word, gap = text[a:b].rstrip("."), text[b:edge]
            if gap.strip(" \t\r,\xa0") or gap.count(",") > 1 or (kept and gap.count(",") and len(kept) > 2):
                break
            if not kept and self._words.is_credential(word) and word.isupper():
                edge = a
                continue
            if not self._may_precede(word, kept):
                break
            kept.insert(0, (a, b))
            edge = a
        while kept and text[kept[0][0] : kept[0][1]].lower() in self._words.particles:
            kept.pop(0)
        words = [text[a:b].strip(".") for a, b in kept if len(text[a:b].strip(".")) > 1]
        graded = text.startswith("I", mark) and len(words) == 1 and self._words.is_eponym(words[0])
        if words and not graded and not (len(words) == 1 and self._is_short(text, words[0])):
            yield from whole(self._words, text, kept, alone=False)

    def _is_short(self, text: str, word: str) -> bool:
        """Whether one word in capitals before a mark is an abbreviation ("ASA III") rather than a name."""
        listed = word.lower() in self._words.given | self._words.family
        return word.isupper() and len(word) > _INITIALS and not shouted(text) and not listed

    def _may_precede(self, word: str, kept: list[tuple[int, int]]) -> bool:
        if word.lower() in self._words.particles:
            return bool(kept) or (word[0].isupper() and not word.isupper())
        if len(word) == 1:
            return bool(kept) and word.isupper()
        if _LETTERED.fullmatch(word):
            return False
        if not word[0].isupper() or word.lower() in self._words.not_names or word.lower() in self._words.listed.titles:
            return False
        if word.isupper() and len(word) > 1 and self._words.is_plain(word):
            return self._words.is_also_name(word)
        return not self._words.is_term(word)
