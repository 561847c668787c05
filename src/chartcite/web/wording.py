"""A model's part on the page: which one is in use, how far it is, and what would be sent to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from chartcite.domain.answer import DRAFTING, READING, R
from chartcite.domain.model import Outbound
from chartcite.settings import Settings, is_this_machine
from chartcite.web.markup import EMPTY, Html, el

EMBEDDED = "No language model is in use. Questions and notes stay on this machine."


def engine_line(settings: Settings) -> str:
    """Which engine and endpoint is in use, and what goes there; the host only."""
    if not settings.model_url:
        return EMBEDDED
    url = urlsplit(settings.model_url)
    where = "on this machine" if is_this_machine(url.hostname or "") else "off this machine"
    return f"{settings.model} at {url.netloc} ({where}) {_part(settings)}"


def _part(settings: Settings) -> str:
    """What the model is for, and what it gets for that."""
    reads, words = (use in settings.model_uses for use in (READING, DRAFTING))
    for_reading = (
        "helps to read words that nobody knows: it gets masked questions, and of a note the masked sentences in which such "
        "words stand; what it proposes is judged here before it is used."
    )
    for_wording = (
        "words what is decided: it gets masked questions and decided sentences, nothing of a note, and each sentence is "
        "checked here before it is shown."
    )
    if reads and words:
        return f"{for_reading} It also {for_wording.replace(', nothing of a note,', ',')}"
    return for_reading if reads else for_wording


class Following:
    """Tells how far the model is, below an answer that is already whole."""

    def __init__(self, settings: Settings) -> None:
        self._host = urlsplit(settings.model_url).netloc if settings.model_url else None
        self._does = "wording" if self._host and DRAFTING in settings.model_uses else "reading"

    def followed(self, results: Iterator[R]) -> Iterator[tuple[R, Html]]:
        """Each result with the line below it; the last one has none."""
        now = next(results)
        plain = {claim.id: claim.text for claim in now.claims}
        while True:
            if self._host:
                yield now, self._status(sum(plain.get(claim.id) != claim.text for claim in now.claims))
            following = next(results, None)
            if following is None:
                yield now, EMPTY
                return
            if following.receipt.is_reread and not now.receipt.is_reread:
                plain = {claim.id: claim.text for claim in following.claims}
            now = following

    def _status(self, worded: int) -> Html:
        so_far = f", {worded} of its sentences verified so far" if worded else ""
        return el(
            "p",
            f"The answer is whole. The model at {self._host} is {self._does} it{so_far} …",
            cls="cc-quiet",
            role="status",
        )


def outbound_html(requests: Sequence[Outbound]) -> Html:
    """Each request exactly as it would leave."""
    if not requests:
        return el("p", "Nothing would be sent.", cls="cc-quiet", role="status")
    shown = [
        el(
            "div",
            el("p", f"This would be sent to {request.address}. Nothing was sent."),
            el("pre", request.body.decode(), tabindex="0"),
        )
        for request in requests
    ]
    return el("details", el("summary", "What would be sent"), *shown, open="true", cls="cc-outbound")
