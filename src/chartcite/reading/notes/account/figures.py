"""The figures of one procedure of a note: its temperatures, times and strengths, and what its targets count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.assertion import GONE
from chartcite.domain.text import Figure, Mention, Span
from chartcite.reading.notes.account.scene import Part, Scene
from chartcite.reading.notes.account.techniques import NoteTechniques
from chartcite.reading.text.levels import Levels, LevelScale
from chartcite.reading.text.procedures import Grouper

_BESIDE_AGENT = 30  # characters between an agent and its concentration
_SEQUENCE = re.compile(
    r"\b(?:then|next|second(?:ly)?|followed|after(?:wards?)?|subsequent(?:ly)?|finally|and now|in addition)\b", re.I
)
_MANY = 5  # muscles from which a limb counts as one of many


class NoteFigures:
    """Figures by the vocabulary's agents, techniques and targets."""

    def __init__(self, vocab: Vocabularies, grouper: Grouper, techniques: NoteTechniques, scale: LevelScale) -> None:
        self._vocab, self._grouper, self._techniques, self._scale = vocab, grouper, techniques, scale

    def read(self, scene: Scene, part: Part) -> None:
        """Give the part its figures: the hottest temperature, the first time, the strength beside a neurolytic agent."""
        own = set(part.sentences)
        figures = [f for f in scene.shown if scene.sentence_of(f.span) in own]
        neurolytic = [
            m.span
            for m in scene.done
            if m.kind == "agent"
            and not self._vocab.reading_parts.agents_measured.isdisjoint(self._vocab.agents[m.value].groups)
        ]
        for figure in figures:
            if figure.fact == "concentration_pct" and not any(_near(figure, span) for span in neurolytic):
                continue
            if figure.fact == "temperature_c":
                part.numbers[figure.fact] = max(figure.value, part.numbers.get(figure.fact, 0.0))
            part.numbers.setdefault(figure.fact, figure.value)
        if part.technique:
            heats = [f.value for f in figures if f.fact == "temperature_c"]
            named = part.technique
            part.technique = self._resolved(named, part.numbers, heats)
            if part.technique != named and len(set(heats)) > 1:
                part.technique = self._one_after_other(scene, own, named, heats) or part.technique

    def _resolved(self, technique: str, numbers: dict[str, float], temperatures: Sequence[float]) -> str:
        """The technique once its figures are known; an open word whose figures make two of it contradicts itself."""
        made = self._grouper.resolve(technique, numbers, question=False)[0]
        if self._vocab.reading_parts.mode_open.isdisjoint(self._vocab.techniques[technique].groups):
            return made
        each = [
            self._grouper.resolve(technique, {**numbers, "temperature_c": t}, question=False)[0] for t in temperatures
        ]
        distinct = [t for t in dict.fromkeys(each) if t != technique]
        return (self._techniques.contradiction_of(distinct) if len(distinct) > 1 else None) or made

    def _one_after_other(self, scene: Scene, own: set[int], mild: str, heats: Sequence[float]) -> str | None:
        """The stronger of two modes that the account names and gives each a temperature of its own ("42 C ..., then 80 C")."""
        warm = [f for f in scene.shown if f.fact == "temperature_c" and scene.sentence_of(f.span) in own]
        mildest = next((f.span for f in warm if f.value == min(heats)), None)
        after = [f.span for f in warm if mildest and f.value == max(heats) and f.span.start > mildest.end]
        if not mildest or not after or not _SEQUENCE.search(scene.text, mildest.end, after[0].start):
            return None  # two temperatures that no word puts one after the other contradict each other
        heated = {scene.sentence_of(f.span) for f in warm}
        exact = [m.value for m in scene.done if m.kind == "technique" and m.sentence in heated]
        if mild not in exact:
            return None
        denied = {m.value for m in scene.mentions if m.kind == "technique" and m.assertion in GONE}
        groups = {name: set(self._vocab.techniques[name].groups) for name in {*exact}}
        parts = self._vocab.reading_parts
        weak = parts.makes_no_lesion
        strong = [
            n
            for n in exact
            if groups[n] & groups[mild]
            and not groups[n] & weak
            and groups[mild] & weak
            and not (parts.mode_open | parts.contradictory) & groups[n]
        ]
        fitting = [n for n in strong if n not in denied and self._fits(n, max(heats)) and self._fits(mild, min(heats))]
        return fitting[0] if fitting else None

    def _fits(self, technique: str, heat: float) -> bool:
        """Whether a temperature makes nothing else of a mode."""
        return self._grouper.resolve(technique, {"temperature_c": heat}, question=False)[0] == technique

    def counts(
        self, scene: Scene, part: Part, side: str | None, levels: Levels, sides: Sequence[Mention]
    ) -> dict[str, float]:
        """What the targets count: nerves, joints, levels; muscles by limb and side."""
        said = "" if levels.singles or levels.pairs else "\n".join(scene.standing(i) for i in part.sentences)
        made = self._grouper.counts(part.ids, side, said, levels, self._scale)
        if any(self._grouper.by_limb(self._vocab.targets[t]) for t in part.ids):
            made.update(self._limbs(scene, part, sides))
        return made

    def _limbs(self, scene: Scene, part: Part, sides: Sequence[Mention]) -> dict[str, float]:
        """Limbs and the muscles in each, where each muscle has its own side."""
        seen: set[tuple[str, str | None, str]] = set()
        by_sentence: dict[int, list[Mention]] = {}
        for one in sides:
            by_sentence.setdefault(one.sentence, []).append(one)
        for target in part.targets:
            row = self._vocab.targets[target.value]
            if self._grouper.by_limb(row) and row.area and "limb" in row.area:
                own = by_sentence.get(target.sentence, ())
                before = [s for s in own if s.span.start <= target.span.start]
                near = before[-1:] or own[:1]  # "gracilis in each leg": the side may follow
                side = near[0].value if near else _carried(scene, sides, target)
                seen |= {(row.area, one, target.value) for one in (("left", "right") if side == "both" else (side,))}
        sided = {area for area, side, _ in seen if side}
        limbs = Counter((area, side) for area, side, _ in seen if side or area not in sided)
        if not limbs:
            return {}
        many = sum(count >= _MANY for count in limbs.values())
        return {
            "limb_count": float(len(limbs)),
            "muscle_count": float(max(limbs.values())),
            "muscles_per_limb": float(max(limbs.values())),
            "limbs_many": float(many),
            "limbs_few": float(len(limbs) - many),
        }


def _carried(scene: Scene, sides: Sequence[Mention], target: Mention) -> str | None:
    """The side last named above a line of a list, in the account itself."""
    above = [s.value for s in sides if s.span.start < target.span.start and not scene.sentences[s.sentence].title]
    return above[-1] if above else None


def _near(figure: Figure, span: Span) -> bool:
    return abs(figure.span.end - span.start) <= _BESIDE_AGENT or abs(span.end - figure.span.start) <= _BESIDE_AGENT
