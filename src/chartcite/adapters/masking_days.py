"""Days without a year ("4/11", "11-23"): dates behind a cue, in a log or beside another; else a score, a strength or a size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from chartcite.adapters.masking_words import NameWords, any_of

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_ENDS = r"(?![\w/]|[.-]\d|\s*(?:%|of\b(?!\s+[A-Z])))"
_SLASHED = re.compile(rf"(?<![\w/.-])(?P<month>{_MONTH})/(?P<day>{_DAY}){_ENDS}")
_HYPHENED = re.compile(
    rf"(?<![\w/.-])(?P<month>{_MONTH})-(?P<day>{_DAY})(?=\s*(?:[.,;)?!](?:\s|$)|\n|$)|\s+(?:at\s+)?\d{{1,2}}(?::\d\d)?\s*[ap]\.?m?\b)"
)
_UNIT = re.compile(r"\s*(?:m?c?g|ml|mm|cm|inch(?:es)?|in\b|\"|”|fr\b|g\b|gauge|x\b|strength|units?)", re.I)
_BEHIND = re.compile(r"\s*([^\W\d_]+)?")
_PADDED = re.compile(r"0\d/|\d/0\d")
_NUMBERED = re.compile(r"\s*(?:#\s?\d{1,2}|\bno\.?\s?\d{1,2})\s*$", re.I)
_SHIFT = re.compile(r"(?<![\d/.-])[0-2]\d:?[0-5]\d\s?[-–]\s?[0-2]\d:?[0-5]\d\s+$")
_LOGGED = re.compile(rf"(?m)^[^\S\n]*(?P<it>{_MONTH}/(?P<day>{_DAY})){_ENDS}(?=[:\s–-]+(?:[^\W\d_]|\d{{1,2}}:\d\d))")
_BETWEEN = re.compile(r"\s?(?:[-–—,;&+]|and|to|thru|through|then|or)\s?(?:on\s)?", re.I)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w.'’-]*)\s*$")
_LINE_ENDS = re.compile(r"[^\S\n]*(?:\r?\n|$)")
_TIMED = re.compile(
    r"\s*:\s|\s*(?:@|(?:at\s+)?\d{1,2}(?::\d\d)?\s*(?:am|pm|a\.m|p\.m|[ap])\b|(?:at\s+)?\d{1,2}:\d\d\b)|\s+(?:(?:with|w/|by|per)\s*Dr\b|w/\s?[A-Z][a-z])",
    re.I,
)
_PERIOD = re.compile(
    r"\s*-?(?:days?|nights?|hours?|hrs?|weeks?|wks?|months?|mos?|visits?|sessions?|sites?|muscles?|levels?)\b", re.I
)
_DATED_LINE = re.compile(r"[^\n]*\bdate\b", re.I)
_SMALL_PARTS = 5  # a fraction at the beginning of a text has no more parts
_MONTHS = 12
_OUT_OF = ("4", "5", "10")  # what scores are out of
_BEFORE = 24  # characters before a day and month in which its cue stands
_SCORED = 36  # characters around a figure in which a word makes it a score
_LOG = 2  # lines from which on it is a log


class DayFinder:
    """Finds days without a year, away from words of a score and from units."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._cue = re.compile(rf"(?<!\w)(?:{any_of(listed.date_cues)}):?\s*(?:the\s+|a\s+|~\s*)?$", re.I)
        self._scored = re.compile(rf"\b(?:{any_of(listed.score_words)})\b", re.I)
        self._closing = re.compile(rf"\s*(?:{any_of(listed.closings)})\b", re.I)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each stands, in any order, overlaps included."""
        days = list(_SLASHED.finditer(text))
        known = {match.span() for match in days if self._is_date(text, match)}
        known |= set(self._logged(text))
        yield from sorted(self._beside(text, days, known))
        for match in _HYPHENED.finditer(text):
            if self._is_told(text, match) and not self._is_figure(text, match):
                yield match.span()

    def _logged(self, text: str) -> Iterator[tuple[int, int]]:
        """Days at the beginning of the lines of a log; scores would all be out of the same."""
        lines = [match for match in _LOGGED.finditer(text) if not self._is_figure(text, match)]
        if len(lines) >= _LOG and len({match["day"] for match in lines}) > 1:
            yield from (match.span("it") for match in lines)

    def _beside(self, text: str, days: list[re.Match[str]], known: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those known, and the days that a list or a range joins to one of them."""
        joined = set(known)
        for one, other in (*pairwise(days), *pairwise(reversed(days))):
            first, last = sorted((one.span(), other.span()))
            near = _BETWEEN.fullmatch(text, first[1], last[0])
            if one.span() in joined and near and other["day"] not in _OUT_OF and not self._is_figure(text, other):
                joined.add(other.span())
        return joined

    def _is_figure(self, text: str, match: re.Match[str], *, clause: bool = False) -> bool:
        """Whether a figure is a score, a strength or a size, going by the words on its line or only in its clause."""
        before = text[max(0, match.start() - _SCORED) : match.start()].rpartition("\n")[2]
        before = re.split(r"[,;.]\s", before)[-1] if clause else before
        behind = text[match.end() : match.end() + _SCORED // 2].partition("\n")[0]
        return bool(self._scored.search(before) or self._scored.search(behind) or _UNIT.match(behind))

    def _is_told(self, text: str, match: re.Match[str]) -> bool:
        """Whether a cue stands before it, codes and the number of a procedure between them left out."""
        before = text[max(0, match.start() - 2 * _BEFORE) : match.start()].rpartition("\n")[2]
        parts = before.split()
        while parts and all(
            self._words.code.fullmatch(code.partition("-")[0]) for code in re.split(r"[/,+]", parts[-1].rstrip(",;"))
        ):
            parts.pop()
        bare = _NUMBERED.sub("", " ".join(parts))[-_BEFORE:]
        sure = "-" not in match[0] or int(match["day"]) > _MONTHS or "0" in (match[0][0], match["day"][0])
        return sure and bool(self._cue.search(bare) or self._cue.search(before[-_BEFORE:]))

    def _is_placed(self, text: str, match: re.Match[str]) -> bool:
        """Whether it begins the text, is no fraction, has a time of day or a doctor behind it, or stands behind a name."""
        if _PERIOD.match(text, match.end()):
            return False
        if int(match["month"]) > int(match["day"]):
            return True
        if match["day"] in _OUT_OF:
            return False
        first = not text[: match.start()].strip() and int(match["day"]) > _SMALL_PARTS
        if first:
            return True
        if _TIMED.match(text, match.end()):
            return True
        word = _WORD_BEFORE.search(text[max(0, match.start() - _BEFORE) : match.start()])
        if not word or not word["word"].istitle() or not re.match(r"[,;)\n]|\.?$|\.\s", text[match.end() :][:2]):
            return False
        return not self._words.is_plain(word["word"].rstrip("."))

    def _is_signed(self, text: str, match: re.Match[str]) -> bool:
        """Whether it ends the line of a signature: behind a degree, or behind a name in a line of thanks."""
        if not _LINE_ENDS.match(text, match.end()) or match["day"] in _OUT_OF:
            return False
        line = text[: match.start()].rpartition("\n")[2]
        word = _WORD_BEFORE.search(line)
        if not word or not word["word"][0].isupper():
            return False
        named = not self._words.is_plain(word["word"].rstrip(".,"))
        return self._words.is_credential(word["word"].rstrip(",")) or bool(named and self._closing.match(line))

    def _is_date(self, text: str, match: re.Match[str]) -> bool:
        if not self._is_told(text, match):
            if _PADDED.match(match[0]) and match["day"] not in _OUT_OF:
                return not self._is_figure(text, match, clause=True)
            shift = _SHIFT.search(text[max(0, match.start() - _BEFORE) : match.start()])
            if int(match["day"]) > _MONTHS or (shift and match["day"] not in _OUT_OF):
                return not self._is_figure(text, match)
            placed = self._is_placed(text, match) and not self._is_figure(text, match)
            return placed or self._is_signed(text, match)
        if _PERIOD.match(text, match.end()):
            return False
        around = text[max(0, match.start() - _SCORED) : match.start()].rpartition("\n")[2]
        if around.lower().rstrip(" #:").endswith("visit") and _DATED_LINE.match(text, match.end()):
            return False  # which visit of how many, since the date has a label of its own
        around = self._cue.sub(" on ", around)
        behind = _BEHIND.match(text, match.end())
        follows = bool(behind and behind[1] and self._scored.fullmatch(behind[1]))
        if match["day"] in _OUT_OF or int(match["month"]) == int(match["day"]):
            return not follows and not self._scored.search(around.rpartition(" on ")[0] if " on " in around else around)
        return not follows
