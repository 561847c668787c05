"""Letters that give a side in a note: "L groin", "R+L", "rfa r lfcn"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chartcite.catalog.words import Word
from chartcite.domain.note import Section
from chartcite.domain.text import Mention, Span
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.told import Initials

_SITE = "target_site"  # the kind of a heading under which a letter alone is a side
_ENDS = re.compile(
    r"\s{2,}|[\"”’']?\s*(?:$|\n|[,;:)|]|\.(?:\s|$)|\s\(|\s[-–]|\sside\b|(?:\s?(?:\+|&)\s?|\s(?:and|then)\s)[RL]\b"
    r"|\s(?:@\s?|at\s)?(?:[3-9]\d\s?(?:°|º|deg|[cC]\b|/\s?\d{2,3}\b)|\d{1,3}\s?(?:s|sec|secs|[xX]|U|units?|min)\b|[xX]\s?\d\b|\d{1,2}(?:\.\d+)?\s?(?:m[lL]|cc)\b|['\"’‘“]))"
)
_CLOSED = re.compile(r"\)\s*,?\s*|\s*,\s*|\s*->\s*")
_DOSED = re.compile(r"(?<![\w.&+-])([RL])[ :=]{1,3}\d{1,3}(?:\.\d+)?\s?(?:m[lL]\b|cc\b|[uU]\b|units?\b)")
_LEAD = re.compile(r"(?:^|(?<=[.;]\s))[ \t>*•-]{0,6}([RL])[ \t]?(?:[:)—–]|-{1,2}(?=\s))(?=[ \t]+\S)", re.M)
_SIDED = re.compile(r"[ -]side\b", re.I)
_BESIDE = 22  # characters between a name and the letter of its side
_JOINED = re.compile(
    r"(?<![\w.&+-])(?:R\s?(?:\+|&)\s?L|L\s?(?:\+|&)\s?R|(?:R and L|L and R|R then L|L then R))(?![\w.&+-])"
)
_QUANTITY = re.compile(r"(?:[\d%/=<>~±]|\d\.)\s?$")
_BOXED = re.compile(r"(?:\[[ \t_xX✓✔]{0,3}\]|\([ \t_xX✓✔]{1,3}\)|[☐□☒☑✓✔])[ \t]?$")
_ON_THE = re.compile(r"\bon the $", re.I)
_WORD = re.compile(r"[ \t](?P<word>[A-Za-z]{2,}|\d(?:st|nd|rd|th)\b)")


class SideLetters:
    """Finds them beside what they are the side of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        language = lexicon.library.vocabularies.question_language
        self._capitals = {name: side for side, names in language.sides_upper.items() for name in names}
        self._small = {name.lower(): side for name, side in self._capitals.items()}
        self._not_before = frozenset(lexicon.library.vocabularies.note_language.letters_not_before)
        self._initials = Initials(lexicon)

    def with_sides(
        self, text: str, words: list[Word], terms: list[Mention], sections: Sequence[Section]
    ) -> list[Mention]:
        """The terms with the sides that letters give, in order, and without letters that are none."""
        found = [m for m in terms if m.kind != "side" or m.text not in self._capitals]
        inside = {at for m in found if m.kind == "side" for at in range(*m.span)}
        letters = self._before_names(text, words, found, sections, inside)
        letters += self._after_names(text, words, found, {m.span.start for m in letters} | inside)
        letters += self._small_letters(text, words, found)
        sides = [m for m in letters if not self._initials.is_one(text, m)]
        taken = {m.span.start for m in letters} | inside
        sides += [*self._dosed(text, taken), *self._leading(text, taken)]
        joined = [Mention("side", "both", Span.of(m), m.group()) for m in _JOINED.finditer(text)]
        sides = [m for m in sides if not any(j.span.has(m.span.start) for j in joined)]
        sides += joined
        return sorted([*found, *sides], key=lambda m: m.span) if sides else found

    def _before_names(
        self, text: str, words: list[Word], found: list[Mention], sections: Sequence[Section], inside: set[int]
    ) -> list[Mention]:
        """Letters right before what they are the side of, or where a heading or brackets say that they are one."""
        starts = {m.span.start for m in found if m.kind == "target"}
        alone = {_first(text, section.body) for section in sections if section.kind == _SITE}
        return [
            Mention("side", self._capitals[word.raw], Span(word.start, word.end), word.raw)
            for word, after in pairwise(words)
            if word.raw in self._capitals
            and word.start not in inside
            and (
                after.start in starts
                or (word.start in alone and _ENDS.match(text, word.end))
                or _SIDED.match(text, word.end)
                or _in_brackets(text, word)
                or _is_boxed(text, word)
                or self._lexicon.levels.pattern().match(text, after.start)
                or self._is_before_word(text, word)
            )
        ]

    def _dosed(self, text: str, taken: set[int]) -> list[Mention]:
        """Letters of both sides on one line, each with what was given there ("R 2 mL, L 2 mL")."""
        lines: dict[int, list[re.Match[str]]] = {}
        for match in _DOSED.finditer(text):
            lines.setdefault(text.rfind("\n", 0, match.start()), []).append(match)
        pairs = [m for own in lines.values() if len({m[1] for m in own}) > 1 for m in own]
        return [
            Mention("side", self._capitals[m[1]], Span(*m.span(1)), m[1])
            for m in pairs
            if m[1] in self._capitals and m.start() not in taken
        ]

    def _leading(self, text: str, taken: set[int]) -> list[Mention]:
        """Letters that lead lines or sentences where each of the two sides leads some ("L: RF ... R: block ...")."""
        leads = list(_LEAD.finditer(text))
        if len({m[1] for m in leads}) < len(set(self._capitals.values())):
            return []
        return [
            Mention("side", self._capitals[m[1]], Span(*m.span(1)), m[1])
            for m in leads
            if m[1] in self._capitals and m.start(1) not in taken
        ]

    def _is_before_word(self, text: str, word: Word) -> bool:
        """Whether a letter stands before a common word ("L groin", "R 3rd toe", "L PSIS") and after no quantity."""
        if _QUANTITY.search(text[max(0, word.start - 3) : word.start]):
            return False
        after = _WORD.match(text, word.end)
        if after is None or after["word"].lower() in self._not_before:
            return False
        own = after["word"]
        return own.islower() or own.isupper() or own[0].isdigit()

    def _after_names(self, text: str, words: list[Word], found: list[Mention], taken: set[int]) -> list[Mention]:
        """Letters of a side right after what it is the side of ("greater occipital R", "genicular targets, L")."""
        names = [m.span.end for m in found if m.kind in ("target", "technique", "word", "indication")]
        names += [m.end() for m in self._lexicon.levels.pattern().finditer(text)]
        return [
            Mention("side", self._capitals[word.raw], Span(word.start, word.end), word.raw)
            for before, word in pairwise(words)
            if word.raw in self._capitals
            and word.start not in taken
            and _ENDS.match(text, word.end)
            and not before.raw.isdigit()
            and (
                _ON_THE.search(text[max(0, word.start - 8) : word.start])
                or _CLOSED.fullmatch(text[before.end : word.start])
                or any(word.start - _BESIDE <= e <= word.start for e in names)
            )
        ]

    def _small_letters(self, text: str, words: list[Word], found: list[Mention]) -> list[Mention]:
        """Small letters behind a box, and right before a target ("rfa r lfcn") where the note writes names small."""
        starts = {m.span.start for m in found if m.kind == "target" and m.text.islower()}
        return [
            Mention("side", self._small[word.raw], Span(word.start, word.end), word.raw)
            for word, after in pairwise([*words, Word("", "", len(text), len(text))])
            if word.raw in self._small
            and ((after.start in starts and after.start - word.end == 1) or _is_boxed(text, word))
        ]


def _is_boxed(text: str, word: Word) -> bool:
    """Whether a box to tick stands right before it."""
    return bool(_BOXED.search(text[max(0, word.start - 6) : word.start]))


def _first(text: str, span: Span) -> int:
    """Where the first word of a span starts."""
    return span.end - len(text[span.start : span.end].lstrip())


def _in_brackets(text: str, word: Word) -> bool:
    return text[max(0, word.start - 1) : word.start] == "(" and text[word.end : word.end + 1] == ")"
