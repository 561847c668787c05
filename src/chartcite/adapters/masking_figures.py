"""Identifiers by label or form: numbers, phones, addresses of the net."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters import masking_forms as forms
from chartcite.adapters.masking_forms import DEVICE, NUMBER, PHONE, PLATE
from chartcite.adapters.masking_groups import FieldFigures
from chartcite.adapters.masking_words import Found, NameWords, any_of

_LEAST = 3  # figures in the value behind a label


class FigureFinder:
    """Finds numbers by the words before them, and those whose form is that of an identifier."""

    def __init__(self, words: NameWords) -> None:
        listed, self._words = words.listed, words
        self._weak = re.compile(rf"(?:{any_of(listed.weak_id_labels)})(?!\w)", re.I)
        labels = any_of(listed.id_labels)
        self._labelled = [
            (
                NUMBER,
                re.compile(
                    rf"(?<![\w'-])(?:{labels})(?![A-Za-z])(?:\s?/\s?(?:{labels}|{any_of(listed.id_words)}))*{forms.SIGN}{forms.VALUE}",
                    re.I,
                ),
            ),
            (NUMBER, re.compile(rf"(?<![\w'-])(?:{any_of(listed.id_words)}){forms.MUST}{forms.VALUE}", re.I)),
            (DEVICE, re.compile(rf"(?<![\w'-])(?:{any_of(listed.device_labels)}){forms.SIGN}{forms.VALUE}", re.I)),
            (
                PLATE,
                re.compile(
                    rf"(?<![\w'-])(?:{any_of(listed.plate_labels)}){forms.SIGN}(?P<it>(?=[A-Z0-9 -]*\d)[A-Z0-9]{{1,4}}[ -]?[A-Z0-9]{{2,5}}(?:[A-Z0-9]{{8,13}})?)(?!\w)",
                    re.I,
                ),
            ),
        ]
        self._phone = re.compile(
            rf"(?<![\w-])(?:{any_of(listed.phone_labels)})(?<!(?<![a-z])[a-z](?=\d))(?:[\s.]*(?:#|no\.?|number|at|is|to|[:=/-])){{0,3}}\s*(?P<it>\d-\d{{4}}(?![\w-])|[+(]?\d(?:\d|[^\S\n]|[().+-]){{5,18}}\d(?:\s*(?:x|ext\.?)\s*\d+)?|(?<=[:#]\s)\d{{3,6}}|(?<=[:#])\d{{3,6}})(?!\d)",
            re.I,
        )
        self._extension = re.compile(
            r"(?:\b(?P<it>(?:ext|extension)\b\.?\s*[:#]?\s*\d(?:\d{2,5}|-\d{4}))|\b(?:pager|beeper|page|pgr|bpr|ascom|vocera|spectralink|at|call|dial|ring|reach)\s+(?P<short>x\s?\d{3,6})|\b(?:fax|fx|phone|ph|tel|cell)\s*[:.]?\s*(?P<rest>[-–]\s?\d{4})|\b(?:pager|beeper|pgr|bpr|ascom|vocera|spectralink)\b\.?\s*(?:no\.?|id|number|is)?\s*[:#]?\s*(?P<paged>\d{3,6}|\d-\d{4}))(?!\w|[.,-]\d|\s*(?:m?c?g|ml|mm|cm|s|sec|units?)\b)",
            re.I,
        )
        self._licensed = re.compile(
            rf"(?:\bM\.?D|\bD\.?O|\bD\.?P\.?M|\bN\.?P|\bPA-C|\bRN|\bCRNA)\.?[ ,]+(?:{'|'.join(sorted(words.states))})[ ]+(?P<it>\d{{3,8}})(?=[ ]*(?:$|[\r\n,;|]))"
        )
        self._any_number = re.compile(
            rf"\b(?:number|num|nr|no)\b\.?(?:\s*(?:no\b\.?|is\b|[:#=-])){{0,2}}\s*{forms.VALUE}", re.I
        )
        self._field = FieldFigures(words)
        self._kept = re.compile(rf"(?<!\w)(?:{any_of(listed.kept_numbers)})[\s:#.]*$", re.I)

    def find(self, text: str) -> Iterator[Found]:
        """All numbers that identify, overlaps included."""
        yield from self._behind_labels(text)
        yield from self._phones(text)
        for match in forms.GS1.finditer(text):
            if len(forms.FIGURES.findall(match[0])) > 11:
                yield Found(DEVICE, match.start(), match.start() + len(match[0].rstrip()))
        for kind, pattern in forms.FORMS:
            for match in pattern.finditer(text):
                told = match[0].rpartition(" ")[2]
                code = (
                    self._is_code(match[0]) or self._is_code(told) or match[0].lstrip("xX-.") in self._words.known_codes
                )
                if not self._is_kept(text, match.start()) and not code:
                    yield Found(kind, match.start(), match.start() + len(match[0].rstrip(".,;:")))
        yield from self._abbreviated(text)
        yield from self._told_apart(text)
        for match in forms.ENDING.finditer(text):
            yield Found(NUMBER, match.start("it"), match.end("it"))

    def _phones(self, text: str) -> Iterator[Found]:
        """Phones behind a label, extensions, and those behind the name of an exchange."""
        for match in self._extension.finditer(text):
            if match[match.lastgroup or 0] not in self._words.known_codes:
                yield Found(PHONE, *match.span(match.lastgroup or 0))
        for match in self._phone.finditer(text):
            if not self._is_code(match["it"]):
                yield Found(PHONE, match.start("it"), match.end("it"))
        for match in forms.EXCHANGE.finditer(text):
            if match["word"].lower() not in self._words.given:
                yield Found(PHONE, match.start("it"), match.end("it"))

    def _behind_labels(self, text: str) -> Iterator[Found]:
        for kind, pattern in self._labelled:
            for match in pattern.finditer(text):
                least = _LEAST - (kind == DEVICE)
                coded = match["it"].partition("-")[0] in self._words.known_codes
                weak = coded and ("-" in match["it"] or self._weak.match(match[0]))
                weak = weak or forms.MEASURE.fullmatch(match["it"])
                weak = weak or self._field.is_kept(text, match.start("it"))
                if (
                    len(forms.FIGURES.findall(match["it"])) >= least
                    and not self._is_kept(text, match.start())
                    and not weak
                ):
                    yield Found(kind, match.start("it"), match.end("it"))
                    yield from self._also(text, kind, match["it"], match.end())
        for match in self._any_number.finditer(text):
            told = match["it"] in self._words.known_codes or self._is_kept(text, match.start())
            if len(forms.FIGURES.findall(match["it"])) > _LEAST + 1 and not told:
                yield Found(NUMBER, match.start("it"), match.end("it"))

    def _abbreviated(self, text: str) -> Iterator[Found]:
        """Letters of a name with the last four figures of a social security number or before a date; policies of a patient."""
        last = {match["last"] for match in forms.SSN.finditer(text)}
        for match in forms.LETTER_AND_LAST.finditer(text):
            if match["last"] in last:
                yield Found(NUMBER, match.start(), match.end())
        for match in forms.POLICY.finditer(text):
            if not self._is_kept(text, match.start("it")):
                yield Found(NUMBER, match.start("it"), match.end("it"))
        for match in forms.BEFORE_DATE.finditer(text):
            if not self._is_kept(text, match.start()) and not self._is_code(match[0]):
                yield Found(NUMBER, match.start(), match.end())

    def _told_apart(self, text: str) -> Iterator[Found]:
        """Groups written in letters, secrets such as a pin, and numbers in brackets behind a name."""
        for match in (
            *forms.GROUP.finditer(text),
            *forms.SECRET.finditer(text),
            *forms.CHECK.finditer(text),
            *forms.BRIEF.finditer(text),
            *self._licensed.finditer(text),
        ):
            known = match.lastgroup in ("code", "conf") and self._is_code(match[match.lastgroup])
            if not known and not self._is_kept(text, match.start()):
                yield Found(NUMBER, *match.span(match.lastgroup or 0))
        for match in forms.OF_PERSON.finditer(text):
            if not self._words.is_plain(match["word"]) and not self._is_code(match["it"]):
                yield Found(NUMBER, match.start("it"), match.end("it"))

    def _also(self, text: str, kind: str, value: str, end: int) -> Iterator[Found]:
        """Further numbers of a list behind one label ("lots 4471 and 4472"); a code of the field ends it."""
        while (more := forms.MORE.match(text, end)) and not self._is_code(more["it"]):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()
        while (more := forms.MORE_ALIKE.match(text, end)) and _shape(more["it"]) == _shape(value):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()
        while (more := forms.MORE_GROUPS.match(text, end)) and _shape(more["it"]) == _shape(value):
            yield Found(kind, more.start("it"), more.end("it"))
            end = more.end()

    def _is_code(self, value: str) -> bool:
        """Whether it is a code of the field, modifiers behind it included."""
        glued = forms.GLUED_CODE.fullmatch(value)
        known = glued is not None and glued["code"] in self._words.known_codes
        return known or bool(self._words.code.fullmatch(value.partition("-")[0]))

    def _is_kept(self, text: str, start: int) -> bool:
        """Whether the number is labelled as one of the field."""
        label = self._kept.search(text[max(0, start - 30) : start])
        if label and label[0].lower().rstrip(" :#.").endswith(("code", "codes")):
            return not forms.LONG_NUMBER.match(text, start)
        return bool(label)


def _shape(value: str) -> str:
    """How a number is written: its letters and figures by kind."""
    return re.sub(r"[A-Za-z]", "A", forms.FIGURES.sub("9", value))
