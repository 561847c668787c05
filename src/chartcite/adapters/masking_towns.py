"""Names of towns: by a gazetteer, by the words before them, by the words they are made of, and before a state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_streets import ADDRESS
from chartcite.adapters.masking_words import Found, NameWords, any_of, english, shouted
from chartcite.domain.patterns import alternatives

_CAPITAL = re.compile(r"(?<![\w'’-])(?:St\.|Ste\.|Ft\.|Mt\.|[A-ZÀ-Þ][\w'’-]+)")
_NEXT = re.compile(r"[ ](?:(?:of|the|on|in|by|du|de|del|la|le)[ ]){0,2}[A-ZÀ-Þ][\w'’-]+")
_IN = re.compile(
    r"(?<!reduction )(?<!increase )(?<!decrease )(?<!change )(?<!interest )(?<!rise )(?<!drop )(?<![\w'’-])"
    r"(?P<cue>in|from|near|outside|outside of|around|over in|down in|up in|out in|back in)[ ](?P<it>[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ][\w'’-]*(?:[ ][A-ZÀ-Þ][\w'’-]*[a-zß-ÿ])?)"
    r"(?=[ ]*(?:[.,;:)!?\n\r]|$)|[ ](?:[a-zß-ÿ]|\d{5}))"
)
_POSTAL = re.compile(r",?[ ]{1,2}(?P<zip>\d{5}(?:-\d{4})?)(?![\w-])")
_OFFICE = re.compile(
    r"(?<![\w'’-])(?P<it>[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ])[ ](?:office|campus|location|branch|satellite)(?!\w)"
)
_INSURED = re.compile(r"(?:Mutual|Cross|Shield|Plan|Health)[ ]of[ ]$")
_MOST = 4  # words of the name of a town
_LEAST = 3  # letters of a strange word that is a town behind "in"


class TownFinder:
    """Finds towns that stand without a street, and the ZIP code behind them."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._sure = frozenset(town.replace("_", " ") for town in listed.towns.split())
        self._also = frozenset(town.replace("_", " ") for town in listed.towns_also.split())
        self._cities = frozenset(listed.city_words)
        kinds = alternatives(re.escape(kind.title()) for kind in listed.place_kinds)
        self._kind = re.compile(rf"(?<![\w'’-])(?P<first>[A-ZÀ-Þ][\w'’-]+)[ ](?:{kinds})(?![\w-])")
        begins = alternatives(re.escape(first.title()) for first in listed.place_beginnings)
        self._begun = re.compile(rf"(?<![\w'’-])(?:{begins})\.?[ ](?P<last>[A-ZÀ-Þ][\w'’-]+)")
        states = "|".join(sorted(words.states))
        self._stated = re.compile(rf",?[ ](?:{states})(?![\w'’.-])")
        self._far = re.compile(rf"(?<!\w)(?i:{any_of(listed.place_cues)}):?\s+(?:the\s+)?$")

    def find(self, text: str) -> Iterator[Found]:
        """All towns, overlaps included."""
        loud = shouted(text)
        for match in _CAPITAL.finditer(text):
            if end := self._town(text, match, loud):
                yield Found(ADDRESS, match.start(), end)
                yield from self._postal(text, end)
        for match in _IN.finditer(text):
            if self._strange(match["it"]):
                yield Found(ADDRESS, match.start("it"), match.end("it"))
                yield from self._postal(text, match.end("it"))
        yield from self._made(text)

    def _made(self, text: str) -> Iterator[Found]:
        """Towns told by a word of their name, or by an office in them."""
        for match in self._kind.finditer(text):
            if not self._words.is_term(match["first"]) or match["first"].lower() in self._cities:
                yield Found(ADDRESS, match.start(), match.end())
                yield from self._postal(text, match.end())
        for match in _OFFICE.finditer(text):
            if self._strange(match["it"]):
                yield Found(ADDRESS, match.start("it"), match.end("it"))
        for match in self._begun.finditer(text):
            if not self._words.is_plain(match["last"]):
                yield Found(ADDRESS, match.start(), match.end())

    def _town(self, text: str, first: re.Match[str], loud: bool) -> int:
        """Where the town of the gazetteer ends that starts here, or 0."""
        ends = [first.end()]
        while len(ends) < _MOST and (following := _NEXT.match(text, ends[-1])):
            ends.append(following.end())
        for end in reversed(ends):
            name = text[first.start() : end]
            own = name.lower().replace("’", "'").removesuffix("'s")
            if self._heads(text, end) or _INSURED.search(text[max(0, first.start() - 12) : first.start()]):
                continue
            if own in self._sure and (" " in own or loud or not self._titled(text, first.start())):
                return end
            if own in self._also and self._cued(text, first.start(), end, loud):
                return end
        return 0

    def _heads(self, text: str, end: int) -> bool:
        """Whether what follows makes it a term (a scale, a brace)."""
        following = re.match(r"(?:[ ]|['’]s[ ])([a-zA-Z]+)", text[end : end + 20])
        return bool(following and following[1].lower() in self._words.heads)

    def _titled(self, text: str, start: int) -> bool:
        """Whether the word before makes it the name of a person or of a thing."""
        before = re.search(r"([^\W\d_]+)\.?[ ]$", text[max(0, start - 20) : start])
        return bool(before and (before[1].lower() in self._words.listed.titles or self._words.is_credential(before[1])))

    def _cued(self, text: str, start: int, end: int, loud: bool) -> bool:
        """Whether a name that may be something else stands as a town: behind "in", or before a state."""
        if loud or not text[start].isupper() or text[start:end].isupper():
            return False
        before = text[max(0, start - 40) : start]
        behind = re.match(r"[ ]*(?:[.,;:)!?\n\r]|$)|[ ](?:[a-zß-ÿ]|\d{5})", text[end : end + 7])
        if behind and (
            re.search(r"(?<![\w'’-])(?:in|from|near|outside|around)[ ]$", before) or self._far.search(before)
        ):
            return not self._words.is_eponym(text[start:end])
        alone = not re.search(r"[A-ZÀ-Þ][\w'’.-]*[ ]$", before)
        return alone and bool(self._stated.match(text, end)) and not self._words.is_term(text[start:end].split()[-1])

    def _strange(self, name: str) -> bool:
        """Whether no word is of plain speech or of the field, and none a given name."""
        words = name.split()
        known = self._words
        return all(
            len(word) > _LEAST
            and not known.is_plain(word)
            and word.lower() not in english()
            and word.lower() not in known.given
            and not word.isupper()
            and not known.is_eponym(word)
            for word in words
        ) and not words[0].lower().endswith(tuple(known.listed.term_endings))

    def _postal(self, text: str, end: int) -> Iterator[Found]:
        """The ZIP code behind a town without a state."""
        code = _POSTAL.match(text, end)
        if code and code["zip"] not in self._words.known_codes:
            yield Found("ZIP", code.start("zip"), code.end("zip"))
