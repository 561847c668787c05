"""Identifiers by label or form: numbers, phones, addresses of the net."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of

NUMBER, DEVICE, PHONE, EMAIL, URL, PLATE = "NUMBER", "DEVICE", "PHONE", "EMAIL", "URL", "PLATE"
_SIGN = r"\.?(?:[\s.]*(?:#|№|\bno\b\.?|\bnumber\b|\bnum\b\.?|\bid\b|\bis\b|[:=\-–—])){0,3}\s*"
_MUST = r"(?:[\s.]*(?:#|№|\bno\b\.?|\bnumber\b|\bnum\b\.?|\bid\b))(?:\s*(?:\bis\b|[:=#\-–—])){0,2}\s*"
_VALUE = (
    r"\(?(?P<it>(?-i:[A-Z]{1,5}|[a-z]{2,5}(?=\d))\d{0,4}(?:[ ]\d{2,9}){1,4}(?:-\d+)?(?![\w/:-]|\.\d)|\d{2,4}(?:[ ]\d{2,4}){1,4}(?![\w/:-]|\.\d)"
    r"|\d{4,6}[ ][A-Z]{2,4}[ ]\d{3,6}(?!\w)|(?=[A-Z0-9]*\d)[A-Z0-9]{8,14}[ ]\d{2}(?=[ ]{2}|\s*\r?\n|$)"
    r"|[A-Z]{1,5}\d{5,12}[ ]\d{2}(?=\s*(?:[,;)|]|\r?\n|$))"
    r"|(?-i:[A-Z]{2,9}-[A-Z]{1,4})[ ]\d{4,9}(?![\w-])|(?=[\w/.*-]*\d)(?:[A-Za-z]{1,5}[ ](?=\d{4}))?[A-Za-z0-9*]+(?:[-/._@+][A-Za-z0-9*]+)*)"
)
_MENU = (
    r"(?:,?\s*(?:x|ext\.?|extension|option|opt\.?|press|prompt|then)\s*#?\d{1,6})?(?:\s?(?:/|or)\s?\d{4}(?![\d/-]))?"
)
_GS1 = re.compile(r"(?<![\w])(?:\(\d{2,3}\)\s?[A-Za-z0-9](?:[A-Za-z0-9]|[-./](?=[A-Za-z0-9])){3,}\s?){1,5}")
_FORMS = [
    (NUMBER, re.compile(r"(?<![\w-])(?:\d{3}[-\s]\d{2}[-\s]\d{4}|(?:\d{3}|[xX*]{3})-(?:\d{2}|[xX*]{2})-\d{4})(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])\d{6,}(?:-\d{1,4}(?![\w-]))?(?!\w|[.,]\d|\s*(?:units?|u\b|iu\b|m?c?g\b|ml\b|/))", re.I)),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Za-z]{1,4}[-]?\d{6,}[A-Za-z]?(?:-\d{1,3})?(?:[ ]\d\d(?=\s*(?:[,;)|]|\r?\n|$)))?(?!\w)")),
    (PHONE, re.compile(r"(?<![\w.-])(?:\+?1[\s.-]*)?(?:\(\s?\d{3}\s?\)\s*[.-]?\s*|\d{3}\s?[\s./–-]\s?)\d{3}\s?[\s.–-]\s?\d{4}" + _MENU + r"(?!\d)", re.I)),
    (PHONE, re.compile(r"(?<!\w)x\s?\d[-.\s]\d{4}(?![\w-])", re.I)),
    (PHONE, re.compile(r"(?<![\w+])\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}(?!\d)")),
    (PHONE, re.compile(r"(?<![\w.-])1[-.\s]8\d\d[-.\s](?=[A-Z0-9-]*[A-Z])[A-Z0-9]{3,}(?:-[A-Z0-9]{2,})*(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/+-])[2-9]\d\d[-.‐–]\d{4}(?:,?\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\w%-]|[.,]\d|\s*(?:ohms?|Ω|hz|khz|m?c?g|ml|mm|cm|ms|sec|units?)\b)", re.I)),
    (PHONE, re.compile(r"(?<![\w.-])(?:\+?1[\s.-]*)?\(\d{3}\)\s*[.-]?\d{3}[\s.-]?\d{4}(?!\d)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?!\d{4}-\d{2}(?![\d-])|[A-Z]{2,5}\d{4,5}-\d{2}[A-Z](?!\w)|\d{4,5}-\d{3,4}-\d{1,2}(?!\d)|\d{3,4}-\d{3,4}(?![\w-])|\d{1,2}-\d{1,2}-\d{2,4}(?!\d)|\d{4}-\d\d?-\d\d?(?!\d)|\d{1,2}-[A-Z]{3}-)(?=(?:[A-Z0-9-]*\d){6})[A-Z]{0,4}\d{0,4}(?:-[A-Z0-9]{1,10}){1,4}(?![\w/-]|[.,]\d|\s*(?:ohms?|Ω|hz|m?c?g|ml|mm|cm|units?)\b)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?=[A-Z]*\d)(?=\d*[A-Z])(?=(?:[A-Z0-9]*\d){5})(?=(?:[A-Z0-9]*[A-Z]){2})[A-Z0-9]{7,20}(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])\d{6,}(?!(?:U|IU|MG|ML|G|MCG|K|CC|KG|MM|CM)\b)[A-Z]{1,3}(?!\w)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?:\d{6,}-\d{3,}|\d{5}-\d{6,})(?:-[A-Z0-9]+)*(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.])\d(?:[ ]\d){5,}(?![\w.])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])\d{6,}-\d{1,4}[A-Z](?!\w)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?=(?:[A-Z]?\d){8})\d{3,}[A-Z]\d{3,}(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Z]{1,3}-\d{3}-\d{4}(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?![CTLS]\d{1,2}[ ])(?:[A-Z]{1,3}\d{1,4}(?:[ ]\d{3,4}){2,}|[A-Z]{2,4}(?:[ ]\d{2,4}){3,})(?![\w/%-]|[.]\d|[ ]?(?:ohms?|m[lgm]|mcg|hz|sec)\b)")),
    (NUMBER, re.compile(r"(?<!\w)(?:[Rr]ef|(?i:order|case|ticket|file|policy|acct|account|chart|claim|contrato|póliza|contract))[ ](?:no\.?[ ]?|\#[ ]?)?\d{3,}(?:-\d{1,}){1,3}(?![\w-])")),
    (NUMBER, re.compile(r"(?<=\bno\.[ ])[A-Z]{1,4}-\d{3,}(?!\w)")),
    (PHONE, re.compile(r"\(\d{3}\)[ ]?[\dOIl]{3}-[\dOIl]{4}(?!\w)")),
    (PHONE, re.compile(r"(?<=,[ ])x\d{4,5}(?!\w)")),
    (URL, re.compile(r"\\\\[\w.$-]+(?:\\[^\s,;\\]+)+|(?<![\w/])[\w-]*[_\d][\w-]*\.(?:pdf|docx?|xlsx?|csv|jpe?g|png|tiff?|wav|mp3|dcm)(?!\w)", re.I)),
    (NUMBER, re.compile(r"#\s?[A-Z]{1,5}[.-]\d{3,}(?:[.-]\d+)*(?!\w)")),
    (PHONE, re.compile(r"(?<![\w.])[xX][-.]?\d{4,5}(?![\w.-])")),
    (PHONE, re.compile(r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s,.-]+){6,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b", re.I)),
    (PHONE, re.compile(r"(?<![\w.-])\d{3},\s\d{3},\s\d{4}(?![\d-])")),
    (PHONE, re.compile(r"(?<![\w.-])\d{3}[_·•~]\d{3}[_·•~]\d{4}(?!\d)")),
    (URL, re.compile(r"(?<![\w.@/])@[A-Za-z][\w.]{2,}")),
    (EMAIL, re.compile(r"[^\s@<>()\[\],;:\"|]+\s?@\s?[^\s@<>()\[\],;:\"|]+\.[^\W\d_]{2,}(?![\w@])")),
    (EMAIL, re.compile(r"(?<!\w)[\w.+-]+\s?(?:\(at\)|\[at\]|\{at\})\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\bdot\b)\s?[\w-]+)+", re.I)),
    ("IP", re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}:\d{2,5}(?!\d)")),
    (EMAIL, re.compile(r"(?<!\w)(?:[\w+-]+\sdot\s)*[\w.+-]+\s(?:\(at\)|\[at\]|at)\s[\w-]+(?:\s?(?:\(dot\)|\[dot\]|dot)\s?[\w-]+)+", re.I)),
    (URL, re.compile(r"(?<!\w)(?:https?|ftp)://[^\s<>\"'\])]+", re.I)),
    (URL, re.compile(r"(?<![\w@.])www\.[^\s<>\"'\])]+", re.I)),
    (URL, re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)*[a-z0-9-]{2,}\.(?:com|org|net|edu|gov|mil|info|health|clinic|care|io|us|me|co|app|dev|biz|online|uk|ca|mx|example|cloud)(?:/[^\s<>\"'\])]*)?(?![\w-])", re.I)),
    (NUMBER, re.compile(r"(?<![\w#])#\s?(?:[A-Z]{1,3}-?)?\d{4,}(?:-\d+)*(?![\w.,]*\d)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Z]{1,4}-\d{5,}(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/-])0\d{2,4}\s\d{3,4}\s?\d{3,4}(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/-])\d{3}\s[•·]\s\d{3}\s[•·]\s\d{4}(?!\d)")),
    (URL, re.compile(r"(?<!\w)(?:sftp|ftps|ssh|file|smb)://[^\s<>\"'\])]+", re.I)),
    ("IP", re.compile(r"(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){5})(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4})(?::?[0-9a-f]{1,4})*(?![\w:])", re.I)),
]  # fmt: skip
_ENDING = re.compile(
    r"\b(?:ending(?:\s+in)?|ends\s+in|last\s+(?:four|4)(?:\s+digits)?)(?:\s+(?:of\s+)?(?:the\s+)?(?:ssn|social|card|account|mrn|id|phone))?[\s:#]*(?:is\s+)?(?P<it>[xX*]*\d{3,5})(?!\d|[.,]\d)",
    re.I,
)
_MORE = re.compile(
    r"(?:\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?:#\s*)?)(?P<it>(?=[\w/.-]*\d[\w/.-]*\d[\w/.-]*\d)[A-Za-z]{0,5}-?\d[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*)(?![\w%]|\s*(?:m?c?g|ml|mm|cm|hz|units?|ohms?|sec|min)\b)"
)
_MORE_GROUPS = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?P<it>[A-Z]{0,5}\d{1,9}(?:[ -]\d{2,9}){1,4})(?![\w-])")
_MORE_ALIKE = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?P<it>(?=[A-Z-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![\w-])")
_POLICY = re.compile(
    rf"(?<!\w)(?i:policy|pol\.?){_SIGN}(?P<it>[A-Z]{{0,5}}[ ]?\d{{3,}}(?:[ -]\d{{2,}})+(?:-\d+)?|[A-Z]{{2,5}}[ -]?\d{{5,}}(?:-\d+)*)(?!\w|[.,]\d)"
)
_SSN = re.compile(r"(?<![\w-])(?:\d{3}|[xX*]{3})[- ](?:\d{2}|[xX*]{2})[- ](?P<last>\d{4})(?![\w-])")
_LETTER_AND_LAST = re.compile(r"(?<![\w-])[A-Z]{1,2}-?(?P<last>\d{4})(?![\w-])")
_BEFORE_DATE = re.compile(
    r"(?<![\w/.-])[A-Z]{1,3}\d{4,6}(?=[) \t,|\]]+(?:\d{1,2}[-/.]\d{1,2}[-/.]\d\d|(?i:dob|d\.o\.b|born)\b|(?:\d{1,2}[ -])?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -.]\d))"
)
_GROUP = re.compile(
    r"(?<!\w)(?:(?i:rx)[ ]?)?(?:GRP|Grp)(?:[ ]?(?:#|No\.?|ID))?[ ]?[:#]?[ ]*(?P<it>[A-Z][A-Z0-9]{3,})(?![\w])"
)
_SECRET = re.compile(
    r"\b(?:pin|passcode|password|pass[ ]code|access[ ]code|auth[ ]code|security[ ]code|entry[ ]code|door[ ]code|lock[ ]?box)\b[ ]*(?:is\b|[:#=])?[ ]*(?P<it>(?=[A-Za-z-]*\d)[A-Za-z0-9][A-Za-z0-9-]{3,})(?![\w]|\.\d)"
    r"|(?-i:\b[Rr]ef)\b\.?[ ]*(?:#|no\.?|number)[ ]*[:#]?[ ]*(?P<ref>(?=(?:[A-Z-]*\d){6})[A-Z0-9-]+)(?![\w])"
    r"|\b(?:conf|confirmation|control|reservation|locator)\b\.?[ ]*(?:#|no\.?|number|code)[ ]*[:#]?[ ]*(?P<conf>(?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{3,})(?!\w)"
    r"|\b(?:user|username|user[ ]?id|login|logon|uid)\b[ ]*[:#=]?[ ]*(?P<user>[a-z][a-z.]+\d{1,4})(?!\w)"
    r"|\bcode\b[ ]*[:#]?[ ]*(?P<code>(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{2,}-[A-Z0-9]{2,})(?![\w-])",
    re.I,
)
_OF_PERSON = re.compile(r"(?P<word>[A-ZÀ-Þ][\w'’-]+)[ ]{1,2}[(\[](?P<it>[A-Z]{0,3}\d{5,9})(?=[)\]])")
_CHECK = re.compile(r"\b(?:pd[ ]+)?(?:ck|chk)[ ]+(?P<it>\d{3,6})(?![\w/.-])", re.I)
_BRIEF = re.compile(r"[A-ZÀ-Þ][\w'’-]+,[ ][A-Z]\.?[ ]\((?P<it>[A-Z]{0,3}\d{4,9})(?=\))")
_EXCHANGE = re.compile(
    r"\b(?:[Rr]ing|[Dd]ial|[Tt]elephone|[Tt]el\.?|TEL):?\s+(?P<it>(?P<word>[A-Z][a-z]{2,})\s+\d{3}[- ]?\d{3,4})(?![\w-])"
)
_FIGURES = re.compile(r"\d")
_MEASURE = re.compile(r"\d{1,2}\.\d{1,2}")
_LONG_NUMBER = re.compile(r"\d{7,}(?!\w)")  # no code has as many figures
_LEAST = 3  # figures in the value behind a label


class FigureFinder:
    """Finds numbers by the words before them, and those whose form is that of an identifier."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._weak = re.compile(rf"(?:{any_of(listed.weak_id_labels)})(?!\w)", re.I)
        labels = any_of(listed.id_labels)
        self._labelled = [
            (NUMBER, re.compile(rf"(?<![\w'-])(?:{labels})(?![A-Za-z])(?:\s?/\s?(?:{labels}|{any_of(listed.id_words)}))*{_SIGN}{_VALUE}", re.I)),
            (NUMBER, re.compile(rf"(?<![\w'-])(?:{any_of(listed.id_words)}){_MUST}{_VALUE}", re.I)),
            (DEVICE, re.compile(rf"(?<![\w'-])(?:{any_of(listed.device_labels)}){_SIGN}{_VALUE}", re.I)),
            (PLATE, re.compile(rf"(?<![\w'-])(?:{any_of(listed.plate_labels)}){_SIGN}(?P<it>(?=[A-Z0-9 -]*\d)[A-Z0-9]{{1,4}}[ -]?[A-Z0-9]{{2,5}}(?:[A-Z0-9]{{8,13}})?)(?!\w)", re.I)),
        ]  # fmt: skip
        self._phone = re.compile(
            rf"(?<![\w-])(?:{any_of(listed.phone_labels)})(?<!(?<![a-z])[a-z](?=\d))(?:[\s.]*(?:#|no\.?|number|at|is|to|[:=/-])){{0,3}}\s*(?P<it>[+(]?\d(?:\d|[^\S\n]|[().+-]){{5,18}}\d(?:\s*(?:x|ext\.?)\s*\d+)?|(?<=[:#]\s)\d{{3,6}}|(?<=[:#])\d{{3,6}})(?!\d)",
            re.I,
        )
        self._extension = re.compile(
            r"(?:\b(?P<it>(?:ext|extension)\b\.?\s*[:#]?\s*\d(?:\d{2,5}|-\d{4}))|\b(?:pager|beeper|page|pgr|bpr|ascom|vocera|spectralink|at|call|dial|ring|reach)\s+(?P<short>x\s?\d{3,6})|\b(?:pager|beeper|pgr|bpr|ascom|vocera|spectralink)\b\.?\s*(?:no\.?|id|number|is)?\s*[:#]?\s*(?P<paged>\d{3,6}|\d-\d{4}))(?!\w|[.,-]\d|\s*(?:m?c?g|ml|mm|cm|s|sec|units?)\b)",
            re.I,
        )
        self._licensed = re.compile(
            rf"(?:\bM\.?D|\bD\.?O|\bD\.?P\.?M|\bN\.?P|\bPA-C|\bRN|\bCRNA)\.?[ ,]+(?:{'|'.join(sorted(words.states))})[ ]+(?P<it>\d{{3,8}})(?=[ ]*(?:$|[\r\n,;|]))"
        )
        self._any_number = re.compile(
            rf"\b(?:number|num|nr|no)\b\.?(?:\s*(?:no\b\.?|is\b|[:#=-])){{0,2}}\s*{_VALUE}", re.I
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
                told = match[0].rpartition(" ")[2]
                code = (
                    self._is_code(match[0]) or self._is_code(told) or match[0].lstrip("xX-.") in self._words.known_codes
                )
                if not self._is_kept(text, match.start()) and not code:
                    yield Found(kind, match.start(), match.start() + len(match[0].rstrip(".,;:")))
        yield from self._abbreviated(text)
        yield from self._told_apart(text)
        for match in _ENDING.finditer(text):
            yield Found(NUMBER, match.start("it"), match.end("it"))

    def _phones(self, text: str) -> Iterator[Found]:
        """Phones behind a label, extensions, and those behind the name of an exchange."""
        for match in self._extension.finditer(text):
            if match[match.lastgroup or 0] not in self._words.known_codes:
                yield Found(PHONE, *match.span(match.lastgroup or 0))
        for match in self._phone.finditer(text):
            if not self._is_code(match["it"]):
                yield Found(PHONE, match.start("it"), match.end("it"))
        for match in _EXCHANGE.finditer(text):
            if match["word"].lower() not in self._words.given:
                yield Found(PHONE, match.start("it"), match.end("it"))

    def _behind_labels(self, text: str) -> Iterator[Found]:
        for kind, pattern in self._labelled:
            for match in pattern.finditer(text):
                least = _LEAST - (kind == DEVICE)
                weak = match["it"] in self._words.known_codes and self._weak.match(match[0])
                weak = weak or _MEASURE.fullmatch(match["it"])
                if len(_FIGURES.findall(match["it"])) >= least and not self._is_kept(text, match.start()) and not weak:
                    yield Found(kind, match.start("it"), match.end("it"))
                    yield from self._also(text, kind, match["it"], match.end())
        for match in self._any_number.finditer(text):
            told = match["it"] in self._words.known_codes or self._is_kept(text, match.start())
            if len(_FIGURES.findall(match["it"])) > _LEAST + 1 and not told:
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

    def _told_apart(self, text: str) -> Iterator[Found]:
        """Groups written in letters, secrets such as a pin, and numbers in brackets behind a name."""
        for match in (
            *_GROUP.finditer(text),
            *_SECRET.finditer(text),
            *_CHECK.finditer(text),
            *_BRIEF.finditer(text),
            *self._licensed.finditer(text),
        ):
            known = match.lastgroup in ("code", "conf") and self._is_code(match[match.lastgroup])
            if not known and not self._is_kept(text, match.start()):
                yield Found(NUMBER, *match.span(match.lastgroup or 0))
        for match in _OF_PERSON.finditer(text):
            if not self._words.is_plain(match["word"]) and not self._is_code(match["it"]):
                yield Found(NUMBER, match.start("it"), match.end("it"))

    def _also(self, text: str, kind: str, value: str, end: int) -> Iterator[Found]:
        """Further numbers of a list behind one label ("lots 4471 and 4472"); a code of the field ends it."""
        while (more := _MORE.match(text, end)) and not self._is_code(more["it"]):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()
        while (more := _MORE_ALIKE.match(text, end)) and _shape(more["it"]) == _shape(value):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()
        while (more := _MORE_GROUPS.match(text, end)) and _shape(more["it"]) == _shape(value):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()

    def _is_code(self, value: str) -> bool:
        """Whether it is a code of the field, modifiers behind it included."""
        return bool(self._words.code.fullmatch(value.partition("-")[0]))

    def _is_kept(self, text: str, start: int) -> bool:
        """Whether the number is labelled as one of the field."""
        label = self._kept.search(text[max(0, start - 30) : start])
        if label and label[0].lower().rstrip(" :#.").endswith(("code", "codes")):
            return not _LONG_NUMBER.match(text, start)
        return bool(label)


def _shape(value: str) -> str:
    """How a number is written: its letters and figures by kind."""
    return re.sub(r"[A-Za-z]", "A", _FIGURES.sub("9", value))
