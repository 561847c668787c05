"""Forms of numbers, phones and addresses of the net, as people write them."""

from __future__ import annotations

import re

NUMBER, DEVICE, PHONE, EMAIL, URL, PLATE = "NUMBER", "DEVICE", "PHONE", "EMAIL", "URL", "PLATE"
SIGN = r"\.?(?:[\s.]*(?:#|№|\bno\b\.?|\bnumber\b|\bnum\b\.?|\bid\b|\bis\b|[:=\-–—])){0,3}\s*"
MUST = r"(?:[\s.]*(?:#|№|\bno\b\.?|\bnumber\b|\bnum\b\.?|\bid\b))(?:\s*(?:\bis\b|[:=#\-–—])){0,2}\s*"
VALUE = (
    r"\(?(?P<it>(?-i:[A-Z]{1,5}|[a-z]{2,5}(?=\d))\d{0,4}(?:[ ]\d{2,9}){1,4}(?:-\d+)?(?![\w/:-]|\.\d)|\d{2,4}(?:[ ]\d{2,4}){1,4}(?![\w/:-]|\.\d)"
    r"|\d{4,6}[ ][A-Z]{2,4}[ ]\d{3,6}(?!\w)|(?=[A-Z0-9]*\d)[A-Z0-9]{8,14}[ ]\d{2}(?=[ ]{2}|\s*\r?\n|$)"
    r"|[A-Z]{1,5}\d{5,12}[ ]\d{2}(?=\s*(?:[,;)|]|\r?\n|$))"
    r"|(?-i:[A-Z]{2,9}-[A-Z]{1,4})[ ]\d{4,9}(?![\w-])|(?=[\w/.*-]*\d)(?:[A-Za-z]{1,5}[ ](?=\d{4}))?[A-Za-z0-9*]+(?:[-/._@+][A-Za-z0-9*]+)*)"
)
_MENU = (
    r"(?:,?\s*(?:x|ext\.?|extension|option|opt\.?|press|prompt|then)\s*#?\d{1,6})?(?:\s?(?:/|or)\s?\d{4}(?![\d/-]))?"
)
GS1 = re.compile(r"(?<![\w])(?:\(\d{2,3}\)\s?[A-Za-z0-9](?:[A-Za-z0-9]|[-./](?=[A-Za-z0-9])){3,}\s?){1,5}")
FORMS = [
    (
        NUMBER,
        re.compile(r"(?<![\w-])(?:\d{3}[-\s]\d{2}[-\s]\d{4}|(?:\d{3}|[xX*]{3})-(?:\d{2}|[xX*]{2})-\d{4})(?![\w-])"),
    ),
    (
        NUMBER,
        re.compile(
            r"(?<![\w.,/-])\d{6,}(?:-\d{1,4}(?![\w-]))?(?!\w|[.,]\d|\s*(?:units?|u\b|iu\b|m?c?g\b|ml\b|/))", re.I
        ),
    ),
    (
        NUMBER,
        re.compile(
            r"(?<![\w.,/-])[A-Za-z]{1,4}[-]?\d{6,}[A-Za-z]?(?:-\d{1,3})?(?:[ ]\d\d(?=\s*(?:[,;)|]|\r?\n|$)))?(?!\w)"
        ),
    ),
    (
        PHONE,
        re.compile(
            r"(?<![\w.-])(?:\([fcohwmtp0]\)[^\S\n]*)?(?:\+?1[\s.-]+|\+1|1(?=\())?(?:\(\s?\d{3}\s?\)\s*[.-]?\s*|\d{3}\s?[\s./*–‐‑-]\s?|\d{3}\)[^\S\n]?)\d{3}\s?[\s.*/–‐‑-]\s?\d{4}"
            + _MENU
            + r"(?!\d)",
            re.I,
        ),
    ),
    (PHONE, re.compile(r"(?<!\w)x\s?\d[-.\s]\d{4}(?![\w-])", re.I)),
    (PHONE, re.compile(r"(?<![\w+])\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}(?!\d)")),
    (PHONE, re.compile(r"(?<![\w.-])1[-.\s]8\d\d[-.\s](?=[A-Z0-9-]*[A-Z])[A-Z0-9]{3,}(?:-[A-Z0-9]{2,})*(?![\w-])")),
    (
        PHONE,
        re.compile(
            r"(?<![\w.,/+-])[2-9]\d\d[-.‐–]\d{4}(?:,?\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\w%-]|[.,]\d|\s*(?:ohms?|Ω|hz|khz|m?c?g|ml|mm|cm|ms|sec|units?)\b)",
            re.I,
        ),
    ),
    (PHONE, re.compile(r"(?<![\w.-])(?:\+?1[\s.-]*)?\(\d{3}\)\s*[.-]?\d{3}[\s.-]?\d{4}(?!\d)")),
    (
        NUMBER,
        re.compile(
            r"(?<![\w.,/-])(?!\d{4}-\d{2}(?![\d-])|[A-Z]{2,5}\d{4,5}-\d{2}[A-Z](?!\w)|\d{4,5}-\d{3,4}-\d{1,2}(?!\d)|\d{3,4}-\d{3,4}(?![\w-])|\d{1,2}-\d{1,2}-\d{2,4}(?!\d)|\d{4}-\d\d?-\d\d?(?!\d)|\d{1,2}-[A-Z]{3}-)(?=(?:[A-Z0-9-]*\d){6})[A-Z]{0,4}\d{0,4}(?:-[A-Z0-9]{1,10}){1,4}(?![\w/-]|[.,]\d|\s*(?:ohms?|Ω|hz|m?c?g|ml|mm|cm|units?)\b)"
        ),
    ),
    (
        NUMBER,
        re.compile(
            r"(?<![\w.,/-])(?=[A-Z]*\d)(?=\d*[A-Z])(?=(?:[A-Z0-9]*\d){5})(?=(?:[A-Z0-9]*[A-Z]){2})[A-Z0-9]{7,20}(?![\w-])"
        ),
    ),
    (NUMBER, re.compile(r"(?<![\w.,/-])\d{6,}(?!(?:U|IU|MG|ML|G|MCG|K|CC|KG|MM|CM)\b)[A-Z]{1,3}(?!\w)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?:\d{6,}-\d{3,}|\d{5}-\d{6,})(?:-[A-Z0-9]+)*(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.])\d(?:[ ]\d){5,}(?![\w.])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])\d{6,}-\d{1,4}[A-Z](?!\w)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])(?=(?:[A-Z]?\d){8})\d{3,}[A-Z]\d{3,}(?![\w-])")),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Z]{1,3}-\d{3}-\d{4}(?![\w-])")),
    (
        NUMBER,
        re.compile(
            r"(?<![\w.,/-])(?![CTLS]\d{1,2}[ ])(?:[A-Z]{1,3}\d{1,4}(?:[ ]\d{3,4}){2,}|[A-Z]{2,4}(?:[ ]\d{2,4}){3,})(?![\w/%-]|[.]\d|[ ]?(?:ohms?|m[lgm]|mcg|hz|sec)\b)"
        ),
    ),
    (
        NUMBER,
        re.compile(
            r"(?<!\w)(?:[Rr]ef|(?i:order|case|ticket|file|policy|acct|account|chart|claim|contrato|póliza|contract))[ ](?:no\.?[ ]?|\#[ ]?)?\d{3,}(?:-\d{1,}){1,3}(?![\w-])"
        ),
    ),
    (NUMBER, re.compile(r"(?<=\bno\.[ ])[A-Z]{1,4}-\d{3,}(?!\w)")),
    (PHONE, re.compile(r"\(\d{3}\)[ ]?[\dOIl]{3}-[\dOIl]{4}(?!\w)")),
    (PHONE, re.compile(r"(?<=,[ ])x\d{4,5}(?!\w)")),
    (
        URL,
        re.compile(
            r"\\\\[\w.$-]+(?:\\[^\s,;\\]+)+|(?<![\w/-])(?=(?:[^\W\d_]|-)*+[_\d])[\w-]++\.(?:pdf|docx?|xlsx?|csv|jpe?g|png|tiff?|wav|mp3|dcm)(?!\w)",
            re.I,
        ),
    ),
    (NUMBER, re.compile(r"#\s?[A-Z]{1,5}[.-]\d{3,}(?:[.-]\d+)*(?!\w)")),
    (PHONE, re.compile(r"(?<![\w.])[xX][-.]?\d{4,5}(?![\w.-])")),
    (
        PHONE,
        re.compile(
            r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s,.-]+){6,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b",
            re.I,
        ),
    ),
    (PHONE, re.compile(r"(?<![\w.-])\d{3},\s\d{3},\s\d{4}(?![\d-])")),
    (PHONE, re.compile(r"(?<![\w.,/+-])[2-9]\d{2}(?:[ ./*-]\d{4}[ .-]\d{3}|[ ./*-]\d{7}|\)\d{7})(?![\w-]|[.,]\d)")),
    (PHONE, re.compile(r"(?<![\w.-])\d{3}[_·•~]\d{3}[_·•~]\d{4}(?!\d)")),
    (URL, re.compile(r"(?<![\w.@/])@[A-Za-z][\w.]{2,}")),
    (
        EMAIL,
        re.compile(
            r"(?<![^\s@<>()\[\],;:\"|])[^\s@<>()\[\],;:\"|]++\s?@\s?[^\s@<>()\[\],;:\"|]+\.[^\W\d_]{2,}(?![\w@])"
        ),
    ),
    (
        EMAIL,
        re.compile(
            r"(?<![\w.+-])[\w.+-]++\s?(?:\(at\)|\[at\]|\{at\})\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\bdot\b)\s?[\w-]+)+",
            re.I,
        ),
    ),
    ("IP", re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}:\d{2,5}(?!\d)")),
    (
        EMAIL,
        re.compile(
            r"(?<!\w)(?:[\w+-]+\sdot\s)*[\w.+-]+\s(?:\(at\)|\[at\]|at)\s[\w-]+(?:\s?(?:\(dot\)|\[dot\]|dot)\s?[\w-]+)+",
            re.I,
        ),
    ),
    (URL, re.compile(r"(?<!\w)(?:https?|ftp)://[^\s<>\"'\])]+", re.I)),
    (URL, re.compile(r"(?<![\w@.])www\.[^\s<>\"'\])]+", re.I)),
    (
        URL,
        re.compile(
            r"(?<![\w@.-])(?:[a-z0-9-]+\.)*[a-z0-9-]{2,}\.(?:com|org|net|edu|gov|mil|info|health|clinic|care|io|us|me|co|app|dev|biz|online|uk|ca|mx|example|cloud)(?:/[^\s<>\"'\])]*)?(?![\w-])",
            re.I,
        ),
    ),
    (NUMBER, re.compile(r"(?<![\w#])#\s?(?:[A-Z]{1,3}-?)?\d{4,}(?:-\d+)*(?![\w.,]*\d)")),
    (NUMBER, re.compile(r"(?<![\w.,/-])[A-Z]{1,4}-\d{5,}(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/-])0\d{2,4}\s\d{3,4}\s?\d{3,4}(?![\w-])")),
    (PHONE, re.compile(r"(?<![\w.,/-])\d{3}\s[•·]\s\d{3}\s[•·]\s\d{4}(?!\d)")),
    (URL, re.compile(r"(?<!\w)(?:sftp|ftps|ssh|file|smb)://[^\s<>\"'\])]+", re.I)),
    (
        "IP",
        re.compile(
            r"(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){5})(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4})(?::?[0-9a-f]{1,4})*(?![\w:])",
            re.I,
        ),
    ),
]
ENDING = re.compile(
    r"\b(?:ending(?:\s+in)?|ends\s+in|last\s+(?:four|4)(?:\s+digits)?)(?:\s+(?:of\s+)?(?:the\s+)?(?:ssn|social|card|account|mrn|id|phone))?[\s:#]*(?:is\s+)?(?P<it>[xX*]*\d{3,5})(?!\d|[.,]\d)",
    re.I,
)
MORE = re.compile(
    r"(?:\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?:#\s*)?)(?P<it>(?=[\w/.-]*\d[\w/.-]*\d[\w/.-]*\d)[A-Za-z]{0,5}-?\d[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*)(?![\w%]|\.\d|\s*(?:m?c?g|ml|mm|cm|hz|units?|ohms?|sec|min)\b)"
)
MORE_GROUPS = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?P<it>[A-Z]{0,5}\d{1,9}(?:[ -]\d{2,9}){1,4})(?![\w-])")
MORE_ALIKE = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?P<it>(?=[A-Z-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![\w-])")
POLICY = re.compile(
    rf"(?<!\w)(?i:policy|pol\.?){SIGN}(?P<it>[A-Z]{{0,5}}[ ]?\d{{3,}}(?:[ -]\d{{2,}})+(?:-\d+)?|[A-Z]{{2,5}}[ -]?\d{{5,}}(?:-\d+)*)(?!\w|[.,]\d)"
)
SSN = re.compile(r"(?<![\w-])(?:\d{3}|[xX*]{3})[- ](?:\d{2}|[xX*]{2})[- ](?P<last>\d{4})(?![\w-])")
LETTER_AND_LAST = re.compile(r"(?<![\w-])[A-Z]{1,2}-?(?P<last>\d{4})(?![\w-])")
BEFORE_DATE = re.compile(
    r"(?<![\w/.-])[A-Z]{1,3}\d{4,6}(?=[) \t,|\]]+(?:\d{1,2}[-/.]\d{1,2}[-/.]\d\d|(?i:dob|d\.o\.b|born)\b|(?:\d{1,2}[ -])?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -.]\d))"
)
GROUP = re.compile(
    r"(?<!\w)(?:(?i:rx)[ ]?)?(?:GRP|Grp)(?:[ ]?(?:#|No\.?|ID))?[ ]?[:#]?[ ]*(?P<it>[A-Z][A-Z0-9]{3,})(?![\w])"
)
SECRET = re.compile(
    r"\b(?:pin|passcode|password|pass[ ]code|access[ ]code|auth[ ]code|security[ ]code|entry[ ]code|door[ ]code|lock[ ]?box)\b[ ]*(?:is\b|[:#=])?[ ]*(?P<it>(?=[A-Za-z-]*\d)[A-Za-z0-9][A-Za-z0-9-]{3,})(?![\w]|\.\d)"
    r"|(?-i:\b[Rr]ef)\b\.?[ ]*(?:#|no\.?|number)[ ]*[:#]?[ ]*(?P<ref>(?=(?:[A-Z-]*\d){6})[A-Z0-9-]+)(?![\w])"
    r"|\b(?:conf|confirmation|control|reservation|locator)\b\.?[ ]*(?:#|no\.?|number|code)[ ]*[:#]?[ ]*(?P<conf>(?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{3,})(?!\w)"
    r"|\b(?:user|username|user[ ]?id|login|logon|uid)\b[ ]*[:#=]?[ ]*(?P<user>[a-z][a-z.]+\d{1,4})(?!\w)"
    r"|\bcode\b[ ]*[:#]?[ ]*(?P<code>(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{2,}-[A-Z0-9]{2,})(?![\w-])",
    re.I,
)
OF_PERSON = re.compile(r"(?P<word>[A-ZÀ-Þ][\w'’-]+)[ ]{1,2}[(\[](?P<it>[A-Z]{0,3}\d{5,9})(?=[)\]])")
CHECK = re.compile(r"\b(?:pd[ ]+)?(?:ck|chk)[ ]+(?P<it>\d{3,6})(?![\w/.-])", re.I)
BRIEF = re.compile(r"[A-ZÀ-Þ][\w'’-]+,[ ][A-Z]\.?[ ]\((?P<it>[A-Z]{0,3}\d{4,9})(?=\))")
EXCHANGE = re.compile(
    r"\b(?:[Rr]ing|[Dd]ial|[Tt]elephone|[Tt]el\.?|TEL):?\s+(?P<it>(?P<word>[A-Z][a-z]{2,})\s+\d{3}[- ]?\d{3,4})(?![\w-])"
)
FIGURES = re.compile(r"\d")
MEASURE = re.compile(r"\d{1,2}\.\d{1,2}")
GLUED_CODE = re.compile(r"(?:[A-Z]{2})?(?P<code>\d{5})(?:[A-Z]{2})?")  # with a modifier written to it
LONG_NUMBER = re.compile(r"\d{7,}(?!\w)")  # no code has as many figures
