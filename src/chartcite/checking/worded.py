"""A finished result in a model's words: the texts of its claims, and nothing else, may change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

from chartcite.catalog.view import View
from chartcite.checking.checker import Checker
from chartcite.checking.wall import Wall
from chartcite.domain.answer import DRAFTING, READING, Claim, R, Result
from chartcite.domain.decision import Decision
from chartcite.domain.draft import Draft, DraftClaim
from chartcite.domain.model import Outbound
from chartcite.domain.wording import Wording


class Worder(Protocol):
    """Has a model word what was decided; what it yields has passed the judge."""

    def reword(
        self,
        claims: Sequence[DraftClaim],
        question: str,
        judge: Callable[[str, DraftClaim], Sequence[str]],
        spent: float,
        /,
    ) -> Iterator[Wording]:
        """What was verified so far, each time that there is more, and all of it at the end; `spent` seconds are gone."""

    def outbound(self, claims: Sequence[DraftClaim], question: str) -> Outbound | None:
        """The request exactly as it would be sent."""


@dataclass(frozen=True)
class Basis:
    """What a result was made from; `summary` are the ids of the claims that lead, `lead` takes from each what leads."""

    draft: Draft
    decision: Decision
    view: View
    summary: Sequence[str]
    lead: Callable[[str], str]

    def faults(self, text: str, claim: DraftClaim) -> Sequence[str]:
        """Why a text may not be said in place of a claim."""
        return Wall(self.view).faults(text, claim, decision=self.decision)


def worded(result: R, basis: Basis, worder: Worder | None, question: str, spent: float = 0) -> Iterator[R]:
    """The result again each time that a sentence of the model was verified; nothing without a model.

    `spent` are the seconds that the model has already had for this result.
    """
    if worder is None:
        return
    started = perf_counter()
    for wording in worder.reword(basis.draft.claims, question, basis.faults, spent):
        took = round(1000 * (perf_counter() - started), 2)
        own, total = (result.timings_ms.get(name, 0) for name in ("model", "total"))
        timings = {**result.timings_ms, "model": round(own + took, 2), "total": round(total + took, 2)}
        yield in_words(result, basis, wording).model_copy(update={"timings_ms": timings})


def outbound(basis: Basis, worder: Worder | None, question: str) -> list[Outbound]:
    """What `worded` would send, byte for byte, without sending it."""
    sent = worder.outbound(basis.draft.claims, question) if worder else None
    return [sent] if sent else []


def in_words(result: R, basis: Basis, wording: Wording) -> R:
    """The result with every wording that passes the checks once more; the others in Chartcite's own words."""
    draft = replace(basis.draft, claims=wording.apply(basis.draft.claims))
    checked = Checker(basis.view).check(draft, basis.decision)
    if [_fixed(claim) for claim in checked.claims] != [_fixed(claim) for claim in result.claims]:
        return result  # can't be while keys and quotes are never touched; if it ever is, the decided answer stands
    texts = {claim.id: claim.text for claim in checked.claims}
    plain = {claim.id: claim.text for claim in result.claims}
    receipt = {
        "endpoint": wording.endpoint or result.receipt.endpoint,
        "prompts": (*result.receipt.prompts, *wording.prompts),
    }
    return result.model_copy(
        update={
            "claims": tuple(checked.claims),
            "summary": " ".join(_leading(plain[i], texts[i], basis) for i in basis.summary),
            "rejected": (*checked.rejected, *wording.rejected),
            "notices": (*result.notices, *([wording.notice] if wording.notice else [])),
            "receipt": result.receipt.model_copy(
                update=receipt | {"engine": _engine(wording, result) if texts != plain else result.receipt.engine}
            ),
        }
    )


def _engine(wording: Wording, result: Result) -> str:
    """The model with what it was for; a result that it helped to read says so already."""
    did = [READING, DRAFTING] if result.receipt.is_reread else [DRAFTING]
    return f"{wording.engine} ({', '.join(did)})"


def _leading(plain: str, worded: str, basis: Basis) -> str:
    """What leads of a claim: its wording only as a whole, since the checks judged it as a whole."""
    return worded if basis.lead(worded) == worded else basis.lead(plain)


def _fixed(claim: Claim) -> tuple[object, ...]:
    return claim.id, claim.kind, claim.citations
