"""A claim as it was given: its lines in every usual printing, each as it stands there, and what of it could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from chartcite.domain.text import ProposedLine, Span
from chartcite.errors import InputError
from chartcite.reading.text.lexicon import Lexicon

_COUNT = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<units>(?:(?<![a-z])x|[×*]|\btimes\b|\b(?:qty|quantity|units?)\b)\s*[:=.]?\s*(?P<count>[-−+]?{_COUNT}|[a-z]+\b)(?![\w.]*\w)(?:\s*units?\b)?)"
    rf"|(?P<counted>(?:(?<=[\s|(])[-−])?{_COUNT})\s*(?:units?|u)\b"
    r"|(?P<two>[a-z\d]{2})(?![\w.])"
    r"|(?P<bare>(?:(?<=[\s|(])[-−](?!\d\d))?\d+(?:\.\d+)?)(?![\w.]*\w)"
    r"|(?P<word>[^\s,;|:()\[\]/+&-]+)",
    re.I,
)
_APART = re.compile(r"[,;\n]")
_AMOUNT = re.compile(r"\d{2,}\.\d\d|0\.\d\d")  # printed with cents, as charges are
_NUMBERED = re.compile(r"(?:^|(?<=[,;\n]))[ \t]*(#?\d{1,3}\s*(?:[|.):]|\t)\s*)$")  # a line's own number before its code
_COUNTED = re.compile(r"(?<![\w.,-])((\d+)\s*(?:[x×*]|units?(?:\s+of)?)\s*)$", re.I)  # "2 x" before a code
_AFTER_COUNT = re.compile(r"(?:(?<![a-z\d])(?<!\d\s)x|[×*$]|\b(?:qty|quantity|units?))\s*[:=.]?\s*$", re.I)
_JOINING = frozenset({"and", "plus", "with", "or", "mod", "mods", "modifier", "modifiers", "code", "codes", "line"})
_LIKE_CODE = r"(?=[a-z]?\d*[a-z]?\d*[a-z]?(?![a-z\d]))(?=(?:[a-z]*\d){3})(?!x\d+\b)[a-z\d]{5}(?![a-z\d])"
"""Five letters and digits, mostly digits: a code with a slip of the pen is a line too."""


class _Code(NamedTuple):
    """A code at its place: `start` with what leads to it, `end` with the modifiers written without a hyphen."""

    start: int
    end: int
    code: str
    glued: tuple[str, ...]
    units: str


@dataclass
class _Read:
    """What was read behind one code."""

    modifiers: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    units: str = ""
    unread: list[Span] = field(default_factory=list)
    end: int = 0


class ClaimReader:
    """Reads claims with the codes and modifiers of one library."""

    def __init__(self, lexicon: Lexicon) -> None:
        systems = lexicon.library.code_set.systems
        shapes = "|".join(shape for name, shape in systems.patterns.items() if name != systems.diagnoses)
        glued = "|".join(sorted(map(re.escape, lexicon.modifiers)))
        ends = rf"(?![.]\d)(?:(?!(?!x\d|s\b)\w)|(?=(?:{glued})+(?!\w)))"
        self._codes = re.compile(rf"(?<![\w.$-])(?:(?:{shapes}){ends}|{_LIKE_CODE})", re.I)
        self._glued = re.compile(rf"(?:{glued})", re.I)
        self._diagnoses, self._modifiers = lexicon.diagnoses, lexicon.modifiers
        self._numbers: Mapping[str, int] = lexicon.library.vocabularies.question_language.numbers
        self._said = _JOINING | {name.lower() for name in systems.patterns}

    def lines(self, text: str) -> list[ProposedLine]:
        """Each line with its text as given; what is no code, modifier or number of units is kept as `unread`.

        A text without any code is an `InputError`.
        """
        codes = list(self._found(text))
        if text.strip() and not codes:
            raise InputError(
                f"no code in the claim {text.strip()[:60]!r}: write lines as CODE-MODIFIER xUNITS, with commas"
            )
        return [
            self._line(text, code, after.start if after else len(text), index)
            for index, (code, after) in enumerate(zip_longest(codes, codes[1:]))
        ]

    def _found(self, text: str) -> Iterator[_Code]:
        """The codes in order; a figure that counts and a diagnosis are none."""
        diagnoses = [m.span() for m in self._diagnoses.finditer(text)]
        last = 0
        for match in self._codes.finditer(text):
            counts = _AFTER_COUNT.search(text, last, match.start())
            if counts or any(start <= match.start() < end for start, end in diagnoses):
                continue
            end, glued = match.end(), []
            while text[end : end + 1].isalnum() and (more := self._glued.match(text, end)):
                glued.append(more.group().upper())
                end = more.end()
            before = text[last : match.start()]
            lead = _NUMBERED.search(before) or _COUNTED.search(before)
            counted = lead[2] if lead and lead.re is _COUNTED else ""
            yield _Code(
                last + lead.start(1) if lead else match.start(), end, match.group().upper(), tuple(glued), counted
            )
            last = end

    def _line(self, text: str, code: _Code, reach: int, index: int) -> ProposedLine:
        """The line of a code, which ends with the last thing read or with its stretch between commas."""
        read = _Read(modifiers=list(code.glued), units=code.units, end=code.end)
        for match in _TOKEN.finditer(text, code.end, reach):
            self._take(text, match, read)
        unread = read.unread
        if index == 0:
            unread = [*self._unread(text, 0, code.start), *unread]
        for span in read.unread:
            if not _APART.search(text, read.end, span.start):
                read.end = span.end  # words in the same stretch belong to the line as given
        if text[read.end : read.end + 1] == ")" and "(" in text[code.start : read.end]:
            read.end += 1
        units, odd = self._counted(read.units)
        span = Span(code.start, read.end)
        return ProposedLine(
            code.code,
            units,
            tuple(read.modifiers),
            span,
            text[slice(*span)],
            odd_units=odd,
            strange=tuple(read.strange),
            unread=tuple(_joined(text, unread)),
        )

    def _unread(self, text: str, start: int, end: int) -> list[Span]:
        read = _Read()
        for match in _TOKEN.finditer(text, start, end):
            if match.group().lower() not in self._said:
                read.unread.append(Span.of(match))
        return read.unread

    def _take(self, text: str, match: re.Match[str], read: _Read) -> None:
        """What one token is: a modifier, the units, or something that can't be read."""
        word = match.group()
        attached = text[match.start() - 1] == "-" and not text[match.start() - 2].isspace()
        count = match["count"] or match["counted"]
        bare = match["bare"] or (match["two"] if word.isdigit() else None)
        if word.upper() in self._modifiers and match["two"]:
            read.modifiers.append(word.upper())
        elif match["two"] and (attached or word.isupper()) and not (bare and not attached):
            read.strange.append(word.upper())
        elif count and not read.units and (count[-1].isdigit() or count.lower() in self._numbers):
            read.units = count
        elif bare and attached:
            read.strange.append(word)
        elif bare and not read.units and not _AMOUNT.fullmatch(bare):
            read.units = bare
        elif word.lower() in self._said:
            return
        else:
            read.unread.append(Span.of(match))
            return
        read.end = match.end()

    def _counted(self, written: str) -> tuple[int | None, str]:
        """The units, or how they are written where that is no number of units."""
        if not written:
            return None, ""
        if written.lower() in self._numbers:
            return self._numbers[written.lower()], ""
        value = float(written.replace(",", "").replace("−", "-"))
        return (int(value), "") if value >= 1 and value.is_integer() else (None, written)


def _joined(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """What stands at spans, those side by side as one."""
    run: Span | None = None
    for span in spans:
        if run and not text[run.end : span.start].strip():
            run = Span(run.start, span.end)
            continue
        if run:
            yield text[slice(*run)]
        run = span
    if run:
        yield text[slice(*run)]
