"""Phrases that say the same in this field: which of them a claim leaves open, and one form for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chartcite.checking.keys import Keys, Part, is_figure
from chartcite.domain.phrasing import Alike, Phrasing

_PASSES = 2  # what one class makes may be part of a phrase of another
_CODE, _VALUE, _HELPS = "<code>", "<value>", "<helps>"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase: of which class, which of it, its words."""

    index: int
    which: int
    words: Keys


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase where it stands: its length there, and what its slots hold."""

    phrase: _Phrase
    length: int
    slots: Mapping[str, Keys]


class Likenesses:
    """The classes of one library.

    A class is open for a claim only if the claim holds at most one of its phrases: one that holds two may tell them
    apart. Of a class that reads one way only the first phrase may be said by the others, never the reverse.
    """

    def __init__(self, phrasing: Phrasing, systems: Mapping[str, str]) -> None:
        self._classes = (*phrasing.alike, *_of_short_names(phrasing))
        self._first = [tuple(made.phrases[0].split()) for made in self._classes]
        self._not_before = [frozenset((word,) for word in made.not_before) for made in self._classes]
        self._by_word: dict[str, list[_Phrase]] = {}
        for index, made in enumerate(self._classes):
            for which, phrase in enumerate(made.phrases):
                words = tuple(phrase.split())
                self._by_word.setdefault(words[0], []).append(_Phrase(index, which, words))
        for row in self._by_word.values():
            row.sort(key=lambda phrase: -len(phrase.words))
        self._labels: dict[str, list[tuple[Keys, re.Pattern[str]]]] = {}
        for system, labels in phrasing.labels.items():
            for label in sorted(labels, key=lambda words: -len(words.split())) if system in systems else ():
                words = tuple(label.split())
                self._labels.setdefault(words[0], []).append((words, re.compile(systems[system])))
        helping = frozenset(phrasing.helping) | frozenset(phrasing.helps)
        code = re.compile("|".join(f"(?:{pattern})" for pattern in systems.values()))
        is_code = lru_cache(maxsize=8192)(lambda key: bool(code.fullmatch(key)))
        self._fits: Mapping[str, Callable[[str], bool]] = {
            _CODE: is_code,
            _VALUE: lambda key: is_figure(key) and not is_code(key),
            _HELPS: lambda key: key in helping,
        }

    def open_for(self, claim: Sequence[Part]) -> frozenset[int]:
        """The classes by whose phrases a claim of these sentences may be said."""
        parts = self.said(claim, frozenset())
        held: dict[int, set[int]] = {}
        beside: dict[int, set[str]] = {}
        for part in parts:
            for start in range(len(part.keys)):
                for found in self._at(part.keys, start):
                    held.setdefault(found.phrase.index, set()).add(found.phrase.which)
                    beside.setdefault(found.phrase.index, set()).update(part.keys)
        words = {key for part in parts for key in part.keys}
        return frozenset(
            index
            for index, made in enumerate(self._classes)
            if not beside.get(index, words) & set(made.unless)
            and (not made.opens or any(self._opens(made.opens, part.keys) for part in parts))
            and (held.get(index, set()) <= {0} if made.one_way else len(held.get(index, ())) < 2)
        )

    def _opens(self, phrase: str, keys: Keys) -> bool:
        return self._matched(tuple(phrase.split()), keys, 0) is not None

    def said(self, parts: Sequence[Part], open_: frozenset[int]) -> tuple[Part, ...]:
        """The sentences with labels of codes left out and every phrase of an open class in its first form."""
        made = []
        for part in parts:
            keys = self._unlabelled(part.keys)
            for _ in range(_PASSES if open_ else 0):
                keys = self._replaced(keys, open_)
            made.append(Part(keys, part.mark))
        return tuple(made)

    def _at(self, keys: Keys, start: int) -> Iterator[_Found]:
        """The phrases that stand at a place, of each class the longest."""
        seen = set()
        for word in (keys[start], *(slot for slot, fits in self._fits.items() if fits(keys[start]))):
            for phrase in self._by_word.get(word, ()):
                found = None if phrase.index in seen else self._matched(phrase.words, keys, start)
                if found and keys[found[0] : found[0] + 1] not in self._not_before[phrase.index]:
                    seen.add(phrase.index)
                    yield _Found(phrase, found[0] - start, found[1])

    def _matched(self, words: Keys, keys: Keys, start: int) -> tuple[int, dict[str, Keys]] | None:
        """Where a phrase that stands at a place ends, and what its slots hold."""
        slots: dict[str, Keys] = {}
        place = start
        for part in words:
            fits = self._fits.get(part)
            if place >= len(keys) or not (fits(keys[place]) if fits else keys[place] == part):
                return None
            first = place
            place += 1
            while fits and part == _HELPS and place < len(keys) and fits(keys[place]):
                place += 1
            if fits:
                slots[part] = keys[first:place]
        return place, slots

    def _replaced(self, keys: Keys, open_: frozenset[int]) -> Keys:
        made: list[str] = []
        start = 0
        while start < len(keys):
            found = max(
                (f for f in self._at(keys, start) if f.phrase.index in open_), key=lambda f: f.length, default=None
            )
            if found is None or found.phrase.which == 0:
                made.append(keys[start])
                start += 1
                continue
            for part in self._first[found.phrase.index]:
                made += found.slots.get(part, (part,))
            start += found.length
        return tuple(made)

    def _unlabelled(self, keys: Keys) -> Keys:
        """Without "code" and its like before a code of that system: the code itself says what it is."""
        made: list[str] = []
        start = 0
        while start < len(keys):
            start = next((start + n for n in self._label_lengths(keys, start)), start)
            made.append(keys[start])
            start += 1
        return tuple(made)

    def _label_lengths(self, keys: Keys, start: int) -> Iterator[int]:
        for label, pattern in self._labels.get(keys[start], ()):
            end = start + len(label)
            if keys[start:end] == label and end < len(keys):
                key = keys[end]
                if pattern.fullmatch(key) or pattern.fullmatch(key.partition("-")[0]):
                    yield len(label)


def _of_short_names(phrasing: Phrasing) -> Iterator[Alike]:
    """A class for each short name: itself, the long one, and each with the other in brackets."""
    for short, long in phrasing.short_names.items():
        low = long.lower()
        yield Alike(phrases=(short, low, f"{low} ( {short} )", f"{short} ( {low} )"))
