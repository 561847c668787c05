"""Numbers by the inverted question: figures that are no fact of the field identify, behind a label or by their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_forms import DEVICE, NUMBER
from chartcite.adapters.masking_groups import FIGURES, GROUP, FieldFigures
from chartcite.adapters.masking_words import Found, NameWords, any_of
from chartcite.domain.patterns import alternatives

_SIGN = r"[#№]|\b(?:n[o0]s?|nr|nbr|num|numbers?|ids?|ctrl|control)\b\.*|\([^()\n\d]{0,12}\d?[^()\n\d]{0,4}\)|[:=]"
_LINK = r"\b(?:is|its|it's|it’s|was|are|reads?|here|code|ending(?:[ ]in)?|of[ ]record)\b|[–—-]"
_BETWEEN = rf"(?P<between>(?:[^\S\n]*\.{{0,4}}[^\S\n]*(?:{_SIGN}|{_LINK})){{0,4}})\.{{0,6}}[^\S\n]*[\"“(\[]?"
_MARKED = re.compile(_SIGN, re.I)
_LEAD = re.compile(r"(?<![\w'’.,-])(?P<lead>[A-Z]{1,4})[ ](?=\d{2}|\d[A-Z]{3}\b)(?!\d{10}(?!\d)|\d{1,2}/)")
_LETTER = re.compile(r"[ ][A-Z](?=[ ]*(?:[,.;:)|\]]|\r?$|[ ]{2}))", re.M)
_SMALL_COUNT = re.compile(r"[1-9]\d?(?=[ ][A-Za-z])")
_SEVERAL = re.compile(r"\d{2,} \d{2,} $")  # more than one group before
_NUMBERED = re.compile(
    r"\d{2,}-\d{3,}|\d{3,}|0\d+|\d{2,}(?:[-.]\d{2,}){2,}|\d{4,5}-\d{3,4}-\d\d?"
)  # what may be a ratio elsewhere
_LETTER_FIRST = re.compile(r"[A-Z]{1,3}\d{3,}")
_LETTERED = re.compile(r"[A-Z]\d|\d[A-Z]")
_LABEL_LIKE = re.compile(r"[A-Z]{2}\d{1,2}")
_DAY_AND_TIME = re.compile(r"(?:[A-Z]+ )?(?:0\d|1[0-2])[0-3]\d\d\d(?: \d{4})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|dash|hyphen)"
_SPOKEN = re.compile(rf"(?<![\w'’-])(?:[a-z][\s,-]+)?{_DIGIT}(?:[\s,.-]+{_DIGIT}){{3,}}(?![\w'’-])", re.I)
_BARE = re.compile(r"\d+")
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_ZERO = re.compile(r"0\d*")
_OF_OFFICER = re.compile(
    r"\b(?i:deputy|officer|ofc|sgt|sergeant|trooper|detective|det|agent|inspector|medic|badge)\b\.?[ ][A-Z][\w'’-]+,?[ ]#[ ]?(?P<it>\d{2,6})(?!\w)"
)
_LEAST = 3  # figures of a value behind a label
_MOST_GROUPS = 8
_RUN, _LETTERED_RUN = 8, 7  # figures of a run of groups without a label; where a letter is among them
_SHAPED = 6  # characters of a value whose shape is looked for elsewhere
_LONGEST_LEAD = 6  # capitals before a number, and the space between
_PROVIDER = 10  # figures of a provider's number, which stands alone
_NEAR = 40  # characters before a group in which others of its run stand
_CODE = 5  # figures of most codes


class RunFinder:
    """Finds numbers in one group or in several, by a word for a record before them or by what they are not."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._field = FieldFigures(words)
        self._weak = frozenset((*listed.weak_id_labels, *listed.weak_number_nouns))
        nouns = any_of((*listed.number_nouns, *listed.weak_number_nouns, *listed.device_labels))
        self._noun = re.compile(rf"(?<![\w'’-])(?P<noun>{nouns}){_BETWEEN}(?=[A-Za-z0-9*])", re.I)
        self._labels = frozenset((*listed.device_labels, *listed.id_labels, *listed.number_nouns))
        self._device = frozenset(listed.device_labels)
        sure = alternatives(sorted(state for state in words.states if state.lower() not in words.not_names))
        marks = any_of(mark for mark in listed.credentials if mark.isalpha())
        self._licence = re.compile(
            rf"(?<![\w'’-])(?:(?i:lic(?:en[sc]e)?|cert|reg)\b[.:# ]*(?:{alternatives(sorted(words.states))})|(?:{sure})[ ](?:{marks}))\b"
            r"(?:[ ]?(?i:lic|license|no|\#)\b\.?)*[ #:]*(?P<it>(?=[A-Z.-]*\d)[A-Z]{0,3}[.-]?\d{3,}(?:[.-]\d+)*)(?!\w)"
        )

    def find(self, text: str) -> Iterator[Found]:
        """All such numbers, overlaps included."""
        found = [*self._labelled(text), *self._runs(text)]
        found += [Found(NUMBER, m.start("it"), m.end("it")) for m in self._licence.finditer(text) if self._is_new(m)]
        found += [Found(NUMBER, m.start("it"), m.end("it")) for m in _OF_OFFICER.finditer(text)]
        yield from found
        yield from self._spoken(text)
        yield from self._alike(text, found)

    def _spoken(self, text: str) -> Iterator[Found]:
        """Figures said one by one: more of them than a code has, or fewer behind a label."""
        labels = {match.end() for match in self._noun.finditer(text)}
        for match in _SPOKEN.finditer(text):
            words = len(re.findall(_DIGIT, match[0], re.I))
            if words != _CODE and (words > _CODE or match.start() in labels):
                yield Found(NUMBER, *match.span())

    def _is_new(self, match: re.Match[str]) -> bool:
        return match["it"] not in self._words.known_codes

    def _labelled(self, text: str) -> Iterator[Found]:
        """Values behind a word for what is numbered."""
        for match in self._noun.finditer(text):
            noun = " ".join(match["noun"].lower().split())
            marked = bool(_MARKED.search(match["between"])) or noun in self._device
            if run := self._run(text, match.end(), told=True):
                start, end = run
                if self._is_value(text, start, end, weak=noun in self._weak, marked=marked):
                    yield Found(DEVICE if noun in self._device else NUMBER, start, end)

    def _is_value(self, text: str, start: int, end: int, *, weak: bool, marked: bool) -> bool:
        """Whether a run behind a label is a number of it, not a code, a count, a figure with a unit or a year."""
        value = text[start:end]
        figures = len(FIGURES.findall(value))
        if " " in value:
            return figures >= _LEAST
        coded = value in self._words.known_codes or (not (marked and not weak) and self._field.is_known_code(value))
        if coded or self._field.has_unit(text, end) or self._field.is_kept(text, start):
            return False
        if weak and value.isdigit() and not marked:
            return figures > _CODE
        numbered = ((marked or not weak) and _NUMBERED.fullmatch(value)) or (
            marked and not weak and _LETTER_FIRST.fullmatch(value)
        )
        if not numbered and self._field.is_fact(text, start, end):
            return False
        if marked:
            return figures >= _LEAST or bool(re.search(r"[A-Z]", value) or value[0] == "0")
        lettered = bool(_LETTERED.search(value)) or value[0] == "0"
        return (figures >= _LEAST or (lettered and not weak)) and not _YEAR.fullmatch(value)

    def _run(self, text: str, start: int, *, told: bool = False) -> tuple[int, int] | None:
        """The groups from a place on that belong to one number, a few capitals before or behind included; None without a figure."""
        at = start
        if (lead := _LEAD.match(text, at)) and self._leads(lead["lead"]):
            at = lead.end()
        group = GROUP.match(text, at)
        if not group or not FIGURES.search(group[0]):
            return None
        end = group.end()
        for _ in range(_MOST_GROUPS):
            more = GROUP.match(text, end + 1) if text[end : end + 1] == " " else None
            if not more or not self._continues(text, more, told=told):
                break
            end = more.end()
        several = end > group.end() or at > start or _BARE.fullmatch(group[0])
        letter = _LETTER.match(text, end) if several else None
        dosed = self._field.has_unit(text, end) and len(FIGURES.findall(text[start:end])) <= _CODE
        if letter and letter[0][1] not in "LR" and not dosed:
            end = letter.end()
        return start, end

    def _continues(self, text: str, more: re.Match[str], *, told: bool) -> bool:
        """Whether a further group behind a space belongs to the number before it."""
        group = more[0]
        if not FIGURES.search(group):
            before_figures = re.match(r" \d{3}", text[more.end() : more.end() + 4])
            return bool(re.fullmatch(r"[A-Z]{1,4}", group) and before_figures and self._leads(group))
        few = _SMALL_COUNT.match(text, more.start()) and not (
            told and _SEVERAL.search(text, max(0, more.start() - _NEAR), more.start())
        )
        if self._field.has_unit(text, more.end()) or few:
            return False
        if _BARE.fullmatch(group):
            return len(group) != _PROVIDER and group not in self._words.known_codes
        if told:
            return group.upper() == group and not self._field.is_known_code(group)
        return not self._field.is_form(group) and group.upper() == group and not _LABEL_LIKE.fullmatch(group)

    def _leads(self, word: str) -> bool:
        """Whether a few capitals can begin a number: no word of the field, no side, no mark, no state."""
        plain = self._words.is_term(word) or self._words.is_credential(word) or self._words.is_plain(word)
        plain = plain or word.lower() in self._labels
        return word not in ("L", "R", "X", "CPT", "ICD") and not (plain and len(word) > 1)

    def _runs(self, text: str) -> Iterator[Found]:
        """Groups that no label tells: long ones, those with zeros in front, and several that stand together."""
        at = 0
        while group := GROUP.search(text, at):
            at = group.end()
            start = self._with_lead(text, group)
            if not FIGURES.search(group[0]):
                continue
            run = self._run(text, group.start())
            if run and run[1] > group.end() and self._is_run(text, start, run[1]):
                at = run[1]
                yield Found(NUMBER, start, run[1])
                continue
            if self._field.is_fact(text, *group.span()):
                continue
            if self._field.identifies(group[0]) or (start < group.start() and re.fullmatch(r"0\d{3,}", group[0])):
                end = run[1] if run and text[group.end() : run[1]].strip().isalpha() else group.end()
                yield Found(NUMBER, start, end)

    def _with_lead(self, text: str, group: re.Match[str]) -> int:
        for length in range(2, _LONGEST_LEAD):
            lead = _LEAD.match(text, max(0, group.start() - length))
            if lead and lead.end() == group.start() and self._leads(lead["lead"]):
                return lead.start()
        return group.start()

    def _is_run(self, text: str, start: int, end: int) -> bool:
        """Whether groups in a row are one number: enough figures, and not all of them times, codes or what is measured."""
        value = text[start:end]
        groups = value.split(" ")
        figures = len(FIGURES.findall(value))
        coded = any(group in self._words.known_codes or self._field.is_known_code(group) for group in groups)
        if (
            coded
            or self._field.has_unit(text, end)
            or _LABEL_LIKE.fullmatch(groups[0])
            or _DAY_AND_TIME.fullmatch(value)
        ):
            return False
        if re.search("[A-Z]", value):
            strange = any(len(group) >= _LEAST and not self._field.is_form(group) for group in groups)
            return figures >= _LETTERED_RUN and (strange or re.search("[A-Z]", groups[0]) is not None)
        if figures < _RUN or self._field.is_measured(text, start) or not all(map(_BARE.fullmatch, groups)):
            return False
        if len([group for group in groups if len(group) < _LEAST]) >= _LEAST:
            return False  # the parts of dates
        zeros = len(groups) > _LEAST  # in shorter rows a last group of zeros is of cents
        sure = [g for g in groups if (len(g) > _LEAST or (zeros and _ZERO.fullmatch(g))) and not _TIME.fullmatch(g)]
        return bool(sure) and not all(len(group) == _CODE for group in groups)

    def _alike(self, text: str, found: list[Found]) -> Iterator[Found]:
        """Other values of the shape that a number of this text has, and the same value elsewhere."""
        shapes: dict[str, str] = {}
        for kind, start, end in found:
            value = text[start:end]
            if len(value) >= _SHAPED and re.search(r"\d\d", value) and re.search("[A-Z]", value):
                shapes.setdefault(_shape(value), kind)
        for shape, kind in shapes.items():
            for match in re.finditer(rf"(?<![\w.-]){shape}(?![\w-])", text):
                single = " " not in match[0]
                if not (single and self._field.is_fact(text, *match.span())):
                    yield Found(kind, *match.span())


def _shape(value: str) -> str:
    """A pattern for values with letters and figures at the same places."""
    return "".join(r"\d" if c.isdigit() else "[A-Z]" if c.isupper() else re.escape(c) for c in value)
