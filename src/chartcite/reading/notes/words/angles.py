"""Angles in a note: degrees of a position, a joint or a view, which are no temperatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartcite.domain.language import NoteLanguage
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Figure

_BEFORE, _AFTER = 48, 36  # characters around the degrees in which stands what they are of
_CELSIUS = re.compile(r"(?:[\d°º˚\s]|\bdeg\w*\.?)*[Cc](?:elsius|entigrade)?", re.I)
_TIMED = re.compile(r"[^.;\n]{0,14}?\d\s*(?:s|secs?|seconds?|mins?|minutes?)\b", re.I)


class Angles:
    """Knows them by the words of one vocabulary."""

    def __init__(self, language: NoteLanguage) -> None:
        before, after, hot = (
            alternatives(patterns) for patterns in (language.angles_before, language.angles_after, language.no_angles)
        )
        self._before = re.compile(rf"\b(?:{before})\b[^.;\n]*$", re.I)
        self._after = re.compile(rf"\s*(?:{after})\b", re.I)
        self._hot = re.compile(rf"\b(?:{hot})\b", re.I)

    def less(self, text: str, figures: Iterable[Figure]) -> Iterator[Figure]:
        """The figures without temperatures that are angles."""
        return (f for f in figures if f.fact != "temperature_c" or not self._is_angle(text, f))

    def _is_angle(self, text: str, figure: Figure) -> bool:
        """Whether the words around say so, and nothing says heat: no letter of a scale, no time that it was held."""
        start, end = figure.span
        if _CELSIUS.fullmatch(text, start, end) or _TIMED.match(text, end, end + _AFTER):
            return False
        ahead = text[max(0, start - _BEFORE) : start]
        turned = self._before.search(ahead)
        if turned:
            return not self._hot.search(turned.group())
        return bool(self._after.match(text, end, end + _AFTER)) and not self._hot.search(ahead)
