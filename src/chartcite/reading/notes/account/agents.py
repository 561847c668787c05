"""Which agents that a note names were given."""

from __future__ import annotations

import re

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import phrase
from chartcite.domain.assertion import DONE, GONE
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_DOSE = re.compile(r"\d\s?(?:%|per ?cent|m[lL]\b|cc\b)")
_UNITS = re.compile(r"\d\s?(?:U|[Uu]nits?)\b")
_FIGURES = frozenset({"concentration_pct", "volume_ml"})
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


def is_given(scene: Scene, vocab: Vocabularies) -> bool:
    """Whether an agent that destroys was given at a target, where all that is said not to have been begun is another act ("no toxin today")."""
    parts = vocab.reading_parts
    if _without_needle(scene, vocab):
        return True
    cues = scene.cued(["not-started"])
    acts = [m for m in scene.mentions if m.kind in ("technique", "agent")]
    alone = {phrase(name) for name in parts.steps_alone}
    denied = [next((m for m in acts if c.has(m.span.start)), None) for c in cues]
    if any(
        m is None or (m.kind == "technique" and vocab.is_step(m.value) and phrase(m.text) not in alone) for m in denied
    ):
        return False
    lost = {vocab.agents[m.value].technique if m.kind == "agent" else m.value for m in denied if m}
    at = {m.sentence for m in scene.done if m.kind == "target"}
    dosed = {scene.sentence_of(f.span) for f in scene.shown if f.fact in _FIGURES} & at
    if any(
        m.kind == "technique"
        and m.assertion in DONE
        and m.sentence in dosed
        and m.value not in lost
        and vocab.is_step(m.value)
        for m in scene.done
    ):
        return True  # "sural nerve block, 2 mL. No ablation."
    return any(
        m.kind == "agent"
        and m.assertion in DONE
        and (m.sentence in dosed or _UNITS.search(scene.written(m.sentence)))
        and not parts.agents_that_destroy.isdisjoint(vocab.agents[m.value].groups)
        and vocab.agents[m.value].technique not in lost
        for m in scene.done
    )


def _without_needle(scene: Scene, vocab: Vocabularies) -> bool:
    """Whether an agent with its volume was given through a device that needs no needle ("no needle")."""
    needless = vocab.reading_parts.without_needle
    dosed = {scene.sentence_of(f.span) for f in scene.shown if f.fact in _FIGURES}
    used = any(m.kind == "device" and not needless.isdisjoint(vocab.devices[m.value].groups) for m in scene.done)
    return used and any(m.kind == "agent" and m.sentence in dosed for m in scene.done)
