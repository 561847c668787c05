"""Names by their context: titles, marks behind, labels, words before, signatures, and lists of "LAST, FIRST"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chartcite.adapters.masking_words import Found, NameWords, any_of, english, quiet, unlike_a_name

NAME = "NAME"
TOKEN = re.compile(r"(?:[^\W\d_]\.){1,4}|[^\W\d_]+(?:['’`\-‐‑][^\W\d_]+)*['’]?\.?(?=[^\w]|$)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}|[A-Z]{1,2}")
_SPACE = re.compile(r"[^\S\n]*")
_JOINT = re.compile(r"[^\S\n]*,?[^\S\n]*(?:&[^\S\n]*)?|[^\S\n]*\r?\n[^\S\n]*")
_FIELD_ENDS = re.compile(r"\r?\n|\t|[^\S\n]{2,}|[|;()\[\]/<>{}*_~•·\d]|\s[-–—]+\s|(?<=[^\W\d_]{3})\.(?=\s)|$")
_LABEL_BEHIND = re.compile(r"[^\S\n]*(?:#|no\.?)?[^\S\n]*:")
_LAST_FIRST = re.compile(
    r"(?:^|(?<=\|)|(?<=\t)|(?<=[^\S\n]{2}))[^\S\n]*(?P<name>[^\W\d_][\w'’-]*(?:[ ][^\W\d_][\w'’-]*){0,2},[ ]?[^\W\d_][\w'’-]+(?:[ ][^\W\d_][\w'’-]*\.?){0,2})(?=[^\S\n]*(?:$|\r|[(|/]|\t|[^\S\n]\d|[^\S\n]{2}))",
    re.M,
)
_BEHIND_COLON = re.compile(
    r"(?<=[\w)]):[^\S\n]+(?P<name>[^\W\d_a-z][^\W\d_]*[a-z][\w'’-]*(?:[ ][^\W\d_]+){0,2}[ ][^\W\d_a-z][\w'’-]*[a-z])"
)
_SIGNED = re.compile(r"(?:^|(?<=[-–/~\s]))(?P<it>(?:[^\W\d_]\.){2,3})(?=/)", re.M)
_COLUMN = 2  # spaces; where there are more, another column begins
_LONGEST = 6  # words of a name, particles and initials included
_SHORT_NAME = 2  # letters of names such as Xu, which are modifiers too
_FIELD = 90  # characters in which the name of a field ends


class NameFinder:
    """Finds names; `plain` words end a name where the writing does not show its end."""

    def __init__(self, words: NameWords) -> None:
        listed = words.listed
        self._words = words
        self._titled = re.compile(rf"(?<![\w'’-])(?:{any_of(listed.titles)})(?:\.[^\S\n]*|[^\S\n]+)(?=[^\W\d_])", re.I)
        apart = r"(?:'s|’s)?(?P<apart>[^\S\n]*(?:[:=~]|[-–—](?=\s)|\.{3,})[^\S\n]*(?:\r?\n)?\s*|[^\S\n]{2,}|\t)"
        labels = any_of((*listed.name_labels, *listed.field_labels))
        self._label = re.compile(rf"(?<![\w'’-])(?:{labels}){apart}", re.I)
        self._bare_label = re.compile(rf"(?<![\w'’-])(?:{any_of(listed.name_labels)})[^\S\n](?=[^\W\d_])", re.I)
        self._about = re.compile(rf"(?<![\w'’-])(?:{any_of(listed.name_labels[:1])})\b[^:\n|]{{1,25}}:[^\S\n]*", re.I)
        self._cue = re.compile(
            rf"(?<![\w'’-])(?:{any_of(listed.name_cues)}|(?:{any_of(listed.relations)})(?:\s+of)?)[,:]?\s+", re.I
        )
        self._close = re.compile(rf"^[^\S\n]*(?:{any_of(listed.closings)})[,.!:]?[^\S\n]*\r?\n", re.I | re.M)

    def find(self, text: str) -> Iterator[Found]:
        """All names that their context shows, overlaps included."""
        for match in self._titled.finditer(text):
            if not self._is_short_form(text, match):
                yield from self._named(text, match.end(), sure=True)
        for match in self._label.finditer(text):
            yield from self._field(text, match.end())
        for match in self._bare_label.finditer(text):
            yield from self._named(text, match.end(), sure=False)
        small = quiet(text)
        for match in self._cue.finditer(text):
            yield from self._named(text, match.end(), sure=False, small=small)
        yield from self._formed(text)
        for match in self._close.finditer(text):
            yield from self._below(text, match.end())

    @staticmethod
    def _is_short_form(text: str, match: re.Match[str]) -> bool:
        """Whether what looks like a title is short for something else: MS or DR before a small word, "20 ms bursts"."""
        title, small = match[0].strip(), text[match.end()].islower()
        behind_figure = text[max(0, match.start() - 2) : match.start()].strip()[-1:].isdigit()
        measured = behind_figure and len(title.rstrip(".")) == 2 and title[0] not in "dD"
        return measured or ("." not in title and small and title.isupper())

    def _formed(self, text: str) -> Iterator[Found]:
        """Names by their form alone: "LAST, FIRST" at the start of a line or cell, words behind a colon, initials that sign."""
        for match in _LAST_FIRST.finditer(text):
            words = re.findall(r"[^\W\d_]{2,}", match["name"])
            first = match["name"].partition(",")[0].split()
            cell = text[match.start() - 1 : match.start()] == "|"
            if (
                not any(map(str.isdigit, match["name"]))
                and not any(map(self._stays, words))
                and self._alike(words, first, cell)
            ):
                yield Found(NAME, match.start("name"), match.end("name"))
        for match in _BEHIND_COLON.finditer(text):
            if not any(self._words.is_plain(word) for word in re.findall(r"[^\W\d_]{2,}", match["name"])):
                yield from self._named(text, match.start("name"), sure=False)
        for match in self._about.finditer(text):
            for found in self._field(text, match.end()):
                if " " in text[found.start : found.end]:
                    yield found
        yield from (Found(NAME, m.start("it"), m.end("it")) for m in _SIGNED.finditer(text))

    def _stays(self, word: str) -> bool:
        """Whether a word keeps "LAST, FIRST" from being a name."""
        lower = word.lower()
        return lower not in self._words.particles and self._words.is_plain(word) and not self._words.is_also_name(word)

    def _alike(self, words: list[str], last: list[str], cell: bool) -> bool:
        """Whether both parts are written as names are, and one word at least (in a cell: none) is nothing but a name."""
        written = all(w.isupper() for w in words) or all(
            w[0].isupper() for w in words if w.lower() not in self._words.particles
        )
        marked = any(self._words.is_credential(w) and w.isupper() and len(w) > 1 for w in words[1:])
        return (
            written
            and not (marked and not all(w.isupper() for w in words))
            and len(last) < 4
            and (cell or not all(self._words.is_plain(w) for w in words))
        )

    def _named(self, text: str, start: int, *, sure: bool, small: bool = False) -> Iterator[Found]:
        """The name that starts here in running text; `sure` behind a title, `small` where names have no capitals."""
        taken = self._taken(text, start, text.find("\n", start) if "\n" in text[start : start + _FIELD] else len(text))
        kept: list[tuple[int, int]] = []
        for first, last in taken:
            word = text[first:last].rstrip(".")
            if not (sure or kept or (small and word.islower())) and unlike_a_name(text, word):
                break
            if not self._goes_on(text, word, kept, sure, last):
                break
            kept.append((first, last))
        yield from whole(self._words, text, kept, alone=sure)

    def _goes_on(self, text: str, word: str, kept: list[tuple[int, int]], sure: bool, last: int) -> bool:
        """Whether the next word still is of the name."""
        words = self._words
        if words.is_credential(word) and (kept or not sure) and word.isupper() and len(word) > 1:
            return False
        if word.lower() in words.particles and kept and not word.isupper():
            return True
        if _INITIALS.fullmatch(word) and word[0].isupper() and (len(word.replace(".", "")) == 1 or "." in word):
            if kept and "." not in text[last - 1 : last + 1] and self._sided(text, word, last):
                return False
            return bool(kept) or sure or ("." in text[last - 1 : last + 1] and not self._sided(text, word, last))
        if words.is_eponym(word) and self._heads(text, last):
            return False
        if word[0].isupper() and not word.isupper():
            free = sure or bool(kept) or not words.is_plain(word) or words.is_also_name(word)
            short = sure and not kept and len(word) == _SHORT_NAME and word.lower() not in words.not_names
            return short or (not words.is_term(word) and (free or self._full(text, last)))
        if not words.is_plain(word):
            return not (kept and word.islower() and word in english() and word not in words.given | words.family)
        if words.is_also_name(word) and word.isupper():
            return sure or bool(kept) or self._full(text, last)
        return sure and not kept and not words.is_term(word) and (word.isupper() or words.is_also_name(word))

    def _sided(self, text: str, word: str, last: int) -> bool:
        """Whether a letter before a plain word is a side ("R. hand")."""
        following = TOKEN.match(text, _SPACE.match(text, last).end())  # type: ignore[union-attr]
        own = following.group().rstrip(".") if following else ""
        return (
            word[0] in "LRB"
            and bool(own)
            and (self._words.is_term(own) or (own[0].isupper() and self._words.is_plain(own)))
        )

    def _full(self, text: str, last: int) -> bool:
        """Whether a word that may be plain is followed by one that a name alone can be (Rose Nguyen)."""
        following = TOKEN.match(text, _SPACE.match(text, last).end())  # type: ignore[union-attr]
        word = following.group().rstrip(".") if following else ""
        if word in self._words.particles:
            return True
        if not word[:1].isupper():
            return False
        return not self._words.is_plain(word) or self._words.is_also_name(word)

    def _heads(self, text: str, last: int) -> bool:
        """Whether what follows makes the name a term of the field."""
        following = TOKEN.match(text, _SPACE.match(text, last).end())  # type: ignore[union-attr]
        return bool(following and following.group().rstrip(".").lower() in self._words.heads)

    def _taken(self, text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Words from here on, as far as nothing but space, a comma or an ampersand stands between."""
        at = start
        for count in range(_LONGEST):
            match = TOKEN.match(text, at)
            if match is None or (0 <= stop < match.end()):
                return
            end = match.end()
            lone = match.group().endswith(".") and "." not in match.group()[:-1] and len(match.group()) > 2
            if lone and match.group().rstrip(".").lower() not in self._words.particles:
                yield match.start(), end - 1
                return
            if match.group()[-1] in "'’":
                end -= 1
            yield match.start(), end
            at = _SPACE.match(text, end).end()  # type: ignore[union-attr]
            if (at == end and count) or at - end > _COLUMN:
                return

    def _field(self, text: str, start: int) -> Iterator[Found]:
        """The name that a labelled field holds: all of it when it is short, else what its words show."""
        stop = _FIELD_ENDS.search(text, start, min(len(text), start + _FIELD))
        end = stop.start() if stop else min(len(text), start + _FIELD)
        tokens = self._name_like(text, start, end)
        if not tokens:
            return
        cut = next((i for i, (a, b) in enumerate(tokens) if self._ends_field(text, a, b, i)), len(tokens))
        tokens = tokens[:cut]
        words = [text[a:b].rstrip(".") for a, b in tokens]
        if not words or (len(words) == 1 and len(words[0]) == 1):
            return  # one letter is a side
        entire = len(words) <= _LONGEST and (cut or end) and tokens[-1][1] >= end - 2
        real = [w for w in words if not self._words.is_plain(w)]
        terms = [w for w in words if len(w) > 1 and self._words.is_term(w) and w.lower() not in self._words.particles]
        capital = quiet(text) or all(w[0].isupper() or w.lower() in self._words.particles for w in words)
        if (entire or cut) and not terms and (real or capital) and len(words) <= _LONGEST:
            yield from whole(self._words, text, tokens, alone=True)
        else:
            yield from self._prefix(text, tokens)

    def _prefix(self, text: str, tokens: list[tuple[int, int]]) -> Iterator[Found]:
        """As much of a long field as only a name can be."""
        kept: list[tuple[int, int]] = []
        for a, b in tokens:
            if not self._goes_on(text, text[a:b].rstrip("."), kept, False, b):
                break
            kept.append((a, b))
        yield from whole(self._words, text, kept, alone=False)

    def _ends_field(self, text: str, start: int, end: int, index: int) -> bool:
        """Whether the field ends before this word: the next label, a mark behind the name, or a word no name holds."""
        word = text[start:end].rstrip(".")
        if self._words.is_credential(word) and word.isupper() and len(word) > 1:
            return index > 0
        return bool(_LABEL_BEHIND.match(text, end)) or (
            index > 0
            and len(word) > 1
            and word.lower() in self._words.not_names
            and word.lower() not in self._words.particles
        )

    def _name_like(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The words of a field, up to the first thing that stands in no name."""
        tokens: list[tuple[int, int]] = []
        at = start
        commas = 0
        while at < end and len(tokens) <= _LONGEST + 2:
            match = TOKEN.match(text, at, end)
            if match is None:
                break
            tokens.append((match.start(), match.end()))
            joint = _JOINT.match(text, match.end(), end)
            at = joint.end() if joint else match.end()
            commas += "," in text[match.end() : at]
            if commas > 1 or (at == match.end() and at < end):
                break
        return tokens

    def _below(self, text: str, start: int) -> Iterator[Found]:
        """The writer's name under the end of a letter: the next line that holds one."""
        for line in re.finditer(r"[^\S\n]*([^\n]*)\n?", text[start : start + 200]):
            if line[1].strip():
                yield from self._field(text, start + line.start(1))
                return


def whole(words: NameWords, text: str, tokens: Sequence[tuple[int, int]], *, alone: bool) -> Iterator[Found]:
    """One name over these words; particles at its end are none of it."""
    kept = list(tokens)
    while (
        len(kept) > 1 and text[kept[-1][0] : kept[-1][1]].lower() in words.particles and not text[kept[-1][0]].isupper()
    ):
        kept.pop()
    if not kept:
        return
    written = [text[a:b].rstrip(".") for a, b in kept]
    if all(words.is_term(w) for w in written) and not alone:
        return
    end = kept[-1][1]
    yield Found(NAME, kept[0][0], end - (text[end - 1] == "."))  # the point may end the sentence
