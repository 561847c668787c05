"""What a question counts: measures, days, units claimed, and the number before or after a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.catalog.words import Word
from chartcite.domain.text import Mention, ProposedLine
from chartcite.reading.text.figures import days, measures

_NERVES = "nerve_count"
_UNITS = "units_claimed"
_CHANGED = re.compile(
    r"\b(?:changed|cut|corrected|reduced|dropped|lowered|fixed|brought|knocked|edited|took)\s+"
    r"(?:(?:it|them|that|this|the|his|her|units?)\s+){0,2}(?:(?:back|down)\s+)?to\s+(?:units?\s+)?(\d)\b(?![.:/%-])",
    re.I,
)  # "I changed it to 1"
_JOINS = ("-", "/", "–", ".")
_TIMES = re.compile(r"\b[xX]\s?(\d{1,2})\b")  # how often a target is told ("... nerves x3")
_MOST_COUNTED = 30  # a larger number is no count of nerves, levels or units
_OF_FIRST = frozenset({"of", "out"})
_OF_WHOLE = _OF_FIRST | {"the", "all"}
_PARTED = re.compile(r"[:;?!]|\.\s")  # "one session: the nerves ..." counts none
_COUNT_REACH = 4  # words between a number and what it counts
_MEASURES = frozenset(
    {"mm", "cm", "ml", "cc", "mg", "mcg", "hz", "khz", "g", "gauge", "c", "deg", "degrees", "sec", "min"}
)
_AMOUNT = re.compile(
    r"(?:\$\s?(\d[\d,]*(?:\.\d+)?)|(?<![\w.$-])(\d[\d,]*\.\d\d)(?![\w%.])|\b(\d[\d,]*)\s?(?:dollars|bucks)\b)", re.I
)  # "$150", "267.54", "180 dollars"


def counted(
    text: str,
    mentions: Sequence[Mention],
    words: Sequence[Word],
    lines: Sequence[ProposedLine],
    names: dict[str, int],
    ordinals: dict[str, int],
) -> dict[str, float]:
    """Fact -> figure; of several figures for one fact the first stands. `ordinals` count days alone."""
    numbers: dict[str, float] = {}
    for figure in (*measures(text), *days(text, {**names, **ordinals})):
        numbers.setdefault(figure.fact, figure.value)
    if amounts := [next(g for g in m.groups() if g).replace(",", "") for m in _AMOUNT.finditer(text)]:
        numbers["amount"] = max(map(float, amounts))
    for changed in _CHANGED.finditer(text):
        numbers.setdefault(_UNITS, float(changed[1]))
    if units := next((line.units for line in lines if line.units), None):
        numbers.setdefault(_UNITS, float(units))
    for times in _TIMES.finditer(text):
        before = [m for m in mentions if m.kind in ("counted", "target") and 0 <= times.start() - m.span.end <= 1]
        if any(m.kind == "target" or m.value == _NERVES for m in before):
            numbers.setdefault(_NERVES, float(times[1]))
    starts = {w.start: i for i, w in enumerate(words)}
    used: set[int] = set()
    for mention in sorted((m for m in mentions if m.kind == "counted"), key=lambda m: m.span.start):
        index = _number_before(text, words, starts[mention.span.start], names)
        if index is not None and index not in used:
            used.add(index)
            numbers.setdefault(mention.value, float(_number(words[index], names) or 0))
    return numbers


def _number_before(text: str, words: Sequence[Word], index: int, names: dict[str, int]) -> int | None:
    """The index of the number that counts the word at `index`; a digit of a level (L4-5) counts nothing."""
    for position in range(index - 1, max(-1, index - 1 - _COUNT_REACH), -1):
        word = words[position]
        if _PARTED.search(text, word.end, words[position + 1].start):
            return None
        joined = text[word.start - 1 : word.start] in _JOINS or text[word.end : word.end + 1] in _JOINS[:3]
        measured = words[position + 1].norm in _MEASURES
        if _number(word, names) is not None and not joined and not measured:
            return _part_of(words, position, names)
    return None


def _part_of(words: Sequence[Word], position: int, names: dict[str, int]) -> int:
    """The number before "of the" of which this one is the whole ("two of the three"), else the number itself."""
    at = position - 1
    while at > 0 and words[at].norm in _OF_WHOLE:
        at -= 1
    whole = at < position - 1 and words[at + 1].norm in _OF_FIRST and _number(words[at], names) is not None
    return at if whole else position


def _number(word: Word, names: dict[str, int]) -> int | None:
    if word.norm.isdigit():
        return int(word.norm) if int(word.norm) <= _MOST_COUNTED else None
    return names.get(word.norm) if word.norm != "a" else None


def is_plural(mentions: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether the targets are told in the plural ("the ... nerves"), so that their number is open."""
    ends = {m.span.end for m in targets}
    own = [m for m in mentions if m.kind == "counted" and m.value == _NERVES and m.text.lower().endswith("s")]
    return any(m.span.end in ends or m.span.start - 1 in ends for m in own)
