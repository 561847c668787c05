"""Where somebody lives or is treated: street, city, ZIP code, county, name of an institution; the state stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_institutions import FACILITY
from chartcite.adapters.masking_streets import ADDRESS, BETWEEN, TOWN, StreetFinder
from chartcite.adapters.masking_words import Found, NameWords, any_of

ZIP = "ZIP"
_ZIP = r"(?:\d{5}(?:\s?[-–]\s?\d{4}|\d{4})?(?!\d)|(?=[\dOIl]*[OIl])(?=(?:[OIl]*\d){3})[\dOIl]{5}(?!\w))"  # as scanners misread too
_CITY_BEFORE = re.compile(rf"(?P<city>[^\W\d_][\w.'’-]*(?:[^\S\n][^\W\d_][\w.'’-]*){{0,3}})(?P<comma>{BETWEEN})$")
_ADDRESS_LINE = re.compile(
    rf"[^\S\n]*[A-Z][\w.'’-]*(?:[^\S\n][A-Z][\w.'’-]*){{0,3}},[^\S\n]*[A-Z]{{2}}[^\S\n]+{_ZIP}[^\S\n]*(?:\r?\n|$)"
)
_BEFORE = 60  # characters before a state in which its city stands
_LOCATED = re.compile(r"(?:^|\n|\b(?:in|from|near|at|to|of)\s|\d{1,6}[^,\n]{1,40},\s*)\s*$")
_POSTCODE = re.compile(r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}(?![\w-])")  # as in Britain
_FIELD_ENDS = re.compile(r"\r?\n|\t|[^\S\n]{2,}|[|;]|[^\S\n]+\w+:|$")
_FIELD = 80  # characters in which the field of an address ends
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_CAPITAL_WORD = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*|St\.)")
_COUNTY = re.compile(r"\b(?P<it>[A-Z][\w'’-]+(?:[^\S\n][A-Z][\w'’-]+)?)[^\S\n]+(?:County|Parish|Township|Twp)\b")


class PlaceFinder:
    """Finds places by the form of an address, by a state behind them, and by the kind of institution."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._streets = StreetFinder(words)
        short = any_of(form + dot for form in listed.state_short for dot in (".", ""))
        states = "|".join((*sorted(words.states), *(any_of(words.state_names).split("|"))))
        self._ambiguous = words.credentials & words.states | words.ambiguous_states
        self._cities = frozenset(listed.city_words)
        strict = any_of(listed.sure_unit_words)
        self._unit = re.compile(
            rf"(?<![\w'-])(?:{strict})\.?[^\S\n]*#?[^\S\n]?(?:\d+[A-Za-z]?|[A-Za-z]-?\d+|[A-Z])\b(?!\s*(?:h|hrs?|hours?|min|minutes?|weeks?|wks?|days?)\b)",
            re.I,
        )
        self._state_zip = re.compile(
            rf"(?<![\w-])(?P<state>(?i:{states}|{short}))\.?(?:[^\S\n]*,?[^\S\n]+|[^\S\n]*[*•·|–][^\S\n]*|[^\S\n]*\r?\n[^\S\n]*)(?P<zip>{_ZIP})"
        )
        self._city_state = re.compile(rf"(?P<city>{TOWN}),[^\S\n]*(?P<state>{states})\b")
        self._split = re.compile(
            rf"(?P<sep>[\^/|;])[ ]*(?P<city>[A-Z][A-Za-z.'’ -]{{2,25}}?)[ ]*(?P=sep)[ ]*(?:{states})[ ]*(?P=sep)[ ]*(?P<zip>\d{{5}}(?:-?\d{{4}})?)(?!\w)"
        )
        self._boxed = re.compile(r"\b[Bb]ox[ ]\d{1,6},[ ](?P<zip>\d{5})(?!\w)")
        self._zip = re.compile(rf"\b(?:zip|zip[\s-]?code|postal(?:[\s-]code)?)[\s:#]*(?P<zip>{_ZIP})", re.I)
        self._plus4 = re.compile(r"(?<![\w-])\d{5}-\d{4}(?![\w-])")
        self._cue = re.compile(rf"(?<!\w)(?i:{any_of(listed.place_cues)}):?\s+(?:the\s+)?(?P<it>{TOWN})")
        self._label = re.compile(
            rf"(?<![\w'-])(?:{any_of(listed.address_labels)})\b[^:\n]{{0,15}}:[^\S\n]*(?=\w)", re.I
        )
        self._state = re.compile(rf"(?<=[\s,])(?:{states})\b(?=[\s,]*(?:\d{{5}}|$))")
        self._facility = re.compile(rf"(?<!\w)(?:{any_of(listed.facility_words)})(?!\w)", re.I)

    def find(self, text: str) -> Iterator[Found]:
        """All places, overlaps included."""
        yield from self._streets.find(text)
        for match in self._label.finditer(text):
            yield from self._field(text, match.end())
        for match in self._state_zip.finditer(text):
            yield from self._with_zip(text, match)
        for match in self._split.finditer(text):
            yield Found(ADDRESS, match.start("city"), match.end("city"))
            yield Found(ZIP, match.start("zip"), match.end("zip"))
        for match in (*self._zip.finditer(text), *self._boxed.finditer(text)):
            yield Found(ZIP, match.start("zip"), match.end("zip"))
        yield from (Found(ZIP, m.start(), m.end()) for m in _POSTCODE.finditer(text))
        yield from (Found(ZIP, m.start(), m.end()) for m in self._plus4.finditer(text))
        yield from (Found(ADDRESS, m.start(), m.end()) for m in self._unit.finditer(text))
        yield from self._towns(text)
        for match in self._facility.finditer(text):
            yield from self._institution(text, match.start())

    def _field(self, text: str, start: int) -> Iterator[Found]:
        """What a label of an address is followed by, up to the state."""
        stop = _FIELD_ENDS.search(text, start, min(len(text), start + _FIELD))
        held = text[start : stop.start() if stop else start + _FIELD]
        state = self._state.search(held)
        held = held[: state.start()] if state else held
        if held.strip() and not all(self._words.is_term(word) for word in re.findall(r"[^\W_]+", held)):
            yield Found(ADDRESS, start, start + len(held.rstrip(" ,.")))

    def _with_zip(self, text: str, match: re.Match[str]) -> Iterator[Found]:
        """The ZIP code behind a state and the city before it; a code of the field behind two letters is no ZIP code."""
        before = _CITY_BEFORE.search(text[max(0, match.start() - _BEFORE) : match.start()])
        offset = max(0, match.start() - _BEFORE)
        city = self._city(text, offset + before.start("city"), offset + before.end("city")) if before else None
        separated = city is not None and before is not None and ("," in before["comma"] or "\n" in before["comma"])
        state = match["state"]
        if before and _ADDRESS_LINE.match(text, text.rfind("\n", 0, match.start()) + 1):
            separated, city = True, city or Found(ADDRESS, offset + before.start("city"), offset + before.end("city"))
        bare = len(state) == 2 and (not state.isupper() or state in self._ambiguous)
        if not separated and (match["zip"] in self._words.known_codes or (bare and city is None)):
            return
        yield Found(ZIP, match.start("zip"), match.end("zip"))
        if city and (separated or state.isupper()):
            yield city

    def _city(self, text: str, first: int, last: int) -> Found | None:
        """The words before the state that may be a city's name: the last of those that are no plain words."""
        start = None
        for word in reversed(list(_WORD.finditer(text, first, last))):
            plain = word[0].rstrip(".,").lower()
            known = self._words.is_term(plain) or (self._words.is_plain(plain) and not word[0][0].isupper())
            if known and plain not in self._cities:
                break
            start = word.start()
        return None if start is None else Found(ADDRESS, start, last)

    def _towns(self, text: str) -> Iterator[Found]:
        for match in self._city_state.finditer(text):
            sure = match["state"] not in self._ambiguous or (
                match["state"].isupper()
                and (match["state"] not in self._words.credentials or self._is_located(text, match))
            )
            if sure and (found := self._city(text, match.start("city"), match.end("city"))):
                yield found
        for match in _COUNTY.finditer(text):
            yield Found(ADDRESS, match.start("it"), match.end("it"))
        for match in self._cue.finditer(text):
            known = match["it"] in self._words.state_names or self._streets.all_plain(match["it"])
            clause = match["it"].isupper() and any(map(self._words.is_plain, match["it"].split()))
            if match["it"][0].isupper() and not known and not clause:
                yield Found(ADDRESS, match.start("it"), match.end("it"))

    def _is_located(self, text: str, match: re.Match[str]) -> bool:
        """Whether "Town, PA" is a place, not a person with a degree, going by the words before and the name."""
        before = _LOCATED.search(text[max(0, match.start() - _BEFORE) : match.start()])
        named = any(word.lower() in self._words.given for word in match["city"].split())
        ends = re.match(r"[^\S\n]*(?:\r?\n|[.,;]|$)", text[match.end() :])
        return bool(before and ends and not named)

    def _institution(self, text: str, end: int) -> Iterator[Found]:
        """The proper name before a kind of institution, whose plain words ("Pain Clinic") stay."""
        line = text[max(0, end - 60) : end].rpartition("\n")[2]
        words = list(re.finditer(r"[^\s,;:|()?!]+", line))
        gaps_end, kept = len(line), None
        last = None
        for word in reversed(words[-5:]):
            if line[word.end() : gaps_end].strip(" \t\xa0"):
                break
            gaps_end = word.start()
            bare = word[0].rstrip(".'’").removesuffix("'s").removesuffix("’s")
            if self._words.is_credential(bare) or (word[0].endswith(".") and len(bare) > 2):
                break
            if len(bare) == 1 or not _CAPITAL_WORD.match(word[0]):
                if kept is None or bare.lower() not in ("of", "and", "the", "&"):
                    break
                continue
            if self._words.is_plain(bare) and bare.lower() not in self._cities:
                if kept is None:
                    continue
                if not bare.istitle() or bare.lower() in self._words.not_names:
                    break
            kept, last = word, last or word
        if kept is not None and last is not None:
            offset = end - len(line)
            yield Found(FACILITY, offset + kept.start(), offset + last.end())
