"""Groups of letters and figures, and whether one is a fact of the field: a code, a level, a dose, a time, a range, a score."""

from __future__ import annotations

import re

from chartcite.adapters.masking_words import NameWords, any_of

GROUP = re.compile(
    r"(?<![\w$€£<>≥≤.,])(?<![<>]=)(?:(?<=[\d)])|(?<![-/]))[A-Za-z0-9*]+(?:(?:[-_.*+@\\]|(?<=\d)[:/](?=[A-Z0-9])|(?<=[A-Z]{2})/(?=\d))[A-Za-z0-9*]+)*"
)
"""Letters and figures with what joins them ("NR-771", "18-82-74", "64635/64636"), not behind a sign of money or a bound."""
_PART = r"(?:[1-9]\d{0,2}|0)(?:\.\d+)?"
_MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_FORMS = re.compile(
    r"(?:[CTLSVcls]|Co|Cx|TH?)\d{1,2}(?:[-/](?:[CTLSVcls]|Co)?\d{1,2})*"  # levels
    rf"|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{_PART}(?:[-–/x:*+]{_PART}){{0,4}}|\d{{1,4}}(?:\.\d{{1,2}})?"  # figures, ratios, ranges
    r"|[1-9]\d{0,3}-[1-9]\d{0,3}|\d{2,3}s(?:-\d{2,3}s)?|\d{1,2}:\d\d-\d{1,2}:\d\d|\d{1,2}:\d\d(?::\d\d)?(?:[apAP]\.?[mM]?)?|\d{3,4}[aApP][mM]?"
    r"|[01]\d[0-5]\d-[0-2]\d[0-5]\d|[xXqQ]\d{1,3}[hH]?|\d{1,3}[xX]\d{0,3}|\d{1,3}(?:st|nd|rd|th)"
    r"|\d{4,5}-\d{3,4}-\d{1,2}|[LA]\d{5}(?:\.\d{1,2})?|\d\.\d\d\.\d{1,3}"  # products by their code, policies
    rf"|\d{{1,2}}(?P<s>[-/.])\d{{1,2}}(?P=s)(?:\d{{4}}|\d\d)(?:-\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}})?|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T.*)?|(?:19|20)\d{{2}}-\d\d"
    rf"|\d{{1,2}}[-.]?{_MONTH}[-.]?(?:\d{{4}}|\d\d)|{_MONTH}[-.]?\d{{1,2}}[-.]?(?:\d{{4}}|\d\d)?|(?:\d{{4}}-){_MONTH}-\d\d?"
    r"|\d{1,2}/\d{4}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_PAGE = re.compile(r"[pP]\.?\d{1,3}(?:/\d{1,3})?")
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_LEADING_ZERO = re.compile(r"(?<![A-Za-z0-9.])0\d{2,}|(?<=[A-Za-z])0\d{2,}")
_CODED = re.compile(r"(?i)codes?[\s:#.]*$")
_BEFORE_SERIAL = re.compile(r"[ ,;(]{1,3}(?i:s/?n|serial|ser|lot)\b")
_HIDDEN = re.compile(r"(?<![A-Za-z])(?:[xX]{3}|[*]{2})[xX*-]*+\d{2,}")  # figures crossed out but for the last
_SHORT_MODIFIER = re.compile(r"[A-Z0-9]{1,2}|[xX]\d{1,3}")
FIGURES = re.compile(r"\d")
_LETTERS = re.compile(r"[A-Za-z]")
_LONGEST_FACT = 4  # figures of what nothing but its length tells to be no identifier
_LETTERED = 5  # figures from which on a group that holds letters too is an identifier
_PLAIN = 6  # the same for figures alone
_MODEL = 7  # figures that the number of a product has at most
_PRODUCT = 11  # figures of the code of a drug, the longest number of the field
_NEAR = 40  # characters before a figure in which a word says what is measured


class FieldFigures:
    """Tells figures that coding rests on from those that name a person, a record or a thing."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        units = any_of(listed.measure_units) or "(?!)"
        self._words = words
        self._unit = re.compile(rf"(?:[ ]?-?[ ]?(?:{units})(?![\w'’])|[ ]?[%°\"”″Ω]|[ ]?[xX][ ]?\d|[ ]of[ ]\d)", re.I)
        self._glued = re.compile(
            rf"\d+(?:[.,]\d+)?(?:[-/]\d+(?:[.,]\d+)?)?-?(?:{units})(?:[-/.]?(?:\d+)?(?:{units}))?", re.I
        )
        self._measured = re.compile(rf"(?<![\w-])(?:{any_of((*listed.score_words, *listed.measure_words))})\b", re.I)
        self._makers = frozenset((*listed.maker_cues, *words.eponyms)) | words.device_words
        self._kept = re.compile(rf"(?<!\w)(?:{any_of(listed.kept_numbers)})s?[\s:#.]*$", re.I)
        ids = any_of(label for label in listed.kept_numbers if " " in label) or "(?!)"
        self._kept_ids = re.compile(rf"(?<!\w)(?:{ids})[\s:#.]*$", re.I)
        self._ref = re.compile(r"(?<!\w)ref[\s:#.]*$", re.I)
        self._product = re.compile(rf"(?<!\w)(?:{any_of((*listed.device_labels, *listed.maker_cues))})(?!\w)", re.I)

    def is_fact(self, text: str, start: int, end: int) -> bool:
        """Whether a group of letters and figures is one of the field, by its form, its unit or its label."""
        group = text[start:end]
        if self.is_kept(text, start):
            return True
        if self.has_unit(text, end) and not (len(FIGURES.findall(group)) > _PLAIN and "*" not in group):
            return True
        return self.is_form(group) or self._is_labelled(text, start, group) or self._is_model(text, start, group)

    def is_kept(self, text: str, start: int) -> bool:
        """Whether a label of several words ("payer id") says that a number of the field follows."""
        return bool(self._kept_ids.search(text[max(0, start - 30) : start]))

    def has_unit(self, text: str, end: int) -> bool:
        """Whether a unit, a sign of one or a count stands behind a figure."""
        return bool(self._unit.match(text, end))

    def is_form(self, group: str) -> bool:
        """Whether a group has the form of a code, a level, a figure with its unit, a ratio, a range, a time or a date."""
        if _PAGE.fullmatch(group):
            return True
        if not (_LEADING_ZERO.search(group) and _LETTERS.search(group)) and _FORMS.fullmatch(group):
            return not re.fullmatch(r"0\d{2,}-\d+", group) or self.is_times(group)
        glued = len(FIGURES.findall(group)) <= _LETTERED and self._glued.fullmatch(group)
        return bool(glued) or self.is_code(group) or self._is_joined(group)

    def is_code(self, group: str) -> bool:
        """Whether it is a code of the field, with modifiers, a range or a label written to it."""
        head, *rest = re.split(r"[-._]|(?<=\d)[xX](?=\d)", group.lstrip("*")) if "." not in group[:4] else [group]
        if self._words.code.fullmatch(group.partition("-")[0]) and group.partition("-")[2].islower():
            return True  # with a word written to it
        coded = self._words.code.fullmatch(group) or self._words.code.fullmatch(head)
        if coded and (len(FIGURES.findall(head)) >= _LONGEST_FACT or not rest):
            return all(_SHORT_MODIFIER.fullmatch(p) or self._words.code.fullmatch(p) or p.isalpha() for p in rest)
        label = re.fullmatch(r"([A-Za-z]{2,8})?[-.:]?(\d{5}|[A-V]\d{4}|\d{4}T)(?:[A-Z]{2})?", group)
        return bool(label and (label[2] in self._words.known_codes or (label[1] and self._words.is_plain(label[1]))))

    def is_known_code(self, group: str) -> bool:
        """Whether its first part is a code that our tables hold, or has a form that only codes have."""
        head = re.split(r"[-_]", group)[0]
        return head in self._words.known_codes or (self.is_code(group) and not head.isdigit())

    def is_times(self, group: str) -> bool:
        """Whether every part is a time of day without a colon ("0915-0940")."""
        return all(map(_TIME.fullmatch, group.split("-")))

    def identifies(self, group: str) -> bool:
        """Whether a group that is no fact tells by its form alone that it identifies: long, or with zeros in front."""
        figures, letters = len(FIGURES.findall(group)), bool(_LETTERS.search(group))
        if figures >= _PLAIN or _HIDDEN.search(group) or (letters and figures >= _LETTERED):
            return True
        parts = re.split(r"[-_.*]", group)
        zeros = any(re.fullmatch(r"0\d{2,}", part) for part in parts[1:]) or bool(re.fullmatch(r"0\d{2,}-\d+", group))
        named = len(parts) > 2 and any(re.fullmatch(r"0\d+", part) for part in parts)
        grouped = len(parts) > 2 and letters and figures >= _LONGEST_FACT
        return (
            zeros
            or (grouped and group.upper() == group)
            or (named and letters and group.upper() == group)
            or ("_" in group and letters and figures > 0)
        )

    def is_measured(self, text: str, start: int) -> bool:
        """Whether a word shortly before says what is measured."""
        return bool(self._measured.search(text[max(0, start - _NEAR) : start].rpartition("\n")[2]))

    def _is_joined(self, group: str) -> bool:
        parts = [part for part in re.split(r"[/+]|(?<=\D)\.(?=[A-Z])", group) if part]
        if any(re.fullmatch(r"0\d{2,}", part) and not self.is_times(part) for part in parts):
            return False
        return len(parts) > 1 and all(not FIGURES.search(part) or self.is_form(part) for part in parts)

    def _is_labelled(self, text: str, start: int, group: str) -> bool:
        before = text[max(0, start - 30) : start]
        if not self._kept.search(before):
            return False
        if _CODED.search(before):
            return self.is_form(group)
        if not self._ref.search(before):
            return len(FIGURES.findall(group)) <= _PRODUCT
        if _BEFORE_SERIAL.match(text, start + len(group)):
            return True
        line = text[text.rfind("\n", 0, start) + 1 : (text + "\n").find("\n", start)]
        return bool(self._product.search(line)) and len(FIGURES.findall(group)) <= _MODEL + 2

    def _is_model(self, text: str, start: int, group: str) -> bool:
        """Whether it stands behind the make or the kind of a device and is no longer than the number of a product."""
        words = re.findall(r"[A-Za-z][\w'’-]*", text[max(0, start - _NEAR) : start].rpartition("\n")[2])[-2:]
        if words and _BEFORE_SERIAL.match(text, start + len(group)) and _LETTERS.match(group):
            return len(FIGURES.findall(group)) <= _MODEL
        near = any(word.lower().removesuffix("s") in self._makers or word.lower() in self._makers for word in words)
        return near and len(FIGURES.findall(group)) <= _MODEL and not _LEADING_ZERO.search(group)
