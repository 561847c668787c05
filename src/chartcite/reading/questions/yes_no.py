"""Whether a question asks for a yes or no: by its opening, a tag at its end, or a bare claim with a question mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from chartcite.catalog.words import Word, phrase
from chartcite.domain.language import QuestionLanguage
from chartcite.domain.text import Span
from chartcite.reading.questions.closings import asks_agreement

_SENTENCE = re.compile(r"[^?.!\n]*(?:(?:\.{2,}(?=[^?.!\n]*\w)|\.(?=\d))[^?.!\n]*)*[?.!\n]*")  # "64640... ok?" is one
_QUOTED = re.compile(r"(?<!\w)[\"“'‘][^\"”'’\n]{3,80}[\"”'’](?!\w)")
_BREAK = re.compile(r"[,;:]|\.{2,}|\s[-–—]+>?\s")
_ARTICLES = frozenset({"the", "a", "an", "our", "current"})
_OF = frozenset({"for", "of", "on"})
_TELLS = re.compile(
    r"\d{1,3}$|\w+ed$|(?:same|separate|different|more|less|higher|lower|twice|or|ok|okay|right|correct)$"
)  # words of a claim
_ANDS = frozenset({"and", "also"})
_QUANTITIES = frozenset({"many", "much"})  # "how many do they allow" asks for a number
_SO, _NOT = "so", "not"
_SO_REACH = 7  # words between "so" and the code that it leads to ("done in hospital so 64640-26"), or to "that"
_DENIAL_REACH = 4  # words between "not" and what it denies
_TAG_REACH = 5  # words at the end of a sentence among which a tag (right? correct?) stands


class YesNo:
    """Tells with the words of the vocabulary."""

    def __init__(self, language: QuestionLanguage) -> None:
        self._starts = frozenset(word for name in language.yes_no_starts for word in phrase(name))
        self._last_starts = frozenset(word for name in language.last_starts for word in phrase(name))
        self._open = frozenset(word for name in language.open_starts for word in phrase(name))
        self._relative = frozenset(language.open_relative)
        self._verbs = frozenset(language.bare_verbs)
        self._phrases = [phrase(name) for name in language.yes_no_phrases]
        self._tags = [phrase(name) for name in language.tags]
        self._sides = frozenset(phrase(name) for names in language.sides.values() for name in names)
        self._tag_subjects = frozenset(language.tag_subjects)
        self._turned = self._starts | {f"{word}nt" for word in self._starts}
        self._pointing = frozenset(language.pointing)
        self._numbers = frozenset(language.numbers)
        self._open_ends = frozenset(phrase(name)[0] for name in language.open_ends)

    def asked(self, text: str, words: Sequence[Word], said: set[int], figures: Sequence[Span] = ()) -> list[Span]:
        """The sentences that ask so; `said` are the places of codes and subjects that a bare claim is about.

        `figures` are those of subjects that a figure answers: bare words that begin with one ask for it, unless they state it.
        """
        spans = [Span.of(m) for m in _SENTENCE.finditer(text) if m.group().strip()]
        asked = [s for s in spans if text[s.start : s.end].rstrip().endswith("?")] or spans[-1:]
        own = [[w for w in words if s.has(w.start)] for s in asked]
        last = [w for w in words if spans and spans[-1].has(w.start)]
        opens = len(last) > 1 and last[0].norm in self._last_starts  # "... code? is it 64640"
        found = [s for s, o in zip(asked, own, strict=True) if self._sentence(text, s, o, said, figures)]
        return [*found, spans[-1]] if opens and spans[-1] not in found else found

    def _sentence(self, text: str, span: Span, words: list[Word], said: set[int], figures: Sequence[Span]) -> bool:
        norms = [w.norm for w in words]
        if not norms:
            return False
        if norms[0] in self._open:
            return tuple(norms) in self._tags  # "... 64640. What do you think?"
        if any(self._is_tag(text, words, tag) for tag in self._tags) or self._turns_round(norms):
            return True
        clauses = _clauses(text, words)
        if any(c[0] in self._starts for c in clauses) or any(self._asks(clauses[-1], p) for p in self._phrases):
            return True
        if self._concludes(words, said):
            return True
        if norms[0] in self._open_ends and not _OF.isdisjoint(norms[1:2]):
            return False  # "modifier on the second line?"
        if norms[-1] in self._open_ends and not (
            len(norms) > 1 and (norms[-2] in self._numbers or norms[-2].isdigit())
        ):
            return False
        if any(a in _ANDS and b in self._open for a, b in pairwise(norms)):
            return False  # "the deadline and who decides?"
        within = {w for c in clauses for w in c[1:-1]} - {w for c in clauses for w in (c[0], c[-1])}
        if (self._open - (self._relative & within)) & _outside_quotes(text, words) or (
            len(norms) > 1 and "or" in norms and norms.index("or") > len(norms) - 4
        ):
            return False
        return text[: span.end].rstrip().endswith("?") and self._claims(span, words, said, figures)

    def _concludes(self, words: Sequence[Word], said: set[int]) -> bool:
        """Whether it closes on what is to follow for a code: "done in the hospital so 64640-26"."""
        for index, word in enumerate(words):
            after = words[index + 1 : index + 1 + _SO_REACH]
            leads = any((w.start in said and w.raw[:1].isdigit()) or w.norm in self._pointing for w in after)
            if word.norm == _SO and index and leads:
                return (
                    self._open.isdisjoint(w.norm for w in words[index + 1 :]) and words[-1].norm not in self._open_ends
                )
        return False

    def _claims(self, span: Span, words: list[Word], said: set[int], figures: Sequence[Span]) -> bool:
        """Whether bare words before a question mark claim something ("64640 x2 for two nerves?")."""
        norms = [w.norm for w in words]
        if norms[0] in self._verbs and "or" not in norms:
            return True
        own = [w for w in words if w.norm not in _ARTICLES]
        if own and any(f.start == own[0].start for f in figures) and not _OF.isdisjoint(w.norm for w in own[1:4]):
            return any(_TELLS.match(w.norm) for w in own[1:])  # "global period for 64640?" asks for it
        stated = any(w.norm.isdigit() and w.start not in said for w in words)
        of_a_side = (norms[0],) in self._sides  # a side opens what was done ("bilateral ... ?")
        if not stated and not of_a_side and any(f.start == words[0].start for f in figures):
            return False  # "global period of ...?"
        return any(span.has(start) for start in said)

    def asks_more(self, text: str, words: Sequence[Word]) -> bool:
        """Whether a sentence that opens with "what" goes on to ask for a yes or no ("which code, and can we add ...")."""
        spans = [Span.of(m) for m in _SENTENCE.finditer(text)]
        return any(self._goes_on(text, [w for w in words if s.has(w.start)]) for s in spans)

    def _goes_on(self, text: str, words: list[Word]) -> bool:
        if not words or words[0].norm not in self._open:
            return False
        clauses = _clauses(text, words)[1:]
        ands = [i for i, w in enumerate(words) if w.norm in _ANDS]
        later = [*clauses, *([w.norm for w in words[i + 1 :]] for i in ands)]
        starts = {c[1] if c[0] in _ANDS and len(c) > 1 else c[0] for c in later if c}
        return any(start in self._last_starts and not start.endswith("nt") for start in starts)

    def _turns_round(self, norms: Sequence[str]) -> bool:
        """Whether it closes on its own verb turned round ("that gets us through, doesn't it", "..., does it not")."""
        verb, subject = norms[-2:] if len(norms) > 2 else ("", "")
        if subject == _NOT:
            verb, subject = f"{norms[-3]}nt", verb
        return verb.endswith("nt") and verb in self._turned and subject in self._tag_subjects

    def _is_tag(self, text: str, words: list[Word], tag: tuple[str, ...]) -> bool:
        """Whether a tag stands near the end; a word that is also a side must be set off from what it would be the side of."""
        last = words[-_TAG_REACH:]
        if not holds([w.norm for w in last], tag):
            return False
        if tag not in self._sides:
            return True
        return words[-1].norm == tag[-1] and asks_agreement(text, words[-1].start, words[-1].end, paused=True)

    def _asks(self, clause: list[str], wanted: tuple[str, ...]) -> bool:
        """Whether the phrase stands there and no open word (what is it, how many do they) stands before it."""
        if clause[0] in self._open and clause[1:2] and clause[1] in _QUANTITIES:
            return False
        places = [i for i in range(len(clause)) if tuple(clause[i : i + len(wanted)]) == wanted]
        return any(i == 0 or clause[i - 1] not in self._open for i in places)


def _outside_quotes(text: str, words: list[Word]) -> set[str]:
    """The words that the question itself says, and does not quote."""
    quoted = [Span.of(m) for m in _QUOTED.finditer(text)]
    return {w.norm for w in words if not any(q.start < w.start < q.end for q in quoted)}


def _clauses(text: str, words: list[Word]) -> list[list[str]]:
    """The words between commas, semicolons, colons and dashes that stand apart."""
    made: list[list[str]] = [[]]
    for index, word in enumerate(words):
        if index and _BREAK.search(text[words[index - 1].end : word.start]):
            made.append([])
        made[-1].append(word.norm)
    return [c for c in made if c]


def holds(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    """Whether the words hold the wanted ones one after the other."""
    size = len(wanted)
    return any(tuple(words[i : i + size]) == wanted for i in range(len(words) - size + 1))


def is_denied(words: Sequence[Word], start: int, denials: Iterable[tuple[str, ...]]) -> bool:
    """Whether words of denial ("not", "instead of") stand shortly before what starts at this offset."""
    before = [word.norm for word in words if word.start < start][-_DENIAL_REACH:]
    return any(holds(before, denial) for denial in denials)
