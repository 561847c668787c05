"""Streets, boxes and routes in every form of a postal address, with the town behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of
from chartcite.domain.patterns import alternatives

ADDRESS = "ADDRESS"
_COMPASS = r"(?:[NSEW]|[NS][EW]|north|south|east|west)\b\.?"
BETWEEN = r"(?:[^\S\n]*[,;•·|–-][^\S\n]*|[^\S\n]+|[^\S\n]*,?[^\S\n]*\r?\n[^\S\n]*)"
_SMALL = r"(?:of|the|de|del|la|las|los|el|du|des|van|von|st\.?|ft\.?|mt\.?|dr\.?|rev\.?|jr\.?|sr\.?|and|&)"
_HOUSE = r"(?:\d{1,6}(?:-\d+)?(?:[^\S\n]?-?[A-Za-z]\b)?(?:\s?½|[^\S\n]1/2)?|[NSEW]\d{1,5}[NSEW]\d{1,6})"
_SPELLED = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|ONE|TWO|THREE|FOUR|FIVE)"
_CAPITAL = r"(?-i:[A-ZÀ-Þ])[\w'’.-]*"
TOWN = r"(?:(?:Ste?|Ft|Mt)\.|[A-ZÀ-Þ][\w'’-]+)(?:[^\S\n](?:(?:or|of|on|du|de|del|la|las|los)[^\S\n])?(?:d['’])?(?:Ste?\.|[A-ZÀ-Þ][\w'’-]+)){0,3}"
_TOWN_BEHIND = re.compile(rf"[^\S\n]*,[^\S\n]*(?P<it>{TOWN})(?=[^\S\n]*(?:[.,;)\r\n]|$))")
_TOWN_ZIP = re.compile(
    rf"(?:[^\S\n]*\([^()\n]{{1,30}}\))?(?:[^\S\n]*,[^\S\n]*|[^\S\n]*,?[^\S\n]*\r?\n[^\S\n]*)(?P<it>{TOWN}),?[^\S\n]+(?P<zip>\d{{5}})(?![\w-])"
)
_NUMBER_TOWN = re.compile(
    rf"(?:^|(?<=[,:;(]\s))(?P<it>\d{{2,5}}[^\S\n]+(?P<first>[A-ZÀ-Þ][\w'’-]{{2,}})(?:[^\S\n][A-ZÀ-Þ][\w'’-]+){{0,2}},[^\S\n]*(?P<town>{TOWN}))(?=[^\S\n]*(?:[.,;)\r\n]|$))",
    re.M,
)
_ORDINAL = re.compile(
    r"(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|main|center|park|state|market|front|water|maple)"
)
_BARE_STREET = re.compile(
    rf"(?<![\w.:/-])(?P<it>\d{{1,5}}[^\S\n]+(?:[NSEW][EW]?\.?[^\S\n]+)?[A-ZÀ-Þ][\w'’-]+(?:[^\S\n][A-ZÀ-Þ][\w'’-]+)?)(?={BETWEEN}{TOWN},?[^\S\n]+[A-Z]{{2}}[^\S\n]+\d{{5}}(?!\d))"
)
_LEAST = 2  # letters of a word that a street is called by; it has more


class StreetFinder:
    """Finds the lines of an address by a house number, a kind of street, a box, or a town behind them."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._cities = frozenset(listed.city_words)
        self._kinds = frozenset((*listed.street_words, *listed.unit_words))
        units = _units(any_of(listed.unit_words))
        street = any_of(listed.street_words)
        self._numberless(units)
        self._street = re.compile(
            rf"(?<![\w.:/-]){_HOUSE}[^\S\n]+(?:{_COMPASS}[^\S\n]+)?(?:(?:[\w'’-]+|[A-Za-z]{{1,3}}\.)[^\S\n]){{0,4}}?(?P<first>[\w'’-]+|St\.)[^\S\n](?P<kind>{street})\b\.?(?:[^\S\n]+(?:{street})\b\.?){{0,2}}(?:[^\S\n]+{_COMPASS})?(?P<more>{units})",
            re.I,
        )
        self._box = re.compile(
            r"\b(?:(?:P\.?\s?O\.?|post\s+office|lock|mail|private\s+mail)\s*)?(?:Box|Drawer|Bin)\.?\s*(?:#|no\.?)?\s*(?:\d[\d-]*[A-Z]?|[A-Z]{1,2}\d*)\b"
            r"|\b(?:POB|PMB|P\.?O\.?B\.?)\s*#?\s*\d+\b"
            r"|\b(?:RR|RD|HCR?)\s*#?\s*\d+,?\s+(?:Box|Bx)\.?\s*#?\s*\d+[A-Z]?|\b(?:R\.R\.|R\.D\.|R\.?F\.?D\.?|H\.C\.R?\.?|Rural\s+(?:Route|Delivery)|Highway\s+Contract|Star\s+Route)\s*(?:#|no\.?)?\s*\d+(?:,?\s+(?:Box|Bx)\.?\s*#?\s*\d+[A-Z]?)?"
            r"|\b(?:CMR|PSC|Unit)\s+\d+,?\s+Box\s+\d+|\b(?:CMR|PSC)\s+\d+|\b(?:APO|FPO|DPO),?\s+(?:AE|AP|AA)\b|\bGeneral\s+Delivery\b|\bStar\s+Route\b",
            re.I,
        )
        self._numbered = re.compile(
            rf"(?<![\w.:/-])\d{{1,6}}[^\S\n]+(?:(?:old|state|county|us|u\.s\.|fm|sr|cr)[^\S\n]+)*(?:highway|hwy|route|rte|road|rd|avenida|calle|camino|paseo|(?-i:Via)|camino|rue|fm|cr|sr)[^\S\n]+(?:(?:de|del|la|las|los|el|du|des)[^\S\n]+)*(?:[\w'’-]+)(?:[^\S\n](?-i:[A-Z])\w*\b)?(?P<more>{units})",
            re.I,
        )
        self._road = re.compile(
            rf"\b(?:mile|mile[^\S\n]?(?:marker|post)|exit)[^\S\n]+\d{{1,3}}(?:[^\S\n]+(?:of|on|off)?[^\S\n]*(?:US|I|SR|CR|FM|Hwy|Rte|Route|Highway)[-\s]?\d{{1,4}})|(?<![\w-])(?:US|SR|CR|FM)-\d{{1,4}}(?![\w-])|\b(?:on|off)[^\S\n]I-\d{{1,3}}\b"
            rf"|(?<![\w'’-])(?:old[^\S\n]+)?(?:state|county|cty|co|us|u\.s\.|interstate|farm[^\S\n]+to[^\S\n]+market|fm|township)?[^\S\n]?(?-i:Highway|Hwy|Route|Rte|Road|Rd|HWY|HIGHWAY|ROUTE|FM|CR)\.?[^\S\n]+(?:\d{{1,4}}[A-Z]?)(?:[^\S\n]+{_COMPASS})?(?![\w-])",
            re.I,
        )

    def _numberless(self, units: str) -> None:
        """The forms without a number in figures, or with one behind words such as "lives at"."""
        listed = self._words.listed
        named = (word for name in listed.sure_street_words for word in (name.title(), name.upper()))
        sure = alternatives(map(re.escape, named))
        self._named_street = re.compile(
            rf"(?<![\w'’-])(?:{_COMPASS}[^\S\n]+)?(?P<first>{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th))(?:[^\S\n]{_CAPITAL}){{0,2}}?[^\S\n](?-i:{sure})\b\.?(?:[^\S\n]+{_COMPASS})?(?P<more>{units})",
            re.I,
        )
        self._spelled = re.compile(
            rf"(?<![\w'’-]){_SPELLED}[^\S\n]+(?P<first>[A-ZÀ-Þ][\w'’.-]*)(?:[^\S\n][A-ZÀ-Þ][\w'’.-]*){{0,2}}?[^\S\n](?:{sure}|(?:Center|Centre|Park|Plaza|Tower|Building|Wharf)(?=,\s*(?:\d|Suite|Ste|Floor|Fl)))\b\.?(?P<more>{units})"
        )
        self._at_number = re.compile(
            rf"(?<!\w)(?:{any_of(listed.place_cues)}|address(?:\s+is)?|at|located\s+at)[:,]?\s+(?P<it>{_HOUSE}[^\S\n]+(?:{_COMPASS}[^\S\n]+)?(?P<first>{_CAPITAL})(?:[^\S\n](?:{_CAPITAL}|{_SMALL}(?=[^\S\n](?-i:[A-ZÀ-Þ])))){{0,4}})(?=[^\S\n]*(?:[.,;)\r\n]|$|\s[a-z]))(?P<more>{units})",
            re.I,
        )

    def find(self, text: str) -> Iterator[Found]:
        """All streets and boxes, overlaps included."""
        yield from self._streets(text)
        for pattern in (self._box, self._numbered, self._road):
            for match in pattern.finditer(text):
                yield from self._with_town(text, match.start(), match.end())

    def _streets(self, text: str) -> Iterator[Found]:
        """Streets by a number, a kind of street, or a town behind them."""
        for match in self._street.finditer(text):
            name = match["first"].rstrip(".")
            if name.isupper() and len(name) > _LEAST and match["kind"].islower():
                continue  # an abbreviation: "SCA loop"
            if name.lower() in self._words.not_names and match["kind"].lower() == "dr":
                continue  # "3   Surgeon Dr."
            if name[:1].isdigit() or name.istitle() or not self._words.is_term(name):
                yield from self._with_town(text, match.start(), match.end())
        for match in (
            *self._named_street.finditer(text),
            *self._spelled.finditer(text),
            *self._at_number.finditer(text),
        ):
            start = match.start("it") if "it" in match.re.groupindex else match.start()
            clause = match.re is self._at_number and self._is_clause(match[0])
            if self._names_street(match["first"].rstrip(".")) and not clause:
                yield from self._with_town(text, start, match.end())
        for match in _NUMBER_TOWN.finditer(text):
            if not self._words.is_term(match["first"]) and not self.all_plain(match["town"]):
                yield Found(ADDRESS, match.start("it"), match.end("it"))
        for match in _BARE_STREET.finditer(text):
            yield Found(ADDRESS, match.start("it"), match.end("it"))

    def _is_clause(self, written: str) -> bool:
        """Whether words in capitals are of a sentence written so ("AT 2 HERTZ GAVE NO MOVEMENT")."""
        words = [word for word in re.findall(r"[^\W\d_]{3,}", written) if word.lower() not in self._kinds]
        plain = [word for word in words if self._words.is_plain(word) and word.lower() not in self._cities]
        return bool(plain) and all(word.isupper() for word in words)

    def _names_street(self, word: str) -> bool:
        """Whether a street may be called by this word, its number or kind apart."""
        named = word.lower() in self._cities or self._words.is_also_name(word) or _ORDINAL.fullmatch(word)
        return word[0].isdigit() or (len(word) > _LEAST and bool(named or not self._words.is_plain(word)))

    def all_plain(self, town: str) -> bool:
        """Whether no word can only be of a town's name."""
        return all(self._words.is_plain(w) and w.lower() not in self._cities for w in town.split())

    def _with_town(self, text: str, start: int, end: int) -> Iterator[Found]:
        """A street, and the town behind it."""
        yield Found(ADDRESS, start, end)
        town = _TOWN_BEHIND.match(text, end)
        if (zipped := _TOWN_ZIP.match(text, end)) and zipped["zip"] not in self._words.known_codes:
            yield Found(ADDRESS, zipped.start("it"), zipped.end("it"))
            yield Found("ZIP", zipped.start("zip"), zipped.end("zip"))
        if town and not self.all_plain(town["it"]):
            yield Found(ADDRESS, town.start("it"), town.end("it"))


def _units(part: str) -> str:
    """A pattern for the parts of an address behind the street, any number of them."""
    number = r"[A-Za-z]?-?\d*[A-Za-z]?(?:-\d+)?\b"
    floor = r"(?:\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|top|ground))[^\S\n]+(?:floor\b|fl\b\.?)"
    return rf"(?:{BETWEEN}(?:(?:{part})\.?[^\S\n]*#?|#)[^\S\n]?{number}|{BETWEEN}{floor})*"
