"""A copilot with a model endpoint beside the one without, over the same library and index."""

from __future__ import annotations

import copy
from typing import Any

from chartcite.adapters.masked_text import MaskedText
from chartcite.adapters.openai_endpoint import Limits, OpenAIEndpoint
from chartcite.copilot import Copilot
from chartcite.domain.answer import Result
from chartcite.drafting.model import ModelDrafter
from chartcite.ports import Masker
from chartcite.reading.by_model import ModelReader
from tests.conftest import ROOT

DECIDED = (
    "context",
    "outcome",
    "report",
    "do_not_report",
    "coverage",
    "conflicts",
    "missing",
    "diagnoses",
    "sources",
    "verdict",
    "disposition",
    "procedures",
    "elements",
    "findings",
    "claim_audit",
    "query_letter",
)


class Unmasked:
    """Masks nothing."""

    def mask(self, text: str) -> MaskedText:
        return MaskedText(text)


def with_model(
    copilot: Copilot, url: str, *, seconds: float = 5, most: int = 8, masker: Masker | None = None, **limits: Any
) -> Copilot:
    """The same copilot, worded by the endpoint at `url`."""
    model = OpenAIEndpoint(url, "scripted", None, Limits(**limits), local=True)
    made = copy.copy(copilot)
    made._worder = ModelDrafter(model, ROOT / "prompts", masker, seconds, most)
    return made


def decided(result: Result) -> dict[str, Any]:
    """All that a model may not change, citations included."""
    body = result.model_dump(mode="json")
    claims = [{"id": c["id"], "kind": c["kind"], "citations": c["citations"]} for c in body["claims"]]
    return {name: body[name] for name in DECIDED if name in body} | {"claims": claims}


def without_places(value: Any) -> Any:
    """The same without where in a note each thing stands, and the note's own words there."""
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items() if key not in ("spans", "note_spans", "span")}
    return [without_places(item) for item in value] if isinstance(value, list) else value


def said(result: Result) -> list[str]:
    """The sentences of the answer, and its summary."""
    return [result.summary, *(claim.text for claim in result.claims)]


def read_by_model(
    copilot: Copilot,
    url: str,
    *,
    seconds: float = 5,
    masker: Masker | None = None,
    drafting: bool = False,
    **limits: Any,
) -> Copilot:
    """The same copilot, whose questions and notes the endpoint at `url` helps to read, and words too where `drafting` is."""
    made = with_model(copilot, url, seconds=seconds, masker=masker, **limits)
    model = OpenAIEndpoint(url, "scripted", None, Limits(**limits), local=True)
    made._worder = made._worder if drafting else None
    made._rereader = ModelReader(model, ROOT / "prompts", masker or Unmasked(), seconds / (2 if drafting else 1))
    return made
