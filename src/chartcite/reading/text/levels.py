"""Levels of the spine and ribs: lists, ranges and pairs, by the order that the vocabulary gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from chartcite.domain.text import Span

RIBS = 12  # ordinals that the scale of bare numbers has
_NAMED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELLED = "|".join(_NAMED)
_NUMBER = re.compile(rf"[\s-]?\b(?:{_SPELLED})\b", re.I)


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels as written: `pairs` are joints (two neighbours), `singles` nerves or bodies, in order and without repeats."""

    singles: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        """The regions named."""
        return frozenset(level[0] for level in (*self.singles, *(p[0] for p in self.pairs)))


_NO_TIME = r"(?!\s+(?:minute|hour|week|visit|time|session|attempt|month|day|pass|dose|needle|syringe|injection|of\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"  # what an ordinal counts that is no rib


@dataclass(frozen=True)
class LevelScale:
    """The order of levels: letters with how many each has."""

    letters: tuple[tuple[str, int], ...]
    order: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        names = [f"{letter}{n}" for letter, count in self.letters for n in range(1, count + 1)]
        object.__setattr__(self, "order", {name: i for i, name in enumerate(names)})

    def between(self, first: str, last: str) -> list[str]:
        """The levels from first to last, both included; empty when out of order or unknown."""
        names = list(self.order)
        if first not in self.order or last not in self.order:
            return []
        return names[self.order[first] : self.order[last] + 1]

    def pattern(self) -> re.Pattern[str]:
        """A level or a chain of levels joined by - / to through and commas."""
        letters = "".join(letter for letter, _ in self.letters)
        one = rf"[{letters}](?:\s?-?\d{{1,2}}|[\s-](?:{_SPELLED})\b)"
        joined = rf"\s*(?:-|–|/|to|through|thru)\s*(?:{one}|[{letters}]A|\d{{1,2}}|(?:{_SPELLED})\b|SA)(?![\d%])"
        run = rf"\s(?:{_SPELLED})\b|\s[{letters}]\s(?:{_SPELLED})\b"  # dictated: "L four five", "L five S one"
        return re.compile(
            rf"(?<![A-Za-z0-9])({one})((?:{joined}|[{letters}]\d{{1,2}}(?!\d)|{run})*)(?![A-Za-z0-9]|-\d{{3}})(?!\.\d+[A-Z]{{0,2}}\b(?!\s?(?:ml|cc|mg)))",
            re.I,
        )

    def read(self, text: str, as_nerves: bool) -> Levels:
        """All levels in a text; `as_nerves` says that a range of neighbours names nerves, not the joint between them."""
        singles: dict[str, None] = {}
        pairs: dict[tuple[str, str], None] = {}
        spans = []
        for match in self.pattern().finditer(text):
            chain = self._chain(match[1], match[2])
            if not chain:
                continue
            spans.append(Span.of(match))
            if len(chain) == 1:
                singles[chain[0]] = None
            elif as_nerves:
                singles.update(dict.fromkeys(self.between(chain[0], chain[-1])))
            else:
                steps = [self.between(a, b) for a, b in pairwise(chain)]
                for step in steps:
                    pairs.update(dict.fromkeys(pairwise(step)))
        return Levels(tuple(singles), tuple(pairs), tuple(spans))

    def spaces(self, text: str, numbers: dict[str, int]) -> int | None:
        """How many ribs or spaces are named by bare numbers ("spaces four to eight", "5th, 6th and 7th ribs")."""
        word = "|".join(sorted((re.escape(w) for w in numbers), key=len, reverse=True))
        one = rf"(?:{word}|\d{{1,2}}(?:st|nd|rd|th)?)"
        chain = rf"({one}(?:\s*(?:,|-|–|to|through|thru|and|&|,\s*and)\s*{one})*)"
        noun = r"(?:inter)?(?:costals?|spaces?|ribs?|levels?)"
        beside = r"(?:nerves?|blocks?|injections?|neurolys[ie]s|ablations?|cryo\w*|freez\w*|levels?|spaces?|at|of|on|for|to|the|and|left|right|bilateral|[lr]t?)"
        nth = r"(?:\d{1,2}(?:st|nd|rd|th)\b|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
        named: set[int] = set()
        for pattern in (
            rf"{noun}\s+(?:nerves?\s+|levels?\s+|spaces?\s+|at\s+|#)*{chain}(?![ \t]*(?:ml|cc|mg|%))\b",
            rf"{chain}\s+(?:(?:left|right|lt|rt|l|r)\s+)?{noun}",
            rf"{noun}\s+(?:nerves?\s+)?(?:left|right|lt|rt|l|r)\.?\s+(?=\d{{1,2}}\s*(?:,|-|–|to|and|&)\s*\d){chain}(?![ \t]*(?:ml|cc|mg|%))\b",
            rf"{noun}[\s,:(]+(?:{beside}[\s,:(]+)+(?={nth}){chain}{_NO_TIME}",
            r"^[ \t|*-]*(?:r|l|rt|lt|right|left)[ \t]?(\d{1,2})\b(?![ \t]*(?:ml|cc|%|mg|g|ga|gauge)\b|[.%])",
        ):
            for match in re.finditer(pattern, text, re.I | re.M):
                found = self._numbered(match[1].lower(), one, numbers)
                counted = (
                    len(found) == 1 and _is_cardinal(match[1], numbers) and match.start(1) == match.start()
                )  # "three ribs" counts
                if found and not counted and not (match[1].isdigit() and match.start(1) == match.start()):
                    named |= found
            if named:
                return len(named | self._carried_over(text, one, numbers))
        return None

    def _carried_over(self, text: str, one: str, numbers: dict[str, int]) -> set[int]:
        """Ribs to which the same is said to have been done ("... repeated at the eighth and at the ninth")."""
        nth = r"(?:[a-z]+th|first|second|third|\d{1,2}(?:st|nd|rd|th))\b"
        to = r"(?:(?:at|on|for|under|below|beneath) )?(?:the )?(?:(?:left|right|lt|rt|l|r) )?\b"
        found: set[int] = set()
        for match in re.finditer(
            rf"\b(?:same|identical\w*|repeat\w*|likewise|again|then|next|also|ditto)\b[^.;\n]{{0,40}}?{to}({nth}(?:(?:,| and| then| &| \+)* {to}{nth})*){_NO_TIME}",
            text,
            re.I,
        ):
            found |= self._numbered(match[1].lower(), one, numbers)
        return found

    @staticmethod
    def _numbered(chain: str, one: str, numbers: dict[str, int]) -> set[int]:
        """Numbers of a chain, ranges filled."""
        found: set[int] = set()
        last: int | None = None
        ranged = False
        for part in re.findall(rf"{one}|to|through|thru|-|–", chain):
            if part in ("to", "through", "thru", "-", "–"):
                ranged = True
                continue
            value = numbers.get(part) or int(re.sub(r"\D", "", part) or 0)
            if not 1 <= value <= RIBS:
                break
            found.update(range(last, value + 1) if ranged and last else {value})
            last, ranged = value, False
        return found

    def _chain(self, first: str, rest: str) -> list[str]:
        first, rest = _in_digits(first), _in_digits(rest)
        head = re.sub(r"[\s-]", "", first.upper())
        chain = [head] if head in self.order else [head[0] + digit for digit in head[1:]]  # L34 is how some write L3-4
        if len(chain) > 1 and not self.between(chain[0], chain[1]):
            return []  # "S26" is no level
        for part in re.findall(
            r"[A-Z]{0,2}\s?-?\d{1,2}|[A-Z]A", re.sub(r"\b(?:to|through|thru)\b", " ", rest, flags=re.I).upper()
        ):
            name = re.sub(r"[\s-]", "", part)
            if name.isdigit():
                name = chain[-1][0] + name
            chain.append(name)
        return [name for name in chain if name in self.order]


def _is_cardinal(word: str, numbers: dict[str, int]) -> bool:
    """Whether it says how many ("three"), not which ("third")."""
    low = word.lower()
    return low in numbers and not low.endswith("th") and low not in ("first", "second", "third")


def _in_digits(written: str) -> str:
    """Spelled numbers as digits; one that follows another stands for the next level."""
    return _NUMBER.sub(
        lambda m: f"{'-' if m[0][0] == '-' else ' '}{_NAMED.index(m[0].strip(' -').lower()) + 1}", written
    )
