"""Which way a yes/no question is put ("is it wrong to ...", "should we not ..."), and whether it puts a code to the test."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import PolarityWords
from chartcite.domain.text import ProposedLine, Span

_BREAK = re.compile(r"[,;:?!]|\.\s")
_MODIFIER = re.compile(r"\d\d|[A-Z][A-Z\d]")  # "is 57 wrong"
_WRONG_REACH = 9  # words between the verb and "wrong"
_NOT_REACH = 3  # words between the verb and "not"
_USE_REACH = 4  # words between "use" and the code
_FIT_REACH = 5  # words between the code and "right"


class Polarity:
    """Tells with the words of the vocabulary."""

    def __init__(self, words: PolarityWords) -> None:
        self._being = frozenset(words.being)
        self._ought = frozenset(words.ought)
        self._subjects = frozenset(words.subjects)
        self._wrong = [phrase(name) for name in words.wrong]
        self._not = frozenset(words.denying)
        self._stopping = frozenset(words.stopping)
        self._uses = frozenset(words.uses)
        self._fits = frozenset(words.fits)
        self._either = [phrase(name) for name in words.either]
        self._contrasts = frozenset(words.contrasts)

    def is_turned(self, text: str, words: Sequence[Word], asked: Sequence[Span], lines: Sequence[ProposedLine]) -> bool:
        """Whether yes means that what the question names is not so: it asks if it is wrong, or if it ought not to be."""
        return any(self._turned(text, own, lines) for own in _own(words, asked))

    def is_proposal(self, words: Sequence[Word], asked: Sequence[Span], lines: Sequence[ProposedLine]) -> bool:
        """Whether the question asks if a code is the one to use."""
        return any(self._proposes(own, lines) for own in _own(words, asked))

    def _turned(self, text: str, words: list[Word], lines: Sequence[ProposedLine]) -> bool:
        norms = [w.norm for w in words]
        if not norms or any(_at(norms, i, one) for one in self._either for i in range(len(norms))):
            return False
        for index, norm in enumerate(norms):
            if norm in self._being and self._is_wrong(text, words, index, lines):
                return True
            if norm in self._ought and self._ought_not(text, words, index, lines):
                return True
        return self._tagged_wrong(text, words)

    def _is_wrong(self, text: str, words: list[Word], index: int, lines: Sequence[ProposedLine]) -> bool:
        """Whether "is", with what it speaks of after it, goes on to "wrong"."""
        norms = [w.norm for w in words]
        for place in range(index + 1, min(len(words), index + 2 + _WRONG_REACH)):
            if _BREAK.search(text, words[place - 1].end, words[place].start):
                return False
            if any(_at(norms, place, one) for one in self._wrong):
                between = words[index + 1 : place]
                if norms[place - 1] in self._not:  # "is it not wrong"
                    between = between[:-1]
                spoken_of = any(
                    w.norm in self._subjects or _MODIFIER.fullmatch(w.raw) or _line_at(lines, w) for w in between
                )
                return spoken_of or self._goes_on_to_use(norms[place + 1 :])
        return False

    def _goes_on_to_use(self, rest: list[str]) -> bool:
        """Whether "wrong" is followed by using a code ("is the coder wrong to bill ...")."""
        return rest[:1] in (["to"], ["in"], ["for"]) and not self._uses.isdisjoint(rest[1 : 2 + _USE_REACH])

    def _ought_not(self, text: str, words: list[Word], index: int, lines: Sequence[ProposedLine]) -> bool:
        """Whether "should", with its subject after it, goes on to "not" or to giving something up."""
        norms = [w.norm for w in words]
        for place in range(index + 1, min(len(words), index + 2 + _NOT_REACH)):
            word = words[place]
            if _BREAK.search(text, words[place - 1].end, word.start) or _line_at(lines, word):
                return False
            if norms[place] in self._not or norms[place] in self._stopping:
                rest = norms[place + 1 :]
                return place > index + 1 and self._contrasts.isdisjoint(rest)
            if norms[place] in self._uses:
                return False
        return False

    def _tagged_wrong(self, text: str, words: list[Word]) -> bool:
        """Whether the question closes with "..., wrong?"."""
        norms = [w.norm for w in words]
        for one in self._wrong:
            start = len(words) - len(one)
            if start < 0 or not _at(norms, start, one) or (start == 0 and len(one) == 1):
                continue
            apart = start == 0 or len(one) > 1 or bool(_BREAK.search(text, words[start - 1].end, words[start].start))
            if apart and text[words[-1].end :].lstrip().startswith("?"):
                return True
        return False

    def _proposes(self, words: list[Word], lines: Sequence[ProposedLine]) -> bool:
        norms = [w.norm for w in words]
        for index, word in enumerate(words):
            if not _line_at(lines, word):
                continue
            before = norms[max(0, index - _USE_REACH) : index]
            after = norms[index + 1 : index + 1 + _FIT_REACH]
            if not self._uses.isdisjoint(before) or not self._fits.isdisjoint(after):
                return True
            if any(_at(after, i, one) for one in self._wrong for i in range(len(after))):
                return True
        return False


def _own(words: Sequence[Word], asked: Sequence[Span]) -> list[list[Word]]:
    """The words of each sentence in which it is asked."""
    return [[w for w in words if span.has(w.start)] for span in asked]


def _line_at(lines: Sequence[ProposedLine], word: Word) -> bool:
    return any(line.span.has(word.start) for line in lines)


def _at(words: Sequence[str], place: int, wanted: tuple[str, ...]) -> bool:
    return tuple(words[place : place + len(wanted)]) == wanted
