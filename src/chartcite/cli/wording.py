"""A model's part on the command line: what would be sent to it, and its sentences as they are verified."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from chartcite.domain.answer import R

if TYPE_CHECKING:
    from chartcite.domain.model import Outbound
    from chartcite.rendering.document import Document


def show_outbound(requests: Sequence[Outbound]) -> int:
    """Print each request's body as it is, and on stderr where it would go; nothing is sent."""
    if not requests:
        sys.stderr.write("Nothing would be sent: no model endpoint is in use, or there is nothing to ask it.\n")
    for request in requests:
        sys.stderr.write(f"This would be sent to {request.address} (nothing was sent):\n")
        sys.stdout.flush()
        sys.stdout.buffer.write(request.body + b"\n")
    return 0


def last_of(results: Iterator[R], page: Callable[[R], Document], *, follow: bool) -> R | None:
    """The finished result; on a terminal (`follow`) all of it is shown as it comes, and None is left to show."""
    first = last = next(results)
    if not follow:
        return [first, *results][-1]
    from chartcite.rendering.text_form import print_document

    print_document(page(first))
    said = {claim.id: claim.text for claim in first.claims}
    for last in results:
        if last.receipt.is_reread and not first.receipt.is_reread:
            first, said = last, {claim.id: claim.text for claim in last.claims}
            sys.stdout.write("\nRead again with the help of the model; this is what holds now.\n\n")
            print_document(page(last))
            continue
        fresh = [claim for claim in last.claims if claim.text != said[claim.id]]
        if fresh and not any(said[c.id] != c.text for c in first.claims):
            made = last.receipt
            sys.stdout.write(f"\nIn the words of {made.engine} at {made.endpoint}, each sentence checked\n")
        for claim in fresh:
            said[claim.id] = claim.text
            sys.stdout.write(f"  {claim.id}  {_plain(claim.text)}\n")
        sys.stdout.flush()
    _tell_rest(first, last)
    return None


def _tell_rest(first: R, last: R) -> None:
    for notice in last.notices[len(first.notices) :]:
        sys.stdout.write(f"\n{_plain(notice)}\n")
    refused = last.rejected[len(first.rejected) :]
    if refused:
        sys.stdout.write("\nDrafted, but not supported\n")
    for item in refused:
        sys.stdout.write(f"  {_plain(item.text)}\n    Left out: {_plain(item.why)}\n")


def _plain(text: str) -> str:
    """The text without characters that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
