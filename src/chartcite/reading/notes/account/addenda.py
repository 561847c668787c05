"""An addendum that tells the mode that the account above it leaves open, or another: which of two holds is the author's to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chartcite.domain.assertion import GONE
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Span
from chartcite.domain.vocabulary import Technique
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.notes.outline.assertions import assertion_at
from chartcite.reading.text.figures import HOT_C, PULSE_C

_CONFLICT = "contradictory-addendum"


class Addenda:
    """Weighs addenda by the groups of techniques that exclude each other."""

    def __init__(
        self,
        headings: Sequence[str],
        techniques: Mapping[str, Technique],
        lasting: frozenset[str],
        mild: frozenset[str],
    ) -> None:
        names = alternatives(map(re.escape, headings))
        self._heads = re.compile(rf"^[ \t>*#\[-]*(?:{names})\b[^\n]{{0,60}}?(?::|$)", re.I | re.M)
        self._groups = {row.id: frozenset(row.groups) for row in techniques.values()}
        self._lasting, self._mild = lasting, mild

    def weighed(self, scene: Scene, made: Made, gather: Callable[[Scene], Made]) -> Made:
        """The procedures with the mode that addenda tell, where the account leaves it open, and flagged where it tells another."""
        made = self._completed(scene, made, gather)
        self._flag(scene, made)
        return made

    def _completed(self, scene: Scene, made: Made, gather: Callable[[Scene], Made]) -> Made:
        """The procedures with the one mode that addenda tell where the account leaves it open; as they are where anything else would change."""
        bare = [p for p in made.procedures if not self._mode(*p.techniques)]
        if not bare or len({mode for mode, _ in self._modes(scene)}) != 1:
            return made
        told = {scene.sentence_of(span) for _, span in self._modes(scene)}
        opened = tuple(replace(s, tells=True) if i in told else s for i, s in enumerate(scene.sentences))
        again = gather(replace(scene, sentences=opened))
        same = [(p.targets, p.side, p.stage) for p in again.procedures] == [
            (p.targets, p.side, p.stage) for p in made.procedures
        ]
        settled = (
            all(self._mode(*p.techniques) for p in again.procedures) and again.conflicts.keys() <= made.conflicts.keys()
        )
        return again if same and settled else made

    def _flag(self, scene: Scene, made: Made) -> None:
        """Flags procedures to which an addendum gives the other mode, and marks where it does."""
        said = self._modes(scene)
        if not said:
            return
        procedures = []
        for procedure in made.procedures:
            mode = self._mode(*procedure.techniques)
            against = [span for other, span in said if mode and other != mode]
            if against:
                made.conflicts[_CONFLICT] = tuple(against)
                procedure = replace(procedure, flags=procedure.flags | {_CONFLICT})
            procedures.append(procedure)
        made.procedures = procedures

    def _mode(self, *techniques: str) -> str:
        groups = frozenset().union(*(self._groups.get(name, frozenset()) for name in techniques))
        return "mild" if groups & self._mild else "lasting" if groups & self._lasting else ""

    def _modes(self, scene: Scene) -> list[tuple[str, Span]]:
        """The modes that addenda tell of as what was done, by word or by heat."""
        added = [Span(m.end(), _end(scene.text, m.end())) for m in self._heads.finditer(scene.text)]
        told: list[tuple[str, Span]] = []
        for mention in scene.mentions:
            if mention.kind == "technique" and _is_in(mention.span, added):
                sentence = scene.sentences[mention.sentence]
                denied = assertion_at(sentence.cues, mention.span, "done") in GONE
                if not denied and (mode := self._mode(mention.value)):
                    told.append((mode, mention.span))
        for figure in scene.figures:
            if figure.fact == "temperature_c" and _is_in(figure.span, added):
                mode = "mild" if figure.value <= PULSE_C[1] else "lasting" if figure.value >= HOT_C else ""
                told += [(mode, figure.span)] if mode else []
        return told


def _end(text: str, start: int) -> int:
    """Where the paragraph of an addendum ends."""
    blank = re.compile(r"\n[ \t]*\r?\n").search(text, start)
    return blank.start() if blank else len(text)


def _is_in(span: Span, parts: Sequence[Span]) -> bool:
    return any(part.has(span.start) for part in parts)
