"""Steps of one kind at places of their own: the block of one nerve beside the catheter at another."""

from __future__ import annotations

from collections.abc import Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.names import TargetNames
from chartcite.reading.notes.account.scene import Scene
from chartcite.reading.text.procedures import distance


def elsewhere(
    scene: Scene, kept: Sequence[Mention], told: Sequence[Mention], vocab: Vocabularies, names: TargetNames
) -> list[Mention]:
    """Of what is told, what one kept of just its groups beats, and that stands with a target at which that one does not."""
    rows = vocab.techniques
    found = [m for m in told if m.kind == "technique"]
    kinds = {m.value for m in found}
    winners = {m.value for m in kept}
    pairs = [(a, b) for a in winners for b in rows[a].beats if b in kinds and rows[a].groups == rows[b].groups]
    if not pairs:
        return []
    targets = [m for m in names.treated(scene) if vocab.is_nerve(m.value)]
    apart: list[Mention] = []
    for winner, loser in pairs:
        won = [_target_of(scene, m, targets) for m in kept if m.value == winner]
        if None in won:
            continue
        apart += [m for m in found if m.value == loser and _target_of(scene, m, targets) not in {None, *won}]
    return apart


def _target_of(scene: Scene, technique: Mention, targets: Sequence[Mention]) -> str | None:
    """The target that stands nearest in its sentence, else the last one before it."""
    own = [m for m in targets if m.sentence == technique.sentence]
    if own:
        return min(own, key=lambda m: distance(scene.text, technique.span, m.span)).value
    before = [m for m in targets if m.sentence < technique.sentence]
    return before[-1].value if before else None
