"""Finding what answers a query: by words and by vectors, joined by rank, and only what is in force."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from chartcite.domain.draft import Evidence, Found
from chartcite.domain.source import Passage
from chartcite.domain.vocabulary import Cite
from chartcite.ports import Embedder, PassageIndex, PassageView, Vectors
from chartcite.retrieval.confidence import RAREST, Signals, confidence, is_figure
from chartcite.retrieval.fusion import fuse
from chartcite.retrieval.lexical import LexicalIndex
from chartcite.retrieval.sentences import Sentence, sentences
from chartcite.retrieval.tokens import forms

DEPTH = 64
"""How far down each list is read at first; much of it may be of another year and is passed over."""
WANTED = 24
"""How many allowed passages of each list are joined; lower places add next to nothing to a joint score."""
SENTENCES = 6
OVERLAP_WEIGHT = 0.7
"""Words decide which sentence answers; the vector breaks ties and knows synonyms."""
REMEMBERED = 2048
"""Passages whose sentences and their vectors are kept ready."""


class SentenceHit(NamedTuple):
    """A sentence that answers; [start, end) are offsets into `passage.text`."""

    passage: Passage
    start: int
    end: int
    text: str
    score: float


class _Cut(NamedTuple):
    """A passage cut into sentences, with their words and vectors, and all its words with those of its title."""

    sentences: list[Sentence]
    words: list[frozenset[str]]
    vectors: Vectors
    held: frozenset[str]


class Retriever:
    """Searches one index. Safe for several threads as far as the index is."""

    def __init__(
        self, passages: Iterable[Passage], lexical: LexicalIndex, vectors: PassageIndex, embedder: Embedder
    ) -> None:
        """Take the passages of the library and an index of them."""
        self._passages = {passage.id: passage for passage in passages}
        self._lexical, self._vectors, self._embedder = lexical, vectors, embedder
        self._cuts: OrderedDict[str, _Cut] = OrderedDict()
        self._allowed_by: WeakKeyDictionary[PassageView, dict[str, bool]] = WeakKeyDictionary()

    def search(self, query: str, view: PassageView, codes: Sequence[str] = (), k: int = 8) -> Found:
        """Bring passages, their best sentences and how sure it is that they answer."""
        vector = self._embedder.embed([query])[0]
        evidence = self._find(query, vector, view, k, codes)
        hits = self._best(query, vector, [item.passage for item in evidence], SENTENCES)
        cites = tuple(Cite(passage=hit.passage.id, quote=hit.text) for hit in hits)
        return Found(tuple(evidence), cites, self._sure(query, vector, evidence))

    def find(self, query: str, view: PassageView, k: int = 8, codes: Sequence[str] = ()) -> list[Evidence]:
        """Find the `k` best passages that the view allows; of passages with the same words only one."""
        return self._find(query, self._embedder.embed([query])[0], view, k, codes)

    def best_sentences(self, query: str, passages: Sequence[Passage], most: int = SENTENCES) -> list[SentenceHit]:
        """Pick the sentences that answer best, each adding words that those before it left open."""
        return self._best(query, self._embedder.embed([query])[0], passages, most)

    def confidence(self, query: str, evidence: Sequence[Evidence]) -> float:
        """Say in [0, 1] how likely it is that these passages answer the query."""
        return self._sure(query, self._embedder.embed([query])[0], evidence)

    def _find(self, query: str, vector: Vectors, view: PassageView, k: int, codes: Sequence[str]) -> list[Evidence]:
        words = self._words(query)
        code_words = [form for code in codes for form in forms(code)]
        lists = {
            "lexical": self._allowed(lambda n: self._lexical.search(words, n), view),
            "vectors": self._allowed(lambda n: self._vectors.search(vector, n), view) if vector.any() else [],
            "codes": self._allowed(lambda n: self._lexical.search(code_words, n), view) if code_words else [],
        }
        found: list[Evidence] = []
        said: set[tuple[str, str]] = set()
        for item in fuse(lists):
            passage = self._passages[item.id]
            same = (passage.source, " ".join(passage.text.split()))
            if same not in said:
                said.add(same)
                ranks = tuple(f"{name}:{rank}" for name, rank in item.ranks.items())
                found.append(Evidence(passage, round(item.score, 4), ranks))
                if len(found) == k:
                    break
        return found

    def _words(self, query: str) -> list[str]:
        """Split a query into forms, with slips of typing mended where an indexed word is near."""
        return [self._lexical.known_form(form) for form in forms(query)]

    def _allowed(self, ask: Callable[[int], list[tuple[str, float]]], view: PassageView) -> list[str]:
        """Read a list until enough of it is allowed. Filtering in the store would be slower by far (stack.md)."""
        known = self._allowed_by.setdefault(view, {})  # a view is asked once for each passage: its answer never changes
        depth = DEPTH
        while True:
            ranked = ask(depth)
            for id_, _ in ranked:
                if id_ not in known:
                    known[id_] = id_ in self._passages and view.passage_allowed(id_)
            kept = [id_ for id_, _ in ranked if known[id_]]
            if len(kept) >= WANTED or len(ranked) < depth or depth >= len(self._passages):
                return kept[:WANTED]
            depth *= 4

    def _best(self, query: str, vector: Vectors, passages: Sequence[Passage], most: int) -> list[SentenceHit]:
        weights = {word: self._lexical.idf(word) for word in self._words(query)}
        whole = sum(weights.values()) or 1.0
        cuts = self._cut(passages)
        rows = [
            (passage, cut, row) for passage, cut in zip(passages, cuts, strict=True) for row in range(len(cut.words))
        ]
        likeness = [float(cut.vectors[row] @ vector) for _, cut, row in rows]
        hits: list[SentenceHit] = []
        said: set[str] = set()
        left = set(range(len(rows)))
        while left and len(hits) < most:
            scores = {
                i: self._score(rows[i][1].words[rows[i][2]], weights, whole, said, likeness[i], hits) for i in left
            }
            best = max(left, key=lambda i: (scores[i], -i))
            left.discard(best)
            passage, cut, row = rows[best]
            sentence = cut.sentences[row]
            if scores[best] <= 0 or any(sentence.text == hit.text for hit in hits):
                continue
            hits.append(SentenceHit(passage, *sentence, round(scores[best], 4)))
            said |= cut.words[row]
        return hits

    @staticmethod
    def _score(
        held: frozenset[str],
        weights: dict[str, float],
        whole: float,
        said: set[str],
        likeness: float,
        hits: list[SentenceHit],
    ) -> float:
        """Weigh the asked words of a sentence, those already answered half, with its likeness to the query."""
        overlap = sum(
            weight * (0.5 if hits and word in said else 1.0) for word, weight in weights.items() if word in held
        )
        return OVERLAP_WEIGHT * overlap / whole + (1 - OVERLAP_WEIGHT) * max(likeness, 0.0)

    def _cut(self, passages: Sequence[Passage]) -> list[_Cut]:
        """Cut passages into sentences; those met before are remembered."""
        new = [passage for passage in passages if passage.id not in self._cuts]
        parts = [sentences(passage.text) for passage in new]
        rows = self._embedder.embed([part.text for held in parts for part in held])
        start = 0
        made: dict[str, _Cut] = {}
        for passage, held in zip(new, parts, strict=True):
            words = [frozenset(forms(part.text)) for part in held]
            every = frozenset(forms(passage.title or "")).union(*words)
            made[passage.id] = _Cut(held, words, rows[start : start + len(held)], every)
            start += len(held)
        cuts = [made.get(passage.id) or self._cuts[passage.id] for passage in passages]
        self._cuts.update(made)
        while len(self._cuts) > REMEMBERED:
            self._cuts.popitem(last=False)
        return cuts

    def _sure(self, query: str, vector: Vectors, evidence: Sequence[Evidence]) -> float:
        return confidence(self._signals(query, vector, evidence)) if evidence else 0.0

    def _signals(self, query: str, vector: Vectors, evidence: Sequence[Evidence]) -> Signals:
        words = self._words(query)
        weights = {word: min(self._lexical.idf(word), RAREST) for word in words}
        whole = sum(weights.values()) or 1.0
        figures = {word for word in words if is_figure(word)}

        def share(held: Container[str]) -> float:
            return sum(weight for word, weight in weights.items() if word in held) / whole

        cuts = [cut for cut in self._cut([item.passage for item in evidence]) if cut.words]
        return Signals(
            passage=max((share(cut.held) for cut in cuts), default=0.0),
            sentence=max((share(held) for cut in cuts for held in cut.words), default=0.0),
            known=share({word for word in words if self._lexical.holds(word)}),
            likeness=max((float((cut.vectors * vector).sum(axis=1).max()) for cut in cuts), default=0.0),
            figures=max((len(figures & cut.held) / len(figures) for cut in cuts), default=0.0) if figures else 1.0,
        )
