"""Ages over 89, in figures and in words, wherever notes tell one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of

AGE = "AGE"
_NUM = r"(?:9\d|1[0-2]\d)"
_NO_UNIT = r"(?![\w%/°]|[.-]\d|\s*(?:%|percent|degrees?|sec(?:onds?)?|min(?:utes?)?|ohms?|mm|cm|m[lg]|mc?g|hz|units?|u|days?|hours?|hrs?|weeks?|visits?|c)\b)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = r"(?:ninety|one[\s-]hundred|a[\s-]hundred)"
_WORDED = rf"(?:{_TENS}(?:[\s-](?:and[\s-])?(?:{_ONES}|ten))?)"
_NTH = r"(?:ninetieth|ninety[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:one[\s-])?hundredth|9\d(?:st|nd|rd|th)|1[0-2]\d(?:st|nd|rd|th))"
_SURE = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<![\d./-])(?P<it>{_NUM}\+?)(?=[\s-]*(?:(?:year|yr)s?\b|y\.?/?o\b|y\.o\.|y\.?\s*/?\s*o\b|yo[mfa]?\b|y\b|y\d|a[nñ]os\b))",
        rf"(?<![\d./-])(?P<it>{_NUM})(?=\s?(?:[MF]\b|male\b|female\b|woman\b|man\b|lady\b|gentleman\b|widow(?:er)?\b|(?:[WBHA]|AA)\s?[MF]\b))",
        rf"\b(?:turn(?:s|ed|ing)?|nearly|almost|reached|celebrated|now)\s+(?:age\s+)?(?P<it>{_NUM}|{_WORDED}){_NO_UNIT}",
        rf"(?<![\d./-])(?P<it>{_NTH})(?=\s+(?:birthday|year\s+of\s+(?:life|age)))",
        rf"(?<![\d./-])(?P<it>{_NUM})(?=\s*(?:-|\s)\s*(?:years?|yrs?)\b(?!\s+(?:ago|later|of\s+(?!age))))",
        rf"\b(?:he|she|patient|pt|who|they|mother|father|husband|wife|mom|dad)(?:\s+(?:is|was|turned)|'s|’s)(?:\s+(?:now|almost|nearly|aged?|about))?\s+(?P<it>{_NUM}|{_WORDED})(?=\s*(?:[.,;)]\s|[.,;)]?$|and\b|with\b|but\b))(?!\.\d)",
        rf"\b(?:in\s+(?:his|her|their)\s+)(?P<it>{_NTH})(?=\s+year)",
        rf"\b(?P<it>ninety[\s-]{_ONES})\b(?!\s*(?:degrees?|seconds?|minutes?|percent|units?|m[lgm]\b|milli|ohms?|days?|hours?|[\s-]*(?:five|six|four)[\s-]))",
        rf"(?<=/\s)(?P<it>{_NUM})(?=\s*/\s*(?:M|F|male|female)\b)",
        rf"(?<![\w./-])(?P<it>{_NUM})(?=\s?/\s?(?:M|F|male|female)\b)",
        rf"(?<![\w/])(?:M|F|male|female)\s?[/,]\s?(?P<it>{_NUM})(?=\s*(?:$|[,;)|\n]|\s{{2}}|DOB))",
        r"\b(?P<it>nonagenarians?|centenarians?|supercentenarians?)\b",
        rf"\bage[sd]?(?:\s*/\s*(?:sex|gender))?\s*(?:\((?:yrs?|years?)\)\s*)?(?:of|is|was|[:=-])?\s*(?:approx\.?|about|over|[~>]=?)?\s*(?P<it>{_NUM}|{_WORDED})(?!\d|[.,]\d|\s*(?:%|c\b|°|degrees))",
        rf"\bage[sd]?\s+\d{{1,3}}\s*(?:,|and|&|/|-|to|or)\s*(?P<it>{_NUM})(?!\d|[.,]\d|\s*%)",
        rf"\bage[sd]?\s+(?P<it>{_NUM})(?=\s*(?:,|and|&|/|-|to|or)\s*\d{{2,3}}\b)",
        rf"\bat\s+(?P<it>{_NUM})(?=\s+(?:years|he|she|the\s+patient))",
        rf"\b(?:lived|survived|made\s+it)\s+(?:un)?(?:to|till)\s+(?:be\s+|age\s+|the\s+age\s+of\s+)?(?P<it>{_NUM}|{_WORDED}){_NO_UNIT}",
        rf"\b(?:died|passed(?:\s+away|\s+on)?|deceased|expired|living|alive|widowed)\s*,?\s+(?:at|aged?|@)\s+(?:the\s+age\s+of\s+|age\s+)?(?P<it>{_NUM}|{_WORDED}){_NO_UNIT}",
        rf"\b(?P<it>{_WORDED})(?=[\s-]*(?:year|yr)s?\b)",
        rf"\b(?:his|her|their)\s+(?P<it>{_NTH})(?=\s*(?:[.,;)]|$|party|b-?day))",
        r"(?<![\w./-])(?P<it>9\d)(?=[\s-]?(?:something|ish)\b)",
    )
]
_DECADE = re.compile(
    r"\b(?P<lead>his|her|their|the|early|mid|late|low|upper)[\s-]+(?P<it>(?:9\d|100)['’]?s|nineties|hundreds)\b", re.I
)
_VITAL = re.compile(
    r"\b(?:sats?|spo2|sao2|o2|hr|pulse|bp|systolic|diastolic|rate|temps?|score|scored|grades?|impedance)\b", re.I
)
_APPOSED = re.compile(
    rf"(?P<word>[^\W\d_][\w'’-]*)(?:\s[(\[][^()\[\]\n]{{1,20}}[)\]])?,\s+(?:now\s+|age\s+)?(?P<it>{_NUM})(?=\s*(?:,\s+[a-z]|;|\)|\.\s|\.?$|\s+and\b))"
)
_BRACKETED = re.compile(
    rf"(?P<word>(?:[^\W\d_][\w'’-]*[^\W\d_]|[A-Z])\.?|[/.-]\d{{2,4}}|\b19\d\d|\b(?=\w*[A-Z])(?=\w*\d)[\w-]{{6,}})\s{{1,2}}[(\[](?P<it>{_NUM})(?=[)\],])"
)
_AFTER_BIRTH = re.compile(
    rf"(?<![\d/.-])\d{{1,2}}[/-]\d{{1,2}}[/-](?P<year>(?:19)?\d\d)[ ,(]{{1,4}}(?P<it>{_NUM}){_NO_UNIT}"
)
_SUBJECT = re.compile(
    rf"(?<![\w'’-])(?:(?:will\s+be|would\s+be|turns)\s+(?P<it>{_NUM})(?=\s+(?:on|in|this|next)\b)|(?:is|was)\s+(?P<now>{_NUM})(?=,\s+(?:she|he|they|and|but|who|lives)\b))"
)
_THIS_CENTURY = range(2015, 2040)  # years in which somebody may have been of the age that a note tells
_BEFORE = 30  # characters in which a vital sign is named


class AgeFinder:
    """Finds ages; a bare figure counts behind a name or beside a word that tells it is one."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self._relations = frozenset(words.listed.relations)
        self._label = re.compile(
            rf"(?<!\w)(?:{any_of(words.listed.age_labels)})[\s:=,]*(?P<it>{_NUM})(?!\d|[.,]\d|\s*(?:%|c\b|°))", re.I
        )

        self._relative = re.compile(
            rf"(?<![\w'’-])(?:{any_of(words.listed.relations)}|mom|dad)\s*[:(,]?\s*(?P<it>{_NUM})(?=\s*(?:[,;.)]\s|[.)]?$|(?:and|alive|with|who|living)\b))",
            re.I | re.M,
        )

    def find(self, text: str) -> Iterator[Found]:
        """All ages over 89, overlaps included."""
        for pattern in (*_SURE, self._label, self._relative):
            for match in pattern.finditer(text):
                if pattern is not _SURE[1] or not self._measured(text, match.start()):
                    yield Found(AGE, match.start("it"), match.end("it"))
        for match in _DECADE.finditer(text):
            if match["lead"].lower() in ("his", "her", "their") or not self._measured(text, match.start()):
                yield Found(AGE, match.start("it"), match.end("it"))
        yield from self._bare(text)

    def _bare(self, text: str) -> Iterator[Found]:
        """Figures behind a birth date, a name or a relative, and those that a sentence says somebody is."""
        for match in _AFTER_BIRTH.finditer(text):
            if 1900 + int(match["year"][-2:]) + int(match["it"]) in _THIS_CENTURY:
                yield Found(AGE, match.start("it"), match.end("it"))
        for match in _SUBJECT.finditer(text):
            if not self._measured(text, match.start()):
                yield Found(AGE, *match.span(match.lastgroup or 0))
        for match in (*_APPOSED.finditer(text), *_BRACKETED.finditer(text)):
            if self._of_somebody(match["word"]):
                yield Found(AGE, match.start("it"), match.end("it"))

    def _measured(self, text: str, start: int) -> bool:
        """Whether a vital sign is named shortly before."""
        return bool(_VITAL.search(text[max(0, start - _BEFORE) : start].rpartition("\n")[2]))

    def _of_somebody(self, word: str) -> bool:
        """Whether the word before a bare figure is a name, a relative, or the end of a birth date or number."""
        own = word.rstrip(".")
        if own.lower() in self._relations or not own[0].isalpha():
            return True
        if any(map(str.isdigit, own)):
            return not self._words.code.fullmatch(own.partition("-")[0])
        return own[0].isupper() and (len(own) == 1 or not self._words.is_plain(own) or self._words.is_also_name(own))
