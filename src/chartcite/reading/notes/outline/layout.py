"""Forms whose labels have no colon: "LABEL | value", "LABEL   value", "HEADING. Text". A colon is set, one for one."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_LABEL = r"(?:^|(?<=\n))[ \t>*#-]*([A-Za-z][\w /&'().-]{0,40}?)"
_BARRED = re.compile(_LABEL + r"[ \t]*(\|)(?=[ \t]*\S)(?=[^|\n]*(?:\n|$))")
_APART = re.compile(_LABEL + r"([ \t])[ \t]+(?=[^\s|:])")
_STOPPED = re.compile(r"(?:^|(?<=\n)|(?<=\n\s))[ \t]*([A-Z][A-Za-z ]{2,40}?)(\.)[ \t]+(?=[A-Z\d\"(])")
_DICTATED = re.compile(
    r"(?:^|(?<=\n\n))[ \t]*((?!(?:AFTER|NEXT|PAST|WHAT|WHY|FROM|TO)\b)(?:[A-Z][A-Z-]+ ){1,3}?)(?=[A-Z])(?!(?:IS|WAS|WERE|NOTE|WITH|AND|OF|FOR|IN|TO|BY|SIGNED|OBTAINED|GIVEN)\b)"
)
_SHORT, _LONG = 7, 12  # letters of a heading from which one slip, and from which two, are forgiven
_CAPITALS = re.compile(r"[A-Z]{3}")


def with_colons(
    text: str, is_heading: Callable[[str], bool], is_sentence: Callable[[str], bool] = lambda _: False
) -> str:
    """The text, as long as given, with a colon after each label that is a known heading and has none; `is_sentence`: those that a stop ends."""

    def mended(match: re.Match[str]) -> str:
        if not is_heading(match[1].strip()) or (match[2] == "." and is_sentence(match[1].strip())):
            return match[0]
        at = match.start(2) - match.start()
        return match[0][:at] + ":" + match[0][at + 1 :]

    def dictated(match: re.Match[str]) -> str:
        return match[0][:-1] + ":" if _CAPITALS.match(match[1]) and is_heading(match[1].strip()) else match[0]

    for pattern in (_BARRED, _APART, _STOPPED):
        text = pattern.sub(mended, text)
    return _DICTATED.sub(dictated, text)


def nearest_heading(key: str, headings: list[str]) -> str | None:
    """The one heading that a written one with a slip can be."""
    if len(key) < _SHORT:
        return None
    limit = 2 if len(key) >= _LONG else 1
    hits = process.extract(key, headings, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=2)
    sure = [hit for hit in hits if hit[0][0] == key[0] and hit[1] == hits[0][1]]
    return str(sure[0][0]) if len(sure) == 1 and len(hits[0][0]) >= _SHORT else None
