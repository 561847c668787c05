"""Dates in every form, with the labels that say which are of a birth; the year of all others is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_days import DayFinder
from chartcite.adapters.masking_words import Found, NameWords, any_of

DATE, BIRTH = "DATE", "BIRTH"
_MONTH = r"(?i:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
_JOINED = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:\s?(?i:st|nd|rd|th)\b)?"
_YEAR = r"(?:19|20)\d\d"
_SHORT = r"['’]\d\d"
_SPELLED = r"(?i:(?:twenty|thirty)[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
_YEAR_SPELLED = r"(?i:(?:,?\s+(?:two\s+thousand(?:\s+and)?|twenty|nineteen)[\s-]+(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)?(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b)?)"
_COUNTED = r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|first|second|third|[a-z]+th)"
_THROUGH = r"(?:\s*(?:[-–—/,&]|(?i:and|to|through|thru|or))\s*)"
_WEEKDAY = r"(?i:(?:the\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:the\s+)?)"
_SINGLE = [
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.-]){_WEEKDAY}{_YEAR}(?P<s>[-/.])(?:0?[1-9]|1[0-2])(?P=s){_DAY}(?!\d)",
        rf"(?<![\w/.-]){_WEEKDAY}{_DAY}(?P<s>\s?/\s?|[.-]){_DAY}(?P=s)(?:{_YEAR}|['’]?\d\d)(?![\d/]|[.,]\d|-\d)",
        r"(?<![\w/.-])(?=[\dOoIl/]*\d[\dOoIl/]*\d)[\dOoIl]{1,2}/[\dOoIl]{1,2}/[12l][\dOoIl]{3}(?!\w)",  # as scanners misread
        rf"(?<![\w/.-])(?:0?[1-9]|1[0-2])\s?/\s?{_YEAR}(?![\d/])",
        rf"(?<![\w/.-])(?:0[1-9]|1[0-2])-{_YEAR}(?![\d-])",
        rf"(?<![\w/.-]){_YEAR}-(?:0[1-9]|1[0-2])(?![\d-]|[.]\d)",
        rf"(?<![\w-]){_WEEKDAY}{_MONTH}\s*{_DAY}{_TH}(?:\s*,\s*|\s+)(?:{_YEAR}|{_SHORT})(?!\d)",
        rf"(?<![\w-]){_WEEKDAY}(?=[A-Z]){_MONTH}\s*{_DAY}(?!\d|[.,]\d){_TH}",
        rf"(?<![\w.-]){_WEEKDAY}{_DAY}{_TH}(?:\s+of)?[\s.-]*{_MONTH}[\s,.-]*(?:{_YEAR}|{_SHORT}|\d\d(?=\s*(?:$|[,.;)\n])))(?!\d)",
        rf"(?<![\w.-]){_WEEKDAY}{_DAY}{_TH}[^\S\n]?(?i:of\s+)?-?(?=[A-Z]){_MONTH}",
        rf"(?<![\w.-]){_DAY}[-\s]?{_JOINED}[-\s]?(?:{_YEAR}|\d\d)(?!\d)",
        rf"(?<![\w-]){_MONTH},?\s+(?i:of\s+)?(?:{_YEAR}|{_SHORT})(?!\d)",
        rf"(?<![\w-])(?i:spring|summer|fall|autumn|winter)\s+(?i:of\s+)?{_YEAR}(?!\d)",
        r"(?<![\d.])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\w-]){_WEEKDAY}(?=[A-Z]|(?i:{_MONTH})\s*{_DAY}(?i:st|nd|rd|th)){_MONTH}\s*{_DAY}{_TH}(?:{_THROUGH}{_DAY}{_TH}(?![\d/.]\d|\s*(?:%|m[lgm]\b))){{1,4}}(?:(?:\s*,\s*|\s+)(?:{_YEAR}|{_SHORT}))?(?!\d)",
        rf"(?<![\w.-]){_WEEKDAY}{_DAY}{_TH}{_THROUGH}{_DAY}{_TH}\s*(?i:of\s+)?(?=[A-Z]){_MONTH}(?:[\s,]+(?:{_YEAR}|{_SHORT}))?(?!\d)",
        rf"(?<![\w-]){_WEEKDAY}{_MONTH}\s*(?i:the\s+)?{_DAY}\s?(?i:st|nd|rd|th)\b",
        rf"(?<![\w.-]){_WEEKDAY}{_DAY}\s?(?i:st|nd|rd|th)\s+(?i:of\s+)?{_MONTH}(?:[\s,]+(?:{_YEAR}|{_SHORT}))?(?!\d)",
        rf"(?<![\w-]){_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_SPELLED}\b{_YEAR_SPELLED}(?:,?\s+{_YEAR}(?!\d))?",
        rf"(?<![\w-]){_WEEKDAY}{_SPELLED}\s+(?:day\s+)?(?i:of\s+){_MONTH}{_YEAR_SPELLED}(?:,?\s+{_YEAR}(?!\d))?",
        rf"(?<![\w/.-]){_YEAR}[\s-]{_MONTH}[\s-]{_DAY}(?!\d)",
        r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?:\s*(?:[-–—,&]|(?i:and|to|through|thru))\s*(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])){0,5}(?:\s*(?:[-–—,&]|(?i:and|to|through|thru))+\s*(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:\d{4}|\d\d)(?!\d))",
        r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])\s*[-–—]\s*(?:0?[1-9]|[12]\d|3[01])/(?:\d{4}|\d\d)(?!\d)",
        r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])\\(?:0?[1-9]|[12]\d|3[01])\\(?:\d{4}|\d\d)(?!\d)",
        r"(?<![\w/.-])\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\s?[-–—]\s?\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])",
        r"(?m)^\s*\d{1,2}/(?:0?[1-9]|[12]\d|3[01])(?=\s+(?:[01]\d|2[0-3]):?[0-5]\d\b)",
        r"(?<!\w)(?i:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?i:day|nesday|sday|rsday|urday)?\.?,?\s+(?:(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])|the\s+\d{1,2}(?:st|nd|rd|th))(?![\w/])",
        rf"(?<!\w)(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?){_SPELLED}(?!\w)",
        rf"(?i:\b(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th|early|later)\s+(?:week|weekend|half|part|days?)|week|weekend|middle|end|beginning|start)\s+(?:in|of)\s+){_MONTH}(?:,?\s+{_YEAR}(?!\d))?(?!\w)",
        rf"(?<![\w/.-])['’]\d\d-(?:0?[1-9]|1[0-2])-{_DAY}(?!\d)",
        r"(?<!\w)\d{1,2}\s+de\s+(?i:enero|febrero|marzo|abril|mayo|junio|julio|agosto|se[p]?tiembre|octubre|noviembre|diciembre)(?:\s+del?\s+\d{4})?",
        rf"(?<![\w/.-])(?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01])[ ]{_YEAR}(?![\d/-]|[.]\d)",
        rf"(?<![\w/.-]){_YEAR}[ ](?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01])(?![\d/-]|[.]\d)",
        r"(?<![\w/.-])(?:(?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01])[ ]\d\d)(?:[ ]{1,4}(?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01])[ ]\d\d)+(?![\w/-]|[.]\d)",
        rf"(?<![\w/.-])(?:0?[1-9]|1[0-2])/{_YEAR}(?:\s?[-–—]\s?|\s+(?:to|thru|through)\s+)(?:0?[1-9]|1[0-2])/{_YEAR}(?![\d/])",
        rf"(?<![\w-]){_WEEKDAY}{_MONTH}\s*(?i:the\s+)?{_DAY}\s?(?i:st|nd|rd|th)\b(?:,?\s+(?i:of\s+)?(?:{_YEAR}|{_SHORT}))(?!\d)",
        r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])\s?[-–]\s?(?:1[3-9]|2\d|3[01])(?![\w/%]|[.]\d|\s*(?:m[lgm]|mcg|cm|units?|x)\b)",
        r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/['’]\d\d(?!\d)",
        rf"(?<![\w/.-])(?:{_DAY}/{_JOINED}[a-z]*|{_JOINED}[a-z]*/{_DAY})/(?:{_YEAR}|\d\d)(?!\d)",
        rf"(?<![\w-])(?:[Qq][1-4],?\s?(?:of\s+|FY\s?)?{_YEAR}|{_YEAR}[\s-]?[Qq][1-4]|[1-4]Q\s?(?:{_YEAR}|['’]?\d\d)|(?i:first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+of)?(?:,?\s+{_YEAR})?)(?![\w])",
        rf"(?<![\w])[0-3]\d[0-2]\d[0-5]\d\s?[A-Z]?\s?{_JOINED}\s?(?:{_YEAR}|\d\d)?(?!\w)",
        rf"(?<![\w-]){_MONTH}\s?[-–/]\s?{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"(?:(?<![\w-])|(?<=mid-)|(?<=late-)|(?<=early-)){_MONTH}(?:[-/]|,?\s+){_YEAR}(?!\d)",
        rf"(?<![\w/.-]){_YEAR}/(?:0[1-9]|1[0-2])(?![\d/])",
        r"(?i:(?<!\w)(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+(?:of\s+(?:this|last|next|the)\s+month|inst(?:ant)?\b|ult(?:imo)?\b|prox(?:imo)?\b))",
        rf"(?<![\w-])(?=[A-Z])(?!SEP-1\b){_JOINED}-(?:0?[1-9]|[12]\d|3[01])(?![\w-])",
        r"(?m)(?<=[A-Z]{2}[ ])(?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01])[ ]\d\d(?=[ ]*\r?$)",
        r"(?<![\w/.-])\d{1,2}[/.-](?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})[/.-]\d{2,4}(?!\w)",
        r"(?<![\w/.-])0[1-9][ ](?:0[1-9]|[12]\d|3[01])[ ][0-3]\d(?![\w/-]|[.]\d|[ ]\d|[ ]?(?:%|m[lgm]\b|sec|ohm))",
        rf"(?<![\w-])(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|april|june|july|august|september|october|november|december)\.?\s+{_DAY}(?!\d|[.,:]\d|\s*(?:%|m[lgm]\b|mcg\b|units?\b))",
        rf"(?<![\w-]){_MONTH}-{_DAY}-{_YEAR}(?!\d)",
        r"(?<![\w/-])(?i:Q[1-4])\s+(?:of\s+)?(?:19|20)\d\d(?!\d)",
        rf"(?<!\w)(?:(?i:the\s+)?(?i:early|late|mid|end\s+of|beginning\s+of|start\s+of|middle\s+of))[\s-]+(?=[A-Z]){_MONTH}(?!\s*\d)",
        r"(?<![\w'’-])(?:January|February|April|June|July|September|October|November|December)(?![\w-])",
    )
]
_BARE_MONTH = re.compile(
    rf"(?i:\b(?:in|last|since|during|until|by|this|next|of|from|through|thru|to|around|about|between|before|after|and|end of|beginning of|month of))[\s-]+(?P<it>(?=[A-Z]){_MONTH})(?!\s*\d)"
)
_CUED = re.compile(
    rf"(?<![\w-])(?i:on|since|by|until|before|after|dated|seen|due|dos|last|visit|appt|thru|through|effective|starting|scheduled(?:\s+for)?)\s+(?P<it>{_MONTH}\s+{_DAY})(?!\d|[.,:]\d|\s*(?:%|m[lgm]\b|mcg\b|units?\b))"
)
_DAY_ALONE = re.compile(
    r"\b(?i:on|until|by|since|before|after|till|the\s+week\s+of|through|thru|around|due|moved\s+to|re-?scheduled\s+(?:to|for)|scheduled\s+for|booked\s+for|appt)\s+(?P<it>the\s+(?:[12]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|2[04-9]|30)th|31st))(?=\s*(?:$|[.;)?!\n](?!\d)|,\s+(?!\d|and\s\d)(?=[a-z])|(?:at|and|with|to|for|but|she|he|we|the|his|her|patient|pt)\s(?!\d)))"
)
_YEAR_ONLY = re.compile(
    rf"\s*[:\-]?\s*['’]?(?:{_YEAR}|\d\d?[-/.\s]\d\d?[-/.\s]\d\d(?:\d\d)?|\d\d?[-/.]\d\d|\d{{6,8}})(?!\d)"
)
_SPOKEN = re.compile(  # "my birthday is nine twenty two forty six"
    rf"[\s:,]*(?:(?:is|was|um|uh|on|the)[\s,]+){{0,3}}(?P<it>{_COUNTED}(?:[\s,-]+(?:{_COUNTED}|of|the|{_MONTH})){{2,7}})(?!\w)",
    re.I,
)
_BORN_AND_AGED = re.compile(
    r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:[3-9]\d|0\d)(?=\s?[?,;]{0,2}\s?\(?\d{1,3}\s?(?:y\.?/?o\b|yrs?\b|years?\b|[MF]\b))"
)
_SHORT_YEAR = re.compile(
    r"(?<=\d[-/.]\d[-/.])\d\d$|(?<=\d\d[-/.])(?<=[-/.]\d\d[-/.])\d\d$|(?<=['’])\d\d$|(?<=[A-Za-z])-?\d\d$"
)
_POINTED = re.compile(r"\d+(?:\.\d+)+")
_LABEL = 30  # characters before a number in which its label stands
_CENTURY = 50  # two figures below it are of this century


class DateFinder:
    """Finds dates with a year, a spelled month or a name; `DayFinder` those of two figures."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._holiday = re.compile(
            rf"(?<![\w'’-])(?:{any_of(listed.holidays)})(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?![\w-])", re.I
        )
        self._days = DayFinder(words)
        self._kept = re.compile(rf"(?<!\w)(?:{any_of(listed.kept_numbers)})[\s:#.]*$", re.I)
        self._birth = re.compile(rf"(?<!\w)(?:{any_of(listed.birth_labels)})(?!\w)[\s:=.-]*", re.I)

    def find(self, text: str) -> Iterator[Found]:
        """All dates, overlaps included; those of a birth by a kind of their own."""
        births = [match.end() for match in self._birth.finditer(text)]
        for start in births:
            if year := _YEAR_ONLY.match(text, start):
                yield Found(BIRTH, start, year.end())
            if spoken := _SPOKEN.match(text, start):
                yield Found(BIRTH, *spoken.span("it"))
        born = frozenset(births)
        yield from (Found(BIRTH, m.start(), m.end()) for m in _BORN_AND_AGED.finditer(text))
        for pattern in _SINGLE:
            for match in pattern.finditer(text):
                if _POINTED.fullmatch(match[0]) and self._kept.search(
                    text, max(0, match.start() - _LABEL), match.start()
                ):
                    continue  # the number of a payer's policy
                yield Found(BIRTH if match.start() in born else DATE, match.start(), _end(match, 0))
        yield from (Found(DATE, m.start(), m.end()) for m in self._holiday.finditer(text) if m[0][0].isupper())
        yield from (
            Found(DATE, m.start("it"), m.end("it")) for m in (*_DAY_ALONE.finditer(text), *_CUED.finditer(text))
        )
        for match in _BARE_MONTH.finditer(text):
            yield Found(DATE, match.start("it"), _end(match, "it"))
        for start, end in self._days.find(text):
            yield Found(DATE, start, end)


def _end(match: re.Match[str], group: int | str) -> int:
    """Where a date ends: a point behind it may end the sentence."""
    return match.start(group) + len(match[group].rstrip(" .\n"))


def year_of(date: str) -> str | None:
    """The year that a date shows in four digits, or in two behind a stroke."""
    if match := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", date) or re.match(rf"{_YEAR}(?=\d{{4}}$)", date):
        return match[0]
    if match := _SHORT_YEAR.search(date):
        short = match[0].lstrip("-")
        return f"20{short}" if int(short) < _CENTURY else f"19{short}"
    return None
