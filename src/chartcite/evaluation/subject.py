"""What is evaluated: a copilot that tells how sure retrieval was; a case may add a document or a model's reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from chartcite.catalog.library import Library
from chartcite.catalog.view import View
from chartcite.copilot import Copilot, Finder
from chartcite.domain.answer import Answer, Critique
from chartcite.domain.draft import Evidence, Found
from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.source import Passage, Source
from chartcite.domain.vocabulary import Cite
from chartcite.drafting.model import MOST_SENTENCES, ModelDrafter
from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Got, Ground
from chartcite.evaluation.scorers.stability import form_of
from chartcite.wiring import data_folder

ADDED = "added-document"
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_SHORTEST = 12
_PATIENCE = 600.0  # seconds: a scripted reply never waits, and a slow machine may change no answer


class Watched:
    """A finder that remembers how sure it was."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.confidence = 0.0

    def search(
        self,
        query: str,
        view: View,
        codes: tuple[str, ...],
        also: tuple[str, ...] = (),
        rests: tuple[str, ...] = (),
        k: int = 8,
    ) -> Found:
        """What the finder brings."""
        found = self.finder.search(query, view, codes, also, rests, k)
        self.confidence = found.confidence
        return found


class WithDocument:
    """A finder that brings every sentence of an added document first, as sure as can be: the worst case."""

    def __init__(self, finder: Finder, passage: Passage) -> None:
        self.finder, self.passage = finder, passage

    def search(
        self,
        query: str,
        view: View,
        codes: tuple[str, ...],
        also: tuple[str, ...] = (),
        rests: tuple[str, ...] = (),
        k: int = 8,
    ) -> Found:
        """What the finder brings, the document before it."""
        found = self.finder.search(query, view, codes, also, rests, k)
        words = [m[0].strip() for m in _SENTENCE.finditer(self.passage.text)]
        cites = tuple(Cite(passage=self.passage.id, quote=s) for s in words if len(s) >= _SHORTEST)
        return Found((Evidence(self.passage, 1.0), *found.evidence), (*cites, *found.sentences), 1.0)


class Replying:
    """A model that gives one reply to whatever it is asked."""

    name, host = "scripted", "nowhere"

    def __init__(self, reply: str) -> None:
        self.reply = reply

    def stream(self, call: ModelCall, seconds: float) -> Iterator[str]:
        """The reply in one piece."""
        yield self.reply

    def outbound(self, call: ModelCall) -> Outbound:
        """Nothing is sent."""
        return Outbound(self.host, b"")

    def models(self, seconds: float) -> list[str]:
        """Itself."""
        return [self.name]


class Subject:
    """A copilot under evaluation, with the ground its results are held against."""

    def __init__(self, copilot: Copilot, *, twice: bool = True) -> None:
        """Watch a copilot; `twice` runs each case a second time for stability."""
        self._watched = Watched(copilot.finder)
        self.copilot = copilot.over(finder=self._watched)
        self.ground = Ground.of(copilot.library)
        self._twice = twice
        self._with: dict[str, tuple[Copilot, Ground]] = {}

    def got(self, case: Case, today: date | None, twin: Answer | Critique | None = None) -> Got:
        """What the copilot makes of a case."""
        copilot = self._for(case)[0]
        result = _run(copilot, case, today)
        sure = self._watched.confidence
        forms = (form_of(result), form_of(_run(copilot, case, today))) if self._twice else None
        return Got(result, forms, twin, sure)

    def ground_of(self, case: Case) -> Ground:
        """The ground of a case: with the document that it adds, if it adds one."""
        return self._for(case)[1]

    def _for(self, case: Case) -> tuple[Copilot, Ground]:
        if case.reply is not None:
            worder = ModelDrafter(Replying(case.reply), data_folder("prompts"), None, _PATIENCE, MOST_SENTENCES)
            return self.copilot.worded_by(worder), self.ground
        if not case.document:
            return self.copilot, self.ground
        if case.document not in self._with:
            library, passage = _with_document(self.copilot.library, case.document)
            finder = WithDocument(self._watched, passage)
            self._with = {case.document: (self.copilot.over(library, finder), Ground.of(library))}  # the last one only
        return self._with[case.document]


def _run(copilot: Copilot, case: Case, today: date | None) -> Answer | Critique:
    request = case.context
    if isinstance(case, NoteCase):
        return copilot.critique(case.text, request, case.claim, id=case.id, today=today)
    return copilot.ask(case.question, request, id=case.id, today=today)


def _with_document(library: Library, words: str) -> tuple[Library, Passage]:
    """The library with a document that a user added: of an authority that decides nothing, in its own words."""
    lowest: Sequence[str] = [name for name, kind in library.vocabularies.authorities.items() if not kind.rank]
    source = Source(
        id=ADDED,
        title="An added document",
        publisher="the user",
        kind="document",
        authority=lowest[0],
        jurisdiction="unknown",
        verified_on=max(s.verified_on for s in library.sources.values()),
    )
    passage = Passage(
        id=f"{ADDED}/1",
        source=ADDED,
        locator="page 1",
        known="reported",
        confidence="L",
        wording="original",
        text=words,
    )
    sources, passages = {**library.sources, ADDED: source}, {**library.passages, passage.id: passage}
    return replace(library, sources=sources, passages=passages, _views={}), passage
