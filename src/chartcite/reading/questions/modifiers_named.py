"""Modifiers named in a question beside a code or alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import QuestionLanguage

_ALONE_BEFORE = re.compile(r"(?:^|[.?!,;:+\n–—-])\s*$")  # what stands before a modifier that is a question by itself
_ALONE_AFTER = re.compile(r"\s*\?")
_SENTENCE_BEFORE = re.compile(r"[.?!\n]\s*$")
_JOINS = ("and", "or", "plus")
_ONE_OF = re.compile(
    r"(?:^|[.?!,;:\n–—]\s*|\b(?:it|use|need|with|add|append|be|global|mods?|modifiers?)\s+)-?(\w\w)((?:\s*(?:,|/|\bor\b|\bvs\.?|\bversus\b)\s*(?:or\s+)?-?\w\w\b)+)(?=\s*(?:\?|$|\n))",
    re.I,
)  # a choice of modifiers that closes a sentence ("58, 78 or 79?")
_PART = re.compile(r"\b(?!or\b|vs\b)\w\w\b", re.I)


_DAY = re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?:/\d{2,4})?(?![\d/])")  # "11/3"


class NamedModifiers:
    """Finds them with the words of the vocabulary: letters in capitals anywhere, digits only where a modifier would stand."""

    def __init__(self, modifiers: frozenset[str], language: QuestionLanguage) -> None:
        self._modifiers = modifiers
        self._before = {phrase(name)[-1] for name in language.modifier_context}
        self._after = {phrase(name)[0] for name in language.modifier_after}
        self._names = frozenset(language.modifier_names)
        self._also_words = frozenset(language.modifiers_also_words)
        self._openers = {phrase(name)[0] for name in language.modifier_openers}
        self._stop = set(language.not_modifier_after)
        self._stop_before = set(language.not_modifier_before)

    def find(self, text: str, words: Sequence[Word]) -> dict[str, int]:
        """Each modifier with the place where it stands first."""
        days = [m.span() for m in _DAY.finditer(text)]
        found = {
            name: at for name, at in self._choices(text).items() if not any(low <= at < high for low, high in days)
        }
        chained = False
        for index, word in enumerate(words):
            name = word.raw.upper()
            is_day = any(low <= word.start < high for low, high in days) and not self._is_named(words, index, found)
            if is_day or name not in self._modifiers or len(word.raw) != 2:
                chained = chained and word.norm in (*_JOINS, "the", "a")
                continue
            if self._is_one(text, words, index, found, chained):
                found.setdefault(name, word.start)
                chained = True
            elif word.norm not in (*_JOINS, "the", "a"):
                chained = False
        return found

    def _is_named(self, words: Sequence[Word], index: int, found: dict[str, int]) -> bool:
        """Whether a word for modifiers, or another modifier after one, stands right before it ("mod 24/25")."""
        before = words[index - 1].norm if index else ""
        return before in self._names or before.upper() in found

    def _choices(self, text: str) -> dict[str, int]:
        """Two or more of which one is asked for, when all of them are modifiers."""
        found: dict[str, int] = {}
        for match in _ONE_OF.finditer(text):
            parts = list(_PART.finditer(text, match.start(1), match.end(2)))
            if all(part.group().upper() in self._modifiers for part in parts):
                found |= {part.group().upper(): part.start() for part in parts}
        return found

    def _is_one(self, text: str, words: Sequence[Word], index: int, found: dict[str, int], chained: bool) -> bool:
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        before = words[index - 1].norm if index else ""
        if word.raw.upper() in self._also_words and not (before in self._names or _signed(text, word)):
            return False
        if (following and {following.norm, following.raw.lower()} & self._stop) or before in self._stop_before:
            return False
        known = (*_JOINS, *(name.lower() for name in found))
        opening = (
            (index == 0 or _SENTENCE_BEFORE.search(text, words[index - 1].start, word.start))
            and following is not None
            and following.norm in self._openers
        )
        placed = before in self._before or bool(opening) or _signed(text, word) or (chained and before in known)
        lettered = not word.raw.isdigit() and word.raw.isupper()
        followed = following is not None and following.norm in self._after
        return placed or lettered or followed or self._alone(text, word)

    @staticmethod
    def _alone(text: str, word: Word) -> bool:
        before, after = text[max(0, word.start - 4) : word.start], text[word.end : word.end + 4]
        return bool(_ALONE_AFTER.match(after)) and bool(_ALONE_BEFORE.search(before))


def _signed(text: str, word: Word) -> bool:
    """Whether a plus stands before it, or a dash that joins it to nothing else."""
    before = text[: word.start].rstrip()
    if before.endswith("+"):
        return True
    dashed = text[: word.start].endswith("-")
    return dashed and not text[: word.start - 1].strip()[-1:].isalnum()
