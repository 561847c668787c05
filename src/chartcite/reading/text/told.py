"""What a text tells beside its terms: letters that are no sides, and more units than nerves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chartcite.catalog.words import normal
from chartcite.domain.text import Mention, Procedure
from chartcite.reading.text.lexicon import Lexicon

_SURNAME = re.compile(
    r"\.[^\S\n]?(?:[A-Z]\.[^\S\n]?)*(?P<name>(?:[A-Z]['’])?[A-Z][a-z]+(?:['’-]?[A-Z][a-z]+)*)(?![\w/])"
)
_BESIDE_OTHERS = re.compile(r"(?<![A-Za-z])[A-Z]\.$")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?:?[^\S\n]+(?:[A-Z]\.[^\S\n]?)*$")
_MARK = re.compile(r",?[^\S\n]+(?P<mark>[A-Za-z](?:[A-Za-z.-]*[A-Za-z])?)")
_REACH = 24  # characters before a letter in which the title of a person stands


class Initials:
    """Tells a letter that is a name's initial from one that is a side."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed = lexicon.library.vocabularies.masking
        self._known, self._speller = lexicon.finder.known_words, lexicon.speller
        self._titles = frozenset(listed.titles)
        self._marks = frozenset(mark.replace(".", "") for mark in listed.credentials)
        self._endings = tuple(listed.term_endings)

    def is_one(self, text: str, mention: Mention) -> bool:
        """Whether a letter for a side is one of a name ("L&I", "L. Castellanos", "B.L.")."""
        start, end = mention.span
        if mention.kind != "side" or end - start > 2:
            return False
        letter = start + 1
        if "&" in text[max(0, start - 1) : end + 1]:
            return True
        if text[letter : letter + 1] == "." and _BESIDE_OTHERS.search(text[max(0, start - 3) : start]):
            return True
        surname = _SURNAME.match(text, letter)
        return bool(surname and self._is_name(text, start, surname))

    def _is_name(self, text: str, start: int, surname: re.Match[str]) -> bool:
        """Whether the word behind a letter is a surname: one that nobody else knows, or beside a person's title or degree."""
        words = [normal(part) for part in re.split(r"[-'’]", surname["name"])]
        if any(word in self._known for word in words):
            return False
        before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
        mark = _MARK.match(text, surname.end())
        if (before and before[1].lower() in self._titles) or (mark and mark["mark"].replace(".", "") in self._marks):
            return True
        plain = [self._speller.is_english(word) or word.endswith(self._endings) for word in words if len(word) > 1]
        return not all(plain)


def overcounted(procedures: Sequence[Procedure], numbers: Mapping[str, float]) -> bool:
    """Whether more units are claimed than nerves are told; what is not named is counted only where its number is told."""
    claimed = numbers.get("units_claimed")
    told = [p for p in procedures if p.targets and ("vague-target" not in p.flags or "nerve_count" in p.numbers)]
    counts = [p.numbers.get("target_count") for p in told]
    if claimed is None or not told or None in counts:
        return False
    nerves = sum((count or 0) * (2 if p.side == "both" else 1) for p, count in zip(told, counts, strict=True))
    return claimed > max(nerves, numbers.get("nerve_count", 0))
