"""Reading by a model: it chooses which possible readings of unknown words are meant; what is possible is judged before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from chartcite.catalog.prompts import Prompt, load_prompt
from chartcite.catalog.replies import object_in
from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.record import Record
from chartcite.domain.reread import Meant, Reread
from chartcite.domain.text import Span
from chartcite.errors import ModelError
from chartcite.ports import LanguageModel, Masked, Masker
from chartcite.reading.notes.proposals import Note, NoteProposal, NoteProposals
from chartcite.reading.questions.proposals import Held, Proposals
from chartcite.reading.readers import Readers

_MOST = 20  # proposals looked at
_LONGEST = 6000  # characters of a reply that are read: many times what all proposals take
_BETWEEN = " … "


class Proposed(Record):
    """One proposal: the kind, the name as offered, and the words of the text."""

    kind: str
    name: str
    span: str


class MentionsReply(Record):
    """The reply to the prompt `mentions`."""

    mentions: tuple[Proposed, ...]


class _Choice(NamedTuple):
    """A possible reading: the places of its words, its kind, the name under which it is offered."""

    spans: tuple[Span, ...]
    kind: str
    name: str


@dataclass(frozen=True)
class _Open:
    """What a text leaves open: the stretches to be shown and the readings to choose from."""

    what: str
    once: bool
    """Whether words that stand there twice are taken for neither."""
    text: str
    shown: Sequence[Span]
    choices: Sequence[_Choice]

    @property
    def offered(self) -> dict[str, list[str]]:
        """Kind to names."""
        kinds = sorted({choice.kind for choice in self.choices})
        return {kind: sorted({c.name for c in self.choices if c.kind == kind}) for kind in kinds}


@dataclass(frozen=True)
class _Chosen:
    """The numbers of the choices taken, or why there are none; and the call."""

    taken: Sequence[int]
    notice: str | None
    call: ModelCall


class ModelReader:
    """Asks a model once, for `seconds` at most, and never for a text of which no other reading is possible."""

    def __init__(self, model: LanguageModel, prompts: Path, masker: Masker, seconds: float) -> None:
        self._model, self._masker, self._seconds = model, masker, seconds
        self._prompt: Prompt = load_prompt(prompts, "mentions", MentionsReply)

    def reread(self, text: str, readers: Readers, known: Collection[str]) -> Reread | None:
        """What the model made of a question; None when it was not asked. `known` are kinds given apart; never raises."""
        judge = Proposals(readers.lexicon, readers.question)
        question = judge.question(text, known)
        possible = judge.possible(question)
        if not possible:
            return None
        made = self._ask(_of_question(text, possible, readers))
        held = judge.held(question, [possible[i][0] for i in made.taken])
        read = tuple((text[p.span.start : p.span.end], name) for p, name in held)
        return self._reread(made, text=judge.rewritten(text, held), read=read)

    def reread_note(self, note: str, readers: Readers) -> Reread | None:
        """What the model made of a note; None when it was not asked; never raises."""
        judge = NoteProposals(readers.lexicon, readers.note)
        given = judge.note(note)
        possible = judge.possible(given)
        if not possible:
            return None
        made = self._ask(_of_note(given, possible, readers))
        held = judge.held(given, [possible[i] for i in made.taken])
        meant = tuple(place for proposal in held for place in proposal.meant)
        read = tuple((given.read.text[slice(*p.spans[0])], p.name) for p in held)
        return self._reread(made, meant=meant, read=read)

    def outbound(self, text: str, readers: Readers, known: Collection[str]) -> Outbound | None:
        """The request for a question exactly as it would be sent; None when the model would not be asked."""
        judge = Proposals(readers.lexicon, readers.question)
        possible = judge.possible(judge.question(text, known))
        return self._outbound(_of_question(text, possible, readers)) if possible else None

    def outbound_note(self, note: str, readers: Readers) -> Outbound | None:
        """The request for a note exactly as it would be sent; None when the model would not be asked."""
        judge = NoteProposals(readers.lexicon, readers.note)
        given = judge.note(note)
        possible = judge.possible(given)
        return self._outbound(_of_note(given, possible, readers)) if possible else None

    def _outbound(self, opened: _Open) -> Outbound:
        return self._model.outbound(self._call(opened, self._masker.mask(opened.text)))

    def _ask(self, opened: _Open) -> _Chosen:
        masked = self._masker.mask(opened.text)
        call = self._call(opened, masked)
        try:
            said = self._said(call)
        except ModelError as error:
            return _Chosen((), f"{error} The {opened.what} was read without it.", call)
        reply = _reply(said)
        if reply is None:
            why = f"What the model at {self._model.host} read can't be used: its reply is not of the form asked for."
            return _Chosen((), f"{why} The {opened.what} was read without it.", call)
        return _Chosen(list(_taken(reply, opened, masked)), None, call)

    def _said(self, call: ModelCall) -> str:
        """The reply, as far as it may be read."""
        said = ""
        for piece in self._model.stream(call, self._seconds):
            said += piece
            if len(said) > _LONGEST:
                break  # a small model that repeats itself goes on until its tokens are spent
        return said

    def _call(self, opened: _Open, masked: Masked) -> ModelCall:
        parts = [masked.text[slice(*masked.masked(*span))] for span in opened.shown]
        text = _BETWEEN.join(" ".join(part.split()) for part in parts)
        schema = json.loads(json.dumps(self._prompt.reply))
        mention = schema["properties"]["mentions"]["items"]["properties"]
        mention["kind"]["enum"] = list(opened.offered)
        mention["name"]["enum"] = sorted({choice.name for choice in opened.choices})
        schema["properties"]["mentions"]["maxItems"] = len(opened.choices)
        return self._prompt.call(schema, text=_json(text), offered=_json(opened.offered))

    def _reread(
        self, made: _Chosen, *, read: tuple[tuple[str, str], ...], text: str = "", meant: tuple[Meant, ...] = ()
    ) -> Reread:
        engine = f"model {self._model.name}"
        return Reread(text, meant, read, made.notice, made.call.prompts, self._model.host, engine)


def _of_question(text: str, possible: Sequence[Held], readers: Readers) -> _Open:
    """A question is shown whole."""
    vocab = readers.lexicon.library.vocabularies
    names = [vocab.name_of(p.kind, p.value) or p.value for p, _ in possible]
    choices = [_Choice((p.span,), p.kind, name) for (p, _), name in zip(possible, names, strict=True)]
    return _Open("question", True, text, [Span(0, len(text))], choices)


def _of_note(given: Note, possible: Sequence[NoteProposal], readers: Readers) -> _Open:
    """Of a note only the sentences in which the words stand are shown."""
    vocab = readers.lexicon.library.vocabularies
    choices = [_Choice(p.spans, p.kind, vocab.name_of(p.kind, p.value) or p.value) for p in possible]
    spans = sorted({given.sentence(span) for p in possible for span in p.spans})
    return _Open("note", False, given.read.text, spans, choices)


def _reply(said: str) -> MentionsReply | None:
    try:
        return MentionsReply.model_validate(object_in(said, partial=False))
    except ValidationError:
        return None


def _taken(reply: MentionsReply, opened: _Open, masked: Masked) -> Iterator[int]:
    """The choices that the proposals name, each by words that stand in what was shown, outside what is masked."""
    for item in reply.mentions[:_MOST]:
        places = list(_places(item.span, opened, masked)) if item.span.strip() else []
        if opened.once and len(places) > 1:
            continue
        for index, choice in enumerate(opened.choices):
            if (choice.kind, choice.name) == (item.kind, item.name) and any(p in choice.spans for p in places):
                yield index


def _places(words: str, opened: _Open, masked: Masked) -> Iterator[Span]:
    """Where words stand in the stretches shown, letter by letter."""
    for shown in opened.shown:
        first, last = masked.masked(*shown)
        at = masked.text.find(words, first, last)
        while at >= 0:
            span = Span(*masked.original(at, at + len(words)))
            if opened.text[span.start : span.end] == words:
                yield span
            at = masked.text.find(words, at + 1, last)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
