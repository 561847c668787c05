"""An addendum that tells the mode that the account above it leaves open, or another: which of two holds is the author's to say.

A statement by whoever supervised is one too. Where an addendum itself denies the other mode, its author has said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chartcite.domain.assertion import GONE, STOPPED
from chartcite.domain.note import Sentence
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Figure, Mention, Span
from chartcite.domain.vocabulary import Technique
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.notes.outline.assertions import assertion_at
from chartcite.reading.text.figures import HOT_C, PULSE_C

_NOT = r"(?:no|not|never|nor|instead of|rather than)(?: (?:a|an|the|as|in|done|been))?"
_CONFLICT = "contradictory-addendum"
CORRECTED = "corrected-by-addendum"

Told = tuple[str, Span]
"""A mode, and where an addendum tells it."""


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
        moded = {n.lower(): mode for row in techniques.values() if (mode := self._mode(row.id)) for n in row.names}
        self._named = moded
        self._not = re.compile(
            rf"\b(?:{_NOT})\s+(?P<name>{alternatives(map(re.escape, sorted(moded, key=len, reverse=True)))})(?!\w)",
            re.I,
        )

    def weighed(self, scene: Scene, made: Made, gather: Callable[[Scene], Made]) -> Made:
        """The procedures with the mode that addenda tell, where the account leaves it open or they correct it, and flagged where it tells another."""
        added = [Span(m.end(), _end(scene.text, m.end())) for m in self._heads.finditer(scene.text)]
        said = self._modes(scene, added)
        if not said:
            return made
        if corrected := self._corrected(scene, added, said, gather):
            return corrected
        made = self._completed(scene, made, said, gather)
        self._flag(scene, made, added, said)
        return made

    def _corrected(
        self, scene: Scene, added: list[Span], said: list[Told], gather: Callable[[Scene], Made]
    ) -> Made | None:
        """The procedures without the mode that an addendum denies, where it tells the other; None where none is corrected."""
        hot = {_mode_of(f) for f in scene.figures if _is_in(f.span, added)}
        denied = self._denied(scene, added) - {"", *hot}  # a mode told with its heat was done at some nerve
        modes = {mode for mode, _ in said} - denied
        if not denied or len(modes) != 1:
            return None
        told = {span for _, span in said}
        left = (m for m in scene.mentions if m.kind != "technique" or self._mode(m.value) not in denied)
        again = gather(
            replace(
                scene,
                mentions=tuple(replace(m, assertion="done") if m.span in told else m for m in left),
                figures=tuple(f for f in scene.figures if _mode_of(f) not in denied),
                sentences=tuple(self._as_correction(scene, s) for s in _opened(scene, said)),
            )
        )
        if {self._mode(*p.techniques) for p in again.procedures} != modes:
            return None
        again.flags.add(CORRECTED)
        again.conflicts[CORRECTED] = tuple(span for mode, span in said if mode in modes)
        return again

    def _as_correction(self, scene: Scene, sentence: Sentence) -> Sentence:
        """A sentence that denies a mode without its cues of a stop: it says which was done, and not that nothing was."""
        if not self._not.search(scene.text, *sentence.span):
            return sentence
        return replace(sentence, cues=tuple(c for c in sentence.cues if c.assertion not in STOPPED))

    def _completed(self, scene: Scene, made: Made, said: list[Told], gather: Callable[[Scene], Made]) -> Made:
        """The procedures with the one mode that addenda tell where the account leaves it open; as they are where anything else would change."""
        bare = [p for p in made.procedures if not self._mode(*p.techniques)]
        if not bare or len({mode for mode, _ in said}) != 1:
            return made
        again = gather(replace(scene, sentences=_opened(scene, said)))
        same = [(p.targets, p.side, p.stage) for p in again.procedures] == [
            (p.targets, p.side, p.stage) for p in made.procedures
        ]
        settled = (
            all(self._mode(*p.techniques) for p in again.procedures) and again.conflicts.keys() <= made.conflicts.keys()
        )
        return again if same and settled else made

    def _flag(self, scene: Scene, made: Made, added: list[Span], said: list[Told]) -> None:
        """Flags procedures to which an addendum gives another mode than the account, and marks where it does."""
        told = {self._mode(m.value) for m in scene.done if m.kind == "technique" and not _is_in(m.span, added)}
        told |= {_mode_of(f) for f in scene.lesions if not _is_in(f.span, added)}
        told -= {""}
        procedures = []
        for procedure in made.procedures:
            mode = self._mode(*procedure.techniques)
            against = [span for other, span in said if mode and (other != mode or (told and other not in told))]
            if against:
                made.conflicts[_CONFLICT] = tuple(against)
                procedure = replace(procedure, flags=procedure.flags | {_CONFLICT})
            procedures.append(procedure)
        made.procedures = procedures

    def _mode(self, *techniques: str) -> str:
        groups = frozenset().union(*(self._groups.get(name, frozenset()) for name in techniques))
        return "mild" if groups & self._mild else "lasting" if groups & self._lasting else ""

    def _modes(self, scene: Scene, added: list[Span]) -> list[Told]:
        """The modes that addenda tell of as what was done, by word or by heat."""
        named = [m for m in self._techniques(scene, added) if not self._is_denied(scene, m)]
        told = [(self._mode(m.value), m.span) for m in named]
        told += [(_mode_of(f), f.span) for f in scene.figures if _is_in(f.span, added)]
        return [(mode, span) for mode, span in told if mode]

    def _denied(self, scene: Scene, added: list[Span]) -> set[str]:
        """The modes that addenda deny, also in words that name no technique elsewhere ("not pulsed")."""
        denied = {self._mode(m.value) for m in self._techniques(scene, added) if self._is_denied(scene, m)}
        found = (self._not.finditer(scene.text, *span) for span in added)
        return denied | {self._named.get(m["name"].lower(), "") for matches in found for m in matches}

    @staticmethod
    def _techniques(scene: Scene, added: list[Span]) -> list[Mention]:
        return [m for m in scene.mentions if m.kind == "technique" and _is_in(m.span, added)]

    @staticmethod
    def _is_denied(scene: Scene, mention: Mention) -> bool:
        return assertion_at(scene.sentences[mention.sentence].cues, mention.span, "done") in GONE


def _opened(scene: Scene, said: list[Told]) -> tuple[Sentence, ...]:
    """The sentences, of which those in which a mode is told tell what was done."""
    told = {scene.sentence_of(span) for _, span in said}
    return tuple(replace(s, tells=True) if i in told else s for i, s in enumerate(scene.sentences))


def _mode_of(figure: Figure) -> str:
    """The mode that a temperature tells; none for any other figure, and for those between."""
    if figure.fact != "temperature_c":
        return ""
    return "mild" if figure.value <= PULSE_C[1] else "lasting" if figure.value >= HOT_C else ""


def _end(text: str, start: int) -> int:
    """Where the paragraph of an addendum ends."""
    blank = re.compile(r"\n[ \t]*\r?\n").search(text, start)
    return blank.start() if blank else len(text)


def _is_in(span: Span, parts: Sequence[Span]) -> bool:
    return any(part.has(span.start) for part in parts)
