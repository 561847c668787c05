"""Names of institutions and employers: capital words with a kind of institution, or where one is named; the kind stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of, english, shouted

FACILITY = "FACILITY"
_WORD = r"(?:(?:St|Mt|Ft|Univ|Dept|Ctr|Assoc|Hosp|Med|Co)\.|[A-ZÀ-Þ][\w'’-]*|\d{1,3}(?:st|nd|rd|th)\b|\#\d{1,4}\b|No\.[ ]\d{1,3}\b)"
_JOIN = r"(?:[ ](?:(?:of|the|and|de|del|la|los|las)[ ]){0,2}|[ ]?[&+][ ]?|,[ ](?=[A-ZÀ-Þ][\w'’-]+[ ]?&))"
_RUN = re.compile(rf"(?<![\w'’.#-]){_WORD}(?:{_JOIN}{_WORD}){{0,8}}")
_PIECE = re.compile(r"[^\W\d_][\w'’-]*")
_OPENS = re.compile(r"(?:^|[\n\r|•·*\t(\[]|[ ]{2}|[—–]|--)[ ]?$")
_ENDS = re.compile(r"[ ]*(?:$|[\n\r|•·*\t()]|[ ]{2}|[—–]|--|[ ]-[ ]|,|[ ]\d)")
_AT = re.compile(r"(?<![\w'’-])at[ ](?:the[ ])?$")
_BEHIND = re.compile(r"(?i)(?<![\w'’-])(?:at|from|to|with|w/|by|of|for|via|@)[ ]?(?:the[ ])?$")
_LOCATED = re.compile(r"[ ](?:at|in|of)[ ](?P<it>[A-ZÀ-Þ][\w'’-]+(?:[ ][A-ZÀ-Þ][\w'’-]+)?)")
_REACHED = re.compile(
    r"\d{3}\)?[ .-]?\d{3}[ .-]\d{4}|\b[A-Z]{2}[ ]+\d{5}\b|^[ ]*\d{1,5}[ ](?:[NSEW]\.?[ ])?[A-Z]|\b(?i:box|ste|suite)\b"
)
_LEAST_PAYER = 3  # letters of a payer's name; it has more
_LETTERHEAD = 120  # characters behind a name in which its address begins
_SMALL = frozenset({"of", "the", "and", "at", "for", "in", "de", "del", "la", "los", "las"})
_OF = re.compile(r"(?i)\bof\b")
_BEFORE = 40  # characters before a run in which its label or cue stands
_LONG = 2  # words of a name that stands behind "at"


class InstitutionFinder:
    """Finds names of institutions, of plain words too."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._kind = re.compile(rf"(?<![\w'’-])(?:{any_of(listed.facility_words)})(?![\w'’-])", re.I)
        self._legal = re.compile(rf"[ ]?,?[ ](?:{any_of(listed.legal_forms)})(?![\w])", re.I)
        self._ends_legal = re.compile(rf"(?:^|[ ])(?:{any_of(listed.legal_forms)})$", re.I)
        self._label = re.compile(
            rf"(?<![\w'’-])(?:{any_of((*listed.facility_labels, *listed.working_cues))})(?:\s*[:=]\s*|[ ]{{2,}})(?:the[ ])?$",
            re.I,
        )
        self._works = re.compile(rf"(?<![\w'’-])(?:{any_of(listed.working_cues)})[ ](?:the[ ])?$", re.I)
        self._parts = (
            frozenset(listed.facility_parts)
            | {word for phrase in listed.facility_words for word in phrase.split()} - _SMALL
        )
        payers = any_of(name for name in words.payer_names if len(name) > _LEAST_PAYER) or "(?!)"
        self._payer = re.compile(
            rf"(?:{payers})[ ](?:health(?:care)?|clinical|insurance|solutions|services|medicare)\b", re.I
        )
        self._paying = re.compile(rf"(?:{payers})\b", re.I)
        self._kinds = frozenset(listed.facility_words)
        self._begins = frozenset(listed.facility_beginnings)
        self._places = frozenset(listed.city_words) | words.also | words.given | words.family | self._begins
        self._firms = frozenset(part for form in listed.legal_forms for part in form.split())

    def find(self, text: str) -> Iterator[Found]:
        """All such names, overlaps included."""
        loud = shouted(text)
        for run in _RUN.finditer(text):
            if (found := self._of_run(text, run, loud)) is not None:
                yield found

    def _of_run(self, text: str, run: re.Match[str], loud: bool) -> Found | None:
        """The institution that a run of capital words names, or part of it, or None."""
        start, end = run.span()
        while end > start and text[end - 1] in "'’-":
            end -= 1
        before = text[max(0, start - _BEFORE) : start]
        legal = self._legal.match(text, end)
        kind = bool(self._kind.search(run[0]))
        spanned = self._trimmed(text, start, end)
        if spanned is None or self._payer.match(text, spanned[0]) or not _PIECE.search(text, *spanned):
            return None
        start, end = spanned
        if legal or self._ends_legal.search(text[start:end]):
            return self._own(text, start, legal.end() if legal else end)
        if self._label.search(before) or (self._works.search(before) and start == run.start()):
            return self._own(text, start, end) if self._telling(text[start:end]) else None
        located = _LOCATED.match(text, end) if kind and not loud else None
        if located and self._telling(located["it"]):
            return Found(FACILITY, start, located.end())  # a town in it
        words = _PIECE.findall(text[start:end])
        if loud and (self._holds_term(words) or not (self._of_kind(words[-1]) or _OF.search(text, start, end))):
            return None
        if not self._telling(text[start:end]):
            return Found(FACILITY, start, end) if not loud and self._heads(text, run, start, end) else None
        if not loud and start == run.start() and _AT.search(before) and self._many(text[start:end]):
            return self._own(text, start, end)
        if kind or self._of_parts(text, run, start, end) or (not loud and self._begun(before, text[start:end])):
            return self._own(text, start, end)
        return None

    def _heads(self, text: str, run: re.Match[str], start: int, end: int) -> bool:
        """Whether a run of plain words opens a line or a field, ends in a kind, and an address or a phone stands beside or below it."""
        words = _PIECE.findall(text[start:end])
        opens = _OPENS.search(text[max(0, start - _BEFORE) : start]) and _ENDS.match(text, end)
        if len(words) < _LONG or start != run.start() or not opens or self._paying.match(text, start):
            return False
        own = [w for w in words if w.lower() not in self._parts and w.lower() not in _SMALL]
        beside = text[end : end + _LETTERHEAD].split("\n")[:2]
        return self._of_kind(words[-1]) and bool(own) and any(map(_REACHED.search, beside))

    def _own(self, text: str, start: int, end: int) -> Found:
        """The name without the plain words of a kind behind it ("Pain Clinic"), which stay; all of it where none ends it."""
        words = list(_PIECE.finditer(text, start, end))
        own = [w for w in words if not self._of_kind(w[0]) or not self._words.is_plain(w[0])]
        if not own or own[-1] is words[-1] or words[-1][0].lower() not in self._kinds:
            return Found(FACILITY, start, end)
        return Found(FACILITY, start, own[-1].end())

    def _of_kind(self, word: str) -> bool:
        own = word.lower()
        return own in self._parts or own in self._firms

    def _trimmed(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The run without titles, labels and words of a sentence before the name; None when nothing is left."""
        for word in _PIECE.finditer(text, start, end):
            own = word[0].lower().removesuffix("'s")
            if own in self._words.not_names - self._parts or self._words.is_credential(word[0]):
                start = word.end() + 1
                continue
            if own in ("dr", "drs", "mr", "mrs", "ms") or text[word.end() : word.end() + 1] == ":":
                return None
            break
        return (start, end) if start < end else None

    def _telling(self, name: str) -> bool:
        """Whether a word is none of the field, of plain speech of ours, or of those that every institution has."""
        for word in _PIECE.findall(name):
            own = word.lower().removesuffix("'s").removesuffix("’s")
            if len(own) < _LONG or own in self._parts or own in self._firms or own in _SMALL:
                continue
            if own in self._places and not self._words.is_eponym(word):
                return True
            if not self._words.is_plain(own) and not (word.isupper() and own in english()):
                return True
        return False

    def _begun(self, before: str, name: str) -> bool:
        """Whether it stands behind a preposition and begins as names of firms do ("Gulf Coast ...")."""
        words = [word.lower() for word in _PIECE.findall(name)]
        return len(words) > _LONG and words[0] in self._begins and bool(_BEHIND.search(before))

    def _many(self, name: str) -> bool:
        """Whether it has words enough for a name behind "at", none of them a term but those of institutions."""
        words = _PIECE.findall(name)
        return len(words) >= _LONG and not self._holds_term(words) and not any(w.isupper() for w in words)

    def _holds_term(self, words: list[str]) -> bool:
        """Whether a word is a term of the field of which names of institutions are not made."""
        return any(self._words.is_term(w) and w.lower() not in self._parts | self._places | _SMALL for w in words)

    def _of_parts(self, text: str, run: re.Match[str], start: int, end: int) -> bool:
        """Whether a run without a kind is a letterhead or stands behind a preposition, and all its terms are of institutions."""
        words = _PIECE.findall(text[start:end])
        parts = [w for w in words if w.lower() in self._parts]
        if not parts or self._holds_term(words) or len(words) < _LONG or any(map(str.isdigit, text[start:end])):
            return False
        before = text[max(0, start - _BEFORE) : start]
        if start == run.start() and _BEHIND.search(before):
            return True
        if _BEHIND.search(text[run.start() : start]):
            return True
        return bool(_OPENS.search(before) and _ENDS.match(text, end))
