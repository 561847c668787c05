"""The two jobs, stage by stage: read, decide, retrieve, draft, check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from time import perf_counter

from chartcite.catalog.caveats import caveats_of
from chartcite.catalog.library import Library
from chartcite.catalog.view import View
from chartcite.checking.assembly import brief, parts
from chartcite.checking.cards import card_of
from chartcite.checking.checker import Checked, Checker
from chartcite.checking.comparison import Judged, comparison_of
from chartcite.checking.worded import Basis, Worder, outbound, worded
from chartcite.copilot.parts import Drafter, Finder
from chartcite.copilot.told import WHO, also_called, codes_of, notices_of, with_assumed
from chartcite.deciding.audit import Auditor
from chartcite.deciding.cards import CardMaker
from chartcite.deciding.critic import Critic
from chartcite.deciding.decider import Deciders
from chartcite.deciding.elements import ElementReader
from chartcite.deciding.facts import FactMaker
from chartcite.deciding.firing import governing
from chartcite.deciding.verdicts import outcome_of, verdict_of
from chartcite.domain.answer import Answer, Claim, Critique, R, Receipt
from chartcite.domain.card import CodeCard
from chartcite.domain.comparison import Comparison, Variant
from chartcite.domain.decision import Decision
from chartcite.domain.draft import Draft, DraftClaim, Found
from chartcite.domain.encounter import Encounter, EncounterRequest
from chartcite.domain.model import Outbound
from chartcite.domain.reread import Meant
from chartcite.domain.stopwatch import Stopwatch
from chartcite.domain.text import Reading
from chartcite.reading.notes.outline.instructions import Instructions
from chartcite.reading.readers import Readers, Rereader

_LEADING = 2  # claims that make the summary of a critique: what decides, before diagnoses and figures
_UNREAD = "These words tell a tool what to do and were not read: “{}”"


class Copilot:
    """Answers questions and critiques notes from one library."""

    def __init__(
        self,
        library: Library,
        finder: Finder,
        drafter: Drafter,
        today: Callable[[], date],
        settings_digest: str,
        worder: Worder | None = None,
        rereader: Rereader | None = None,
    ) -> None:
        self.library = library
        self._worder, self._rereader = worder, rereader
        self.readers = Readers.of(library)
        self._facts = FactMaker(library)
        self._deciders = Deciders(self._facts)
        self._elements = ElementReader(library)
        self._instructions = Instructions(library.vocabularies.note_language.instructions)
        self.finder, self.drafter, self._today = finder, drafter, today
        self._receipt = Receipt(knowledge=library.digest, settings=settings_digest, engine=drafter.engine)

    def over(
        self, library: Library | None = None, finder: Finder | None = None, drafter: Drafter | None = None
    ) -> Copilot:
        """The same copilot with some of its parts replaced; this one stays as it is."""
        parts = library or self.library, finder or self.finder, drafter or self.drafter
        return Copilot(*parts, self._today, self._receipt.settings, self._worder, self._rereader)

    @property
    def has_model(self) -> bool:
        """Whether a model words what is decided or helps to read."""
        return self._worder is not None or self._rereader is not None

    def worded_by(self, worder: Worder | None) -> Copilot:
        """The same copilot, worded by this one or in its own words only, and reading by itself; this one stays as it is."""
        made = copy(self)
        made._worder, made._rereader = worder, None
        return made

    def ask(self, question: str, request: EncounterRequest, id: str | None = None, today: date | None = None) -> Answer:
        """The answer to a question, every sentence of it checked."""
        return _last(self.ask_stream(question, request, id, today))

    def ask_stream(
        self, question: str, request: EncounterRequest, id: str | None = None, today: date | None = None
    ) -> Iterator[Answer]:
        """The whole answer at once in Chartcite's own words, then again with each wording of a model that was verified."""
        judged = self._asked(question, request, id, today)
        yield judged.answer
        spent, started = 0.0, perf_counter()
        if self._rereader and (reread := self._rereader.reread(*self._to_reread(question, request))):
            spent = perf_counter() - started
            if reread.read:
                judged = self._asked(question, request, id, today, reread.text)
            judged = replace(judged, answer=reread.told(judged.answer, spent))
            yield judged.answer
        yield from worded(judged.answer, _basis(judged), self._worder, question, spent)

    def ask_outbound(self, question: str, request: EncounterRequest, today: date | None = None) -> list[Outbound]:
        """What `ask` would send to a model, byte for byte, without sending it."""
        first = self._rereader.outbound(*self._to_reread(question, request)) if self._rereader else None
        later = outbound(_basis(self._asked(question, request, None, today)), self._worder, question)
        return [*([first] if first else []), *later]

    def _to_reread(self, question: str, request: EncounterRequest) -> tuple[str, Readers, frozenset[str]]:
        """What is to be read of a question, and what of the encounter is given apart from it."""
        known = frozenset(name for name in WHO if getattr(request, name))
        return self._instructions.blanked(question)[0], self.readers, known

    def compare(
        self, question: str, variants: Sequence[Variant], id: str | None = None, today: date | None = None
    ) -> Comparison:
        """The answers to a question under each variant, and what makes the difference."""
        judged = [self._asked(question, variant.request, None, today) for variant in variants]
        return comparison_of(question, variants, judged, id)

    def _asked(
        self, question: str, request: EncounterRequest, id: str | None, today: date | None, reread: str | None = None
    ) -> Judged:
        """The answer and what it was made from; `reread` is the question as a model helped to read it."""
        watch = Stopwatch()
        asked, orders = self._instructions.blanked(question)
        asked, courtesies = self.readers.follow_up.without_courtesies(reread or asked)
        read = self.readers.question.read(asked)
        encounter = self.readers.encounter.of_question(request, read, today or self._today())
        view = self.library.as_of(encounter)
        watch.lap("read")
        decision = self._deciders.of(view).decide(read.reading, "ask")
        watch.lap("decide")
        found = self._found(asked, read.reading, decision, view)
        watch.lap("retrieve")
        draft = self.drafter.draft(decision, read.reading, found, view)
        watch.lap("draft")
        checked = Checker(view).check(draft, decision)
        watch.lap("check")
        outcome = outcome_of(decision, read.reading, view, found=draft.says_something(checked.ids))
        answer = Answer(
            id=id,
            question=question,
            context=with_assumed(encounter, decision),
            outcome=outcome,
            verdict=None
            if outcome == "abstained" and not read.reading.is_yes_no
            else verdict_of(decision, read.reading, view),
            summary=brief(c.text for c in checked.claims if c.id in checked.of(draft.summary)),
            notices=(*courtesies, *notices_of(read.reading, view), *(_UNREAD.format(order) for order in orders)),
            receipt=self._receipt,
            timings_ms=watch.times(),
            **parts(decision, read.reading, checked, view, governing(decision.heard, view)),
        )
        return Judged(answer, decision, draft, checked, view)

    def critique(
        self,
        note: str,
        request: EncounterRequest,
        claim: str | None = None,
        id: str | None = None,
        today: date | None = None,
    ) -> Critique:
        """The critique of a note and the audit of its claim."""
        return _last(self.critique_stream(note, request, claim, id, today))

    def critique_stream(
        self,
        note: str,
        request: EncounterRequest,
        claim: str | None = None,
        id: str | None = None,
        today: date | None = None,
    ) -> Iterator[Critique]:
        """The whole critique at once, then again with what a model helped to read and each wording that was verified."""
        critique, basis = self._critiqued(note, request, claim, id, today)
        yield critique
        spent, started = 0.0, perf_counter()
        if self._rereader and (reread := self._rereader.reread_note(note, self.readers)):
            spent = perf_counter() - started
            if reread.read:
                critique, basis = self._critiqued(note, request, claim, id, today, reread.meant)
            critique = reread.told(critique, spent)
            yield critique
        yield from worded(critique, basis, self._worder, "", spent)

    def critique_outbound(
        self, note: str, request: EncounterRequest, claim: str | None = None, today: date | None = None
    ) -> list[Outbound]:
        """What `critique` would send to a model, byte for byte, without sending it."""
        first = self._rereader.outbound_note(note, self.readers) if self._rereader else None
        later = outbound(self._critiqued(note, request, claim, None, today)[1], self._worder, "")
        return [*([first] if first else []), *later]

    def _critiqued(
        self,
        note: str,
        request: EncounterRequest,
        claim: str | None,
        id: str | None,
        today: date | None,
        meant: Sequence[Meant] = (),
    ) -> tuple[Critique, Basis]:
        """The critique and what it was made from; `meant` is what a model helped to read."""
        watch = Stopwatch()
        read = self.readers.note.read(note, meant, request.date_of_service)
        encounter = self.readers.encounter.of_note(request, read, today or self._today())
        view = self.library.as_of(encounter)
        watch.lap("read")
        critic = Critic(view, self._elements)
        decision = self._deciders.of(view).decide(read.reading, "note", lambda decided: critic.facts(read, decided))
        found_in_note = critic.critique(note, read, decision)
        given = self.readers.note.claim(claim) if claim else []
        audit = Auditor(view, self._facts).audit(given, read.reading.lines, decision)
        watch.lap("decide")
        found = self.finder.search(found_in_note.query, view, tuple(line.code for line in decision.lines))
        watch.lap("retrieve")
        draft = self.drafter.draft(decision, read.reading, found, view)
        watch.lap("draft")
        kept = found_in_note.keep(draft.claims)
        draft = Draft((*kept, *found_in_note.draft_claims(), *audit.claims), draft.summary)
        checked = Checker(view).check(draft, decision)
        watch.lap("check")
        leading = _leading(kept, checked)
        critique = Critique(
            id=id,
            context=encounter,
            receipt=self._receipt,
            notices=(*audit.notices, *caveats_of(view)),
            timings_ms=watch.times(),
            **found_in_note.parts(leading, checked.ids, audit),
            **parts(decision, read.reading, checked, view, governing(decision.heard, view)),
        )
        return critique, Basis(draft, decision, view, [c.id for c in leading], str)

    def passages(self, question: str, request: EncounterRequest, k: int = 10, today: date | None = None) -> list[str]:
        """The ids of the passages that `ask` would have to quote from, best first."""
        asked, _ = self._instructions.blanked(question)
        read = self.readers.question.read(asked)
        view = self.library.as_of(self.readers.encounter.of_question(request, read, today or self._today()))
        decision = self._deciders.of(view).decide(read.reading, "ask")
        return [e.passage.id for e in self._found(asked, read.reading, decision, view, k).evidence]

    def _found(self, asked: str, reading: Reading, decision: Decision, view: View, k: int = 8) -> Found:
        """What retrieval brings for a question, beginning with what its decisions rest on."""
        query, codes = " ".join(reading.mended(asked).split()), codes_of(reading, decision)
        rests = self.drafter.draft(decision, reading, Found(), view).rests_on
        return self.finder.search(query, view, codes, also_called(reading, self.library.vocabularies), rests, k)


def _last(results: Iterator[R]) -> R:
    *_, last = results
    return last


def _leading(kept: Sequence[DraftClaim], checked: Checked) -> list[Claim]:
    """The claims that sum up a critique: what decides, or the first where nothing does."""
    decided = checked.of(claim.key for claim in kept if claim.about == "rule")
    return [claim for claim in checked.claims if claim.id in decided][:_LEADING] or checked.claims[:_LEADING]


def _basis(judged: Judged) -> Basis:
    carrying = judged.checked.of(judged.draft.summary)
    summary = [claim.id for claim in judged.checked.claims if claim.id in carrying]
    return Basis(judged.draft, judged.decision, judged.view, summary, lambda text: brief([text]))


def code_card(library: Library, code: str, day: date) -> CodeCard:
    """The card of a code, which needs no index; a code outside the field is an `InputError`."""
    view = library.as_of(Encounter(date_of_service=day))
    return card_of(code, CardMaker(view, FactMaker(library)).draft(code), view)
