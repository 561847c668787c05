"""Accounts that tell of each side, or of each numbered procedure, under a lead of its own ("LT: ...", "PROC #2 ...")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from chartcite.domain.assertion import STOPPED
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Sentence
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Procedure, Span
from chartcite.reading.notes.account.alike import Alike
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.notes.account.sides import CONTRADICTORY

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_FEWEST, _MOST = 2, 6  # leads that make strands of an account
_MARK = re.compile(r"[ \t>*•-]{0,6}\(?#?([A-Fa-f]|[1-6])[.):][ \t]+(?=\S)")
_BOTH = "both"
_KINDS = frozenset({"technique", "target", "agent"})
_VOID = STOPPED | {"denied"}


@dataclass(frozen=True)
class Strand:
    """One part of the account, from its lead on, with the side that the lead names or the item of the title under its mark."""

    reach: Span
    side: str | None = None
    item: int | None = None


class Strands:
    """Finds the leads with the patterns of the vocabulary, in which `{side}` stands for any word or letter of a side."""

    def __init__(
        self,
        language: NoteLanguage,
        sides: Mapping[str, str],
        open_techniques: AbstractSet[str],
        wide: AbstractSet[str],
        steps: AbstractSet[str],
    ) -> None:
        self._steps = steps
        self._sides = {name.lower(): side for name, side in sides.items()}
        names = alternatives(sorted((re.escape(name) for name in sides), key=len, reverse=True))
        self._side_leads = [re.compile(p.replace("{side}", f"(?P<side>{names})"), re.M) for p in language.side_leads]
        self._starts = [re.compile(p.replace("{side}", f"(?P<side>{names})"), re.M) for p in language.side_starts]
        self._open = open_techniques
        self._lead = re.compile(alternatives(language.procedure_leads), re.M)
        self._alike = Alike(language, wide)

    def split(self, scene: Scene, read: Callable[[Scene], Made], whole: Made) -> Made:
        """The procedures strand by strand where the strands tell of different ones, else those of the whole."""
        strands = self._strands(scene, self._side_leads) or self._strands(scene, self._starts)
        if not _FEWEST <= len(strands) <= _MOST:
            return whole
        shared = self._alike.shared(scene)
        scene = self._alike.told_out(scene, [strand.reach for strand in strands])
        parts = [_part(scene, strand, strands, self._meant(scene, strand, shared)) for strand in strands]
        read_of = [(strand, part, read(part)) for strand, part in zip(strands, parts, strict=True)]
        made = [one for _, _, one in read_of if one.procedures]
        empty = [(strand, part) for strand, part, one in read_of if not one.procedures]
        if not made or not all(_is_void(part, strand) for strand, part in empty):
            return whole
        kinds = [{(p.techniques, p.stage) for p in one.procedures} for one in made]
        against = any(CONTRADICTORY in p.flags for p in whole.procedures)  # which two leads explain
        alike = all(kind == kinds[0] for kind in kinds) and not against
        numbered = all(strand.side is None and strand.item is None for strand in strands)
        lost = _targets(*made) - _targets(whole) if numbered else set()  # "procedure #1 ..." may treat what #2 does not
        if alike and not empty and not lost:
            return whole
        placed = {name for p in whole.procedures if p.targets for name in p.techniques}
        if any(placed.intersection(p.techniques) for one in made for p in one.procedures if not p.targets):
            return whole  # a strand leans on the title for its target
        told = {name for one in made for p in one.procedures for name in p.techniques}
        if not {t for p in whole.procedures for t in p.techniques if t not in self._open} <= told:
            return whole  # a strand leans on the title for its technique
        if not _told_below(scene, strands).isdisjoint(_targets(whole) - _targets(*made)):
            return whole  # what an addendum tells besides would be lost
        joined = Made()
        for one in made:
            joined.flags |= one.flags
            joined.conflicts.update(one.conflicts)
            joined.procedures += one.procedures
        joined.procedures = _merged([_completed(p, whole.procedures) for p in joined.procedures])
        return joined

    def _meant(self, scene: Scene, strand: Strand, shared: AbstractSet[int]) -> AbstractSet[int]:
        """Of the sentences that tell of every site those that tell of this strand: one above it tells of none that names a mere step for its act."""
        acts = {m.value for m in scene.done if m.kind == "technique" and strand.reach.has(m.span.start)}
        if not acts or not acts <= self._steps:
            return shared
        return {i for i in shared if scene.sentences[i].span.start >= strand.reach.start}

    def _told(self, scene: Scene, leads: list[tuple[int, str | None]], high: int) -> list[tuple[int, str | None]]:
        """Without leads of a side that open nothing treated ("L: 3 years of pain. R: milder.") where each of these sides has another that does."""
        reaches = (_paragraph(scene, reach) for reach in _reaches(scene, leads, high))
        told = [one for one, reach in zip(leads, reaches, strict=True) if self._alike.is_told(scene, reach)]
        idle = {side for start, side in leads if (start, side) not in told}
        return told if idle and idle <= {side for _, side in told} else leads

    def _sided(
        self, scene: Scene, patterns: Sequence[re.Pattern[str]], low: int, high: int, *, title: bool = False
    ) -> list[tuple[int, str | None]]:
        """Where a lead of a side stands in what tells of today, each place once, with its side."""
        found = {
            m.start(): self._sides[m["side"].lower()] for lead in patterns for m in lead.finditer(scene.text, low, high)
        }
        return sorted((at, side) for at, side in found.items() if _is_told(scene, at, title=title))

    def _strands(self, scene: Scene, patterns: Sequence[re.Pattern[str]]) -> list[Strand]:
        """In order, those that these patterns or numbers open; those of one side belong together only as far as they stand apart."""
        told = [s.span for i in scene.telling if not (s := scene.sentences[i]).title]
        if not told:
            return []
        low, high = told[0].start, told[-1].end
        low = scene.text.rfind("\n", 0, low) + 1
        leads = self._sided(scene, patterns, low, high)
        if len({side for _, side in leads}) == 1:  # the first of them may stand where a title stands
            first = scene.sentences[scene.telling[0]].span.start
            titled = self._sided(scene, patterns, scene.text.rfind("\n", 0, first) + 1, low, title=True)
            leads = [*titled[-1:], *leads] if len(titled) == 1 else leads
        if len({side for _, side in leads}) < _FEWEST:
            marked = _marked(scene)
            if marked:
                return [
                    Strand(reach, None, item)
                    for (_, item), reach in zip(marked, _reaches(scene, marked, high), strict=True)
                ]
            leads = [(m.start(), None) for m in self._lead.finditer(scene.text, low, high)]
        leads = self._told(scene, leads, high)
        leads = [one for i, one in enumerate(leads) if not i or one[1] is None or one[1] != leads[i - 1][1]]
        return [Strand(reach, side) for (_, side), reach in zip(leads, _reaches(scene, leads, high), strict=True)]


def _reaches(scene: Scene, leads: Sequence[tuple[int, object]], high: int) -> list[Span]:
    """From each lead to the next; from the last to the end of its paragraph."""
    ends = [start for start, _ in leads[1:]]
    if leads:
        end = _BLANK_LINE.search(scene.text, leads[-1][0] + 1, high)
        ends.append(end.start() if end else high)
    return [Span(start, end) for (start, _), end in zip(leads, ends, strict=True)]


def _paragraph(scene: Scene, reach: Span) -> Span:
    """A reach up to the end of its first paragraph."""
    end = _BLANK_LINE.search(scene.text, reach.start + 1, reach.end)
    return Span(reach.start, end.start() if end else reach.end)


def _is_told(scene: Scene, start: int, *, title: bool) -> bool:
    """Whether the sentence that starts at or right after a place tells what was done today."""
    sentence = next((s for s in scene.sentences if s.span.end > start), None)
    if sentence is None or not sentence.tells:
        return False
    if sentence.title and not title and (sentence.section.title or _is_list_title(scene)):
        return False  # a first line that merely stands for a title may be the first lead too
    return all(c.assertion != "past" for c in sentence.cues)


def _is_list_title(scene: Scene) -> bool:
    """Whether several lines of no title's heading stand for one."""
    return sum(s.title and not s.section.title for s in scene.sentences) > 1


def _marked(scene: Scene) -> list[tuple[int, int]]:
    """Where the account tells of each item of the title under the item's own mark ("A.", "2)"), with the item's sentence."""
    items: dict[str, int] = {}
    places: dict[str, int] = {}
    for index, sentence in enumerate(scene.sentences):
        mark = _MARK.match(scene.text, scene.text.rfind("\n", 0, sentence.span.start) + 1)
        if not mark or sentence.span.start > mark.end():
            continue
        if sentence.title:
            items.setdefault(mark[1].upper(), index)
        elif sentence.tells and mark[1].upper() in items:
            places[mark[1].upper()] = sentence.span.start  # the last list under these marks is the account
    found = [(places[name], items[name]) for name in items if name in places]
    return found if len(found) == len(items) >= _FEWEST and found == sorted(found) else []


def _part(scene: Scene, strand: Strand, strands: Sequence[Strand], shared: AbstractSet[int]) -> Scene:
    """The scene as one strand tells it: without the title, the other strands, and what else names an act or another side."""
    kept = []
    for index, sentence in enumerate(scene.sentences):
        others = any(s.reach.meets(sentence.span) for s in strands)
        own = (
            index == strand.item
            or strand.reach.meets(sentence.span)
            or index in shared
            or (not others and _common(scene, index, sentence, strand))
        )
        if own:
            kept.append(sentence)
            continue
        cues = tuple(
            c for c in sentence.cues if not (others and c.assertion in STOPPED)
        )  # another's end is not its own
        kept.append(replace(sentence, title=False, tells=False, cues=cues))
    mentions = tuple(m for m in scene.mentions if m.kind != "side" or strand.side is None or m.value == strand.side)
    return replace(scene, sentences=tuple(kept), mentions=mentions)


def _is_void(part: Scene, strand: Strand) -> bool:
    """Whether a strand that shows nothing done says that nothing was."""
    own = [s for s in part.sentences if s.tells and strand.reach.meets(s.span)]
    return any(c.assertion in _VOID for s in own for c in s.cues) and not part.lesions


def _common(scene: Scene, index: int, sentence: Sentence, strand: Strand) -> bool:
    """Whether a sentence outside all strands tells of this one too."""
    if sentence.title or not sentence.tells:
        return False
    said = [m for m in scene.mentions if m.sentence == index]
    sides = {m.value for m in said if m.kind == "side"}
    if sides and strand.side is not None:
        return sides <= {strand.side, _BOTH} and not any(m.kind == "technique" for m in said)
    return not any(m.kind in _KINDS for m in said)


def _completed(one: Procedure, whole: Sequence[Procedure]) -> Procedure:
    """A procedure whose strand names neither target nor side, with those that the title gives to its technique."""
    told = [p for p in whole if p.techniques == one.techniques and p.stage == one.stage]
    if one.targets or one.side is not None or len(told) != 1:
        return one
    return replace(one, targets=told[0].targets, side=told[0].side)


def _merged(procedures: Sequence[Procedure]) -> list[Procedure]:
    """Those that are alike on two sides are one on both."""
    made: dict[tuple[object, ...], Procedure] = {}
    for one in procedures:
        key = (one.techniques, one.targets, one.stage, one.levels)
        have = made.get(key)
        if have is None or have.side is None or one.side is None:
            made[(*key, len(made)) if have else key] = one
        elif have.side != one.side:
            made[key] = replace(have, side="both", spans=tuple(sorted({*have.spans, *one.spans})))
    return list(made.values())


def _targets(*made: Made) -> set[str]:
    return {target for one in made for p in one.procedures for target in p.targets}


def _told_below(scene: Scene, strands: Sequence[Strand]) -> set[str]:
    """The targets that the account tells, beside an act, below all strands (an addendum)."""
    end = max(strand.reach.end for strand in strands)
    below = [m for m in scene.done if m.span.start >= end and not scene.sentences[m.sentence].section.title]
    acting = {m.sentence for m in below if m.kind in ("technique", "agent")}
    return {m.value for m in below if m.kind == "target" and m.sentence in acting}
