"""What a question names only to set it apart: "instead of ablation", "not pulsed", "no fluoro"; and "right" that is no side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import QuestionLanguage
from chartcite.domain.text import Mention
from chartcite.reading.yes_no import holds

_CONTRAST_REACH = 3  # words between "instead of" and the technique that was not used
_DENIABLE = frozenset({"technique", "guidance"})
_NO_GUIDANCE = "none"
_ADJUSTMENT = re.compile(
    r"[A-Za-z]{2}(?:\s?-\s?\d{1,3}\b|\s\d{1,3}\b(?![\s/.-]?\d))"
)  # "CO-97" and "CO 97" are no place
_TAG_REACH = 24  # characters
_TAG = re.compile(
    r".*(?:[,;.]|\b(?:is|that|this|so|am i|(?:is|was|are|were)\s+(?:he|she|it|they|we|you|the\s+\w+)))\s*right\s*\?",
    re.I | re.S,
)  # "right?" is no side


class SetApart:
    """Finds such mentions by the words of the vocabulary."""

    def __init__(self, language: QuestionLanguage) -> None:
        self._contrasts = [phrase(name) for name in language.contrasts]
        self._denials = [phrase(name) for name in language.denials]
        self._between = frozenset(word for name in language.denials_reach_over for word in phrase(name))
        self._never_side = frozenset(language.not_side_before)
        self._hardly_side = frozenset(language.not_side_before_if_other)

    def without(self, text: str, mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
        """The mentions that say what was done, where and how."""
        places = {word.start: index for index, word in enumerate(words)}
        placed = [m for m in mentions if m.kind != "state" or not _ADJUSTMENT.match(text, m.span.start)]
        return self._sides(text, self._not_denied(placed, words, places), words, places)

    def without_contrasts(self, mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
        """Without techniques that the question only sets apart ("instead of ..."), when it names another."""
        places = {word.start: index for index, word in enumerate(words)}
        norms = [word.norm for word in words]
        apart = [
            m
            for m in mentions
            if m.kind == "technique"
            and any(
                holds(norms[max(0, (i := places.get(m.span.start, 0)) - _CONTRAST_REACH) : i], c)
                for c in self._contrasts
            )
        ]
        others = [m for m in mentions if m.kind in ("technique", "device") and m not in apart]
        return [m for m in mentions if m not in apart] if others else list(mentions)

    def _not_denied(self, mentions: Sequence[Mention], words: Sequence[Word], places: dict[int, int]) -> list[Mention]:
        """Without techniques said not to be used, when another is named; guidance that was not used is none."""
        denied: list[Mention] = []
        for mention in sorted((m for m in mentions if m.kind in _DENIABLE), key=lambda m: m.span):
            if self._is_denied(words, places.get(mention.span.start, 0), {m.span.end for m in denied}):
                denied.append(mention)
        used = [m for m in mentions if m not in denied]
        told = any(m.kind in ("technique", "agent", "device") for m in used)
        guided = any(m.kind == "guidance" for m in used)
        unguided = [replace(m, value=_NO_GUIDANCE) for m in denied if m.kind == "guidance" and not guided]
        kept = [m for m in denied if m.kind == "technique" and not told]
        return sorted([*used, *kept, *unguided], key=lambda m: m.span) if denied else list(mentions)

    def _is_denied(self, words: Sequence[Word], index: int, denied: set[int]) -> bool:
        """Whether a denial stands before it, or a list in which the last was denied ("no fluoro or CT"); `denied` are ends."""
        at = index - 1
        while at > 0 and words[at].norm in self._between:
            at -= 1
        if at < 0:
            return False
        before = tuple(word.norm for word in words[: at + 1])
        return any(before[-len(d) :] == d for d in self._denials) or (at < index - 1 and words[at].end in denied)

    def _sides(
        self, text: str, mentions: Sequence[Mention], words: Sequence[Word], places: dict[int, int]
    ) -> list[Mention]:
        """Without words for sides that say something else ("right by the joint", "is that right?")."""

        def after(mention: Mention) -> str:
            following = places.get(mention.span.start, len(words)) + 1
            return words[following].norm if following < len(words) else ""

        sides = [m for m in mentions if m.kind == "side"]
        gone = {
            m for m in sides
            if after(m) in self._never_side or _TAG.match(text[max(0, m.span.start - _TAG_REACH) : m.span.end + 3])
        }  # fmt: skip
        doubtful = {m for m in sides if m not in gone and after(m) in self._hardly_side}
        if any(m not in gone and m not in doubtful for m in sides):
            gone |= doubtful
        return [m for m in mentions if m not in gone]
