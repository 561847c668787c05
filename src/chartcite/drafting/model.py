"""A model's wording of an embedded draft: what is decided stays, each sentence is judged before anyone sees it."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from chartcite.catalog.prompts import Prompt, load_prompt
from chartcite.domain.answer import RejectedClaim
from chartcite.domain.draft import DraftClaim
from chartcite.domain.model import ModelCall, Outbound
from chartcite.domain.wording import Wording
from chartcite.drafting.replies import NotInFormError, Reworded, WordingReply, sentences_in
from chartcite.errors import ModelError
from chartcite.ports import LanguageModel, Masker

MOST_SENTENCES = 8
MOST_CHARS = 6000  # of sentences and quotes in one call: small models take no more
_MOST_SHOWN = 20
_LONGEST_SHOWN = 400
_LONGER = (1.5, 80)  # a wording may be so many times as long as its sentence, and so many characters
_ENTRY = 100  # characters of an entry's keys and signs, with what a model may say before its reply
_MARKUP = frozenset("<>{}[]`|*_\\~^#")
Judge = Callable[[str, DraftClaim], Sequence[str]]
"""Why a text may not be said in place of a claim; nothing when it may."""


class _Round:
    """What is open, said and failed in one answer's wording."""

    def __init__(self, offered: dict[str, DraftClaim], claims: Sequence[DraftClaim], judge: Judge) -> None:
        self.offered, self.judge = offered, judge
        self.taken = {claim.base: claim.key for claim in claims}
        self.texts: dict[str, str] = {}
        self.failed: dict[str, tuple[str, str]] = {}
        self.stray: list[RejectedClaim] = []
        self.seen: set[str] = set()
        self.runs_on = False

    @property
    def longest(self) -> int:
        """Characters that an entry of the reply may have."""
        return _ENTRY + max(_longest(claim) for claim in self.offered.values())

    def take(self, sentence: Reworded) -> bool:
        """Judge one sentence; whether it is new and may be shown."""
        claim = self.offered.get(sentence.key)
        if claim is None:
            self.runs_on = self.seen == self.offered.keys()
            self._refuse(sentence.text, "it belongs to no sentence that was sent")
            return False
        text = " ".join(sentence.text.split())
        if claim.key in self.texts or sentence.key in self.seen:
            self.runs_on = sentence.key in self.seen
            if text != self.texts.get(claim.key):
                self._refuse(sentence.text, "another wording of this sentence came first")
            return False
        self.seen.add(sentence.key)
        why = self._faults(text, claim)
        if why:
            self.failed[sentence.key] = (sentence.text, "; ".join(why))
            return False
        self.failed.pop(sentence.key, None)
        self.texts[claim.key] = text
        self.taken[text] = claim.key
        return True

    def _faults(self, text: str, claim: DraftClaim) -> Sequence[str]:
        if not text:
            return ("it is empty",)
        if len(text) > _longest(claim):
            return (f"it is longer than {_longest(claim)} characters",)
        if marks := sorted(_MARKUP & set(text) - set(claim.base)):
            return (f"it holds markup: {' '.join(marks)}",)
        if not text.isprintable():
            return ("it holds characters that do not show",)
        if self.taken.get(text, claim.key) != claim.key:
            return ("it repeats another sentence",)
        return self.judge(text, claim)

    def _refuse(self, text: str, why: str) -> None:
        self.stray.append(RejectedClaim(text=text[:_LONGEST_SHOWN], why=why))

    def rejected(self) -> tuple[RejectedClaim, ...]:
        """All that failed and was not mended, shortened to what can be shown."""
        failed = [RejectedClaim(text=text[:_LONGEST_SHOWN], why=why) for text, why in self.failed.values()]
        return tuple([*failed, *self.stray][:_MOST_SHOWN])


class ModelDrafter:
    """Has a model reword the claims of a draft, once and with one repair, within `seconds` in all."""

    def __init__(
        self, model: LanguageModel, prompts: Path, masker: Masker | None, seconds: float, most: int = MOST_SENTENCES
    ) -> None:
        self.model, self._masker, self._seconds, self._most = model, masker, seconds, most
        self._wording: Prompt = load_prompt(prompts, "wording", WordingReply)
        self._repair: Prompt = load_prompt(prompts, "repair")

    @property
    def engine(self) -> str:
        """The name under which a receipt knows it."""
        return f"model {self.model.name}"

    def reword(self, claims: Sequence[DraftClaim], question: str, judge: Judge, spent: float = 0) -> Iterator[Wording]:
        """What has been verified so far, each time that there is more, and all of it at the end; never raises.

        `spent` are the seconds of the budget that are already gone.
        """
        offered = _offered(claims, self._most)
        if not offered:
            yield Wording(done=True)
            return
        until = monotonic() + self._seconds - spent
        state = _Round(offered, claims, judge)
        call = self._call(offered, question)
        said: list[str] = []
        trouble = yield from self._listen(call, until, state, said)
        if isinstance(trouble, NotInFormError) or (trouble is None and state.failed):
            again = call.followed_by("".join(said), self._repair.said(faults=_told(state, trouble)), self._repair.used)
            call, state.seen = again, set()
            trouble = yield from self._listen(call, until, state, [])
        yield replace(
            self._so_far(state, call), rejected=state.rejected(), notice=self._notice(state, trouble), done=True
        )

    def _so_far(self, state: _Round, call: ModelCall) -> Wording:
        return Wording(
            dict(state.texts),
            prompts=call.prompts,
            engine=self.engine,
            endpoint=self.model.host,
            asked=len(state.offered),
        )

    def outbound(self, claims: Sequence[DraftClaim], question: str) -> Outbound | None:
        """The first request exactly as it would be sent; None when there is nothing to word."""
        offered = _offered(claims, self._most)
        return self.model.outbound(self._call(offered, question)) if offered else None

    def _call(self, offered: dict[str, DraftClaim], question: str) -> ModelCall:
        masked = self._masker.mask(question).text if question and self._masker else ""
        sentences = [{"key": key, "text": c.base, "quotes": _quotes(c)} for key, c in offered.items()]
        schema = json.loads(json.dumps(self._wording.reply))
        schema["properties"]["sentences"]["items"]["properties"]["key"]["enum"] = list(offered)
        schema["properties"]["sentences"]["maxItems"] = len(offered)
        return self._wording.call(schema, question=_json(masked), sentences=_json(sentences))

    def _listen(
        self, call: ModelCall, until: float, state: _Round, said: list[str]
    ) -> Generator[Wording, None, Exception | None]:
        """Each verified sentence as it comes; returns what went wrong with the call itself."""
        left = until - monotonic()
        if left <= 0:
            return None
        try:
            for sentence in sentences_in(self.model.stream(call, left), said, state.longest):
                if state.take(sentence):
                    yield self._so_far(state, call)
                if state.runs_on:
                    break  # nothing of use follows, and a small model would go on until its tokens are spent
        except (ModelError, NotInFormError) as error:
            return error
        return None

    def _notice(self, state: _Round, trouble: Exception | None) -> str | None:
        """One line when the model did not do all of its part."""
        good, all_of_them = len(state.texts), len(state.offered)
        if isinstance(trouble, ModelError):
            why = str(trouble)
        elif isinstance(trouble, NotInFormError):
            why = f"The reply of the model at {self.model.host} can't be used: {trouble}."
        elif good == 0:
            why = f"No wording of the model at {self.model.host} passed the checks."
        else:
            return None
        rest = f"{good} of {all_of_them} sentences are in its words, the others" if good else "All sentences"
        return f"{why} {rest} stand in Chartcite's own wording."


def _offered(claims: Sequence[DraftClaim], most: int) -> dict[str, DraftClaim]:
    """The claims to be worded, by short keys that say nothing of what they are."""
    chosen: dict[str, DraftClaim] = {}
    said: set[str] = set()
    chars = 0
    for claim in claims:
        if claim.base in said:
            continue
        said.add(claim.base)
        chars += len(claim.base) + sum(map(len, _quotes(claim)))
        if len(chosen) == most or (chosen and chars > MOST_CHARS):
            break
        chosen[f"s{len(chosen) + 1}"] = claim
    return chosen


def _longest(claim: DraftClaim) -> int:
    """Characters that a wording of it may have."""
    times, more = _LONGER
    return int(times * len(claim.base)) + more


def _quotes(claim: DraftClaim) -> list[str]:
    """Its quotes, without those that stand in the sentence itself."""
    return [quote for quote in dict.fromkeys(cite.quote for cite in claim.cites) if quote.strip() not in claim.base]


def _told(state: _Round, trouble: Exception | None) -> str:
    faults: list[dict[str, Any]] = []
    if trouble is not None:
        missing = [key for key, claim in state.offered.items() if claim.key not in state.texts]
        faults.append({"reply": str(trouble), "send": missing})
    faults += [{"key": key, "text": text[:_LONGEST_SHOWN], "why": why} for key, (text, why) in state.failed.items()]
    return _json(faults)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
