"""Codes, modifiers, years and figures that were spoken or dictated, written as a coder writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_GAP = re.compile(r"[ \t-]{1,2}\Z")
_MOST_TOKENS = 8  # a code takes no more words
_CODE_DIGITS = 5
_GROUPS = frozenset({"co", "pr", "oa"})  # reason codes are written with a dash, remarks without
_DENIAL_DIGITS = 3
_MODIFIER_DIGITS = 2
_VERTEBRAE = 12
_NAMES = frozenset({"modifier", "modifiers", "mod"})
_LETTERS = 2  # letters spelled before a number ("c o fifty")


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


class Known(NamedTuple):
    """What a string of digits may be: a code, a diagnosis, a modifier (after and before which words), a spinal level."""

    code: Callable[[str], object]
    diagnosis: Callable[[str], object]
    modifiers: frozenset[str]
    context: frozenset[str]
    not_before: frozenset[str]
    levels: frozenset[str]


class Spoken:
    """Writes number words as codes where they make one."""

    def __init__(self, numbers: Mapping[str, int], known: Known, prefixes: Sequence[str]) -> None:
        self._numbers, self._known, self._prefixes = numbers, known, frozenset(prefixes)

    def written(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """The text with spoken codes written, and each change as (words, what they became)."""
        made: list[tuple[_Piece, str]] = []
        for run in self._runs(text):
            made += self._read(text, run) if len(run) > 1 else []
            made += [] if made and made[-1][0].end > run[0].start else self._modifier(text, run)
        for piece, now in reversed(made):
            text = f"{text[: piece.start]}{now}{text[piece.end :]}"
        return text, [(piece.text, now) for piece, now in made]

    def _runs(self, text: str) -> Iterator[list[_Piece]]:
        """Words that follow one another and are numbers, single letters or "point"; one number word at least."""
        run: list[_Piece] = []
        for match in _TOKEN.finditer(text):
            piece = _Piece(match.group(), *match.span())
            if run and not _GAP.match(text[run[-1].end : piece.start]):
                yield from self._worth(run)
                run = []
            if self._may_be_part(piece.text.lower()):
                run.append(piece)
            else:
                yield from self._worth(run)
                run = []
        yield from self._worth(run)

    def _may_be_part(self, word: str) -> bool:
        return word in self._numbers or word.isdigit() or len(word) == 1 or word == "point" or word in self._prefixes

    def _worth(self, run: list[_Piece]) -> Iterator[list[_Piece]]:
        if any(piece.text.lower() in self._numbers for piece in run):
            yield run

    def _modifier(self, text: str, run: list[_Piece]) -> list[tuple[_Piece, str]]:
        """A number at the head of a run that stands where a modifier would ("the fifty modifier", "mod twenty five")."""
        before = re.findall(r"\w+", text[: run[0].start].lower())[-1:]
        while run and run[0].text.lower() in self._known.context and run[0].text.lower() not in self._numbers:
            before, run = [run[0].text.lower()], run[1:]
        for size in (2, 1):
            part = [piece.text.lower() for piece in run[:size]]
            value = next(self._strings(part), "") if len(part) == size else ""
            if value not in self._known.modifiers or len(value) != _MODIFIER_DIGITS or part[0].isdigit():
                continue
            after = (re.findall(r"\w+", text[run[size - 1].end :].lower()) or [""])[0]
            if (
                after in _NAMES or (before and before[0] in self._known.context)
            ) and after not in self._known.not_before:
                return [(_Piece(text[run[0].start : run[size - 1].end], run[0].start, run[size - 1].end), value)]
        return []

    def _read(self, text: str, run: list[_Piece]) -> list[tuple[_Piece, str]]:
        made: list[tuple[_Piece, str]] = []
        first = 0
        while first < len(run):
            for last in range(min(len(run), first + _MOST_TOKENS), first + 1, -1):
                part = run[first:last]
                if any(p.text.lower() in self._numbers for p in part) and (
                    now := self._as_code([p.text.lower() for p in part])
                ):
                    piece = _Piece(text[part[0].start : part[-1].end], part[0].start, part[-1].end)
                    made.append((piece, now))
                    first = last - 1
                    break
            first += 1
        return made

    def _as_code(self, words: list[str]) -> str | None:
        if denial := self._as_denial(words):
            return denial
        for digits in self._strings(words):
            if len(digits) == _CODE_DIGITS and self._known.code(digits.upper()):
                return digits.upper()
            if "." in digits and self._known.diagnosis(digits.upper()):
                return digits.upper()
            if re.fullmatch(r"(?:19|20)\d\d", digits) or re.fullmatch(r"\d{1,3}\.\d{1,2}", digits):
                return digits
        return self._as_level(words)

    def _as_level(self, words: list[str]) -> str | None:
        """A letter of the spine and one or two numbers: "l four five" is L4-5."""
        numbers = [self._numbers.get(word, 0) for word in words[1:]]
        if (
            words[0] not in self._known.levels
            or not 0 < len(numbers) <= 2
            or not all(0 < n <= _VERTEBRAE for n in numbers)
        ):
            return None
        return words[0].upper() + "-".join(map(str, numbers))

    def _as_denial(self, words: list[str]) -> str | None:
        """Letters and a number as denial codes are written: "c o fifty" is CO-50."""
        for split in range(min(_LETTERS, len(words) - 1), 0, -1):
            letters = "".join(words[:split])
            told = words[split:]
            if (
                letters in self._prefixes
                and all(word in self._numbers for word in told)
                and (letters in _GROUPS or len(told) > 1)
            ):
                digits = next(self._strings(told))
                return (
                    f"{letters.upper()}{'-' if letters in _GROUPS else ''}{digits}"
                    if len(digits) <= _DENIAL_DIGITS
                    else None
                )
        return None

    def _strings(self, words: list[str]) -> Iterator[str]:
        """Every way to write the words: tens take a unit that follows ("sixty four" is 64, or 60 and 4)."""
        if not words:
            yield ""
            return
        head, rest = words[0], words[1:]
        value = self._numbers.get(head)
        if value is None:
            now = "." if head == "point" else head
            yield from (now + tail for tail in self._strings(rest))
            return
        following = self._numbers.get(rest[0]) if rest else None
        if value >= 20 and following is not None and 0 < following < 10:
            yield from (str(value + following) + tail for tail in self._strings(rest[1:]))
        yield from (str(value) + tail for tail in self._strings(rest))
