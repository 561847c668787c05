"""What a wording gains or loses word by word: the reasons that are given, and a judge apart from the turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from chartcite.checking.keys import Keys, is_figure, raw_tokens
from chartcite.checking.quotes import plain_shapes
from chartcite.domain.phrasing import Phrasing

_PLAIN = re.compile(r"[ -~]*")
_MARKUP = frozenset("<>`*_#[]{}|\\~^@=")
_SHOWN = 6
_TITLE = re.compile(r"[A-Z][a-z'-]+")


class Bounds:
    """Compares the words of two wordings, without their order."""

    def __init__(self, phrasing: Phrasing) -> None:
        self._kinds = {word: kind for kind, words in phrasing.told.items() for word in words}
        self._verbs = {form: v.bare for v in phrasing.verbs for form in (v.third, v.part, v.bare)}
        patterned = {p for turn in phrasing.turns for pattern in turn.patterns for p in pattern.split() if p[0] != "<"}
        # What a turn may set or drop; a word that is told apart (a denial, a condition, a limit) is never free.
        free = (
            patterned
            | set(phrasing.idle)
            | {"is", "was", "be", "by", "with", "of", "does", "did", "and", "in", ",", ";", ".", ":"}
        )
        self._free = frozenset(self._verbs.get(w, w) for w in free) - set(phrasing.negations) - {"if", "not"}

    def faults(self, said: Iterable[Keys], meant: Iterable[Keys]) -> tuple[str, ...]:
        """What the one says that the other does not, and the reverse."""
        ours, theirs = Counter(self._words(said)), Counter(self._words(meant))
        gained, lost = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
        return (*self._told("adds", gained), *self._told("leaves out", lost))

    def _words(self, parts: Iterable[Keys]) -> Iterator[str]:
        for keys in parts:
            for key in keys:
                word = self._verbs.get(key, key)
                if word not in self._free or (key in self._kinds and key not in self._free):
                    yield word

    def _told(self, what: str, words: list[str]) -> Iterator[str]:
        kinds: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            kind = "a code or figure" if is_figure(word) else self._kinds.get(word, "")
            kinds.setdefault(kind, []).append(word)
        for kind, held in kinds.items():
            shown = ", ".join(held[:_SHOWN])
            yield f"{what} {kind}: {shown}" if kind else f"{what}: {shown}"


def strange(text: str, base: str) -> tuple[str, ...]:
    """Characters that have no place in a plain sentence: hidden, of another script, of markup."""
    plain = plain_shapes(text)
    if "\n" in text.strip() or "\t" in text or not _PLAIN.fullmatch(plain):
        odd = {c for c in text if not _PLAIN.fullmatch(plain_shapes(c))} - set(base)
        if odd or "\n" in text.strip() or "\t" in text:
            return ("holds characters that a plain sentence does not have",)
    if any(c in _MARKUP and c not in base for c in text) or "](" in text or "://" in text.replace(base, ""):
        return ("holds markup",)
    return ()


def recased(text: str, base: str, named: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Words whose capitals make another word of them ("may" and "May", "or" and "OR"); those of `named` are names."""
    ours, theirs = list(raw_tokens(plain_shapes(text))), list(raw_tokens(plain_shapes(base)))
    capitals = {w for w in theirs if _TITLE.fullmatch(w)}
    opening = {theirs[i] for i in range(len(theirs)) if i == 0 or theirs[i - 1] in (".", ";", ":")}
    names = capitals - opening
    small = set(theirs)
    for index, word in enumerate(ours):
        opens = index == 0 or ours[index - 1] in (".", ";", ":")
        if _TITLE.fullmatch(word) and not opens and word not in capitals | named:
            return (f"writes with a capital: {word}",)
        if word.islower() and word not in small and word.capitalize() in names:
            return (f"writes without its capital: {word.capitalize()}",)
    return ()


def rearticled(text: str, base: str) -> tuple[str, ...]:
    """Words that are "the" one where they were "a" one, or the reverse: "a right code" is not "the right code"."""
    ours, theirs = _with_article(text), _with_article(base)
    for word, article in sorted(ours - theirs):
        if any(other == word for other, _ in theirs):
            return (f"changes the article: {article} {word}",)
    return ()


def _with_article(text: str) -> set[tuple[str, str]]:
    words = [word.lower() for word in raw_tokens(plain_shapes(text))]
    kinds = {"a": "a", "an": "a", "the": "the"}
    return {(words[i + 1], kinds[w]) for i, w in enumerate(words[:-1]) if w in kinds}
