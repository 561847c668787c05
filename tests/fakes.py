"""A small invented library, and an embedder that needs no model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from chartcite.domain.source import Passage, Standing
from chartcite.ports import Vectors
from chartcite.retrieval.tokens import forms

TEXTS = {
    "guild/spring": "Code K1234 is reported for winding the main spring. A broken spring takes K1235 instead.",
    "guild/chime": "The chime hammer is adjusted under 0777X. Guild members report 0777X once per tower.",
    "guild/escapement": "Escapement repair is K2200. The escapement of a pocket watch is never K2200.",
    "town/payment": "The town pays 40 crowns for K1234 in the workshop and 25 crowns in the tower.",
    "town/limit": "The limit of K1234 is 5 with level 3, and a sixth unit is denied with remark TO-96.",
    "museum/diagnosis": "A seized balance wheel is Q57.11 on the right side and Q57.12 on the left side.",
    "website/spring": "A website says that K1234 may be billed per tooth; that is wrong.",
}


def passage(id_: str, text: str, title: str | None = None) -> Passage:
    source = id_.partition("/")[0]
    return Passage(id=id_, source=source, title=title, locator="page 1", known="read", confidence="H", text=text)


@dataclass
class FakeLibrary:
    passages: list[Passage]

    @property
    def digest(self) -> str:
        held = "\0".join(f"{p.id}\1{p.text}" for p in self.passages)
        return "sha256:" + hashlib.sha256(held.encode()).hexdigest()

    def all_passages(self) -> Iterable[Passage]:
        return iter(self.passages)

    def named(self, passage: Passage) -> str:
        return passage.locator


@dataclass(eq=False)
class FakeView:
    refused: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    standings: dict[str, Standing] = field(default_factory=dict)

    def passage_allowed(self, identity: str) -> bool:
        self.asked.append(identity)
        return identity not in self.refused

    def standing(self, identity: str) -> Standing:
        return self.standings.get(identity.partition("/")[0], "general")


class HashingEmbedder:
    """Each word adds a direction of its own: the same words, the same vector."""

    dimension = 64

    def __init__(self, name: str = "hashing-64") -> None:
        self.id = name
        self.calls = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in forms(text):
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
                row += np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=rows, where=lengths > 0)


def library_of(texts: dict[str, str] = TEXTS) -> FakeLibrary:
    return FakeLibrary([passage(id_, text) for id_, text in texts.items()])
