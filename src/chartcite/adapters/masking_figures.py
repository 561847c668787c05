"""Identifiers by label or form: numbers, phones, addresses of the net, ages over 89."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of

AGE, NUMBER, DEVICE, PHONE, EMAIL, URL, PLATE = "AGE", "NUMBER", "DEVICE", "PHONE", "EMAIL", "URL", "PLATE"
_SIGN = r"\.?(?:[\s.]*(?:#|№|\bno\b\.?|\bnumber\b|\bnum\b\.?|\bid\b|\bis\b|[:=\-–—])){0,3}\s*"
_MUST = r"(?:[\s.]*(?:#|№|\bno\b\.?|\bnumber\b|\bnum\b\.?|\bid\b))(?:\s*(?:\bis\b|[:=#\-–—])){0,2}\s*"
_VALUE = (
    r"\(?(?P<it>[A-Z]{1,5}\d{0,4}(?:[ ]\d{2,9}){1,4}(?:-\d+)?(?![\w/:-]|\.\d)|\d{2,4}(?:[ ]\d{2,4}){1,4}(?![\w/.:-])"
    r"|(?-i:[A-Z]{2,9}-[A-Z]{1,4})[ ]\d{4,9}(?![\w-])|(?=[\w/.*-]*\d)(?:[A-Za-z]{1,5}[ ](?=\d{4}))?[A-Za-z0-9*]+(?:[-/._@+][A-Za-z0-9*]+)*)"
)
_MENU = r"(?:,?\s*(?:x|ext\.?|extension|option|opt\.?|press|prompt|then)\s*#?\d{1,6})?"
_GS1 = re.compile(r"(?<![\w])(?:\(\d{2,3}\)\s?[A-Za-z0-9](?:[A-Za-z0-9]|[-./](?=[A-Za-z0-9])){3,}\s?){1,5}")
_FORMS = [
    (NUMBER, re.compile(r"(?<![\w-])(?:\d{3}[-\s]\d{2}[-\s]\d{4}|(?:\d{3}|[xX*]{3})-(?:\d{2}|[xX*]{2})-\d{4})(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])\d{6,}(?:-\d{1,4}(?![\w-]))?(?!\w|[.,]\d|\s*(?:units?|u\b|iu\b|m?c?g\b|ml\b|/))", re.I)),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Za-z]{1,4}[-]?\d{6,}[A-Za-z]?(?!\w)")),
    (PHONE, re.compile(r"(?<![\w.-])(?:\+?1[\s.-]*)?(?:\(\s?\d{3}\s?\)\s*[.-]?\s*|\d{3}\s?[\s./–-]\s?)\d{3}\s?[\s.–-]\s?\d{4}" + _MENU + r"(?!\d)", re.I)),
    (PHONE, re.compile(r"(?<!\w)x\s?\d[-.\s]\d{4}(?![\w-])", re.I)),
    (PHONE, re.compile(r"(?<![\w+])\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}(?!\d)")),
    (PHONE, re.compile(r"(?<![\w.-])1[-.\s]8\d\d[-.\s](?=[A-Z0-9-]*[A-Z])[A-Z0-9]{3,}(?:-[A-Z0-9]{2,})*(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/+-])[2-9]\d\d[-.‐–]\d{4}(?:,?\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\w%-]|[.,]\d|\s*(?:ohms?|Ω|hz|khz|m?c?g|ml|mm|cm|ms|sec|units?)\b)", re.I)),
    (PHONE, re.compile(r"(?<![\w.-])(?:\+?1[\s.-]*)?\(\d{3}\)\s*[.-]?\d{3}[\s.-]?\d{4}(?!\d)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?!\d{4}-\d{2}(?![\d-])|[A-Z]{2,5}\d{4,5}-\d{2}[A-Z](?!\w)|\d{4,5}-\d{3,4}-\d{1,2}(?!\d)|\d{3,4}-\d{3,4}(?![\w-])|\d{1,2}-\d{1,2}-\d{2,4}(?!\d)|\d{4}-\d\d?-\d\d?(?!\d)|\d{1,2}-[A-Z]{3}-)(?=(?:[A-Z0-9-]*\d){6})[A-Z]{0,4}\d{0,4}(?:-[A-Z0-9]{1,10}){1,4}(?![\w/-]|[.,]\d|\s*(?:ohms?|Ω|hz|m?c?g|ml|mm|cm|units?)\b)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?=[A-Z]*\d)(?=\d*[A-Z])(?=(?:[A-Z0-9]*\d){5})(?=(?:[A-Z0-9]*[A-Z]){2})[A-Z0-9]{7,20}(?![\w-])")),
    (URL, re.compile(r"(?<![\w.@/])@[A-Za-z][\w.]{2,}")),
    (EMAIL, re.compile(r"[^\s@<>()\[\],;:\"|]+\s?@\s?[^\s@<>()\[\],;:\"|]+\.[^\W\d_]{2,}(?![\w@])")),
    (EMAIL, re.compile(r"(?<!\w)[\w.+-]+\s(?:\(at\)|\[at\]|at)\s[\w-]+(?:\s?(?:\(dot\)|\[dot\]|dot)\s?[\w-]+)+", re.I)),
    (URL, re.compile(r"(?<!\w)(?:https?|ftp)://[^\s<>\"'\])]+", re.I)),
    (URL, re.compile(r"(?<![\w@.])www\.[^\s<>\"'\])]+", re.I)),
    (URL, re.compile(r"(?<![\w@.-])(?:[a-z0-9-]{2,}\.)+(?:com|org|net|edu|gov|mil|info|health|clinic|care|io|us|me|co|app|dev|biz|online|uk|ca|mx|example|cloud)(?:/[^\s<>\"'\])]*)?(?![\w-])", re.I)),
    (NUMBER, re.compile(r"(?<![\w#])#\s?(?:[A-Z]{1,3}-?)?\d{4,}(?:-\d+)*(?![\w.,]*\d)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Z]{2,4}-\d{5,}(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/-])0\d{2,4}\s\d{3,4}\s?\d{3,4}(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/-])\d{3}\s[•·]\s\d{3}\s[•·]\s\d{4}(?!\d)")),
    (URL, re.compile(r"(?<!\w)(?:sftp|ftps|ssh|file|smb)://[^\s<>\"'\])]+", re.I)),
    ("IP", re.compile(r"(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){5})(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4})(?::?[0-9a-f]{1,4})*(?![\w:])", re.I)),
]  # fmt: skip
_OLD = re.compile(
    r"(?<![\d./-])(?P<it>(?:9\d|1[0-2]\d)\+?)(?=[\s-]*(?:(?:year|yr)s?\b|y\.?/?o\b|y\.o\.|y\s*/\s*o\b|yo[mf]?\b|y\b))",
    re.I,
)
_OLD_ALSO = [
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<![\d./-])(?P<it>(?:9\d|1[0-2]\d))(?=\s?(?:[MF]\b|male\b|female\b|woman\b|man\b|lady\b|gentleman\b|widow(?:er)?\b))",
        r"\b(?:turn(?:s|ed|ing)?|nearly|almost|reached|celebrated)\s+(?:age\s+)?(?P<it>9\d|1[0-2]\d)(?![\w%./]|-\d|\s*(?:%|percent|degrees?|sec|min|ohm|mm|cm|m[lg]))",
        r"(?<![\d./-])(?P<it>(?:9\d|1[0-2]\d)(?:st|nd|rd|th))(?=\s+birthday)",
        r"(?<![\d./-])(?P<it>(?:9\d|1[0-2]\d))(?=\s*(?:-|\s)\s*(?:years?|yrs?)\b(?!\s+(?:ago|later|of\s+(?!age))))",
        r"\b(?:he|she|patient|pt|who|they|mother|father|husband|wife)(?:\s+(?:is|was|turned)|'s|’s)(?:\s+(?:now|almost|nearly|aged?))?\s+(?P<it>9\d|1[0-2]\d)(?=\s*(?:[.,;)]\s|and\b|with\b|but\b|$))(?!\.\d)",
        r"\b(?:in\s+(?:his|her|their)\s+)(?P<it>9\dth|1[0-2]\d(?:st|nd|rd|th))(?=\s+year)",
        r"\b(?P<it>ninety[\s-](?:one|two|three|four|five|six|seven|eight|nine))\b(?!\s*(?:degrees?|seconds?|minutes?|percent|units?|m[lgm]\b|milli|ohms?|days?|hours?))",
        r"(?<=/\s)(?P<it>9\d|1[0-2]\d)(?=\s*/\s*(?:M|F|male|female)\b)",
        r"\b(?P<it>nonagenarian|centenarian|supercentenarian)\b",
        r"\bage[sd]?\s*(?:of|is|was|[:=-])?\s*(?P<it>9\d|1[0-2]\d)(?!\d|[.,]\d|\s*(?:%|c\b|°))",
        r"\bat\s+(?P<it>9\d)(?=\s+(?:years|he|she|the\s+patient))",
    )
]
_ENDING = re.compile(
    r"\b(?:ending(?:\s+in)?|ends\s+in|last\s+(?:four|4)(?:\s+digits)?)(?:\s+(?:of\s+)?(?:the\s+)?(?:ssn|social|card|account|mrn|id|phone))?[\s:#]*(?:is\s+)?(?P<it>[xX*]*\d{3,5})(?!\d|[.,]\d)",
    re.I,
)
_MORE = re.compile(
    r"(?:\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?:#\s*)?)(?P<it>(?=[\w/.-]*\d[\w/.-]*\d[\w/.-]*\d)[A-Za-z]{0,5}-?\d[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*)(?![\w%]|\s*(?:m?c?g|ml|mm|cm|hz|units?|ohms?|sec|min)\b)"
)
_MORE_GROUPS = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?P<it>[A-Z]{0,5}\d{1,9}(?:[ -]\d{2,9}){1,4})(?![\w-])")
_POLICY = re.compile(
    rf"(?<!\w)(?i:policy|pol\.?){_SIGN}(?P<it>[A-Z]{{0,5}}[ ]?\d{{3,}}(?:[ -]\d{{2,}})+(?:-\d+)?|[A-Z]{{2,5}}[ -]?\d{{5,}}(?:-\d+)*)(?!\w|[.,]\d)"
)
_SSN = re.compile(r"(?<![\w-])(?:\d{3}|[xX*]{3})[- ](?:\d{2}|[xX*]{2})[- ](?P<last>\d{4})(?![\w-])")
_LETTER_AND_LAST = re.compile(r"(?<![\w-])[A-Z]{1,2}-?(?P<last>\d{4})(?![\w-])")
_BEFORE_DATE = re.compile(
    r"(?<![\w/.-])[A-Z]{2,3}\d{4,5}(?=[ \t,|]+(?:\d{1,2}[-/.]\d{1,2}[-/.]\d\d|(?i:dob|d\.o\.b|born)\b|(?:\d{1,2}[ -])?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -.]\d))"
)
_EXCHANGE = re.compile(
    r"\b(?:[Rr]ing|[Dd]ial|[Tt]elephone|[Tt]el\.?|TEL):?\s+(?P<it>(?P<word>[A-Z][a-z]{2,})\s+\d{3}[- ]?\d{3,4})(?![\w-])"
)
_TENS = r"ninety|one[\s-]hundred|a[\s-]hundred"
_OLD_WORDS = re.compile(
    rf"\b(?P<it>(?:{_TENS})(?:[\s-](?:and[\s-])?(?:one|two|three|four|five|six|seven|eight|nine|ten))?)(?=[\s-]*year)",
    re.I,
)
_NINETIES = re.compile(r"\b(?:his|her|their|the|early|mid|late)[\s-]+(?P<it>9\ds|nineties)\b", re.I)
_FIGURES = re.compile(r"\d")
_LEAST = 3  # figures in the value behind a label


class FigureFinder:
    """Finds numbers by the words before them, and those whose form is that of an identifier."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._code, self._given = words.code, words.given
        labels = any_of(listed.id_labels)
        self._labelled = [
            (NUMBER, re.compile(rf"(?<![\w'-])(?:{labels})(?:\s?/\s?(?:{labels}|{any_of(listed.id_words)}))*{_SIGN}{_VALUE}", re.I)),
            (NUMBER, re.compile(rf"(?<![\w'-])(?:{any_of(listed.id_words)}){_MUST}{_VALUE}", re.I)),
            (DEVICE, re.compile(rf"(?<![\w'-])(?:{any_of(listed.device_labels)}){_SIGN}{_VALUE}", re.I)),
            (PLATE, re.compile(rf"(?<![\w'-])(?:{any_of(listed.plate_labels)}){_SIGN}(?P<it>(?=[A-Z0-9 -]*\d)[A-Z0-9]{{1,4}}[ -]?[A-Z0-9]{{2,5}}(?:[A-Z0-9]{{8,13}})?)(?!\w)", re.I)),
        ]  # fmt: skip
        self._phone = re.compile(
            rf"(?<![\w-])(?:{any_of(listed.phone_labels)})(?:[\s.]*(?:#|no\.?|number|at|is|to|[:=/-])){{0,3}}\s*(?P<it>[+(]?\d[\d\s().+-]{{5,18}}\d(?:\s*(?:x|ext\.?)\s*\d+)?|(?<=[:#]\s)\d{{3,6}}|(?<=[:#])\d{{3,6}})(?!\d)",
            re.I,
        )
        self._extension = re.compile(
            r"(?:\b(?P<it>(?:ext|extension)\b\.?\s*[:#]?\s*\d(?:\d{2,5}|-\d{4}))|\b(?:pager|beeper|page|pgr|bpr|ascom|vocera|spectralink|at|call|dial|ring|reach)\s+(?P<short>x\s?\d{3,6})|\b(?:pager|beeper|pgr|bpr|ascom|vocera|spectralink)\b\.?\s*(?:no\.?|id|number|is)?\s*[:#]?\s*(?P<paged>\d{3,6}|\d-\d{4}))(?!\w|[.,-]\d|\s*(?:m?c?g|ml|mm|cm|s|sec|units?)\b)",
            re.I,
        )
        self._any_number = re.compile(
            rf"\b(?:number|num|nr|no)\b\.?(?:\s*(?:no\b\.?|is\b|[:#=-])){{0,2}}\s*{_VALUE}", re.I
        )
        self._age = re.compile(
            rf"(?<!\w)(?:{any_of(listed.age_labels)})[\s:=,]*(?P<it>9\d|1[0-2]\d)(?!\d|[.,]\d|\s*(?:%|c\b|°))", re.I
        )
        self._kept = re.compile(rf"(?<!\w)(?:{any_of(listed.kept_numbers)})[\s:#.]*$", re.I)

    def find(self, text: str) -> Iterator[Found]:
        """All numbers that identify, overlaps included."""
        yield from self._behind_labels(text)
        yield from self._phones(text)
        for match in _GS1.finditer(text):
            if len(_FIGURES.findall(match[0])) > 11:
                yield Found(DEVICE, match.start(), match.start() + len(match[0].rstrip()))
        for kind, pattern in _FORMS:
            for match in pattern.finditer(text):
                if not self._is_kept(text, match.start()) and not self._is_code(match[0]):
                    yield Found(kind, match.start(), match.start() + len(match[0].rstrip(".,;:")))
        yield from self._abbreviated(text)
        for match in _ENDING.finditer(text):
            yield Found(NUMBER, match.start("it"), match.end("it"))
        for pattern in (_OLD, _OLD_WORDS, _NINETIES, self._age, *_OLD_ALSO):
            for match in pattern.finditer(text):
                yield Found(AGE, match.start("it"), match.end("it"))

    def _phones(self, text: str) -> Iterator[Found]:
        """Phones behind a label, extensions, and those behind the name of an exchange."""
        for match in self._extension.finditer(text):
            if not self._is_code("".join(_FIGURES.findall(match[0]))):
                yield Found(PHONE, *match.span(match.lastgroup or 0))
        for match in self._phone.finditer(text):
            if not self._is_code(match["it"]):
                yield Found(PHONE, match.start("it"), match.end("it"))
        for match in _EXCHANGE.finditer(text):
            if match["word"].lower() not in self._given:
                yield Found(PHONE, match.start("it"), match.end("it"))

    def _behind_labels(self, text: str) -> Iterator[Found]:
        for kind, pattern in self._labelled:
            for match in pattern.finditer(text):
                least = _LEAST - (kind == DEVICE)
                if len(_FIGURES.findall(match["it"])) >= least and not self._is_kept(text, match.start()):
                    yield Found(kind, match.start("it"), match.end("it"))
                    yield from self._also(text, kind, match["it"], match.end())
        for match in self._any_number.finditer(text):
            if len(_FIGURES.findall(match["it"])) > _LEAST + 1 and not self._is_kept(text, match.start()):
                yield Found(NUMBER, match.start("it"), match.end("it"))

    def _abbreviated(self, text: str) -> Iterator[Found]:
        """Letters of a name with the last four figures of a social security number or before a date; policies of a patient."""
        last = {match["last"] for match in _SSN.finditer(text)}
        for match in _LETTER_AND_LAST.finditer(text):
            if match["last"] in last:
                yield Found(NUMBER, match.start(), match.end())
        for match in _POLICY.finditer(text):
            if not self._is_kept(text, match.start("it")):
                yield Found(NUMBER, match.start("it"), match.end("it"))
        for match in _BEFORE_DATE.finditer(text):
            if not self._is_kept(text, match.start()) and not self._is_code(match[0]):
                yield Found(NUMBER, match.start(), match.end())

    def _also(self, text: str, kind: str, value: str, end: int) -> Iterator[Found]:
        """Further numbers of a list behind one label ("lots 4471 and 4472"); a code of the field ends it."""
        while (more := _MORE.match(text, end)) and not self._is_code(more["it"]):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()
        while (more := _MORE_GROUPS.match(text, end)) and _shape(more["it"]) == _shape(value):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()

    def _is_code(self, value: str) -> bool:
        """Whether it is a code of the field, modifiers behind it included."""
        return bool(self._code.fullmatch(value.partition("-")[0]))

    def _is_kept(self, text: str, start: int) -> bool:
        """Whether the number is labelled as one of the field."""
        return bool(self._kept.search(text[max(0, start - 30) : start]))


def _shape(value: str) -> str:
    """How a number is written: its letters and figures by kind."""
    return re.sub(r"[A-Za-z]", "A", _FIGURES.sub("9", value))
