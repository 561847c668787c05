"""Techniques that no word of a note names and its figures tell: a heat and its time, pulses, or the units given to a muscle."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.assertion import DONE
from chartcite.domain.text import Figure, Mention, Span
from chartcite.reading.notes.account.scene import Scene
from chartcite.reading.text.procedures import Grouper

_LESIONS = "lesion_count"  # the kind of count whose word beside a temperature tells of a lesion without its time
_SETTINGS = 90  # characters around a temperature in which the other settings of its generator stand
_WIDTH = re.compile(r"\d\s?(?:ms\b|msec|millisec)", re.I)
_CELSIUS = re.compile(r"c(?:elsius|entigrade)?\s*$", re.I)
_LONG = 100  # seconds from which so mild a heat is that of pulses
_BESIDE = 40  # characters between a temperature and its time
_UNITS = re.compile(r"(?<![\d.,$#])\d{1,4}(?:\.\d+)?\s?(?:U\b|[Uu]nits?\b|UNITS?\b)(?!\s?/)")


class ToldByFigures:
    """Reads them with one vocabulary."""

    def __init__(self, vocab: Vocabularies, grouper: Grouper) -> None:
        self._vocab, self._grouper = vocab, grouper

    def told(self, scene: Scene) -> list[Mention]:
        """What the figures tell, where no word of what was done does."""
        return [*self._by_heat(scene), *self._by_units(scene)]

    def _by_units(self, scene: Scene) -> list[Mention]:
        """What is given in units to a muscle ("corrugator 5 U a side"), where nothing names the agent."""
        parts = self._vocab.reading_parts
        at = {
            m.sentence: m
            for m in scene.done
            if m.kind == "target" and not parts.units_given_to.isdisjoint(self._vocab.targets[m.value].groups)
        }
        acting = self._acting(scene)
        if not parts.told_by_units or not at or (acting and not self._has_other(acting)):
            return []
        own = {m.sentence for m in acting}
        found = []
        for index, target in at.items():
            match = _UNITS.search(scene.text, *scene.sentences[index].span)
            told = index not in own and not scene.sentences[index].title
            if match and told and scene.assertion(Span.of(match)) in DONE:
                section = scene.sentences[index].section.kind
                span = Span.of(match)
                found.append(
                    Mention("technique", parts.told_by_units, span, match[0], target.assertion, section, None, index)
                )
        return found

    def _acting(self, scene: Scene) -> list[Mention]:
        """The agents that are more than a mere numbing, and the acts that have one, anywhere in the note."""
        parts = self._vocab.reading_parts
        return [
            m
            for m in scene.mentions
            if (
                not parts.agents_that_destroy.isdisjoint(self._vocab.agents[m.value].groups)
                if m.kind == "agent"
                else m.kind == "technique" and not parts.acts.isdisjoint(self._vocab.techniques[m.value].groups)
            )
        ]

    def _has_other(self, acting: Sequence[Mention]) -> bool:
        """Whether one of them is not given in units, so that a dose in units elsewhere is of another that is."""
        made = {self._vocab.agents[m.value].technique if m.kind == "agent" else m.value for m in acting}
        return bool(made - {self._vocab.reading_parts.told_by_units})

    def _by_heat(self, scene: Scene) -> list[Mention]:
        """Lesions told by a temperature and a time alone ("80 C for 90 s"), where no word names any."""
        name = self._vocab.reading_parts.told_by_figures
        groups = {g for m in self._grouper.techniques(scene.done) for g in self._vocab.techniques[m.value].groups}
        if not name or groups & self._vocab.reading_parts.words_tell:
            return []
        times = sorted(f.span.start for f in scene.shown if f.fact == "seconds")
        named = {m.sentence for m in scene.done if m.kind == "target"}  # "80 degrees" may be an angle, "80 C" is none
        lesions = {m.sentence for m in scene.done if m.value == _LESIONS}
        found = []
        for figure in scene.lesions:
            index = scene.sentence_of(figure.span)
            first = bisect_left(times, figure.span.end - _BESIDE)
            near = first < len(times) and times[first] <= figure.span.end + _BESIDE
            near = near or index in lesions
            near = near or (index in named and bool(_CELSIUS.search(scene.text[slice(*figure.span)])))
            name = self._told(scene, figure)
            if near and index is not None and name:
                text = scene.text[slice(*figure.span)]
                section = scene.sentences[index].section.kind
                found.append(Mention("technique", name, figure.span, text, "done", section, None, index))
        return found

    def _told(self, scene: Scene, figure: Figure) -> str:
        """The technique that a temperature tells: a lesion, or, no hotter than a pulse and beside its width, pulses."""
        parts = self._vocab.reading_parts
        if figure.value >= parts.told_from_c:
            return parts.told_by_figures
        low, high = max(0, figure.span.start - _SETTINGS), figure.span.end + _SETTINGS
        pulse = _WIDTH.search(scene.text, low, high) or any(
            f.fact == "seconds" and f.value >= _LONG and low <= f.span.start <= high for f in scene.shown
        )
        return parts.told_by_pulses if pulse and parts.pulses_from_c <= figure.value <= parts.pulses_to_c else ""
