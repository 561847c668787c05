"""Letters and figures that a scanner confuses (l, I and 1; O and 0), put right one for one so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from chartcite.catalog.words import normal
from chartcite.reading.text.spelling import Speller

_SUSPECT = re.compile(r"(?<![\w.@/])[^\W_]*[lI01O5][^\W_]*")
_IN_FIGURES = re.compile(
    r"(?<![A-Za-z\d])(?:\d[\dOolI]*[OlI\d]|O\d(?=[/.]\d)|O(?=/10(?!\d)|\.\d)|[lI](?=/10(?!\d))|l\d{2,}|l\d(?=[:/.]\d))(?![A-Za-z\d])"
)
_OF_TEN = re.compile(r"(?<=\d/)[lI1][O0](?![A-Za-z\d])")  # "8/lO"
_AS_FIGURES = str.maketrans("OolI", "0011")
_DEGREE = re.compile(
    r"(?<=\d)(\s)0(?=\s?[CF]\b)|(?<=(?<!\d)[4-9]\d)0(?=\s?[CF]\b)"
)  # "80 0C", and "800C", hotter than any
_MILLILITRE = re.compile(r"(?<=\d)(\s?m)[I1|](?![\w])")
_MIXED = re.compile(r"[a-z].*[A-Z]|[A-Z]{2}.*[a-z]|\d")
_READ_AS = {"l": "li", "I": "Iil", "1": "li", "0": "o", "O": "o", "5": "s"}
_MOST = 6  # letters of a word that are weighed
_LEAST = 4  # letters of a word that nothing but an l for an i makes suspect


class Scanned:
    """Mends scanned words where exactly that makes a known word of them."""

    def __init__(self, known: set[str], headings: set[str], speller: Speller) -> None:
        self._known, self._headings, self._speller = known | headings, headings, speller
        self._mended = lru_cache(maxsize=8192)(self._word)

    def mended(self, text: str) -> str:
        """The text, as long as given, with confused letters and figures put right."""
        letters = list(text)
        for match in _SUSPECT.finditer(text):
            better = self._mended(match.group())
            if better:
                letters[match.start() : match.end()] = better
        made = "".join(letters)
        made = _IN_FIGURES.sub(lambda m: m[0].translate(_AS_FIGURES), made)
        made = _OF_TEN.sub(lambda m: m[0].translate(_AS_FIGURES), made)
        made = _MILLILITRE.sub(lambda m: m[1] + "l", made)
        return _DEGREE.sub(lambda m: (m[1] or "") + "°", made)

    def _word(self, written: str) -> str | None:
        """The one known word that it can be, in its own case; None where it is known, or no such word."""
        long = self._may_be_scanned(written)
        if self._is_known(written) or not (long or ("0" in written and written.isupper())):
            return None
        sure = [c for c in written if c.isalpha() and c not in _READ_AS]
        upper = sum(c.isupper() for c in sure) > len(sure) / 2
        for variant in _variants(written):
            if variant in self._headings or (variant != written.lower() and long and self._is_known(variant)):
                return variant.upper() if upper else _cased(written, variant)
        return None

    @staticmethod
    def _may_be_scanned(written: str) -> bool:
        """Whether digits or letters of the wrong case stand in it, or it is long enough for an l to be an i."""
        letters = sum(c.isalpha() for c in written)
        if any(c.isdigit() for c in written):
            return letters >= 3 and not re.fullmatch(r"[A-Za-z]{1,3}\d+|(?:[1-9]\d*|0\d+)[A-Za-z]{1,4}", written)
        odd = bool(_MIXED.search(written)) or bool(re.match(r"I[a-z]{2}", written))
        return (letters >= _LEAST and not written.isupper()) or (odd and letters >= 3)

    def _is_known(self, word: str) -> bool:
        if _MIXED.search(word) and not word.isupper() and re.search(r"[a-z]I|[A-Z]l[A-Z]|^I[a-z]", word):
            return False
        plain = normal(word)
        return plain in self._known or self._speller.is_english(plain)


def _variants(written: str) -> Iterator[str]:
    """What a scanner could have had before it, in small letters, the least changed first."""
    places = [i for i, c in enumerate(written) if c in _READ_AS][:_MOST]
    options = [dict.fromkeys((written[i].lower(), *_READ_AS[written[i]].lower())) for i in places]
    whole = list(written.lower())
    ways = sorted(
        product(*options), key=lambda way: sum(c != written[i].lower() for i, c in zip(places, way, strict=True))
    )
    for way in ways:
        for i, c in zip(places, way, strict=True):
            whole[i] = c
        if "".join(whole).isalpha():
            yield "".join(whole)


def _cased(written: str, variant: str) -> str:
    """The variant with a capital where the word as written starts with one that is no small letter in disguise."""
    return variant.capitalize() if written[0].isupper() and written[0] not in "IO" else variant
