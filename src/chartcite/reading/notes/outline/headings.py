"""Headings of a note, in the shapes that writers and templates give them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chartcite.catalog.words import words_of
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note_language import SectionKind
from chartcite.domain.patterns import alternatives
from chartcite.reading.notes.outline.layout import nearest_heading, with_colons

OWN = "other"  # the kind of a heading that is not the vocabulary's
_HEADING = re.compile(
    r"(?:(?:^|(?<=\n)|(?<=[.;:,]\s))[ \t>*#-]*|(?<=\s{2})[>*#-]{0,3})([A-Za-z][A-Za-z0-9 /&'’_.-]{1,70}?(?:[ \t]*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]))?)[ \t]*(?::(?=\s|$|\S)|(?=\r?\n|$))"
)
_NAME = r"[A-Za-z](?:[A-Za-z0-9 /&'’_.-]|\([a-z]{1,3}\)){0,60}?(?:[ \t]*\([^()\n]{1,60}\))?"
# Headings that end otherwise than with a colon: "SITE ....", "Site | ", "Site - ", "== SITE ==", "**Site**"; or one letter and a colon.
_LED = re.compile(
    rf"(?:^|(?<=\n))[ \t>*#=~-]*({_NAME})(?:[ \t]*(?:\.{{3,}}|…+|\|)[ \t]*|[ \t]+[-–—]{{1,2}}(?=[ \t])|[ \t]*[-=*~#]{{2,}}[ \t]*(?=\r?\n|$))"
    rf"|(?:^|(?<=\s))\*\*[ \t]*({_NAME})[ \t]*:?[ \t]*\*\*[ \t]*:?|(?:^|(?<=\n))[ \t]*([A-Z])[ \t]*:(?=\s|$)"
)
# Headings with the day, and perhaps a remark in brackets, behind them on a line of their own.
_DATED = re.compile(
    rf"(?:^|(?<=\n))[ \t>*#-]*({_NAME})[ \t]*[,–—-]?[ \t]*(?:on |of )?\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}[ \t]*(?:\([^()\n]{{0,120}}\)[ \t]*)?:?[ \t]*(?=\r?\n)"
)
_OF_WHOM = re.compile(
    r"(\S{4,}(?:\s\S+)?)\s+(?:(?:was\s+)?(?:signed|obtained|given|taken|sent|made)\s+)?(?:to|for|by|from|after|regarding|re)\b(?!\s+(?:today|this|now)\b)",
    re.I,
)
_AHEAD = frozenset({"planned", "discussed"})
_SENTENCE = re.compile(r"[.;]\s+")
_APART = re.compile(r"\s{2,}")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_JOINED, _DONE = 2, "done"
_ALONE = 4  # letters of a heading that needs no colon on a line of its own
_MOST_SLIPS = 4096  # headings that are remembered: templates repeat them


class Mark(NamedTuple):
    """A heading at its place, and where its text starts."""

    start: int
    end: int
    heading: str
    kind: SectionKind


class Headings:
    """Finds headings with the words of the vocabulary."""

    def __init__(self, language: NoteLanguage) -> None:
        self._kinds = {self._key(h): kind for kind in language.sections for h in kind.headings}
        self._heads = [
            (tuple(self._key(head).split()), frozenset(map(self._key, kind.heads_not_with)), kind)
            for kind in language.sections
            for head in kind.heads
        ]
        self._corrections = re.compile(alternatives(language.corrections), re.I)

        self.words = {word for key in self._kinds for word in key.split() if word.isalpha()}
        self._long = sorted(self._kinds)
        self._slips: dict[str, SectionKind | None] = {}

    def laid_out(self, text: str) -> str:
        """The text, as long as given, with a colon after labels that have none."""
        ended = {key for key, kind in self._kinds.items() if kind.ended_by_stop}
        return with_colons(
            text, lambda heading: self._key(heading) in self._kinds, lambda heading: self._key(heading) in ended
        )

    def _kind(self, heading: str) -> SectionKind | None:
        bare = _ASIDE.sub("", heading)
        return self._kinds.get(self._key(heading)) or self._kinds.get(self._key(bare)) or self._joined(bare)

    def _headed(self, heading: str) -> SectionKind | None:
        """The kind of a heading by its first words, whatever follows them."""
        words = self._key(heading).split()
        return next(
            (
                kind
                for head, others, kind in self._heads
                if tuple(words[: len(head)]) == head and len(words) > len(head) and others.isdisjoint(words)
            ),
            None,
        )

    def _of_whom(self, heading: str) -> SectionKind | None:
        """The kind of a heading of what is yet to come that says for what or whom ("Advice to the family"); no account opens in it."""
        head = _OF_WHOM.match(heading)
        kind = self._kinds.get(self._key(head[1])) if head else None
        if kind is None or kind.assertion not in _AHEAD or (kind.line and kind.assertion == "planned"):
            return None
        return kind.model_copy(update={"opens": False, "opens_at_figures": False})

    def _joined(self, heading: str) -> SectionKind | None:
        """The kind of two known headings in one ("P/Procedure"): the one that tells what was done, else the first."""
        kinds = [kind for part in heading.split("/") if (kind := self._kinds.get(self._key(part)))]
        if len(kinds) < _JOINED or len(kinds) <= heading.count("/"):
            return None
        return next((k for k in kinds if k.title), None) or next((k for k in kinds if k.assertion == _DONE), kinds[0])

    def _misspelt(self, heading: str) -> SectionKind | None:
        """The kind of a heading with a slip."""
        key = self._key(heading)
        if key not in self._slips:
            if len(self._slips) > _MOST_SLIPS:
                self._slips.clear()
            near = nearest_heading(key, self._long)
            self._slips[key] = self._kinds[near] if near else None
        return self._slips[key]

    @staticmethod
    @lru_cache(maxsize=_MOST_SLIPS)
    def _key(heading: str) -> str:
        return " ".join(word.norm for word in words_of(heading))

    def of(self, text: str) -> list[Mark]:
        """Headings of either shape in order, one at a place."""
        found: dict[int, Mark] = {}
        for match in _LED.finditer(text):
            which = match.lastindex or 1
            known = self._kind(match[which])
            if known:
                found[match.start(which)] = Mark(match.start(which), match.end(), match[which], known)
        for match in _DATED.finditer(text):
            known = self._kind(match[1].strip(" ,"))
            if known and known.title and match[1].split()[0].isupper():
                found.setdefault(match.start(1), Mark(match.start(1), match.end(), match[1], known))
        for match in _HEADING.finditer(text):
            mark = self._colon(text, match)
            if mark:
                found.setdefault(mark.start, mark)
        return [found[at] for at in sorted(found)]

    def _colon(self, text: str, match: re.Match[str]) -> Mark | None:
        """A heading: known words before a colon or in capitals, also at the end of a line's sentence; or capitals and a colon."""
        end = match.end() + (1 if text[match.end() : match.end() + 1] == ":" else 0)
        has_colon = ":" in text[match.end(1) : end]
        parts = (match[1], _SENTENCE.split(match[1])[-1], _APART.split(match[1])[-1])
        for heading in dict.fromkeys(parts):
            if self._corrections.search(heading) and _is_inside(text, match.start(1)):
                continue
            known = (
                self._kind(heading)
                or (has_colon and (self._headed(heading) or self._misspelt(heading) or self._of_whom(heading)))
                or None
            )
            if known and (has_colon or _ASIDE.sub("", heading).isupper() or _is_alone(text, match, heading)):
                return Mark(match.end(1) - len(heading), end, heading, known)
        told = _SENTENCE.search(match[1])  # a stop inside it ends a sentence and makes no heading
        if has_colon and not told and match[1].isupper() and len(match[1]) > 3 and len(match[1].split()) <= 5:
            return Mark(match.start(), end, match[1], SectionKind(id=OWN, headings=(match[1],)))
        return None


def _is_alone(text: str, match: re.Match[str], heading: str) -> bool:
    """Whether a heading written as a word stands on a line of its own, with a line below it."""
    line = text.rfind("\n", 0, match.start(1)) + 1
    below = text[match.end() : match.end() + 200].strip()
    own = text[line : match.start(1)].strip(" \t>*#-") == "" and match[1] == heading
    return own and heading[0].isupper() and len(heading) >= _ALONE and bool(below)


def _is_inside(text: str, start: int) -> bool:
    """Whether words stand before it on its line."""
    return bool(text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>*#-"))
