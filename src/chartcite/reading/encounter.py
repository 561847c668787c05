"""The encounter: what was given, what the words say, and what had to be assumed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chartcite.catalog.words import words_of
from chartcite.domain.encounter import Encounter, EncounterRequest
from chartcite.domain.note import NoteReading
from chartcite.reading.notes.region import region_of
from chartcite.reading.text.lexicon import Lexicon

if TYPE_CHECKING:
    from chartcite.reading.questions.question import QuestionReading

_FEE_FOR_SERVICE = "medicare"  # the one line of business that contractors administer

_ENCOUNTER = "encounter"  # the kind of section that holds a note's lines about date, place and people


class EncounterReader:
    """Resolves encounters with the vocabularies of one library."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocab = lexicon.library.vocabularies

    def of_question(self, request: EncounterRequest, read: QuestionReading, today: date) -> Encounter:
        """Options first, then the words of the question, then assumptions (listed)."""
        day = request.date_of_service or read.day or self._in_year(read.year, today)
        merged = request.model_copy(
            update={
                "payer": request.payer or read.payer,
                "state": request.state or read.state,
                "mac": request.mac or read.mac,
                "place_of_service": request.place_of_service or read.place,
                "date_of_service": day,
                "claim_type": request.claim_type or read.claim_type,
            }
        )
        return self.resolve(merged, today, read.local_mac)

    def of_note(self, request: EncounterRequest, read: NoteReading, today: date) -> Encounter:
        """Options first, then the note's own labelled date, place and region, then assumptions."""
        state, mac = (None, None) if request.state or request.mac else region_of(read)
        merged = request.model_copy(
            update={
                "date_of_service": request.date_of_service or read.day,
                "place_of_service": request.place_of_service or _place(read),
                "state": request.state or state,
                "mac": request.mac or (mac if self._is_fee_for_service(request) else None),
            }
        )
        return self.resolve(merged, today)

    def _is_fee_for_service(self, request: EncounterRequest) -> bool:
        payer, _ = self.payer(request.payer)
        line = request.line_of_business or (self._vocab.payers[payer].line_of_business if payer else None)
        return line == _FEE_FOR_SERVICE

    @staticmethod
    def _in_year(year: int | None, today: date) -> date | None:
        if year is None or not 1990 <= year <= today.year + 5:
            return None
        return today if year == today.year else date(year, 7, 1)

    def resolve(self, request: EncounterRequest, today: date, local_mac: str | None = None) -> Encounter:
        """The encounter; a contractor follows from state and original Medicare, and Medicare from a contractor."""
        payer, given = self.payer(request.payer)
        assumed = [name for name in ("date_of_service", "claim_type") if getattr(request, name) is None]
        if payer is None and given is None and request.mac:
            payer = _FEE_FOR_SERVICE
        line = request.line_of_business or (self._vocab.payers[payer].line_of_business if payer else None)
        state = request.state or (self._vocab.payers[payer].state if payer else None)
        mac = request.mac
        if mac is None and line == _FEE_FOR_SERVICE and state:
            mac = local_mac or self._vocab.states[state].mac
        return Encounter(
            payer=payer,
            payer_as_given=given,
            state=state,
            mac=mac,
            date_of_service=request.date_of_service or today,
            place_of_service=request.place_of_service,
            claim_type=request.claim_type or "professional",
            line_of_business=line,
            assumed=tuple(assumed),
            ahead=(request.date_of_service or today) > today,
        )

    def payer(self, given: str | None) -> tuple[str | None, str | None]:
        """A listed payer's id, or the words as given when none has that name."""
        if not given:
            return None, None
        if given in self._vocab.payers:
            return given, None
        found = [f for f in self._lexicon.finder.find(words_of(given)) if f.kind == "payer"]
        return (max(found, key=lambda f: f.last - f.first).value, None) if found else (None, given)


def _place(read: NoteReading) -> str | None:
    """The place that the note's own lines about the encounter name; where they name two, none."""
    named = {m.value for m in read.reading.mentions if m.kind == "place" and m.section == _ENCOUNTER}
    return named.pop() if len(named) == 1 else None
