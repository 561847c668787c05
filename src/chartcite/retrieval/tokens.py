"""Words for searching: codes, modifiers, diagnoses and figures survive whole, other words lose their endings."""

from __future__ import annotations

import re
from functools import lru_cache

_PIECE = re.compile(
    r"""(?P<date>\d{4}-\d{2}-\d{2}(?!\d))          # 2026-04-10
      | (?P<code>(?:\d{4}[\dA-Za-z]|[A-Za-z]\d{4,5})(?![0-9A-Za-wyzA-WYZ]))  # 64640, 0441T, A59752, also before x2
      | (?P<dotted>[A-Za-z]\d[\dA-Za-z]\.[\dA-Za-z]{1,4})           # G57.11
      | (?P<labelled>[A-Z]{2,4}[ \-]\d{1,4}(?![\dA-Za-z]|[.,-]\d))      # CO-96, MAI 3
      | (?P<measured>\d+(?:\.\d+)?\s?°?\s?[A-Za-z](?![\dA-Za-z/]))  # 80 C, 80°C, 50G
      | (?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)               # 1,234.56
      | (?P<slashed>[A-Za-z]/[A-Za-z](?![\dA-Za-z]))                # E/M
      | (?P<word>[^\W_]+(?:['’][A-Za-z]+)?)
    """,
    re.VERBOSE,
)
_VOWEL = re.compile("[aeiouy]")
_SPELT = re.compile("ae|oe|tre$|our$|ogramme$")
_AMERICAN = {"ae": "e", "oe": "e", "tre": "ter", "our": "or", "ogramme": "ogram"}
"""Of British and American spelling one form is kept; four letters and fewer are left alone (four, hour)."""
_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s?°?\s?([A-Za-z])")

STOP_WORDS = frozenset(
    """a about again all also am an and any anyone are as at be because been being but by can cant could did do does
    doing dont each either else ever every for from get give given go goes got had has have having he her here
    him his how i if im in into is isnt it its just know let like made make many may me might more most much
    must my need no of off ok okay on once one only or our out over own plz please right same say says see she
    should so some still such tell than that thats the their them then there these they thing this those thx
    to too under up us use used using very via want was wat we were what whats when where which while who whom
    whose why will with would yes you your
    """.split()  # noqa: SIM905
)
"""Words of a question that name nothing: they neither find a passage nor count as unanswered."""


def forms(text: str) -> list[str]:
    """All searched forms of a text in order; one place may have several (G57.11 is also of G57)."""
    return [form for match in _PIECE.finditer(text) for form in _forms(match.lastgroup or "word", match.group())]


def _forms(kind: str, raw: str) -> tuple[str, ...]:
    lower = raw.lower()
    if kind == "dotted":
        return lower, lower.partition(".")[0]
    if kind == "labelled":
        name, number = re.split(r"[ \-]", lower)
        return f"{name}-{number}", name, number
    if kind == "measured":
        figure, unit = _UNIT.fullmatch(lower).groups()  # type: ignore[union-attr]
        return (f"{figure}{unit}",) if unit == "x" else (f"{figure}{unit}", figure)
    if kind == "number":
        return (lower.replace(",", ""),)
    if kind == "slashed":
        return (lower.replace("/", ""),)
    return (lower,) if kind in ("code", "date") else _word(lower)


@lru_cache(maxsize=65536)
def _word(lower: str) -> tuple[str, ...]:
    plain = lower.replace("’", "'")
    plain = (plain[:-2] if plain.endswith("'s") else plain).replace("'", "")
    if plain in STOP_WORDS:
        return ()
    return (stem(plain),)


def stem(word: str) -> str:
    """Take plural, -ing, -ed, -ion and a last -e off; words with figures and short ones stay as they are."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("tion") and len(word) > 6:
        word = word[:-3]
    if len(word) > 4:
        word = _SPELT.sub(lambda found: _AMERICAN[found.group()], word)
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
