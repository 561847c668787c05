"""Names by their form: nicknames in quotes, spelled names, "LAST, FIRST" in capitals, relatives in brackets, initials, users."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of, bare, english, quiet, shouted

NAME = "NAME"
_PIECE = r"[^\W\d_]+(?:['’`‐‑-][^\W\d_]+)*"
_TITLE = r"[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ][^\W\d_]*(?:['’`‐‑-][^\W\d_]+)*"
_NICKNAMED = re.compile(
    rf"(?<![\w'’-])(?P<first>{_PIECE})(?:[ ][A-Z]\.?)?[ ][\"“('‘]{{1,2}}(?P<nick>[A-ZÀ-Þ][^\W\d_]+)[\"”)'’]{{1,2}}[ ](?P<last>{_PIECE}(?:[ ]{_PIECE})?)"
)
_SPELLED = re.compile(r"(?<![\w-])[A-Za-z](?:-[A-Za-z]){3,}(?![\w-])|(?<=spelled )[A-Za-z](?:[ .-][A-Za-z]){2,}(?!\w)")
_CAPITALS = re.compile(
    r"(?<![\w,'’.-])(?P<last>[A-ZÀ-Þ]{2,}(?:['’-][A-ZÀ-Þ]+)*),[ ]?(?P<first>[A-ZÀ-Þ]{2,}(?:['’-][A-ZÀ-Þ]+)*)(?:[ ][A-Z]\b\.?)?(?![\w'’])"
)
_LEADING = re.compile(
    rf"(?<![\w'’-])(?P<first>{_TITLE})[ ](?P<it>[A-Z])(?P<dot>\.?)(?=[ ]*(?:[,;/)\n\r]|$)|[ ]{{2}}|\.[ ]|[ ](?:from|in|at|said|called|confirmed|RN|MA|NP)\b)"
)
_USER = re.compile(r"(?<![\w@./'’-])(?P<it>[a-z](?P<last>[a-z]{5,})\d{0,3})(?![\w@/'’-])")
_TRAILER = re.compile(
    r"(?<![A-Za-z])(?:D|T|DD|DT|TD|TT|dict\w*|trans\w*|typed|tr|edited|rev)\b[:.]?[ ]*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?:[ ,@]+\d{1,2}:?\d\d(?:[ ]?[ap]m)?)?[ /]+(?P<it>[A-Za-z]{2,4}(?:[/:][A-Za-z]{2,4})?)(?=[ ]*(?:[;,./\n\r]|$|[ ]{2}))",
    re.I,
)
_PAIR = re.compile(r"(?:^|(?<=[ ]{2})|(?<=\t))(?P<it>[A-Z]{2,4}[/:][a-z]{2,4})(?![\w/])", re.M)
_ENDING = re.compile(
    r"(?:[.!?][ ]{1,3}|[ ]/[ ]|\)[ ]?/[ ]?|(?:^|[ ])[-–—~][ ]?)(?P<it>[a-z]{2,10}|[A-Z]{2,3})[ ]*\r?$", re.M
)
_DATED = re.compile(r"(?:[ ]{2}|[-–(/;.][ ]?|^)(?P<it>[a-z]{2,3}|[A-Z]{2,3})[ ]\d{1,2}/\d{1,2}/\d{2,4}(?![\d/])", re.M)
_BY = re.compile(r"\b(?:by|initials?|init)[: ][ ]?(?P<it>[A-Z]{2,3})(?=[ ]*(?:[,.;)/\n\r]|$)|[ ]\d)")
_BEFORE_NUMBER = re.compile(r"(?:[.!?][ ]{1,3}|^)(?P<it>[A-Z]{2,3})(?=[ ]+(?:npi|NPI|Lic|lic|DEA|dea)\b)", re.M)
_DOTTED = re.compile(r"(?<![\w.])(?P<it>[A-Z]\.[ ]?[A-Z]\.(?:[ ]?[A-Z]\.)?)(?=[ ]*/[ ]|[ ]*\r?$)", re.M)
_SLASHED = re.compile(r"(?:/[ ]|[,!][ ]?)$")
_PARTED = re.compile(
    rf"(?<![\w'’-])(?:Last|First|Middle|Maiden|Preferred|Surname|Given|Family)(?:[ ][Nn]ames?)?[ ]*[:=]?[ ]{{1,3}}(?P<it>{_TITLE}(?:[ ]{_TITLE})?)"
)
_MIDDLE = re.compile(
    r"(?<![\w'’-])(?:M\.I\.|M\.I|MI:|MI[ ]{2,3}|(?i:middle[ ]init(?:ial)?)\.?)[ ]*[:=]?[ ]*(?P<it>[A-Z])(?![\w.])"
)
_SIDES = frozenset("LRBT")
_CAMEL = re.compile(r"[a-z][A-Z]")
_BY_NAME = re.compile(rf"(?<![\w'’-])by[ ](?P<it>{_TITLE})(?!['’]s)(?![\w-])")
_BY_USER = re.compile(r"(?<![\w'’-])by:?[ ](?P<it>[a-z]{5,}\d{0,3})(?=[ ]*(?:[,.;)|\r\n]|$)|[ ]{1,2}\d)")
_DOCTORS = re.compile(
    rf"(?<![\w'’-])(?:Drs|Doctors|Mmes|Messrs)\.?[ ](?P<it>{_TITLE}(?:,[ ]{_TITLE}){{0,4}},?[ ](?:and|&)[ ]{_TITLE})"
)
_TABLE = re.compile(rf"\|[ ]*(?P<it>(?:St\.[ ])?{_TITLE}(?:[ ]{_TITLE}){{0,2}},[ ][A-Z]\.?(?:[ ]?[A-Z]\.)?)[ ]*\|")
_CHAT = re.compile(rf"^(?P<it>{_TITLE}(?:[ ][A-Z])?)[ ]\d{{1,2}}:\d\d(?:[ ]?[ap]m)?:", re.M)
_LABELLED = re.compile(
    r"(?<![\w-])(?i:e-?signed|operator|oper|dict|tr|typed|initials?|init|rev)[.:]*[ ]+(?P<it>[a-z]{2,3}|[A-Z]{2,3})(?=[ ]*(?:$|\d|[\r\n,;]))",
    re.M,
)
_LOW_MARKED = re.compile(r"^(?P<it>[a-z]{2,3})[ ](?:crna|rn|md|np|pa-?c?|ma|do|lpn)(?=[ ]*\r?$)", re.M)
_LISTED = re.compile(
    rf"(?<![\w,'’-])(?P<it>(?:(?:de|la|van|von|del|der|di|da|St\.)[ ])*(?P<last>{_TITLE}),[ ](?P<first>{_TITLE}|[A-Z])\.?(?:[ ][A-Z]\.?)?)(?=[ ]{{1,3}}(?:\(|\d{{1,2}}[/-]\d|\d{{2,3}}[ ]?[MFy]\b|DOB|dob|MRN|mrn|\#[ ]?\d))"
)
_SHORTLY = re.compile(rf"(?<![\w.'’/-])(?P<it>(?P<letters>[A-Z]{{1,2}})[ ](?P<last>{_TITLE}))(?![\w'’])")
_CALLED = re.compile(
    r"(?<![\w'’-])(?:PT|PATIENT|Pt|Patient|MEMBER|Member)[: ]+(?P<it>[A-Z]{3,}(?:[ ][A-Z]\.?)?(?:[ -][A-Z]{3,}){1,2})(?![\w'’])"
)
_LONG = 5  # letters of a word in capitals that no list knows and that is a name beside a comma
_SHORT = 2
_FEW = 3  # letters of initials


class MarkFinder:
    """Finds names that a mark or a form tells, and the initials and users of those who wrote or signed."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._labels = frozenset((*listed.date_cues, *listed.birth_labels, *listed.device_labels, *listed.score_words))
        kin = any_of((*listed.relations, "mom", "dad", "mum"))
        self._related = re.compile(
            rf"(?<![\w'’-])(?P<it>{_TITLE}(?:[ ]{_TITLE}){{0,2}}),?[ ]\((?:(?:his|her|their|the|pt's|patient's)[ ])?(?i:{kin})\b"
        )
        self._relative = re.compile(
            rf"\((?:(?:his|her|their|the|pt's|patient's)[ ])?(?i:{kin})\)[ ,:]*(?P<it>{_TITLE}(?:[ ]{_TITLE})?)"
            rf"|(?<![\w'’-])(?i:{kin})[ ][(\"“](?P<aside>{_TITLE}(?:[ ]{_TITLE})?)[)\"”,]"
        )
        marks = "|".join(
            re.escape(m)
            for m in sorted(listed.credentials, key=len, reverse=True)
            if len(m) > 1 and m[0].isupper() and m.isalpha()
        )
        self._marked = re.compile(
            rf"(?<![\w,.-])(?:{marks or '(?!)'})[ ](?P<it>(?:[A-Z]\.[ ]?)?(?P<last>{_TITLE})(?:[ ]{_TITLE})?)(?!\w)"
        )
        self._close = re.compile(rf"(?:{any_of(listed.closings)})[,.!:]?[ ]*(?:\r?\n)?[ ]*$", re.I)

    def find(self, text: str) -> Iterator[Found]:
        """All such names and initials, overlaps included."""
        loud = shouted(text)
        yield from self._whole_names(text, loud)
        yield from self._in_lists(text)
        yield from () if loud else self._shortly(text)
        for match in _LEADING.finditer(text):
            sided = match["it"] in _SIDES and not (
                match["dot"] and text[match.end() : match.end() + 1] in (",", ";", "/", ")")
            )
            if not sided and self._is_given(text, match["first"], match.start()):
                yield Found(NAME, match.start(), match.end("it"))
        yield from self._told_of(text)
        if not loud:
            for match in self._marked.finditer(text):
                if any(map(self._may_be, match["it"].split())) and not self._words.is_credential(match["last"]):
                    yield Found(NAME, match.start("it"), match.end("it"))
        for match in _USER.finditer(text):
            own = match["it"].rstrip("0123456789")
            if match["last"] in self._words.family and own not in english() and not self._words.is_plain(own):
                yield Found(NAME, match.start("it"), match.end("it"))
        yield from self._initials(text)

    def _told_of(self, text: str) -> Iterator[Found]:
        """Names behind "by", and those with a relative in brackets beside them."""
        for match in _DOCTORS.finditer(text):
            for name in re.finditer(_TITLE, match["it"]):
                if not self._words.is_plain(name[0]) or self._words.is_also_name(name[0]):
                    yield Found(NAME, match.start("it") + name.start(), match.start("it") + name.end())
        for match in _BY_USER.finditer(text):
            own = match["it"].rstrip("0123456789")
            if own not in english() and not self._words.is_plain(own):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _BY_NAME.finditer(text):
            if self._may_be(match["it"]) and not _CAMEL.search(match["it"]):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in (*self._related.finditer(text), *self._relative.finditer(text)):
            yield from self._without_plain(text, *match.span(match.lastgroup or "it"))

    def _whole_names(self, text: str, loud: bool) -> Iterator[Found]:
        """Names with a nickname in quotes, names spelled letter by letter, and LAST, FIRST in capitals."""
        for match in _NICKNAMED.finditer(text):
            parts = (match["first"], match["last"].split()[0])
            if all(part[0].isupper() for part in parts) and any(map(self._may_be, parts)):
                yield Found(NAME, match.start(), match.end())
        for match in _PARTED.finditer(text):
            if self._may_be(match["it"].split()[0]) and not _CAMEL.search(match["it"]):
                yield Found(NAME, match.start("it"), match.end("it"))
        yield from (Found(NAME, m.start("it"), m.end("it")) for m in _MIDDLE.finditer(text))
        yield from (Found(NAME, m.start(), m.end()) for m in _SPELLED.finditer(text))
        for match in _CAPITALS.finditer(text):
            last, first = bare(match["last"]), bare(match["first"])
            known = first in self._words.given or (last in self._words.family and not loud)
            strange = not loud and not any(part in english() or len(part) < _LONG for part in (last, first))
            free = not any(self._stays(part) for part in (match["last"], match["first"]))
            if free and (known or strange) and (len(first) > _SHORT or last in self._words.family):
                yield Found(NAME, match.start(), match.end())

    def _in_lists(self, text: str) -> Iterator[Found]:
        """Names in the lines of a schedule, a table or a chat, and in capitals behind "PT"."""
        for match in _LISTED.finditer(text):
            if not any(map(self._words.is_term, (match["last"], match["first"]))):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _CALLED.finditer(text):
            words = re.findall("[A-Z]{3,}", match["it"])
            if any(map(self._may_be, words)) and not any(map(self._stays, words)):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _CHAT.finditer(text):
            if not self._words.is_plain(match["it"].split()[0]):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _TABLE.finditer(text):
            if not any(self._words.is_term(word) for word in re.findall(_TITLE, match["it"])):
                yield Found(NAME, match.start("it"), match.end("it"))

    def _shortly(self, text: str) -> Iterator[Found]:
        """A letter or two without a point before a word that can only be a family name."""
        for match in _SHORTLY.finditer(text):
            sided = len(match["letters"]) == 1 and match["letters"] in _SIDES
            sided = sided or bool(
                re.search(r"\d[ ]$", text[max(0, match.start() - 2) : match.start()]) and len(match["letters"]) == 1
            )
            strange = self._may_be(match["last"]) and not bare(match["last"]).endswith(
                tuple(self._words.listed.term_endings)
            )
            if (
                strange
                and not sided
                and not self._words.is_plain(match["letters"])
                and not self._words.is_credential(match["letters"])
                and (bare(match["last"]) not in english() or bare(match["last"]) in self._words.family)
            ):
                yield Found(NAME, match.start("it"), match.end("it"))

    def _stays(self, word: str) -> bool:
        """Whether a word in capitals is a term, an abbreviation of the field or a degree rather than a part of a name."""
        plain = self._words.is_plain(word) and not self._words.is_also_name(word)
        return plain or self._words.is_credential(word) or word in self._words.states

    def _may_be(self, word: str) -> bool:
        """Whether a word with a capital may be a name: listed as one, or strange to English and to the field."""
        own = bare(word)
        if self._words.is_plain(word) and not self._words.is_also_name(word):
            return False
        return not self._words.is_eponym(word) and (
            own in self._words.given | self._words.family or own not in english()
        )

    def _is_given(self, text: str, word: str, start: int) -> bool:
        """Whether a word before one letter is a given name; a plain word only behind a colon or the like."""
        own = bare(word)
        if own in self._words.given and not self._words.is_plain(word):
            return True
        if own in self._words.given and re.search(
            r"(?:[:/]|\b(?:by|with|w/|cc|attn))[ ]$", text[max(0, start - 6) : start]
        ):
            return True
        return (
            not self._words.is_plain(word)
            and own not in english()
            and not own.endswith(tuple(self._words.listed.term_endings))
        )

    def _without_plain(self, text: str, start: int, end: int) -> Iterator[Found]:
        """The words of a name, without plain words before it."""
        for word in re.finditer(_PIECE, text[start:end]):
            if self._words.is_plain(word[0]) and not self._words.is_also_name(word[0]):
                continue
            yield Found(NAME, start + word.start(), end)
            return

    def _initials(self, text: str) -> Iterator[Found]:
        """Initials and short names of those who typed, signed or checked."""
        for match in (*_TRAILER.finditer(text), *_PAIR.finditer(text)):
            yield Found(NAME, match.start("it"), match.end("it"))
        for match in (*_LABELLED.finditer(text), *_LOW_MARKED.finditer(text)):
            if not self._words.is_plain(match["it"]) and match["it"].lower() not in self._labels:
                yield Found(NAME, match.start("it"), match.end("it"))
        small = quiet(text)
        for match in (
            *_ENDING.finditer(text),
            *_DATED.finditer(text),
            *_BY.finditer(text),
            *_BEFORE_NUMBER.finditer(text),
        ):
            if self._signs(match["it"]) and not (
                small and len(match["it"]) > _FEW and match["it"] not in self._words.given
            ):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _DOTTED.finditer(text):
            before = text[max(0, match.start() - 30) : match.start()]
            joined = text[match.end() : match.end() + 3].strip().startswith("/") or _SLASHED.search(before)
            if (joined or self._close.search(before)) and not self._words.is_credential(match["it"]):
                yield Found(NAME, match.start("it"), match.end("it"))

    def _signs(self, word: str) -> bool:
        """Whether a short word can be nothing but initials or a given name."""
        own = word.lower()
        if self._words.is_plain(word) or self._words.is_credential(word.upper()) or own in self._labels:
            return False
        if word.upper() in self._words.states or word.upper() in self._words.known_codes:
            return False
        return own in self._words.given or (own not in english() and len(own) <= _FEW)
