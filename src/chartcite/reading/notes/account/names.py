"""Names of targets that name something else: a condition, a landmark, a response, or what was spared."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import phrase, words_of
from chartcite.domain.assertion import AHEAD, GONE
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Scene

_BEFORE = 60  # characters before a target in which stands "neuralgia of"
_AFTER = 40  # characters after a target in which stands what makes it something else
_NEXT = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,;:.()\n]|[-–—]+(?=\s)")
_ADJECTIVE = re.compile(r"[A-Za-z]{3,}(?:al|ar|ic|ior)$", re.I)  # a name that is one adjective, and adjectives after it
_WITH = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bor\b)\s*(?:the\s+)?", re.I)
_IN_LIST = re.compile(
    r"\s*(?:,|/|&|\+|\band\b|\bor\b|\b(?:nerve|branch|nn?\b|cut|sens))", re.I
)  # behind one of several nerves
_SHORT = 2  # letters of a name that counts in capitals only
_LEVEL, _SHORT_LEVEL = re.compile(r"\b[A-Za-z]\d{1,2}\s$"), 5  # a level right before a name of such few letters

_INTO = re.compile(
    r"\b(?:of|at|to|into|onto|about|around|round|through|within|over|beside|alongside|along|near|in|on|surrounding|infiltrating)\s+(?:the |each |this |that |his |her )?(?:\w+ ){0,2}$",
    re.I,
)
_INTO_BEFORE = 40  # characters before a thing in which stands the preposition that makes it an object


class TargetNames:
    """Weighs the words around each name with one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab
        self._things = {word for name in vocab.reading_parts.conditions_treated for word in phrase(name)}
        self._not_after = {words[0] for name in vocab.note_language.not_target_after if (words := phrase(name))}
        self._edges = {words[0] for name in vocab.note_language.edges if (words := phrase(name))}
        before = alternatives(map(re.escape, vocab.note_language.not_target_before))
        self._condition_of = re.compile(rf"\b(?:{before})\s+(?:of|in|from|affecting|along)\b[^.;:\n]*$", re.I)
        self._finding = re.compile(alternatives(vocab.note_language.findings_after), re.I)
        moved = alternatives(map(re.escape, vocab.note_language.response_of))
        self._response_of = re.compile(rf"\b(?:{moved})\s+(?:of|in)\s+(?:the\s+)?[^.;:,()\n]*$", re.I)
        self._bones = {phrase(name) for name in vocab.note_language.bones}
        ends = alternatives(map(re.escape, vocab.note_language.ends_of_bones))
        self._end_of_bone = re.compile(rf"\b(?:{ends})\s+$", re.I)
        spared = alternatives(map(re.escape, vocab.note_language.spared_before))
        self._spared = re.compile(rf"\b(?:{spared})\s+(?:the\s+)?[^.;:,()\n]*$", re.I)

    def is_thing(self, mention: Mention) -> bool:
        """Whether the name of a condition is that of a thing that can be treated in its place."""
        return not self._things.isdisjoint(word.norm for word in words_of(mention.text))

    def is_object(self, text: str, mention: Mention) -> bool:
        """Whether such a thing stands behind a preposition that makes it the object of an act ("into the neuroma")."""
        before = text[max(0, mention.span.start - _INTO_BEFORE) : mention.span.start]
        return self.is_thing(mention) and bool(_INTO.search(before))

    def treated(self, scene: Scene) -> list[Mention]:
        """The targets of what was done that are no condition, landmark or response, also not as the first of two joined ("adductor and biceps twitch")."""
        places = [
            m
            for m in scene.done
            if m.kind == "target" and (len(m.text) > _SHORT or m.text.isupper() or self._has_level(scene.text, m))
        ]
        starts = {m.span.start for m in places}
        kept: list[Mention] = []
        below: Mention | None = None  # the one right after, where it is something else
        for one in reversed(places):
            joined = below is not None and _WITH.fullmatch(scene.text, one.span.end, below.span.start)
            below = one if joined or self._is_other(scene.text, one, starts) else None
            kept += [] if below else [one]
        return kept[::-1]

    def less_bones(self, scene: Scene, named: list[Mention]) -> list[Mention]:
        """Without bare names of bones beside what lies on them ("superomedial (femoral)")."""
        told = (m.value for m in scene.mentions if m.kind == "target" and m.assertion not in AHEAD | GONE)
        beside = {group for name in told for group in self._vocab.targets[name].groups}
        if beside.isdisjoint(self._vocab.note_language.bones_beside):
            return named
        return [m for m in named if phrase(m.text) not in self._bones or _IN_LIST.match(scene.text, m.span.end)]

    def _has_level(self, text: str, mention: Mention) -> bool:
        """Whether it is a level that shares the name of a list ("s1, s2 and s3 lateral branches"), or one stands right before it."""
        if mention.text[-1:].isdigit() and self._vocab.targets[mention.value].levels != "none":
            return True
        return bool(_LEVEL.search(text[max(0, mention.span.start - _SHORT_LEVEL) : mention.span.start]))

    def _is_other(self, text: str, mention: Mention, starts: AbstractSet[int]) -> bool:
        """Whether the words around it make it a condition, a landmark or a response; `starts`: of all names."""
        before = text[max(0, mention.span.start - _BEFORE) : mention.span.start]
        if any(p.search(before) for p in (self._condition_of, self._spared, self._response_of)):
            return True
        if self._is_bone(text, mention, before) or self._finding.match(text, mention.span.end):
            return True
        edged = self._vocab.is_landmark(mention.value)
        for index, match in enumerate(_following(text, mention)):
            if not match.group()[0].isalnum() or match.start() in starts:
                return False
            word = phrase(match.group())[0]
            if self._not_after.isdisjoint((word, word.removesuffix("s"))):
                continue
            if index == 0 or edged or self._edges.isdisjoint((word, word.removesuffix("s"))):
                return True
        return False

    def _is_bone(self, text: str, mention: Mention, before: str) -> bool:
        """Whether it names the end of a bone, and no list of nerves goes on behind it."""
        if phrase(mention.text) not in self._bones or not self._end_of_bone.search(before):
            return False
        return not _IN_LIST.match(text, mention.span.end)


def _following(text: str, mention: Mention) -> list[re.Match[str]]:
    """The two words after a name; after an adjective without further ones ("femoral metaphyseal flare")."""
    found = list(_NEXT.finditer(text, mention.span.end, mention.span.end + _AFTER))[:4]
    if _ADJECTIVE.fullmatch(mention.text):
        while len(found) > 1 and _ADJECTIVE.fullmatch(found[0].group()):
            del found[0]
    return found[:2]
