"""Picking the sentences of found passages that answer best."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from chartcite.catalog.sentences import Sentence, sentences
from chartcite.domain.source import Passage
from chartcite.ports import Embedder, Vectors
from chartcite.retrieval.tokens import forms

OVERLAP, LIKENESS, PLACE = 0.65, 0.25, 0.1
"""Words decide which sentence answers; the vector knows synonyms; the place of its passage breaks ties."""
ANSWERED = 0.5
"""What a word still counts once a sentence before has it: the next one shall add something."""
REMEMBERED = 2048
"""Passages whose sentences and their vectors are kept ready."""


class SentenceHit(NamedTuple):
    """A sentence that answers; [start, end) are offsets into `passage.text`."""

    passage: Passage
    start: int
    end: int
    text: str
    score: float


class Cut(NamedTuple):
    """A passage cut into sentences, with their words and vectors, and all its words with those of its title."""

    sentences: list[Sentence]
    words: list[frozenset[str]]
    vectors: Vectors
    held: frozenset[str]

    def likeness(self, vector: Vectors) -> list[float]:
        """Compare each sentence with a query."""
        return [float(x) for x in (self.vectors * vector).sum(axis=1)]


class Cutter:
    """Cuts passages; those met before are remembered. Safe for several threads."""

    def __init__(self, embedder: Embedder) -> None:
        """Take what makes the vectors."""
        self._embedder = embedder
        self._cuts: OrderedDict[str, Cut] = OrderedDict()
        self._lock = Lock()

    def cut(self, passages: Sequence[Passage]) -> list[Cut]:
        """Cut each passage."""
        with self._lock:
            self._remember([passage for passage in passages if passage.id not in self._cuts])
            cuts = [self._cuts[passage.id] for passage in passages]
            while len(self._cuts) > REMEMBERED:
                self._cuts.popitem(last=False)
            return cuts

    def _remember(self, passages: Sequence[Passage]) -> None:
        parts = [sentences(passage.text) for passage in passages]
        rows = self._embedder.embed([part.text for held in parts for part in held])
        start = 0
        for passage, held in zip(passages, parts, strict=True):
            words = [frozenset(forms(part.text)) for part in held]
            every = frozenset(forms(passage.title or "")).union(*words)
            self._cuts[passage.id] = Cut(held, words, rows[start : start + len(held)], every)
            start += len(held)


class _Candidate(NamedTuple):
    passage: Passage
    sentence: Sentence
    words: frozenset[str]
    standing: float
    """Likeness and place: what does not depend on the sentences taken before."""
    trust: float


def pick(
    passages: Sequence[Passage],
    cuts: Sequence[Cut],
    vector: Vectors,
    weights: Mapping[str, float],
    trust: Sequence[float],
    most: int,
) -> list[SentenceHit]:
    """Take the best sentence, then the best that adds to it, and so on; `weights` are those of the asked words."""
    left = _candidates(passages, cuts, vector, trust)
    whole = sum(weights.values()) or 1.0
    said: set[str] = set()
    hits: list[SentenceHit] = []

    asked = {id(item): [pair for pair in weights.items() if pair[0] in item.words] for item in left}

    def score(item: _Candidate) -> float:
        overlap = sum([w * ANSWERED if word in said else w for word, w in asked[id(item)]])
        return item.trust * (OVERLAP * overlap / whole + item.standing)

    while left and len(hits) < most:
        best = max(left, key=score)
        hits.append(SentenceHit(best.passage, *best.sentence, round(score(best), 4)))
        said |= best.words
        left = [item for item in left if item.sentence.text != best.sentence.text]
    return hits


def _candidates(
    passages: Sequence[Passage], cuts: Sequence[Cut], vector: Vectors, trust: Sequence[float]
) -> list[_Candidate]:
    found = []
    for place, (passage, cut) in enumerate(zip(passages, cuts, strict=True)):
        standing = PLACE * (1 - place / len(passages))
        for sentence, words, like in zip(cut.sentences, cut.words, cut.likeness(vector), strict=True):
            found.append(_Candidate(passage, sentence, words, standing + LIKENESS * max(like, 0.0), trust[place]))
    return found
