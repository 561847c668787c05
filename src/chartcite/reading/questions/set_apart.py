"""What a question names only to set it apart: "instead of ablation", "not pulsed", "no fluoro"; and "right" that is no side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import QuestionLanguage
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.questions.closings import asks_agreement
from chartcite.reading.questions.yes_no import holds

_CONTRAST_REACH = 3  # words between "instead of" and the technique that was not used
_DENIABLE = frozenset({"technique", "guidance", "target"})
_NO_GUIDANCE = "none"
_NAMING = frozenset({"technique", "target"})
_LEFT = (frozenset({"technique", "device", "agent"}), frozenset({"target"}))  # what must be left, of work and of places
_CODE_NAMED = re.compile(r"\s*(?:\w+\s+){0,2}codes?\b[\s(:#-]*\d{4}[\dT]\b", re.I)  # "the SI joint rfa code 64625"
_IN_GENERAL = re.compile(r"\s+(?:is|are|counts as|being)\s+(?:not\s+)?(?:an?|considered|still)\b", re.I)
_ARTICLES = frozenset({"the", "a", "an", "her", "his", "their", "any", "my"})
_AHEAD = 30  # characters between work to come and its time
_ADJUSTMENT = re.compile(
    r"[A-Za-z]{2}(?:\s?-\s?\d{1,3}\b|\s\d{1,3}\b(?![\s/.-]?\d))"
)  # "CO-97" and "CO 97" are no place
_OF_ONE, _ONE = (
    re.compile(r"\b(?:of|on|to|at|for|in|burned|ablated|blocked|lesioned|injected|froze)\s+(?:the\s+)?$", re.I),
    re.compile(r"\s+(?:one|side)\b", re.I),
)
_IN_PART = re.compile(r"\s+(?:in|at|of|within|along)\s+(?:\w+\s+){0,2}", re.I)
_FLANKS = re.compile(r"(?:either|each)\s+side\s+of\b", re.I)  # of a place on the one side told
_STOP = re.compile(r"\.?\s*[.;:,]")  # "left. Code?", "left, code?" and "Lt. code"
_JUDGED = re.compile(
    r"(?:\d{4}[\dT](?:-[A-Z\d]{2})*|\b(?:not|be|isn'?t|still|really))\s+right\s+(?:for|when|if|here|with|in|to|or\s+wrong)\b"
    r"|\b(?:right\s+or\s+wrong|wrong\s+or\s+right)\b",
    re.I,
)  # "is 64640 right for ..." names no side


class SetApart:
    """Finds such mentions by the words of the vocabulary."""

    def __init__(
        self,
        language: QuestionLanguage,
        place_names: Sequence[str] = (),
        called: frozenset[str] = frozenset(),
        areas: frozenset[str] = frozenset(),
    ) -> None:
        self._called, self._areas = called, areas
        self._label = re.compile(
            rf"\b(?:{alternatives(map(re.escape, language.labels))})\s+(?:(?:an?|the|true|truly|really|actually|nerve|even|chemical)\s+)*[\"'“‘]?$",
            re.I,
        )
        self._places = frozenset(phrase(name) for name in place_names)
        self._contrasts = [phrase(name) for name in language.contrasts]
        self._denials = [phrase(name) for name in language.denials]
        self._omitted = re.compile(
            r"\s*,?\s*(?:nerves?\s+|branch(?:es)?\s+)?(?:(?:was|were|is|being|got)\s+)?(?:"
            + alternatives(map(re.escape, language.omitted_after))
            + r")\b",
            re.I,
        )
        self._other_days = [phrase(name) for name in language.other_days]
        self._before = [phrase(name) for name in language.before_words]
        to_come = alternatives(map(re.escape, language.to_come))
        self._to_come = re.compile(rf"[^.;?\n]{{0,{_AHEAD}}}\b(?:{to_come})\b", re.I)
        self._between = frozenset(word for name in language.denials_reach_over for word in phrase(name))
        self._never_side = frozenset(language.not_side_before)
        self._hardly_side = frozenset(language.not_side_before_if_other)
        self._not_counted_before = frozenset(language.not_counted_before)
        self._tags = frozenset(phrase(name) for name in language.tags)

    def without(self, text: str, mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
        """The mentions that say what was done, where and how."""
        places = {word.start: index for index, word in enumerate(words)}
        placed = [
            m
            for m in mentions
            if not (m.kind == "state" and _ADJUSTMENT.match(text, m.span.start))
            and not (m.kind == "counted" and self._counts_no(m, words))
        ]
        return self._sides(text, self._not_denied(text, placed, words, places), words, places)

    def _counts_no(self, mention: Mention, words: Sequence[Word]) -> bool:
        """Whether the next word is what the number counts ("one facet line")."""
        following = next((w.norm for w in words if w.start >= mention.span.end), "")
        return following in self._not_counted_before

    def without_asides(self, text: str, mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
        """Without what is only set beside the work asked about, as far as other work is left.

        Techniques set apart ("instead of ..."), of another day ("prior to the ablation next month"), names that the
        work is asked to be called by ("is this destruction"), names of codes
        ("the SI joint code 64625"), and what is said of an agent in general ("alcohol is a neurolytic").
        """
        places = {word.start: index for index, word in enumerate(words)}
        norms = [word.norm for word in words]

        def before(mention: Mention) -> list[str]:
            index = places.get(mention.span.start, 0)
            return norms[max(0, index - _CONTRAST_REACH) : index]

        apart = {m for m in mentions if m.kind == "technique" and any(holds(before(m), c) for c in self._contrasts)}
        apart |= {m for m in mentions if m.kind == "technique" and self._is_of_another_day(text, m, before(m))}
        apart |= {m for m in mentions if m.value in self._called and self._label.search(text[: m.span.start])}
        apart |= {m for m in mentions if m.kind in _NAMING and _CODE_NAMED.match(text, m.span.end)}
        apart |= {m for m in mentions if m.kind == "target" and phrase(m.text) in self._places}
        apart |= self._parts_of_the_body(text, mentions)
        apart |= {m for m in mentions if m.kind == "agent" and _IN_GENERAL.match(text, m.span.end)}
        for kinds in _LEFT:
            own = [m for m in apart if m.kind in kinds]
            if own and not any(m.kind in kinds and m not in apart for m in mentions):
                apart -= set(own)
        return [m for m in mentions if m not in apart and not (m.kind == "stage" and _over(m, apart))]

    def _parts_of_the_body(self, text: str, mentions: Sequence[Mention]) -> set[Mention]:
        """Words for a part of the body in which a target named right before them lies ("the ... nerve in the calf")."""
        named = [m for m in mentions if m.kind == "target"]
        return {
            m
            for m in named
            if m.value in self._areas
            and len(phrase(m.text)) == 1
            and any(
                other.value not in self._areas and _IN_PART.fullmatch(text, other.span.end, m.span.start)
                for other in named
            )
        }

    def _is_of_another_day(self, text: str, mention: Mention, before: Sequence[str]) -> bool:
        """Whether words before it tell of another day, or "before" and "prior to" with a day to come behind it."""
        if any(_ends(before, other) for other in self._other_days):
            return True
        ahead = any(_ends(before, name) for name in self._before)
        return ahead and bool(self._to_come.match(text, mention.span.end))

    def _not_denied(
        self, text: str, mentions: Sequence[Mention], words: Sequence[Word], places: dict[int, int]
    ) -> list[Mention]:
        """Without techniques said not to be used, when another is named; guidance that was not used is none."""
        denied: list[Mention] = []
        for mention in sorted((m for m in mentions if m.kind in _DENIABLE), key=lambda m: m.span):
            left_out = mention.kind == "target" and self._omitted.match(text, mention.span.end)
            if left_out or self._is_denied(words, places.get(mention.span.start, 0), {m.span.end for m in denied}):
                denied.append(mention)
        used = [m for m in mentions if m not in denied]
        told = any(m.kind in ("technique", "agent", "device") for m in used)
        guided = any(m.kind == "guidance" for m in used)
        unguided = [replace(m, value=_NO_GUIDANCE) for m in denied if m.kind == "guidance" and not guided]
        placed = any(m.kind == "target" for m in used)
        kept = [m for m in denied if (m.kind == "technique" and not told) or (m.kind == "target" and not placed)]
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
            m
            for m in sides
            if (
                after(m) in self._never_side and not _STOP.match(text, m.span.end) and not self._is_pair(text, m, sides)
            )
            or self._is_tag(text, m)
        }
        if any(m not in gone and not _FLANKS.match(text, m.span.start) for m in sides):
            gone |= {m for m in sides if _FLANKS.match(text, m.span.start)}
        judged = [j.span() for j in _JUDGED.finditer(text)]
        gone |= {m for m in sides if any(low <= m.span.start < high for low, high in judged)}
        doubtful = {m for m in sides if m not in gone and after(m) in self._hardly_side}
        if any(m not in gone and m not in doubtful for m in sides):
            gone |= doubtful
        return [m for m in mentions if m not in gone]

    @staticmethod
    def _is_pair(text: str, mention: Mention, sides: Sequence[Mention]) -> bool:
        """Whether "of the right one" stands beside another side, and is the second of two nerves."""
        other = any(m.value != mention.value for m in sides)
        return other and bool(_OF_ONE.search(text[: mention.span.start])) and bool(_ONE.match(text, mention.span.end))

    def _is_tag(self, text: str, mention: Mention) -> bool:
        return phrase(mention.text) in self._tags and asks_agreement(text, *mention.span)


def called_so(vocab: Vocabularies) -> frozenset[str]:
    """The techniques whose words may be mere names of the work that a question tells otherwise."""
    return frozenset(row.id for row in vocab.techniques.values() if vocab.reading_parts.called & set(row.groups))


def whole_areas(vocab: Vocabularies) -> frozenset[str]:
    """The targets that are all that lies in a part of the body."""
    return frozenset(row.id for row in vocab.targets.values() if vocab.reading_parts.whole_areas & set(row.groups))


def _ends(before: Sequence[str], wanted: tuple[str, ...]) -> bool:
    """Whether the words end in the wanted ones, an article or a possessive after them left out."""
    own = tuple(word for word in before if word not in _ARTICLES)
    return own[-len(wanted) :] == wanted


def _over(mention: Mention, apart: set[Mention]) -> bool:
    """Whether it takes its words from what is set apart ("prior to ablation")."""
    return any(mention.span.meets(m.span) for m in apart)
