"""What a note tells as left out: a small grammar of verbs of omission, bound to the things that they are said of.

The words and the shapes of the phrases are the vocabulary's. A phrase counts only where what it is said of stands right
before it (its subject) or right after it (its object), with nothing between them but what the vocabulary lets stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from chartcite.catalog.words import Word
from chartcite.domain.assertion import GONE, STOPPED, Assertion
from chartcite.domain.note import Cue
from chartcite.domain.note_language import Omission
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention, Span
from chartcite.reading.notes.outline.things import Things
from chartcite.reading.text.places import apart, at_place

_DENIED: Final = "denied"
_SPARED: Final = "spared"
_PLANNED: Final = "planned"
_HALTED = STOPPED | {"offered"}  # what of a thing beside those left out still stands
_ACT = "technique"
_STEPS = 6  # things that one phrase is said of
_BEFORE, _AFTER = 170, 60  # characters between a phrase and its subject, and its object
_PASSED = 4  # things nearest to a phrase of which one is its subject
_BACK = 24  # characters before a phrase in which a "not" of its own stands
_LEAD, _LETTERS = (
    60,
    4,
)  # characters before a phrase in which its auxiliary stands, and first letters of words that may start one
_NEVER = re.compile(r"(?!)")
_REST = 160  # characters after a phrase in which it is taken back
_CLAUSE_END = re.compile(r"[.;\n]")
_STARTS = re.compile(r"(?:^|[.;:,\n(|]|\band\b|\bbut\b|\bwe\b|\bi\b)\s*(?:[a-z]{3,}\s+){0,2}$", re.I)


class Left(NamedTuple):
    """Cues for what was left out, with the stretches where a stop says no more than that, and where phrases are taken back."""

    cues: list[Cue]
    stops: list[Span]
    withdrawn: list[Span]

    def undated(self, cues: Sequence[Cue]) -> list[Cue]:
        """Without cues of a day that says only when something was left out ("which was not treated in May, was ... today")."""
        return [c for c in cues if not any(s.holds(c.span) for s in self.withdrawn)]

    def less(self, cues: Sequence[Cue]) -> list[Cue]:
        """Without cues of other words that say the same of the whole, or what is taken back."""
        return [
            c
            for c in cues
            if not (
                (c.assertion in _HALTED and any(s.meets(c.span) for s in self.stops))
                or (c.assertion in GONE | _HALTED and any(s.meets(c.span) for s in self.withdrawn))
            )
        ]


_SaidOf = Callable[[Things, re.Match[str]], Span | None]


class _Phrase(NamedTuple):
    """A phrase that may start at a place: what it says and of what; `if_led`: only after a form of "be", "have", "do"."""

    match: re.Match[str]
    assertion: Assertion
    said_of: _SaidOf
    if_led: bool


class Omissions:
    """Finds them with one grammar; `level`: the shape of a level."""

    def __init__(self, grammar: Omission, level: re.Pattern[str]) -> None:
        self._level = level
        self._starts, self._endings = frozenset(grammar.starts), tuple(grammar.endings)
        words: dict[str, str] = {}
        for name, pattern in grammar.words.items():  # a class may be made of those above it
            words[name] = _filled(pattern, words)
        self._shapes = {
            name: re.compile(alternatives(_filled(p, words) for p in rows), re.I)
            for name, rows in grammar.shapes.items()
        }
        ways: Sequence[tuple[str, Assertion, _SaidOf, bool]] = (
            ("subject_led", _DENIED, self._subject, True),
            ("subject_led_spared", _SPARED, self._subject, True),
            ("split", _DENIED, self._parted, False),
            ("subject_later", _PLANNED, self._subject, False),
            ("subject", _DENIED, self._subject, False),
            ("subject_spared", _SPARED, self._subject, False),
            ("object", _DENIED, self._object, False),
            ("object_spared", _SPARED, self._object, False),
            ("subject_row", _DENIED, self._in_row, False),
        )
        self._ways = [(self._shape(name), (says, of, led)) for name, says, of, led in ways]

    def _shape(self, name: str) -> re.Pattern[str]:
        return self._shapes.get(name, _NEVER)

    def of(self, text: str, words: Sequence[Word], found: Sequence[Mention]) -> Left:
        """Cues over the things left out with their phrases, and where other cues are lifted."""
        left = Left([], [], [])
        places = [place for word in words for place in self._place(word)]
        if not places:
            return left
        things = Things(text, found, self._level)
        sides = things.by_side(text, found)
        for place in places:
            phrases = self._phrases(text, place)
            if phrases and not self._at(things, phrases, left):
                self._at(sides, phrases, left)
        reaches = apart([cue.reach for cue in left.cues])
        names = {text[slice(*s)].lower() for s in things.targets if not at_place(reaches, s)}
        for cue in left.cues:  # where something else is left that was done, a stop told of this one stops nothing else
            own = {text[slice(*s)].lower() for s in things.targets_in(cue.reach.start, cue.reach.end)}
            if names - own and (own or not _is_all(found, cue.reach)):
                left.stops.append(Span(cue.reach.start, self._end_of(things, cue.reach)))
        return left

    def _place(self, word: Word) -> Iterator[int]:
        """Where a phrase may start in a word."""
        lower = word.raw.lower()
        if lower[:_LETTERS] in self._starts:
            yield word.start
        if lower.endswith(self._endings):
            yield word.end - len(next(e for e in self._endings if lower.endswith(e)))

    def _phrases(self, text: str, place: int) -> list[_Phrase]:
        """The phrases that may start at a place, with what they say and of what."""
        phrases = [_Phrase(match, *way) for shape, way in self._ways if (match := shape.match(text, place))]
        led = phrases and self._shape("lead").search(text, max(0, place - _LEAD), place)
        return [phrase for phrase in phrases if led or not phrase.if_led]

    def _at(self, things: Things, phrases: Sequence[_Phrase], left: Left) -> bool:
        """Adds the cue of the first of these phrases that is said of a thing, if any."""
        for match, assertion, said_of, _ in phrases:
            of = said_of(things, match)
            if of and self._add(things, match, assertion, of, left):
                return True
        return False

    def _add(self, things: Things, match: re.Match[str], assertion: Assertion, of: Span, left: Left) -> bool:
        """Adds a cue for a phrase and what it is said of; one that the words after it take back withdraws others there."""
        own = Span.of(match)
        if self._shape("denied").search(things.text, max(0, own.start - _BACK), own.start):
            return False
        reach = Span(min(own.start, of.start), max(own.end, of.end))
        end = _end(things.text, reach.end)
        alone = next((s.start for s in things.targets_in(reach.end, end)), end)
        backs = ["taken_back", "taken_back_no"] if self._shape("negation").search(match.group()) else ["taken_back"]
        back = next((m for name in backs if (m := self._shape(name).match(things.text, own.end))), None)
        if back or self._shape("redone").search(things.text, own.end, min(alone, own.end + _REST)):
            left.withdrawn.append(Span(reach.start, max(reach.end, back.end() if back else 0)))
        else:
            left.cues.append(Cue(assertion, reach, own))
        return True

    def _subject(self, things: Things, match: re.Match[str]) -> Span | None:
        """What stands before a phrase, with all that is joined to it; the thing nearest has to be beside the phrase."""
        last = self._nearest(things, match.start())
        if last is None:
            return self._labelled(things, match)
        index = last
        while index > 0 and last - index < _STEPS:
            gap = self._shape("joined").fullmatch(things.text[things.spans[index - 1].end : things.spans[index].start])
            if not gap or (index == last and gap["list"]):  # "A, B skipped" may tell of B alone
                break
            index -= 1
        return Span(self._with_side(things.text, things.spans[index].start), things.spans[last].end)

    def _nearest(self, things: Things, place: int) -> int | None:
        """The thing before a place with nothing between them but what may stand there, which may name others itself."""
        last = things.before(place)
        for index in range(last, max(-1, last - _PASSED), -1):
            span = things.spans[index]
            if place - span.end > _BEFORE:
                break
            if self._shape("between").fullmatch(things.text, span.end, place):
                return index
        return None

    def _in_row(self, things: Things, match: re.Match[str]) -> Span | None:
        """The thing before a phrase in the same row, with a label's colon, dash or bar between them."""
        index = things.before(match.start())
        if index < 0 or not self._shape("row").fullmatch(things.text[things.spans[index].end : match.start()]):
            return None
        return Span(self._with_side(things.text, things.spans[index].start), things.spans[index].end)

    def _labelled(self, things: Things, match: re.Match[str]) -> Span | None:
        """What follows a phrase that heads it ("Not treated: ...")."""
        if not _STARTS.search(things.text, max(0, match.start() - _BACK), match.start()):
            return None
        label = self._shape("label_end").match(things.text, match.end())
        return self._listed(things, label.end()) if label else None

    def _object(self, things: Things, match: re.Match[str]) -> Span | None:
        """What follows a phrase right away, else what it heads, else what stands before it."""
        return self._listed(things, match.end()) or self._subject(things, match)

    def _parted(self, things: Things, match: re.Match[str]) -> Span | None:
        """What stands between the two parts of a phrase ("left the ... alone")."""
        of = self._listed(things, match.end())
        end = self._shape("split_end").match(things.text, of.end) if of else None
        return Span(of.start, end.end()) if of and end else None

    def _listed(self, things: Things, start: int) -> Span | None:
        """The thing right after a place, with all that is joined to it."""
        first = index = things.after(start)
        if index == len(things.spans) or things.spans[index].start - start > _AFTER:
            return None
        if not self._shape("object_between").fullmatch(things.text[start : things.spans[index].start]):
            return None
        while index + 1 < len(things.spans) and index - first < _STEPS:
            if not self._shape("joined").fullmatch(
                things.text[things.spans[index].end : things.spans[index + 1].start]
            ):
                break
            index += 1
        return Span(self._with_side(things.text, things.spans[first].start), things.spans[index].end)

    @staticmethod
    def _with_side(text: str, start: int) -> int:
        """Where a name starts with the side before it, which is blanked."""
        before = text[:start]
        blank = len(before) - len(before.rstrip(" "))
        return start - blank + 1 if blank > 1 else start

    @staticmethod
    def _end_of(things: Things, reach: Span) -> int:
        """How far what is said of it goes on: to the next target or the end of the clause."""
        end = _end(things.text, reach.end)
        index = things.after(reach.end)
        return min(end, things.spans[index].start) if index < len(things.spans) else end


def _is_all(found: Sequence[Mention], reach: Span) -> bool:
    """Whether an act told as left out is the only one that the text names ("... here for a block. The block was not done")."""
    own = {m.value for m in found if m.kind == _ACT and reach.holds(m.span)}
    return bool(own) and {m.value for m in found if m.kind == _ACT} <= own


def _end(text: str, start: int) -> int:
    end = _CLAUSE_END.search(text, start)
    return end.start() if end else len(text)


def _filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with the classes of words that it names in braces."""
    for name, own in words.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{own})")
    return pattern
