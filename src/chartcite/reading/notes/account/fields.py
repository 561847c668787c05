"""Modes told in the fields of a form and in the account below it, which may exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.text.procedures import spans_of

_FIELDS = "lesion"  # the kind of sections that give the parameters of a lesion


def disagreeing(
    scene: Scene, kept: Sequence[Mention], against: Callable[[str, str], str | None], made: Made
) -> list[Mention]:
    """The techniques, with the contradiction in the place of two modes of which the form tells one alone and the account the other alone.

    `against` gives the technique that stands for two modes that exclude each other, else None.
    """
    form = [m for m in kept if m.section == _FIELDS]
    account = [m for m in kept if m.section != _FIELDS]
    found = list(kept)
    for one in form:
        for other in account:
            stands = against(one.value, other.value)
            both = {one.value, other.value}
            if stands and len(both & {m.value for m in form}) == len(both & {m.value for m in account}) == 1:
                made.conflicts["technique"] = spans_of([one, other])
                found = [replace(m, value=stands) if m.value in both else m for m in found]
    return found
