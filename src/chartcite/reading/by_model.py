"""Reading by a model: it proposes which words of a question are names misspelled; each proposal is judged, most go unused."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from pydantic import ValidationError

from chartcite.catalog.prompts import Prompt, load_prompt
from chartcite.catalog.replies import object_in
from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.record import Record
from chartcite.domain.reread import Reread
from chartcite.domain.text import Span
from chartcite.errors import ModelError
from chartcite.ports import LanguageModel, Masked, Masker
from chartcite.reading.proposals import Proposal, Proposals, Question
from chartcite.reading.readers import Readers

_MOST = 20  # proposals looked at


class Proposed(Record):
    """One proposal: the kind, the name as offered, and the words of the text."""

    kind: str
    name: str
    span: str


class MentionsReply(Record):
    """The reply to the prompt `mentions`."""

    mentions: tuple[Proposed, ...]


class ModelReader:
    """Asks a model once, for `seconds` at most, and never for a question in which nothing is open."""

    def __init__(self, model: LanguageModel, prompts: Path, masker: Masker, seconds: float) -> None:
        self._model, self._masker, self._seconds = model, masker, seconds
        self._prompt: Prompt = load_prompt(prompts, "mentions", MentionsReply)

    def reread(self, text: str, readers: Readers, known: Collection[str]) -> Reread | None:
        """What the model made of it; None when it was not asked. `known` are kinds given apart; never raises."""
        judge = Proposals(readers.lexicon, readers.question)
        question = judge.question(text, known)
        if not judge.is_open(question):
            return None
        masked = self._masker.mask(text)
        call = self._call(masked, judge, question)
        try:
            said = "".join(self._model.stream(call, self._seconds))
        except ModelError as error:
            return self._came(Reread(text, notice=f"{error} The question was read without it."), call)
        reply = _reply(said)
        if reply is None:
            why = f"What the model at {self._model.host} read can't be used: its reply is not of the form asked for."
            return self._came(Reread(text, notice=f"{why} The question was read without it."), call)
        held = judge.held(question, list(_placed(reply, text, masked, judge)))
        read = tuple((text[p.span.start : p.span.end], name) for p, name in held)
        return self._came(Reread(judge.rewritten(text, held), read), call)

    def outbound(self, text: str, readers: Readers, known: Collection[str]) -> Outbound | None:
        """The request exactly as it would be sent; None when the model would not be asked."""
        judge = Proposals(readers.lexicon, readers.question)
        question = judge.question(text, known)
        if not judge.is_open(question):
            return None
        return self._model.outbound(self._call(self._masker.mask(text), judge, question))

    def _call(self, masked: Masked, judge: Proposals, question: Question) -> ModelCall:
        offered = {kind: list(judge.terms[kind]) for kind in sorted(question.kinds)}
        return self._prompt.call(text=_json(" ".join(masked.text.split())), offered=_json(offered))

    def _came(self, made: Reread, call: ModelCall) -> Reread:
        return Reread(made.text, made.read, made.notice, call.prompts, self._model.host)


def _reply(said: str) -> MentionsReply | None:
    try:
        return MentionsReply.model_validate(object_in(said, partial=False))
    except ValidationError:
        return None


def _placed(reply: MentionsReply, text: str, masked: Masked, judge: Proposals) -> Iterator[Proposal]:
    """The proposals that name a term offered, at the one place of the text where their words stand outside what is masked."""
    for item in reply.mentions[:_MOST]:
        row = judge.terms.get(item.kind, {}).get(item.name)
        first = masked.text.find(item.span) if item.span.strip() else -1
        if row is None or first < 0 or masked.text.find(item.span, first + 1) >= 0:
            continue
        start, end = masked.original(first, first + len(item.span))
        if text[start:end] == item.span:
            yield Proposal(Span(start, end), item.kind, row.id)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
