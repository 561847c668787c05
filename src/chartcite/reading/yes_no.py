"""Whether a question asks for a yes or no: by its opening, a tag at its end, or a bare claim with a question mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.words import Word, phrase
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import QuestionLanguage

_SENTENCE = re.compile(r"[^?.!\n]*(?:\.(?=\d)[^?.!\n]*)*[?.!\n]*")
_TAG_REACH = 5  # words at the end of a sentence among which a tag (right? correct?) stands


class YesNo:
    """Tells with the words of the vocabulary."""

    def __init__(self, language: QuestionLanguage) -> None:
        self._starts = frozenset(word for name in language.yes_no_starts for word in phrase(name))
        self._open = frozenset(word for name in language.open_starts for word in phrase(name))
        self._phrases = [phrase(name) for name in language.yes_no_phrases]
        self._tags = [phrase(name) for name in language.tags]

    def asked(self, text: str, words: Sequence[Word], said: set[int]) -> bool:
        """Whether any sentence asks so; `said` are the places of codes and subjects that a bare claim is about."""
        spans = [Span(*m.span()) for m in _SENTENCE.finditer(text) if m.group().strip()]
        asked = [s for s in spans if text[s.start : s.end].rstrip().endswith("?")] or spans[-1:]
        return any(self._sentence(text, s, [w for w in words if s.start <= w.start < s.end], said) for s in asked)

    def _sentence(self, text: str, span: Span, words: list[Word], said: set[int]) -> bool:
        norms = [w.norm for w in words]
        if not norms:
            return False
        if any(holds(norms[-_TAG_REACH:], tag) for tag in self._tags):
            return True
        if norms[0] in self._open:
            return False
        clauses = _clauses(text, words)
        if any(c[0] in self._starts for c in clauses) or any(holds(clauses[-1], p) for p in self._phrases):
            return True
        if self._open & set(norms) or (len(norms) > 1 and "or" in norms and norms.index("or") > len(norms) - 4):
            return False
        return text[: span.end].rstrip().endswith("?") and any(span.start <= start < span.end for start in said)


def _clauses(text: str, words: list[Word]) -> list[list[str]]:
    """The words between commas."""
    made: list[list[str]] = [[]]
    for index, word in enumerate(words):
        if index and "," in text[words[index - 1].end : word.start]:
            made.append([])
        made[-1].append(word.norm)
    return [c for c in made if c]


def holds(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    """Whether the words hold the wanted ones one after the other."""
    size = len(wanted)
    return any(tuple(words[i : i + size]) == wanted for i in range(len(words) - size + 1))
