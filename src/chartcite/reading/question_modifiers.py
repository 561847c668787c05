"""Modifiers that a question names beside a code."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import QuestionLanguage

_CHAINS = ("and", "or", "plus")
_LINKS = (*_CHAINS, "the", "a")
_SIGNS = "+-"


def modifiers_in(text: str, words: Sequence[Word], known: Collection[str], language: QuestionLanguage) -> set[str]:
    """Letters in capitals anywhere; digits only where a modifier would stand: after its words, a sign, or at the start."""
    context = {phrase(name)[-1] for name in language.modifier_context}
    openers = {phrase(name)[0] for name in language.modifier_openers}
    stop = set(language.not_modifier_after)
    found: set[str] = set()
    chained = False
    for index, word in enumerate(words):
        name = word.raw.upper()
        before = words[index - 1].norm if index else ""
        after = words[index + 1] if index + 1 < len(words) else None
        barred = after is not None and (after.norm in stop or after.raw.lower() in stop)
        opening = index == 0 and after is not None and after.norm in openers
        placed = before in context or opening or _signed(text, word)
        placed = placed or (chained and before in (*_CHAINS, *(one.lower() for one in found)))
        lettered = not name.isdigit() and word.raw.isupper()
        if name in known and len(word.raw) == 2 and not barred and (placed or lettered):
            found.add(name)
            chained = True
        elif word.norm not in _LINKS:
            chained = False
    return found


def _signed(text: str, word: Word) -> bool:
    """Whether a plus stands before it, or a dash that joins it to nothing else."""
    before = text[: word.start].rstrip()
    if before.endswith("+"):
        return True
    dashed = text[: word.start].endswith("-")
    return dashed and not text[: word.start - 1].strip()[-1:].isalnum()
