"""Names that stand in running text without a title or label, by lists of names and by words that no dictionary holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of, bare, english, quiet, shouted

NAME = "NAME"
_GAELIC = re.compile(r"(?:[OD]['’]|Mac|Mc|Fitz)[A-ZÀ-Þ][\w'’-]+")
_PIECE = r"[^\W\d_]+(?:['’`‐‑-][^\W\d_]+)*"
_WORD = re.compile(_PIECE)
_INITIAL = re.compile(r"(?:[^\W\d_]\.?[^\S\n]){1,2}")
_GAP = re.compile(r"[^\S\n]+")
_COMMA = re.compile(r",[^\S\n]?")
_INITIALED = re.compile(rf"(?<![\w.'’-])(?:[A-ZÀ-Þ]\.[^\S\n]?){{1,2}}(?P<last>{_PIECE})")
_WITH_INITIAL = re.compile(rf"(?<![\w'’-])(?P<first>{_PIECE})[^\S\n](?:[A-ZÀ-Þ]\.[^\S\n]?){{1,2}}(?P<last>{_PIECE})")
_INITIALS_LABEL = re.compile(r"\binitials?\b[\s:=-]*(?P<it>(?:[A-Z]\.?){2,4}(?![\w]))", re.I)
_AGED = re.compile(
    rf"(?<![\w'’-])(?P<it>{_PIECE}(?:[^\S\n]{_PIECE}){{0,3}})(?:,|[^\S\n](?:is|was))(?:[^\S\n][a-z]+){{0,3}}[^\S\n](?:\d\d|\[AGE 90\+\])[\s-]*(?:year|yr|y\.?/?o)"
)
_CAMEL = re.compile(r"[a-z][A-Z]")
_PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|St|Al|El|Ben|O['’])[A-Z]")
_BROUGHT = re.compile(r"[^\S\n]+(?:[A-Z]{2,}|[A-Za-z]*\d)")
_CARETS = re.compile(r"(?:(?<![\w^])|(?<=\d\^))[A-Z][A-Za-z'-]+\^[A-Z][A-Za-z'-]*(?:\^[A-Z][A-Za-z'-]*)*")
_TYPED = re.compile(
    r"^[^\S\n]*(?P<it>[A-Z]{2,4}[:/][a-z]{2,3})(?![\w])|^[ ]*(?P<low>[a-z]{2,3}[:/][a-z]{2,3})[ ]*\r?$", re.M
)
_CELL = re.compile(
    rf"(?:(?:^|(?<=[|\t]))[^\S\n]?|(?<=[^\S\n]{{2}}))(?P<it>{_PIECE}(?:[^\S\n]{_PIECE}){{0,2}},[^\S\n]?[A-Z]\.?(?:[^\S\n]?[A-Z]\.?)?)(?=[^\S\n]*(?:[|\t\r\n(]|$|[^\S\n]{{2,}}|[^\S\n]\d))",
    re.M,
)
_NICK = re.compile(rf"(?P<before>{_PIECE}),?[^\S\n](?P<it>[\"“(](?P<name>[A-ZÀ-Þ][^\W\d_]+)[\"”)])")
_LAST_LINE = re.compile(rf"\n[^\S\n]*(?P<it>{_PIECE}(?:[^\S\n]{_PIECE})?)[^\S\n]*\s*\Z")
_CLOSED = re.compile(r"[ ]*(?:[,;|(\t\r\n]|$)|[ ]{2}|[ ]\(?\d|\.(?:\s|$)")
_SIDES = frozenset("LRBT")  # initials that are sides or levels


class PeopleFinder:
    """Finds a given name with a family name, two words that are strange to English, and a given name alone."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self._endings = tuple(words.listed.term_endings)
        self._does = re.compile(rf"[^\S\n]+(?:{any_of(words.listed.person_verbs)})(?![\w-])", re.I)

        self._made = re.compile(rf"(?<![\w'’-])(?:{any_of(words.listed.maker_cues)})[ ]*[:#]?[ ]+$", re.I)

    def find(self, text: str) -> Iterator[Found]:
        """All such names, overlaps included."""
        loud, small = shouted(text), quiet(text)
        at = 0
        while word := _WORD.search(text, at):
            at = word.end()
            if not text[at : at + 1].isdigit() and (end := self._person(text, word, loud=loud, small=small)):
                yield Found(NAME, word.start(), end)
                at = end
        if not small:
            yield from self._by_initials(text)
        yield from self._formed(text)
        for match in _INITIALS_LABEL.finditer(text):
            if match["it"].isupper():
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _AGED.finditer(text):
            yield from self._aged(text, match)

    def _person(self, text: str, word: re.Match[str], *, loud: bool, small: bool) -> int:
        """Where the name ends that starts with this word, or 0."""
        if text[word.start() - 1 : word.start()] in ("@", "/", "_", "-") or not self._written(word[0], loud, small):
            return 0
        following = self._next(text, word.end())
        first = self._weight(word[0]) or self._inside(text, word, following, small or loud)
        if first == 0 or self._made.search(text, max(0, word.start() - _BEFORE), word.start()):
            return 0
        listed = following is not None and self._is_listed(following[0])
        if following and self._words.is_eponym(word[0]) and not listed:
            return 0
        if following and self._words.is_eponym(following[0]) and bare(word[0]) not in self._words.given:
            return 0
        if following and self._written(following[0], loud, small):
            last = self._weight(following[0])
            known = bare(word[0]) in self._words.given or bare(following[0]) in self._words.given
            apart = not loud and self._listed(bare(word[0]), bare(following[0]))
            if last and (apart or first + last >= _ENOUGH) and (known or not (loud or small)):
                if not known and _BROUGHT.match(text, following.end()) and not self._family(word[0], following[0]):
                    return 0
                return self._further(text, following.end(), loud, small)
        if following and self._closes(text, word, following, loud or small):
            return following.end()
        if self._alone(text, word, loud, small):
            return word.end()
        return 0

    def _is_listed(self, word: str) -> bool:
        """Whether a word is a name of the lists, which write none with an apostrophe, or has the form of such a one."""
        own = bare(word)
        return bool(own in self._words.given | self._words.family or _GAELIC.fullmatch(word))

    def _inside(self, text: str, word: re.Match[str], following: re.Match[str] | None, uniform: bool) -> int:
        """The weight of a capital word inside a sentence whose neighbour is hardly anything but a name."""
        if uniform or following is None or self._weight(following[0]) < _STRANGE:
            return 0
        own = bare(word[0])
        inside = re.search(r"[a-zß-ÿ],?[^\S\n]$", text[max(0, word.start() - 3) : word.start()])
        plain = self._words.is_plain(word[0]) or own.endswith(self._endings)
        return 1 if inside and not plain and own not in self._words.state_names else 0

    def _listed(self, first: str, last: str) -> bool:
        """Whether both words are listed as names, and none is a word that our own knowledge writes small."""
        words = self._words
        both = (first in words.given and last in words.family) or (
            {first, last}.isdisjoint(words.also) and {first, last} <= words.given | words.family
        )
        return both and words.written.isdisjoint({first, last})

    def _closes(self, text: str, word: re.Match[str], following: re.Match[str], uniform: bool) -> bool:
        """Whether a given name and a word that no text of ours holds end a field or a clause together."""
        if uniform or bare(word[0]) not in self._words.given or self._weight(word[0]) < _STRANGE:
            return False
        last = following[0]
        strange = last[0].isupper() and not last.isupper() and not self._words.is_plain(last) and len(last) > _STRANGE
        return strange and bool(_CLOSED.match(text, following.end()))

    def _alone(self, text: str, word: re.Match[str], loud: bool, small: bool) -> bool:
        """Whether a single word is a name: a given name that is no other word, or a strange word that does what people do."""
        if small or loud or self._heads(text, word.end()):
            return False
        own = bare(word[0])
        if own in self._words.given and self._weight(word[0]) > 1 and len(own) > _SHORTEST:
            return True
        return self._weight(word[0]) > 1 and bool(self._does.match(text, word.end()))

    def _further(self, text: str, end: int, loud: bool, small: bool) -> int:
        """The end of a name that has more words than two."""
        while following := self._next(text, end):
            last = (
                bare(following[0]) in self._words.family
                and not self._words.is_plain(following[0])
                and not (loud or small)
            )
            if not self._written(following[0], loud, small) or (self._weight(following[0]) < _STRANGE and not last):
                break
            end = following.end()
        return end

    def _written(self, word: str, loud: bool, small: bool) -> bool:
        """Whether a word is written as names are in this text."""
        if small:
            return word.islower() and len(word) > 1
        return len(word) > 1 and word[0].isupper() and (loud or not word.isupper())

    def _weight(self, word: str) -> int:
        """How much a word looks like part of a name: 0 it cannot be, 1 it may be, 2 it is hardly anything else."""
        own = bare(word)
        words = self._words
        if _CAMEL.search(word) and not _PREFIXED.match(word):
            return 0
        if own in words.not_names or words.is_term(word) or own in words.state_names:
            return 0
        listed = own in words.given or own in words.family
        if words.is_eponym(word) or own in words.also or words.is_plain(word):
            return 1 if listed or own in words.also else 0
        if listed:
            return 2 if own in words.given or own not in english() else 1
        if "-" not in own and own in english():
            return 0
        parts = [part for part in re.split(r"['’`‐‑-]", own) if len(part) > 1 and part not in words.particles]
        if len(parts) > 1 and all(part[:1].isupper() for part in re.split(r"[‐‑-]", word)) and "-" in word:
            return 1
        if own.endswith(self._endings) or any(part in words.written or words.is_term(part) for part in parts):
            return 0
        return 1 if any(part in english() for part in parts) else 2

    def _next(self, text: str, end: int) -> re.Match[str] | None:
        """The next word, behind initials and small words of names, or a comma before a given name."""
        gap = _GAP.match(text, end)
        if comma := _COMMA.match(text, end):
            given = _WORD.match(text, comma.end())
            sure = given is not None and bare(given[0]) in self._words.given and self._weight(given[0]) > 1
            return given if sure else None
        at = gap.end() if gap else -1
        if at < 0:
            return None
        if initial := _INITIAL.match(text, at):
            at = initial.end()
        word = _WORD.match(text, at)
        for _ in range(2):
            if word is None or word[0].lower() not in self._words.particles or word[0][0].isupper():
                break
            gap = _GAP.match(text, word.end())
            word = _WORD.match(text, gap.end()) if gap else None
        return word if word is None or not self._heads(text, word.end()) else None

    def _heads(self, text: str, end: int) -> bool:
        """Whether what follows makes it a term ("Adson test")."""
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end()) if gap else None
        return bool(word and word[0].lower() in self._words.heads)

    def _family(self, first: str, last: str) -> bool:
        return bare(first) in self._words.family or bare(last) in self._words.family

    def _formed(self, text: str) -> Iterator[Found]:
        """Names by form: as machines write them, initials of who typed, cells "Doe, J.", nicknames, the last line."""
        yield from (Found(NAME, m.start(), m.end()) for m in _CARETS.finditer(text))
        yield from (Found(NAME, *m.span(m.lastgroup or 0)) for m in _TYPED.finditer(text))
        for match in (*_CELL.finditer(text), *_LAST_LINE.finditer(text)):
            pieces = [piece for piece in _WORD.findall(match["it"]) if len(piece) > 1]
            real = [piece for piece in pieces if piece.lower() not in self._words.particles]
            if real and all(piece[0].isupper() and self._weight(piece) for piece in real):
                yield Found(NAME, match.start("it"), match.end("it"))
        for match in _NICK.finditer(text):
            if self._words.is_eponym(match["name"]):
                continue
            if match["before"][0].isupper() and self._weight(match["before"]) and self._weight(match["name"]):
                yield Found(NAME, match.start("name"), match.end("name"))

    def _by_initials(self, text: str) -> Iterator[Found]:
        for match in _INITIALED.finditer(text):
            last = match["last"]
            strange = self._weight(last) >= _STRANGE or (self._weight(last) > 0 and "-" in last)
            sided = (
                match[0][0] in _SIDES
                and not strange
                and (self._words.is_plain(last) or bare(last) not in self._words.family)
            )
            shouting = last.isupper() and not shouted(text)
            if sided or shouting or (not strange and text[match.start() - 2 : match.start()].strip()[-1:].isdigit()):
                continue
            if len(last) < _STRANGE or not last[0].isupper() or not self._weight(last):
                continue
            if not self._heads(text, match.end()):
                yield Found(NAME, match.start(), match.end())
        for match in _WITH_INITIAL.finditer(text):
            written = match["first"][0].isupper() and match["last"][0].isupper() and len(match["last"]) > 1
            if written and self._weight(match["first"]) and self._weight(match["last"]):
                yield Found(NAME, match.start(), match.end())

    def _aged(self, text: str, match: re.Match[str]) -> Iterator[Found]:
        """The words before "is a 61-year-old", as far as each may be of a name."""
        start = None
        for word in reversed(list(_WORD.finditer(text, match.start("it"), match.end("it")))):
            small = word[0].lower() in self._words.particles and start is not None
            if not small and not (word[0][0].isupper() and self._weight(word[0])):
                break
            start = word.start()
        if start is not None:
            yield Found(NAME, start, match.end("it"))


_BEFORE = 24  # characters in which a device is named before its make
_ENOUGH = 3  # weight of two words that are a name together
_STRANGE = 2  # weight of a word that is hardly anything but a name
_SHORTEST = 2  # letters; a name alone has more
