"""Finding what answers a query: by words, by vectors and by what was decided, joined, and only what is in force."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from weakref import WeakKeyDictionary

from chartcite.domain.draft import Evidence, Found
from chartcite.domain.source import Passage, Standing
from chartcite.domain.vocabulary import Cite
from chartcite.ports import Embedder, PassageIndex, PassageView, Vectors
from chartcite.retrieval.confidence import RAREST, Signals, confidence, is_figure
from chartcite.retrieval.fusion import Fused, fuse
from chartcite.retrieval.lexical import LexicalIndex
from chartcite.retrieval.picking import Cutter, SentenceHit, pick
from chartcite.retrieval.tokens import forms

DEPTH = 96
"""How far down each list is read at first; much of it may be of another year and is passed over."""
WANTED = 64
"""How many allowed passages of each list are joined; lower places are never among the best of the joint list."""
SENTENCES = 6
WRITTEN_CODE, DECIDED_CODE, ALSO_CALLED = 1.4, 0.75, 0.25
"""What a code counts that the query holds, one that rules found for it, and the words by which the field calls its terms."""
NEXT_DECIDED = 0.9
"""What a passage counts beside the one before it, of those that the decisions rest on in the order they are told."""
STANDINGS: Mapping[Standing, float] = {"own": 1.3, "general": 1.0, "superseded": 0.9, "elsewhere": 0.5}
"""A source of the encounter's own payer or contractor goes before general ones, and somebody else's behind."""


class Retriever:
    """Searches one index. Safe for several threads as far as the index is."""

    def __init__(
        self,
        passages: Iterable[Passage],
        lexical: LexicalIndex,
        vectors: PassageIndex,
        embedder: Embedder,
        trust: Callable[[Passage], float] = lambda passage: 1.0,
    ) -> None:
        """Take the passages of the library and an index of them; `trust` in (0, 1] puts weak sources behind strong."""
        self._passages = {passage.id: passage for passage in passages}
        self._lexical, self._vectors, self._embedder, self._trust = lexical, vectors, embedder, trust
        self._cutter = Cutter(embedder)
        self._allowed_by: WeakKeyDictionary[PassageView, dict[str, bool]] = WeakKeyDictionary()
        self._standing_by: WeakKeyDictionary[PassageView, dict[str, float]] = WeakKeyDictionary()

    def search(
        self,
        query: str,
        view: PassageView,
        codes: Sequence[str] = (),
        also: Sequence[str] = (),
        rests: Sequence[str] = (),
        k: int = 8,
    ) -> Found:
        """Bring passages, their best sentences and how sure it is that they answer.

        `codes` are those in question, `also` other names of what the query names, `rests` the passages that the
        decisions on it rest on, the nearest first. Sentences of sources that speak for somebody else are left out: they
        are found, but say nothing here.
        """
        vector = self._embedder.embed([query])[0]
        evidence = self._find(query, vector, view, k, codes, also, rests)
        heard = [item.passage for item in evidence if view.standing(item.passage.id) != "elsewhere"]
        hits = self._best(query, vector, heard, SENTENCES, also)
        cites = tuple(Cite(passage=hit.passage.id, quote=hit.text) for hit in hits)
        return Found(tuple(evidence), cites, self._sure(query, vector, evidence))

    def find(
        self,
        query: str,
        view: PassageView,
        k: int = 8,
        codes: Sequence[str] = (),
        also: Sequence[str] = (),
        rests: Sequence[str] = (),
    ) -> list[Evidence]:
        """Find the `k` best passages that the view allows; of passages with the same words only one."""
        return self._find(query, self._embedder.embed([query])[0], view, k, codes, also, rests)

    def _find(
        self,
        query: str,
        vector: Vectors,
        view: PassageView,
        k: int,
        codes: Sequence[str],
        also: Sequence[str],
        rests: Sequence[str],
    ) -> list[Evidence]:
        totals = self._lexical.totals(self._weights(query, codes, also))
        words = self._allowed(lambda n: self._lexical.best(totals, n), view)
        near = self._allowed(lambda n: self._vectors.search(vector, n), view) if vector.any() else {}
        decided = self._decided(rests, view)
        self._complete(words, near, decided, totals, vector)
        standing = self._standing_by.setdefault(view, {})
        scored: list[tuple[float, Fused]] = []
        for item in fuse({"lexical": words, "vectors": near, "decided": decided}):
            weight = standing.get(item.id)
            if weight is None:
                weight = standing[item.id] = self._weight(item.id, view)
            scored.append((round(item.score * weight, 4), item))
        scored.sort(key=lambda pair: -pair[0])
        return self._without_twins(scored, k)

    def _weight(self, identity: str, view: PassageView) -> float:
        """What a passage counts here: how far it is trusted, and for whom it speaks."""
        return self._trust(self._passages[identity]) * STANDINGS[view.standing(identity)] / STANDINGS["own"]

    def _without_twins(self, scored: Sequence[tuple[float, Fused]], k: int) -> list[Evidence]:
        """The first `k`; of passages of one source with the same words only the first."""
        first: dict[tuple[str, str], Evidence] = {}
        for score, item in scored:
            if len(first) == k:
                break
            passage = self._passages[item.id]
            ranks = tuple(f"{name}:{rank}" for name, rank in item.ranks.items())
            first.setdefault((passage.source, " ".join(passage.text.split())), Evidence(passage, score, ranks))
        return list(first.values())

    def _weights(self, query: str, codes: Sequence[str], also: Sequence[str]) -> dict[str, float]:
        """The searched forms of a query, of the codes in question and of other names, each with what it counts."""
        weights = dict.fromkeys(self._words(query), 1.0)
        for form in (form for code in codes for form in forms(code)):
            weights[form] = WRITTEN_CODE if form in weights else DECIDED_CODE
        for form in (form for name in also for form in forms(name)):
            weights.setdefault(form, ALSO_CALLED)
        return weights

    def _decided(self, rests: Sequence[str], view: PassageView) -> dict[str, float]:
        """What the passages count that decisions rest on, as far as they are indexed and the view allows them."""
        held = (id_ for id_ in rests if id_ in self._lexical.place and view.passage_allowed(id_))
        return {id_: NEXT_DECIDED**n for n, id_ in enumerate(dict.fromkeys(held))}

    def _complete(
        self, words: dict[str, float], near: dict[str, float], decided: Iterable[str], totals: Vectors, vector: Vectors
    ) -> None:
        """Give what only one list held its score in the others, so that words and vectors judge every candidate."""
        for id_ in [id_ for id_ in (*near, *decided) if id_ not in words]:
            words[id_] = float(totals[self._lexical.place[id_]])
        if near and (missing := [id_ for id_ in words if id_ not in near]):
            near.update(zip(missing, map(float, self._vectors.vectors(missing) @ vector), strict=True))

    def _words(self, query: str) -> list[str]:
        """Split a query into forms, with slips of typing mended where an indexed word is near."""
        return [self._lexical.known_form(form) for form in forms(query)]

    def _allowed(self, ask: Callable[[int], list[tuple[str, float]]], view: PassageView) -> dict[str, float]:
        """Read a list until enough of it is allowed. Filtering in the store would be slower by far."""
        known = self._allowed_by.setdefault(view, {})  # a view is asked once for each passage: its answer never changes
        depth = DEPTH
        while True:
            ranked = ask(depth)
            for id_, _ in ranked:
                if id_ not in known:
                    known[id_] = id_ in self._passages and view.passage_allowed(id_)
            kept = [(id_, score) for id_, score in ranked if known[id_]]
            if len(kept) >= WANTED or len(ranked) < depth or depth >= len(self._passages):
                return dict(kept[:WANTED])
            depth *= 4

    def _best(
        self, query: str, vector: Vectors, passages: Sequence[Passage], most: int, also: Sequence[str] = ()
    ) -> list[SentenceHit]:
        counted = self._weights(query, (), also)
        weights = {word: counts * self._lexical.idf(word) for word, counts in counted.items()}
        trust = [self._trust(passage) for passage in passages]
        return pick(passages, self._cutter.cut(passages), vector, weights, trust, most)

    def _sure(self, query: str, vector: Vectors, evidence: Sequence[Evidence]) -> float:
        return confidence(self._signals(query, vector, evidence)) if evidence else 0.0

    def _signals(self, query: str, vector: Vectors, evidence: Sequence[Evidence]) -> Signals:
        written = forms(query)
        words = self._words(query)
        known = {now for was, now in zip(written, words, strict=True) if was == now and self._lexical.holds(now)}
        weights = {word: min(self._lexical.idf(word), RAREST) for word in words}
        whole = sum(weights.values()) or 1.0
        figures = {word for word in words if is_figure(word)}

        def share(held: Container[str]) -> float:
            return sum(weight for word, weight in weights.items() if word in held) / whole

        cuts = [cut for cut in self._cutter.cut([item.passage for item in evidence]) if cut.words]
        return Signals(
            passage=max((share(cut.held) for cut in cuts), default=0.0),
            sentence=max((share(held) for cut in cuts for held in cut.words), default=0.0),
            known=share(known),
            likeness=max((max(cut.likeness(vector)) for cut in cuts), default=0.0),
            figures=max((len(figures & cut.held) / len(figures) for cut in cuts), default=0.0) if figures else 1.0,
        )
