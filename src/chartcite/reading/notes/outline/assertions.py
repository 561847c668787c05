"""What a sentence does with its words: done, planned, offered, past, denied, aborted, discussed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import Word
from chartcite.domain.assertion import ABORTED, AHEAD, GONE, Assertion
from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Cue
from chartcite.domain.note_language import AssertionCue
from chartcite.domain.patterns import Patterns, alternatives
from chartcite.domain.sieve import Sieve
from chartcite.domain.text import Span

# Clauses, by the grammar of English and not by any field's words: some joints always part two clauses, a comma or "and"
# only where a finite verb follows (for what a cue says of the words after it) or stands before (for the words before).
_HARD = re.compile(
    r";|\s*(?:[-=]+>|→)\s*|\s[-–—]{1,2}\s|\b(?:but|then|however|whereas|although|while|switched|converted|instead|so that|in order that|in the hope|because|since(?= (?:\w+ ){1,4}(?:had|has|have|did|was|were)\b))\b",
    re.I,
)
_PARTED = re.compile(r"[;?!]|\.\s|:\s|^no(?:,|\s[-–—])\s", re.I)
_SOFT = re.compile(r",|\band\b", re.I)
_APART = re.compile(
    r",\s*(?:and\s+|then\s+)*(?:along|at|over|under|via|through|with|using|to|into|onto|around|near|by|after|then)\b|,\s*(?:\w+\s+){1,3}(?:saved|stored|archived|filed|printed|captured)\b",
    re.I,
)  # where what was not there ends: "no imaging, along the nerve"
_LISTED = re.compile(r"\b(?:or|nor)\b", re.I)
_SAME_SUBJECT = re.compile(r"(?:,\s*)?and\s+(?:is|are|was|were|has|have|had|will|did|does|could|can)\b", re.I)
_DOSE = re.compile(r",\s*(?:and\s+|then\s+)?\d+(?:\.\d+)?\s?(?:m[lL]|cc|mg|mcg|g\b|%|units?\b)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|i|we|he|she|they|came|comes|underwent|went|presents|presented)\b",
    re.I,
)
# "... needle not moved, after 1 mL: ...": a participle that a comma ends, where no list of such goes on.
_NOT_DONE = re.compile(r"\s+(?:\w+ly\s+)?[a-z]{2,}(?:ed|wn|en)\b(?=,(?!\s*(?:or|nor|and)\b))", re.I)
_MORE_SUCH = re.compile(r"\b(?:or|nor)\b|,\s*[a-z]{3,}ed\b", re.I)
# "not ablated, lesioned or blocked": all of a list of participles is denied.
_NONE_OF = r"\b(not|never)\s+(?:been\s+)?[a-z]{2,}(?:ed|wn|en|ut)(?:,\s*[a-z]{2,}(?:ed|wn|en|ut)){0,6},?\s+n?or\s+[a-z]{2,}(?:ed|wn|en|ut)\b"
_ANSWER = re.compile(r"[:;]|\s[-–—]{1,2}\s|,\s+\S+(?:\s\S+){0,2}\s+yes\b", re.I)
_ANSWERED = re.compile(r"(?:^|[:;,(.]\s*)((?!and\b|or\b|with\b|there\b|was\b|is\b)[A-Za-z][\w-]*(?:\s[\w-]+)?)\s+\Z")
_COLON = re.compile(r":\s")
_OPENS_LIST = re.compile(
    r"\b(?:to|at|of|for|in|on|from|with|these|those|this|following|below|was|were|done|given|made)$", re.I
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|did|does|do|can|could|will|would|should|may|might|must)\W{1,3}(?:\w+ly\s+)?$",
    re.I,
)
_WORD_AFTER = re.compile(r"\s*\w+")
_AUXILIARY_BEFORE = 20  # characters before a "not" in which the verb stands that it denies
_LONGEST_BACK, _LONGEST_NO = 240, 160  # characters that a clause may have before its verb, or after its "no"
_UNPUNCTUATED = 400  # characters from which a sentence is taken for several, dictated without stops
_SUBJECT = re.compile(
    r"\s(?=(?:she|he|they|we|i|it|there|the patient|patient)\s+(?:is|are|was|were|will|has|had|have|would|could|did|tolerated)\b)",
    re.I,
)
_REACH = "reach"  # the group of a pattern that holds the words it says something of
_ADDRESSED: Final = "instruction"
_NEGATED: Final = "negated"
_PAST: Final = "past"
_TIME = re.compile(r"\b(?:ago|back|last|yesterday|in|at|over)\b", re.I)
_AT_ONCE = re.compile(r"[\s,]*(?:after [^,.;]{2,40},\s*)?")  # "last month we burned": the time that the act was at
_OBJECT = r"\s+(?:the|a|an|his|her|it|them|this|that|these|each|both|all|left|right|lt|rt|l|r|our|one|two|three|four|several|bilateral|\d+)\b"
_DENIED: Final = "denied"
_OBJECTLESS = re.compile(r"\w+(?:ed|es)[,;)]", re.I)  # a verb whose object stands before it
_UNDONE = AHEAD | GONE  # what an act told right after ends
_UNBROKEN = "conditional"  # what hangs on a condition hangs on it to the end of the sentence


class Assertions:
    """Finds assertion cues sentence by sentence."""

    def __init__(self, language: NoteLanguage) -> None:
        self._finder = TermFinder()
        self._rows = {str(i): row for i, row in enumerate(language.assertions)}
        for identity, row in self._rows.items():
            self._finder.add("cue", identity, row.names)
        self._patterns = Sieve(
            (p, (n, row.assertion)) for n, row in enumerate(language.assertions) for p in row.patterns
        )
        verbs = alternatives(map(re.escape, language.act_verbs))
        self._act = re.compile(
            rf"(?:,|\band\b|\bthen\b|&)\s*(?:(?:and|then|next|i|we|so|now|today|went on and|subsequently)\s+)*(?=(?:{verbs})\b{_OBJECT})",
            re.I,
        )
        self._our_act = re.compile(rf"\b(?:i|we)\s+(?:(?:then|also|now|again)\s+)?(?:{verbs})\b", re.I)
        self._reaching = Sieve((p, row) for row in language.assertions for p in row.reaching)
        self._none_of = Patterns([_NONE_OF])

    def cues(self, text: str, words: list[Word], sentence: Span) -> list[Cue]:
        """The cues among the words of one sentence, each with its reach."""
        first: dict[int, Cue] = {}  # of each row of patterns what stands first
        for pattern, (order, assertion) in self._patterns.of(text, *sentence):
            match = pattern.search(text, *sentence)
            if match and (order not in first or match.start() < first[order].span.start):
                first[order] = Cue(assertion, sentence, Span.of(match))
        made = list(first.values())
        made += [
            Cue(row.assertion, Span.of(match, _REACH), _beside(match))
            for pattern, row in self._reaching.of(text, *sentence)
            for match in pattern.finditer(text, *sentence)
        ]
        made += [Cue(_NEGATED, Span.of(m), Span.of(m, 1)) for m in self._none_of.finditer(text, *sentence)]
        found = self._finder.find(words)
        if not found:
            return made
        after, before = _breaks(text, sentence)
        acts = [m.start() for m in self._act.finditer(text, *sentence)]
        for hit in found:
            row = self._rows[hit.value]
            own = Span(words[hit.first].start, words[hit.last - 1].end)
            if _PARTED.search(text[own.start : own.end]) or (row.assertion == _NEGATED and _is_answer(text, own)):
                made += _denied_before(text, sentence, own)
                continue  # "No: ..." and "T12 no, L2 yes" are answers, and "I was present; after that ..." are two clauses and no cue
            reach = sentence if row.scope == "sentence" else _reach(row, text, sentence, own, (before, after))
            if row.assertion == _DENIED and _OBJECTLESS.match(text, own.start, min(sentence.end, own.end + 1)):
                comma = max(text.rfind(mark, sentence.start, own.start) for mark in ",;:(")
                reach = Span(max(comma, sentence.start), own.start)  # "steroid declined, ..."
            if row.assertion == _PAST and _TIME.search(text, *own) and not text[sentence.start : own.start].strip():
                ours = self._our_act.search(text, own.end, sentence.end)
                since = ours.end() if ours and _AT_ONCE.fullmatch(text, own.end, ours.start()) else own.end
                reach = Span(own.start, min((b for b in after if b >= since), default=sentence.end))
            elif row.assertion == _PAST and (ours := self._our_act.search(text, own.end, reach.end)):
                reach = Span(reach.start, ours.start())  # "three weeks after the block we froze the nerve"
            if row.assertion in _UNDONE and (begun := [at for at in acts if own.end <= at < reach.end]):
                reach = Span(reach.start, begun[0])  # "explained the risks and froze the nerve"
            made.append(Cue(row.assertion, reach, own))
        return made


def _is_answer(text: str, own: Span) -> bool:
    """Whether a "no" answers what was asked before it, or what a form asks, and denies nothing of what follows."""
    alone = text[own.start : own.end].lower() == "no" and text[own.end : own.end + 1] == ","  # no noun follows it
    return alone or bool(_ANSWER.match(text, own.end))


def _denied_before(text: str, sentence: Span, own: Span) -> list[Cue]:
    """What a "no" behind one or two words of a clause denies ("cooled no, conventional ...")."""
    said = text[sentence.start : own.start] if text[own.start : own.end].lower() == "no" else ""
    before = _ANSWERED.search(said)
    return [Cue(_DENIED, Span(sentence.start + before.start(1), sentence.start + before.end(1)), own)] if before else []


def _reach(
    row: AssertionCue, text: str, sentence: Span, own: Span, breaks: tuple[Sequence[int], Sequence[int]]
) -> Span:
    """How far a cue reaches to either side; `breaks`: where clauses part, as seen from behind and from before them."""
    before, after = breaks
    unbroken = row.assertion == _UNBROKEN
    start, end = own
    if row.scope != "backward":
        end = sentence.end if unbroken else min((b for b in after if b >= own.end), default=sentence.end)
        if row.assertion == _NEGATED:
            end = min(
                end, own.end + _LONGEST_NO, _participle_end(text, own, sentence), _set_apart_end(text, sentence, own)
            )
            apart = _APART.search(text, own.end, end)
            end = apart.start() if apart else end
        end = min(end, _aside_end(text, sentence, own))
    if row.scope != "forward":
        parting = (b for b in (*before, own.start - _LONGEST_BACK) if b <= own.start)
        start = sentence.start if unbroken else max(parting, default=sentence.start)
    return Span(start, end)


def _beside(match: re.Match[str]) -> Span:
    """The words of a pattern before its reach; where it starts with that, those behind."""
    start, end = match.span(_REACH)
    return Span(match.start(), start) if match.start() < start else Span(end, match.end())


def _participle_end(text: str, cue: Span, sentence: Span) -> int:
    """The end of what a "not" denies where that is one participle, else of the sentence."""
    match = _NOT_DONE.match(text, cue.end, sentence.end)
    return match.end() if match and not _MORE_SUCH.search(text, match.end(), sentence.end) else sentence.end


def _set_apart_end(text: str, sentence: Span, cue: Span) -> int:
    """Where a "no" ends that names a thing before a colon ("no x-ray here: ..."), or a "not" that sets one word against another ("heat not pulsed, ...")."""
    said = text[cue.start : cue.end].lower()
    stop = _COLON.search(text, cue.end, sentence.end) if said in ("no", "without") else None
    if stop and text[cue.end : cue.end + 1] != "," and not _OPENS_LIST.search(text, cue.end, stop.start()):
        return stop.start()
    set_apart = said == "not" and not _AUXILIARY.search(
        text[max(sentence.start, cue.start - _AUXILIARY_BEFORE) : cue.start]
    )
    comma = text.find(",", cue.end, sentence.end) if set_apart else -1
    if comma < 0 or _COLON.search(text, cue.end, comma) or _LISTED.search(text, cue.end, sentence.end):
        return sentence.end
    aside = text[max(sentence.start, cue.start - 2) : cue.start].strip() == ","  # "continuous, not pulsed, mode"
    word = _WORD_AFTER.match(text, comma + 1) if aside else None
    return word.end() if word else comma


def _aside_end(text: str, sentence: Span, cue: Span) -> int:
    """The end of the brackets in which a cue stands, else of its sentence."""
    opened, closed = text.rfind("(", sentence.start, cue.start), text.rfind(")", sentence.start, cue.start)
    end = text.find(")", cue.end, sentence.end)
    return end if opened > closed and end >= 0 else sentence.end


def _breaks(text: str, sentence: Span) -> tuple[list[int], list[int]]:
    """Where clauses part, as seen from a cue before the joint and from a cue after it."""
    doses = [m.start() for m in _DOSE.finditer(text, sentence.start, sentence.end)]  # "no spread, 2 mL ..." starts anew
    hard = sorted({*doses, *(m.start() for m in _HARD.finditer(text, sentence.start, sentence.end))})
    if sentence.end - sentence.start > _UNPUNCTUATED:
        hard = sorted({*hard, *(m.start() for m in _SUBJECT.finditer(text, sentence.start, sentence.end))})
    soft = [m.start() for m in _SOFT.finditer(text, sentence.start, sentence.end)]
    joints = sorted({sentence.start, *hard, *soft, sentence.end})
    finite = [_is_clause(text, a, b) for a, b in pairwise(joints)]
    parting = set(hard)
    after = [joint for i, joint in enumerate(joints[1:-1], start=1) if joint in parting or finite[i]]
    before = []
    verb = False
    for i, joint in enumerate(joints[1:-1], start=1):
        verb = verb or finite[i - 1]
        if joint in parting or (verb and not _SAME_SUBJECT.match(text, joint)):
            before.append(joint)
            verb = False
    return after, before


def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether a verb stands there that is not the verb of a whole list ("no A, B or C was done")."""
    verb = _FINITE.search(text, start, end)
    return verb is not None and not _LISTED.search(text, start, verb.start())


def assertion_at(cues: Sequence[Cue], span: Span, default: Assertion) -> Assertion:
    """What the narrowest cue reaching the span makes of it; without one, the section's default."""
    if any(cue.assertion in ABORTED and cue.span.holds(span) for cue in cues):
        return "denied"  # "no lesion was made" names a lesion that was not made
    reaching = [
        cue for cue in cues if cue.reach.holds(span) and not span.holds(cue.span)
    ]  # not of "no complications" by its own "no"
    if any(cue.assertion == _ADDRESSED for cue in reaching):
        return _ADDRESSED  # whatever else its words say
    return min(reaching, key=lambda cue: cue.reach.end - cue.reach.start).assertion if reaching else default
