"""A text as the words by which two wordings are compared: one form for what is only written in another way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chartcite.checking.quotes import plain_shapes
from chartcite.domain.phrasing import Phrasing

Keys = tuple[str, ...]
_OPENING, _CLOSING = "(\"'[", ".,;:!?)\"']"
_FIGURE = re.compile(r"\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?")
_CODE = re.compile(r"\d{4}[0-9A-Z]")
_LONGEST_FRONT = 16
_TITLE = re.compile(r"[A-Z][a-z'-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence: its keys, and the mark after it ("." or ";")."""

    keys: Keys
    mark: str = "."


class Normaliser:
    """Brings texts to keys by the words of one library."""

    def __init__(self, phrasing: Phrasing) -> None:
        self._words = phrasing
        self._months = {name: number for number, name in enumerate(phrasing.months, 1)}
        month = "|".join(phrasing.months)
        self._days = (
            re.compile(rf"\b(?P<m>{month}) (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})\b", re.IGNORECASE),
            re.compile(rf"\b(?P<d>\d{{1,2}}) (?P<m>{month}) (?P<y>\d{{4}})\b", re.IGNORECASE),
        )
        self._short = {short: long.split() for short, long in phrasing.short_forms.items()}
        self._numbers = {word: str(number) for word, number in phrasing.numbers.items()}
        self._after_article = frozenset(phrasing.after_article)
        self._articles = frozenset(phrasing.articles)
        self._opening = frozenset(phrasing.adjuncts) | frozenset(phrasing.dated)
        self._small = self._opening | self._articles | {"of", "and", "or", "by", "with", "to", "as", "than"}
        self._verbs = frozenset(phrasing.helping) | frozenset(_AGREEING) | {v.third for v in phrasing.verbs}
        self._same = _by_first((_small(p), _small(group[0])) for group in phrasing.same for p in group)
        self._openers = sorted((tuple(o.split()) for o in phrasing.openers), key=len, reverse=True)
        self._longest_opener = max(map(len, self._openers), default=0)
        self.parts = lru_cache(maxsize=512)(self._parts)

    def _parts(self, text: str) -> tuple[Part, ...]:
        """The sentences of a text; ";" ends one too."""
        made: list[Part] = []
        held: list[str] = []
        inside = 0
        tokens = list(raw_tokens(self.with_days(plain_shapes(text))))
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            inside += (token == "(") - (token == ")")
            if inside <= 0 and (token == ";" or (token == "." and (following is None or _opens(following)))):
                if held:
                    made.append(Part(self.keys(held), token))
                held = []
            else:
                held.append(token)
        if held:
            made.append(Part(self.keys(held)))
        return tuple(made)

    def keys(self, tokens: Sequence[str]) -> Keys:
        """The keys of one sentence."""
        words: list[str] = []
        tokens = self._opened(tokens)
        front = self._front(tokens)
        for index, token in enumerate(tokens):
            if front and index == front:
                words.append(",")
            # "A" inside a sentence is a name, as in "Part A"
            counts = tokens[index + 1 : index + 2] and tokens[index + 1].lower() in self._after_article
            if token.lower() not in self._articles or counts or (index and len(token) == 1 and token.isupper()):
                words += self._expanded(token)
        return self.same(tuple(words))

    def _front(self, tokens: Sequence[str]) -> int:
        """Where the main clause begins after an opening phrase that has no comma after it; 0 if that is not plain.

        An article, "no" or a code after a noun begins it: "In a facility the physician", "Before 2020 a lesion".
        """
        if not tokens or tokens[0].lower() not in self._opening:
            return 0
        for index in range(2, min(len(tokens), _LONGEST_FRONT)):
            token, before = tokens[index], tokens[index - 1]
            if token in (",", ":") or token.lower() in self._verbs:
                return 0
            noun = before.lower() not in self._small and before != ","
            if noun and (token in self._articles or token == "no" or (index == 2 and _YEAR.fullmatch(before))):
                return index
            if noun and _CODE.fullmatch(token) and not before.islower():
                return index
        return 0

    def _expanded(self, token: str) -> list[str]:
        word = token.lower() if _TITLE.fullmatch(token) and len(token) > 1 else token
        if word in self._short:
            return self._short[word]
        if word in self._numbers:
            return [self._numbers[word]]
        if word.endswith("'s") and len(word) > 2:
            return [word[:-2], "'s"]
        if word.endswith("%") and _FIGURE.fullmatch(word[:-1]):
            return [word[:-1].replace(",", ""), "%"]
        return [word.replace(",", "") if _FIGURE.fullmatch(word) else word]

    def same(self, keys: Keys) -> Keys:
        """Every phrase replaced by the one that stands for it, one form of a verb for one and for several."""
        made: list[str] = []
        index = 0
        while index < len(keys):
            for phrase, standing in self._same.get(keys[index], ()):
                if keys[index : index + len(phrase)] == phrase:
                    made += standing
                    index += len(phrase)
                    break
            else:
                made.append(_AGREEING.get(keys[index], keys[index]))
                index += 1
        return tuple(made)

    def _opened(self, tokens: Sequence[str]) -> Sequence[str]:
        """Without words before the sentence that say nothing of it; "a note that" is none of them."""
        small = tuple(token.lower() for token in tokens[: self._longest_opener])
        for opener in self._openers:
            if small[: len(opener)] == opener and len(tokens) > len(opener):
                rest = tokens[len(opener) :]
                return rest[1:] if rest[0] in (",", ":") else rest
        return tokens

    def with_days(self, text: str) -> str:
        """The text with days such as "March 9, 2024" in figures."""
        for pattern in self._days:
            text = pattern.sub(self._day, text)
        return text

    def _day(self, match: re.Match[str]) -> str:
        return f"{match['y']}-{self._months[match['m'].lower()]:02d}-{int(match['d']):02d}"


_AGREEING = {"are": "is", "were": "was", "have": "has", "do": "does"}


def raw_tokens(text: str) -> Iterator[str]:
    """Words as written, with the marks before and after them as tokens of their own; no character is lost."""
    for chunk in text.split():
        end: list[str] = []
        while chunk and chunk[0] in _OPENING:
            yield chunk[0]
            chunk = chunk[1:]
        while chunk and chunk[-1] in _CLOSING and not _holds_its_bracket(chunk):
            end.append(chunk[-1])
            chunk = chunk[:-1]
        if chunk:
            yield chunk
        yield from reversed(end)


def _holds_its_bracket(chunk: str) -> bool:
    """Whether a closing bracket belongs to the word, as in 12.3(f)."""
    return chunk[-1] == ")" and chunk.count("(") >= chunk.count(")")


def _opens(token: str) -> bool:
    return token[0].isupper() or token[0].isdigit() or token[0] in _OPENING


@lru_cache(maxsize=8192)
def is_figure(key: str) -> bool:
    """Whether a key is a code, an amount, a date or a list of these: all that has a digit, and short capitals."""
    word = without_aside(key)
    return bool(_DIGIT.search(word)) or (word.isupper() and len(word) > 1)


def without_aside(key: str) -> str:
    """The word itself, where an aside in brackets was joined to it."""
    return key.partition(" (")[0]


def _small(phrase: str) -> Keys:
    """The words of a phrase as keys: capitals of a name count as little as those that open a sentence."""
    return tuple(word.lower() if _TITLE.fullmatch(word) else word for word in phrase.split())


def _by_first(pairs: Iterable[tuple[Keys, Keys]]) -> dict[str, list[tuple[Keys, Keys]]]:
    made: dict[str, list[tuple[Keys, Keys]]] = {}
    for phrase, standing in pairs:
        made.setdefault(phrase[0], []).append((phrase, standing))
    for rows in made.values():
        rows.sort(key=lambda row: -len(row[0]))
    return made
