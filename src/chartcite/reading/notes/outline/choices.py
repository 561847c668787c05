"""Words that a note takes back: options of a form that are not ticked, and what its writer corrects in the same breath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from chartcite.domain.language import NoteLanguage
from chartcite.domain.note import Cue
from chartcite.domain.patterns import alternatives
from chartcite.domain.text import Mention, Span

_UNSAID: Final = "discussed"  # words that stand there and tell nothing
_BOX = re.compile(r"\[(?:[ \t_]{0,3}|[xX✓✔])\]|\((?:[ \t_]{1,3}|[xX✓✔])\)|[☐□☒☑✓✔]")
_TICKED = re.compile(r"[xX✓✔☒☑]")
_OPTION_END = re.compile(r"[.,;:](?=\s|$)|(?<=\S)[ \t]{3,}|(?<=[A-Za-z])[ \t]{2}(?=\d)|\|")
_CLAUSE_START = re.compile(r"(?<!\.)[.;:(](?=\s)|\n")
_CLAUSE_END = re.compile(r"[.;](?=\s|$)|\n")
_STRUCK = re.compile(r"~~(?=\S)[^~]{1,600}~~|<(?P<tag>s|del|strike)>[^<]{1,600}</(?P=tag)>", re.I)
_ASKED_NO = re.compile(r"\?\s*(?:no|nope|negative)\b(?=[\s:.,;])", re.I)
_QUESTION = re.compile(r"[^.?!\n]{4,200}$")  # what is asked, right before its mark
_LONGEST_QUESTION = 200
_ANSWER = re.compile(r":[ \t]*(?P<answer>Y|N|[Yy]es|YES|[Nn]o|NO)(?=[ \t]*(?:$|[ \t]{2}|[,;|.\n]))", re.M)
# "RF / alcohol | none today", "Phenol: not used": what a row asks for and its answer denies.
_NONE = re.compile(
    r"(?:^|(?<=\n))[ \t>*•#-]*(?P<label>[A-Za-z][^:|\n.=]{1,45}?)[ \t]*(?:\||:|=|\.{3,}|-{2,}|–|[ \t]{3})[ \t]*"
    r"(?P<answer>(?:none|nil|no|nothing|omitted|deferred|not (?:used|given|done|performed|needed|required|indicated|applied|injected|made))"
    r"(?:[ \t]+(?:today|given|used|done|performed|needed|this (?:visit|time|session)))?)(?=[ \t]*(?:$|[-–—;,.|(/\r\n]))",
    re.I,
)
_LABEL = re.compile(r"[A-Za-z][^:;|\n]{2,50}$")  # what is asked, right before the colon
_LONGEST_LABEL = 51
_NOT: Final = "denied"
_ACTS = frozenset({"technique", "device", "agent"})
_COLUMNS = 2  # boxes side by side that make a row
_KINDS = frozenset({"technique", "target", "side"})


class Choices:
    """Finds both; the words of a correction are the vocabulary's."""

    def __init__(self, language: NoteLanguage) -> None:
        self._corrections = re.compile(alternatives(language.corrections), re.I)

    def unsaid(self, text: str, mentions: Sequence[Mention]) -> list[Cue]:
        """A cue for each stretch that is written and taken back."""
        return [
            *unticked(text),
            *struck(text),
            *self._corrected(text, mentions),
            *asked(text, mentions),
            *answered(text),
        ]

    def _corrected(self, text: str, mentions: Sequence[Mention]) -> Iterator[Cue]:
        """What of the kinds named right after a correction stands before it in the same clause."""
        for match in self._corrections.finditer(text):
            starts = [m.end() for m in _CLAUSE_START.finditer(text, 0, match.start())]
            end = _CLAUSE_END.search(text, match.end())
            clause = Span(starts[-1] if starts else 0, end.start() if end else len(text))
            after = {m.kind for m in mentions if match.end() <= m.span.start < clause.end} & _KINDS
            for m in mentions:
                if m.kind in after and clause.start <= m.span.start and m.span.end <= match.start():
                    yield Cue(_UNSAID, m.span, Span.of(match))


def asked(text: str, mentions: Sequence[Mention]) -> Iterator[Cue]:
    """What a question names as done and its answer denies ("Alcohol at the nerve? No, ...")."""
    for match in _ASKED_NO.finditer(text):
        question = _QUESTION.search(text, max(0, match.start() - _LONGEST_QUESTION), match.start())
        for m in mentions if question else ():
            if m.kind in _ACTS and question and question.start() <= m.span.start and m.span.end <= match.start():
                yield Cue(_NOT, m.span, Span(question.start(), match.end()))


def answered(text: str) -> Iterator[Cue]:
    """What a form asks for and "N" or "none" answers ("Ablation today: N", "Alcohol | none today")."""
    for match in _ANSWER.finditer(text):
        low = max(0, match.start() - _LONGEST_LABEL)
        label = _LABEL.search(text[low : match.start()].rstrip(" \t")) if match["answer"][0] in "Nn" else None
        if label:
            yield Cue(_NOT, Span(low + label.start(), low + label.end()), Span.of(match, "answer"))
    for match in _NONE.finditer(text):
        yield Cue(_NOT, Span.of(match, "label"), Span.of(match, "answer"))


def unticked(text: str) -> Iterator[Cue]:
    """The options of a form without a tick; a box stands before its option, or after it where the line ends with a box."""
    start = 0
    for line in text.splitlines(keepends=True):
        boxes = list(_BOX.finditer(line))
        bare = line.rstrip()
        row = _row(line, boxes)
        if row:
            yield Cue(
                _UNSAID,
                Span(start + row.start, start + row.end),
                Span(start + boxes[-1].start(), start + boxes[-1].end()),
            )
            boxes = []
        behind = bool(boxes) and bare.endswith(boxes[-1].group()) and bool(line[: boxes[0].start()].strip(" \t:-*"))
        behind = behind and not line[: boxes[0].start()].rstrip().endswith(":")
        for index, box in enumerate(boxes):
            if _TICKED.search(box.group()):
                continue
            if behind:
                first, last = boxes[index - 1].end() if index else line.rfind(":", 0, box.start()) + 1, box.start()
            else:
                first, last = box.end(), boxes[index + 1].start() if index + 1 < len(boxes) else len(bare)
                stop = _OPTION_END.search(line, first, last)
                last = stop.start() if stop else last
            if line[first:last].strip():
                yield Cue(_UNSAID, Span(start + first, start + last), Span(start + box.start(), start + box.end()))
        start += len(line)


def _row(line: str, boxes: Sequence[re.Match[str]]) -> Span | None:
    """The name that a row of a table starts with, where its boxes stand under each other's heads and the last has no tick."""
    if len(boxes) < _COLUMNS or any(line[a.end() : b.start()].strip() for a, b in pairwise(boxes)):
        return None
    name = line[: boxes[0].start()]
    if not name.strip() or name.rstrip().endswith(":") or _TICKED.search(boxes[-1].group()):
        return None
    return Span(len(name) - len(name.lstrip()), len(name.rstrip()))


def struck(text: str) -> Iterator[Cue]:
    """What is struck through, in the marks that an export leaves ("~~...~~", "<del>...</del>")."""
    for match in _STRUCK.finditer(text):
        yield Cue(_UNSAID, Span.of(match), Span.of(match))
