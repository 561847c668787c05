"""Finding vocabulary terms in a text: one walk over the words, the longest name of each kind wins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from chartcite.catalog.words import Word, phrase
from chartcite.domain.vocabulary import Term


class _Node:
    """A place in the trie: the words that may follow, and the terms whose name ends here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[str, str]] = []


class Found(NamedTuple):
    """A term found: its kind and id, and the first and last+1 word index."""

    kind: str
    value: str
    first: int
    last: int


class TermFinder:
    """All names of all vocabularies in one trie of words."""

    def __init__(self) -> None:
        self._root = _Node()
        self._upper: dict[str, list[tuple[str, str]]] = {}
        self.known_words: set[str] = set()

    def add(self, kind: str, value: str, names: Iterable[str], upper: Iterable[str] = ()) -> None:
        """Let these names (and, in capitals only, `upper`) mean `value` of `kind`."""
        for name in names:
            self._add_words(kind, value, phrase(name))
        for name in upper:
            self._upper.setdefault(name, []).append((kind, value))

    def add_terms(self, kind: str, terms: Iterable[Term]) -> None:
        """Add the names of vocabulary rows."""
        for term in terms:
            self.add(kind, term.id, term.names, term.upper)

    def _add_words(self, kind: str, value: str, words: tuple[str, ...]) -> None:
        if not words:
            return
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
            self.known_words.add(word)
        if (kind, value) not in node.ends:
            node.ends.append((kind, value))

    def find(self, words: list[Word]) -> list[Found]:
        """Every term, longest first at each place; inside a longer name of its kind a shorter one is not seen."""
        found: list[Found] = []
        covered: dict[str, int] = {}
        starts, upper = self._root.next, self._upper
        after = [*(word.norm for word in words[1:]), ""]
        for index, (word, following) in enumerate(zip(words, after, strict=False)):
            node = starts.get(word.norm)
            if (node is None or not (node.ends or following in node.next)) and word.raw not in upper:
                continue  # most words start nothing, or nothing that goes on with the next one
            for kind, value, last in self._at(words, index):
                if covered.get(kind, 0) > index:
                    continue
                found.append(Found(kind, value, index, last))
            for item in reversed(found):
                if item.first != index:
                    break
                covered[item.kind] = max(covered.get(item.kind, 0), item.last)
            for kind, value in upper.get(word.raw, ()):
                if covered.get(kind, 0) <= index:
                    found.append(Found(kind, value, index, index + 1))
        return found

    def starting(self, words: list[Word]) -> list[Found]:
        """The terms that start at the first word, the longest of each kind."""
        return [Found(kind, value, 0, last) for kind, value, last in self._at(words, 0)] if words else []

    def _at(self, words: list[Word], index: int) -> list[tuple[str, str, int]]:
        longest: dict[str, tuple[int, list[str]]] = {}
        node = self._root
        for position in range(index, len(words)):
            step = node.next.get(words[position].norm)
            if step is None:
                break
            node = step
            for kind, value in node.ends:
                reach, values = longest.get(kind, (0, []))
                longest[kind] = (position + 1, [*values, value] if reach == position + 1 else [value])
        return [(kind, value, reach) for kind, (reach, values) in longest.items() for value in values]
