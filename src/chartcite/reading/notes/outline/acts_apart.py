"""Two acts in one sentence: what was treated, and a mere step at another target ("... lesioned, and a block of ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.note import Sentence
from chartcite.domain.text import Mention, Span

_JOINED = re.compile(
    r"(?:[,;+&]|\b(?:and|plus|then|with|followed by|as well as|along with))\s+(?:(?:and|then|also|an?|the|separate|diagnostic|additional|further)\s+)*$",
    re.I,
)
_JOINED_BEFORE = 60  # characters before the second act in which what joins it stands
_OF = re.compile(r"\s*(?:of|at|to|for|around|on)\s+(?:(?:the|his|her|an?|left|right|lt|rt|[lr])\s+)*", re.I)
_BESIDE = re.compile(r"\s*(?:n\.?|nerves?)?\s*", re.I)
_MOST_STEPS = 8  # steps of one sentence that are looked at
_VERB = "ed"  # how a word ends that tells an act and names none


class ActsApart:
    """Parts sentences with one vocabulary."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab

    def parted(self, text: str, sentences: list[Sentence], found: Sequence[Mention]) -> list[Sentence]:
        """The sentences, each that joins a step at another target to a treatment as two; what is said of them stays."""
        named = [m for m in found if m.kind in ("technique", "target", "side")]
        made: list[Sentence] = []
        first = 0
        for sentence in sentences:
            while first < len(named) and named[first].span.start < sentence.span.start:
                first += 1
            last = first
            while last < len(named) and named[last].span.start < sentence.span.end:
                last += 1
            at = self._second(text, sentence.span, named[first:last])
            cuts = (Span(sentence.span.start, at), Span(at, sentence.span.end)) if at else (sentence.span,)
            made += [replace(sentence, span=cut) for cut in cuts]
            first = last
        return made

    def _second(self, text: str, span: Span, named: Sequence[Mention]) -> int | None:
        """Where the step starts, if it is the last act of the sentence and its target is told nowhere before it."""
        techniques = [m for m in named if m.kind == "technique"]
        strong = [m for m in techniques if self._vocab.treats(m.value)]
        if not strong or techniques[-1] is strong[-1]:
            return None
        steps = (m for m in techniques if m.span.start > strong[-1].span.start and self._is_step(m))
        for step in islice(steps, _MOST_STEPS):
            own = self._target_of(text, step, named)
            if own is None:
                continue
            start = min(step.span.start, own.span.start)
            before = next((m for m in named if m.kind == "side" and 0 <= start - m.span.end <= 1), None)
            start = before.span.start if before else start
            joined = _JOINED.search(text, max(span.start, start - _JOINED_BEFORE), start)
            others = {m.value for m in named if m.kind == "target" and m.span.start < start}
            if joined and others and own.value not in others:
                return joined.start()
        return None

    def _is_step(self, mention: Mention) -> bool:
        return self._vocab.is_step(mention.value) and not mention.text.lower().endswith(_VERB)

    def _target_of(self, text: str, step: Mention, named: Sequence[Mention]) -> Mention | None:
        """The nerve right before the name of a step, or behind it and a preposition."""
        targets = [m for m in named if m.kind == "target" and self._vocab.is_nerve(m.value)]
        for mention in targets:
            shared = mention.span.start < step.span.start < mention.span.end  # "femoral [nerve] block"
            if shared or _BESIDE.fullmatch(text, mention.span.end, step.span.start):
                return mention
        after = _OF.match(text, step.span.end)
        return next((m for m in targets if after and m.span.start == after.end()), None)
