"""Levels in a note: those of what was treated, not of the landmarks on the way, and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.assertion import ABORTED, DONE, GONE
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.account.scene import Scene
from chartcite.reading.text.levels import RIBS, Levels, LevelScale

_HEAT, _UNIT = (
    re.compile(r"(?<![A-Za-z\d.])[3-9]\d(?:\.\d)?\s*(?:°|º|˚|deg\w*)?\s*$", re.I),
    16,
)  # a number before a letter, and characters of it
_JOINT = re.compile(r"\s*(?:,|\band\b|&|\+)\s*")  # what a list goes on with
_SPACES = "spaces"  # the kind of levels that ribs have
_MOST_BESIDE = 40  # targets of one sentence that are weighed; more decide nothing more


class NoteLevels:
    """Reads the levels of one procedure."""

    def __init__(self, vocab: Vocabularies, scale: LevelScale) -> None:
        self._vocab, self._scale = vocab, scale
        landmarks = vocab.note_language.level_landmarks
        self._landmark = re.compile(r"\s*(?:" + alternatives(landmarks) + ")", re.I)
        self._landmark_of = _ending(vocab.note_language.level_landmarks_before)
        self._frame_of = _ending(vocab.note_language.level_frames)
        self._pattern = scale.pattern()

    def read(self, scene: Scene, own: Sequence[int], targets: Sequence[Mention]) -> Levels:
        """The levels in the procedure's own sentences, less those that the account says were not treated."""
        kinds = {self._vocab.targets[m.value].levels for m in targets} - {"none"}
        singles: dict[str, None] = {}
        pairs: dict[tuple[str, str], None] = {}
        joints: dict[tuple[str, str], None] = {}
        loose: dict[tuple[str, str], None] = {}
        spare: dict[tuple[str, str], None] = {}
        spans: list[Span] = []
        gone: set[str] = set()
        leveled: dict[int, list[Mention]] = {}
        for mention in targets:
            if self._vocab.targets[mention.value].levels != "none":
                leveled.setdefault(mention.sentence, []).append(mention)
        for index in own:
            span = scene.sentences[index].span
            beside = leveled.get(index, [])[:_MOST_BESIDE]
            for match in self._told(scene.text, span, kinds):
                place = Span.of(match)
                assertion = scene.assertion(place)
                nerves = self._as_nerves(match.group(), beside, place, kinds) or (
                    self._kind_beside(beside, place) == "nerves" and self._goes_on(scene.text, span, match)
                )
                found = self._scale.read(match.group(), as_nerves=nerves)
                if assertion in GONE:
                    gone.update(found.singles)
                elif assertion in DONE | ABORTED:
                    singles.update(dict.fromkeys(found.singles))
                    pairs.update(dict.fromkeys(found.pairs))
                    named = "joints" in {self._vocab.targets[m.value].levels for m in beside}
                    (joints if named else loose if scene.sentences[index].title else spare).update(
                        dict.fromkeys(found.pairs)
                    )
                    spans.append(place)
        if joints.keys() - loose.keys():  # joints told as such outweigh a bare range of the title
            pairs = {p: None for p in pairs if p in joints or p in spare}
        own_levels = dict.fromkeys(level for m in targets if (level := self._vocab.targets[m.value].at_level))
        if singles:  # what has a level of its own need not tell it beside others
            singles.update(own_levels)
        return self._of_regions(Levels(tuple(s for s in singles if s not in gone), tuple(pairs), tuple(spans)), targets)

    def _of_ribs(self, found: Levels) -> Levels:
        """Without levels of regions that have no ribs: before a rib their letters are sides ("L 5-7")."""
        ribbed = {letter for letter, count in self._scale.letters if count == RIBS}
        singles = tuple(s for s in found.singles if s[0] in ribbed)
        return replace(found, singles=singles, pairs=tuple(p for p in found.pairs if p[0][0] in ribbed))

    def by_region(self, scene: Scene, targets: list[Mention]) -> list[Mention]:
        """The targets, each that a level makes more exact by the nearest one before it, where the account names several regions."""
        made = []
        regional = any(self._vocab.targets[m.value].by_level for m in targets)
        letters = {x for i in scene.telling for x in self._letters(scene, i)} if regional else set()
        for mention in targets:
            exact = self._vocab.targets[mention.value].by_level
            near = self._letter_near(scene, mention) if exact else None
            told = {exact[x] for x in letters if x in exact} if near else set()
            made.append(replace(mention, value=exact[near]) if near in exact and len(told) > 1 else mention)
        return [*made, *(listed for m in targets if (listed := self._listed_behind(scene, m)))]

    def _listed_behind(self, scene: Scene, mention: Mention) -> Mention | None:
        """What the level names with which a list goes on from the name of a target, where it names something."""
        named = self._vocab.targets[mention.value].goes_on_as
        joint = _JOINT.match(scene.text, mention.span.end) if named else None
        level = self._pattern.match(scene.text, joint.end()) if joint else None
        if named is None or level is None:
            return None
        return replace(mention, value=named, span=Span.of(level), text=level.group())

    def _letters(self, scene: Scene, index: int) -> set[str]:
        return {m.group()[0].upper() for m in self._real(scene, index)}

    def _real(self, scene: Scene, index: int) -> list[re.Match[str]]:
        """The levels of a sentence, without a unit of heat that looks like one ("80 C 7")."""
        found = self._pattern.finditer(scene.text, *scene.sentences[index].span)
        return [m for m in found if self._scale.read(m.group(), as_nerves=True).letters and not _is_heat(scene.text, m)]

    def _letter_near(self, scene: Scene, mention: Mention) -> str | None:
        """The region of the nearest level before a target in its sentence, else of the first after it."""
        found = self._real(scene, mention.sentence)
        before = [m for m in found if m.start() < mention.span.start]
        return (before[-1] if before else found[0]).group()[0].upper() if found else None

    def _of_regions(self, found: Levels, targets: Sequence[Mention]) -> Levels:
        """Without the levels of another region than that of the targets, where the account names several."""
        names = {m.value for m in targets}
        if {self._vocab.targets[name].levels for name in names} - {"none"} == {_SPACES}:
            return self._of_ribs(found)
        rows = self._vocab.targets.values()
        letters = {x for row in rows for x, exact in row.by_level.items() if exact in names}
        if not letters or any(self._vocab.targets[name].by_level for name in names) or letters >= found.letters:
            return found
        singles = tuple(s for s in found.singles if s[0] in letters)
        return replace(found, singles=singles, pairs=tuple(p for p in found.pairs if p[0][0] in letters))

    def _goes_on(self, text: str, span: Span, pair: re.Match[str]) -> bool:
        """Whether two neighbours before a target of nerves are nerves: the next level alone is told after them ("L3/L4 ... and L5")."""
        chain = self._scale.read(pair.group(), as_nerves=True).singles
        following = self._pattern.search(text, pair.end(), span.end)
        if len(chain) != 2 or following is None:
            return False
        alone = self._scale.read(following.group(), as_nerves=True).singles
        return len(alone) == 1 and self._scale.between(chain[-1], alone[0]) == [chain[-1], alone[0]]

    def _told(self, text: str, span: Span, kinds: AbstractSet[str]) -> list[re.Match[str]]:
        """The levels of a sentence without those of bones on the way, which are levels where bodies are treated."""
        found = [m for m in self._pattern.finditer(text, span.start, span.end) if not _is_heat(text, m)]
        if "bodies" in kinds:
            return found
        found = [
            m
            for m in found
            if not self._landmark.match(text[m.end() : m.end() + 40])
            and not self._frame_of.search(text[span.start : m.start()])
        ]
        return [m for m in found if not self._landmark_of.search(text[span.start : m.start()])] or found

    def _kind_beside(self, beside: Sequence[Mention], place: Span) -> str | None:
        """The kind of level that the nearest target has."""
        nearest = min(beside, key=lambda m: max(m.span.start - place.end, place.start - m.span.end), default=None)
        return self._vocab.targets[nearest.value].levels if nearest else None

    def _as_nerves(self, written: str, beside: Sequence[Mention], place: Span, kinds: AbstractSet[str]) -> bool:
        """Whether a range names nerves (or bodies, or ribs): by the nearest target, else by all of the procedure."""
        nearest = self._kind_beside(beside, place)
        kinds = {nearest} if nearest else kinds
        if "nerves" in kinds and len(self._scale.read(written, as_nerves=True).singles) == 2:
            return False  # two neighbours name the joint between them, whatever stands beside
        return bool(kinds) and "joints" not in kinds


def _is_heat(text: str, level: re.Match[str]) -> bool:
    """Whether a letter is the unit of the number before it ("80 C 7")."""
    return text[level.start()].upper() == "C" and bool(
        _HEAT.search(text[max(0, level.start() - _UNIT) : level.start()])
    )


def _ending(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of the patterns at the end of a text."""
    return re.compile(rf"(?:{alternatives(patterns)})\s*$", re.I)
