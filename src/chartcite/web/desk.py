"""What the page does with what is typed: reads it, asks the copilot, and turns any refusal into a sentence."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.follow_up import Joined
from chartcite.errors import ChartciteError, InputError
from chartcite.intake import EncounterReader, check_note, decode_note, read_claim, read_question
from chartcite.settings import Settings
from chartcite.web import words
from chartcite.web.answer_view import answer_html, reasons_html
from chartcite.web.compare_view import comparison_html
from chartcite.web.critique_view import critique_html
from chartcite.web.markup import EMPTY, Html, el, join
from chartcite.web.wording import Following, outbound_html
from chartcite.web.words import ScreenNames

LONGEST_CHAT = 30
"""Turns kept on the page; older ones leave it."""
KEPT_FIELDS = ("payer", "state", "mac", "date_of_service")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chat:
    """One visitor's chat: the turns as shown, what earlier questions said of the encounter, the last question and its answer."""

    turns: tuple[Html, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    last: str | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question led to; `question` is what stays in the box (nothing, unless it was refused)."""

    chat: Chat
    question: str


class Desk:
    """The two jobs and the note file, for the page."""

    def __init__(self, copilot: Copilot, settings: Settings) -> None:
        self._copilot, self._settings = copilot, settings
        self._vocab = copilot.library.vocabularies
        self._reader = EncounterReader.of(self._vocab)
        self._keys = count(1)
        self._wording = Following(settings)

    def ask(self, question: str, given: Mapping[str, object], chat: Chat) -> Asked:
        """The chat with one more turn: the finished answer, or why there is none."""
        return [*self.ask_stream(question, given, chat)][-1]

    def ask_stream(self, question: str, given: Mapping[str, object], chat: Chat) -> Iterator[Asked]:
        """The chat with the whole answer at once, then again with each sentence of a model that was verified."""
        key = f"t{next(self._keys)}"
        try:
            if not (question or "").strip():
                raise InputError("The question is empty. Write it in a sentence.")
            asked = read_question(question, self._settings.max_question_chars)
            request = self._reader.read(given)
            joined = self._copilot.readers.follow_up.join(chat.last, asked)
            if (said := self._unasked(joined, chat, key)) is not None:
                yield Asked(_with_turn(chat, asked, said, key), "")
                return
            results = self._copilot.ask_stream(joined.text, self._with_kept(joined.text, request, dict(chat.kept)))
            for made, status in self._wording.followed(results):
                answer = joined.told(made)
                turn = join([answer_html(answer, self._copilot.library, key), status])
                kept = tuple(self._kept(answer, request, dict(chat.kept)).items())
                now = replace(_with_turn(chat, asked, turn, key), kept=kept, last=joined.text, answer=answer)
                yield Asked(now, "")
        except Exception as error:
            yield Asked(_with_turn(chat, question or "", problem(error), key), question or "")

    def _unasked(self, joined: Joined, chat: Chat, key: str) -> Html | None:
        """What is said of a text that is not asked: thanks, what can't be joined, or a wish for the last reasons."""
        if joined.kind == "reasons" and chat.answer is not None:
            return reasons_html(chat.answer, self._copilot.library, key)
        if joined.kind in ("courtesy", "unjoined"):
            return el("div", el("p", joined.notice), cls="cc-answer cc-quiet", id=key, role="status")
        return None

    def ask_outbound(self, question: str, given: Mapping[str, object], chat: Chat) -> Html:
        """What the question would send to the model, byte for byte; nothing is sent."""
        try:
            asked = read_question(question or "", self._settings.max_question_chars)
            asked = self._copilot.readers.follow_up.join(chat.last, asked).text
            request = self._with_kept(asked, self._reader.read(given), dict(chat.kept))
            return outbound_html(self._copilot.ask_outbound(asked, request))
        except Exception as error:
            return problem(error)

    def compare(self, question: str, given: Mapping[str, Sequence[str]]) -> Html:
        """The question under each of the values given, or why not."""
        key = f"v{next(self._keys)}"
        try:
            asked = read_question(question or "", self._settings.max_question_chars)
            comparison = self._copilot.compare(asked, self._reader.variants(given))
            return comparison_html(comparison, self._copilot.library, key)
        except Exception as error:
            return el("div", problem(error), id=key, cls="cc-answer")

    def critique(self, note: str, claim: str, given: Mapping[str, object], notice: str = "") -> Html:
        """The finished critique, or why there is none."""
        return [*self.critique_stream(note, claim, given, notice)][-1]

    def critique_outbound(self, note: str, claim: str, given: Mapping[str, object]) -> Html:
        """What the note would send to the model, byte for byte; nothing is sent."""
        try:
            checked = check_note(note or "", "The note", self._settings.max_note_bytes)
            request = self._reader.read(given)
            return outbound_html(self._copilot.critique_outbound(checked, request, read_claim(claim)))
        except Exception as error:
            return problem(error)

    def critique_stream(self, note: str, claim: str, given: Mapping[str, object], notice: str = "") -> Iterator[Html]:
        """The whole critique at once, then again with each sentence of a model that was verified."""
        key = f"n{next(self._keys)}"
        try:
            checked = check_note(note or "", "The note", self._settings.max_note_bytes)
            results = self._copilot.critique_stream(checked, self._reader.read(given), claim=read_claim(claim))
            for critique, status in self._wording.followed(results):
                notices = (*([notice] if notice else []), *critique.notices)
                shown = critique_html(checked, critique, self._copilot.library, key, notices)
                yield join([shown, status])
        except Exception as error:
            yield el("div", problem(error), id=key, cls="cc-answer")

    def open_note(self, name: str, encoded: str) -> tuple[str, str]:
        """The text of a note file read by the browser, and a sentence on how it was read; nothing is stored."""
        try:
            content = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            raise InputError(f"{name} did not arrive whole; choose it again.") from None
        note = decode_note(content, name, self._settings.max_note_bytes)
        return note.text, " ".join(note.notices)

    def _with_kept(self, question: str, request: EncounterRequest, kept: dict[str, str]) -> EncounterRequest:
        """The context bar first, then the question's own words, then what earlier questions said."""
        if not kept:
            return request
        said = self._copilot.readers.question.read(question)
        payer = request.payer or said.payer
        listed = self._vocab.payers.get(payer) if payer else None
        own_state = listed and listed.state
        filled: dict[str, object] = {}
        if not payer and "payer" in kept and not (request.mac or said.mac):
            filled["payer"] = kept["payer"]
        if not (request.state or request.mac or said.state or said.mac or own_state):
            filled |= {name: kept[name] for name in ("state", "mac") if name in kept}
        if not (request.date_of_service or said.day or said.year) and "date_of_service" in kept:
            filled["date_of_service"] = date.fromisoformat(kept["date_of_service"])
        return request.model_copy(update=filled)

    @staticmethod
    def _kept(answer: Answer, request: EncounterRequest, kept: dict[str, str]) -> dict[str, str]:
        """What the words said of the encounter; what the bar says is left to the bar."""
        context = answer.context
        for name in KEPT_FIELDS:
            value = getattr(context, name) or (context.payer_as_given if name == "payer" else None)
            if getattr(request, name) is not None or name in context.assumed:
                if getattr(request, name) is not None:
                    kept.pop(name, None)
            elif value is not None:
                kept[name] = value.isoformat() if isinstance(value, date) else value
        if context.state:
            kept.pop("mac", None)
        return kept

    def kept_html(self, chat: Chat) -> Html:
        """What follow-up questions take over."""
        if not chat.kept:
            return EMPTY
        names = ScreenNames(self._copilot.library)
        shown = [
            el("li", f"{words.FIELDS[name]}: ", el("strong", names.field(name, value))) for name, value in chat.kept
        ]
        return el("div", el("span", "Kept from earlier questions: "), el("ul", *shown), cls="cc-kept", role="status")


def transcript(chat: Chat, intro: Html) -> Html:
    """The whole chat, or the introduction while there is none."""
    return el("div", *(chat.turns or (intro,)), cls="cc-transcript", role="log", aria_label="Questions and answers")


def problem(error: Exception) -> Html:
    """Why it could not be done, in a sentence; an error of ours is named by its type only, as texts stay private."""
    if isinstance(error, ChartciteError):
        said, title = (
            str(error),
            "This could not be read" if isinstance(error, InputError) else "This could not be done",
        )
    else:
        logger.error("the page could not answer: %s", type(error).__name__)
        title = "Something went wrong inside Chartcite"
        kept = "What you wrote is still in its box, and you can go on."
        said = f"({type(error).__name__}) {kept} `chartcite doctor` may say why."
    return el("div", el("strong", title), el("p", said), cls="cc-problem", role="alert")


def _with_turn(chat: Chat, question: str, reply: Html, key: str) -> Chat:
    shown = question if len(question) <= 2000 else question[:2000] + " …"
    said = el("div", el("p", shown), cls="cc-question") if shown.strip() else None
    turn = el("section", said, reply, cls="cc-turn", id=f"{key}-turn")
    return replace(chat, turns=(*chat.turns, join([turn]))[-LONGEST_CHAT:])
