"""Which agents that a note names were given."""

from __future__ import annotations

import re

from chartcite.domain.assertion import GONE
from chartcite.domain.text import Mention
from chartcite.reading.note_scene import Scene

_DOSE = re.compile(r"\d\s?(?:%|per ?cent|m[lL]\b|cc\b)")
_NEAR_DOSE = 24  # characters to either side of an agent in which its dose stands


def held_back(scene: Scene) -> set[Mention]:
    """Agents that the account says were not given and tells no dose of ("the alcohol step ... the alcohol was never given")."""
    agents = [m for m in scene.mentions if m.kind == "agent" and scene.sentences[m.sentence].tells]
    denied = {m.value for m in agents if m.assertion in GONE}
    if not denied:
        return set()
    low, high = -_NEAR_DOSE, _NEAR_DOSE
    given = (m for m in agents if m.assertion not in GONE)
    dosed = {m.value for m in given if _DOSE.search(scene.text, max(0, m.span.start + low), m.span.end + high)}
    return {m for m in agents if m.value in denied - dosed}
