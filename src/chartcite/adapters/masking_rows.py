"""Names by their place in a row: before a birth date or a record's number, in LAST,FIRST, behind "attn", and those who sign with a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.adapters.masking_words import Found, NameWords, any_of, english

NAME = "NAME"
_TITLE = r"[A-ZÀ-Þ][^\W\d_]*[a-zß-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_LOUD = r"[A-ZÀ-Þ]{2,}(?:['’-][A-ZÀ-Þ]+)*"
_TOLD = re.compile(  # "- Ola Brandt 9/30/57", "Ola Brandt (7700123)"
    rf"(?<![\w'’.-])(?P<it>{_TITLE}(?:[ ][A-Z]\.?)?[ ]{_TITLE})(?=[ ]{{1,3}}\d{{1,2}}[/-]\d{{1,2}}[/-](?:19)?[2-9]\d\b|[ ]\(?(?:MRN|DOB|dob|\#)?[ ]?\d{{6,8}}\))"
)
_JOINED = re.compile(
    r"(?<![\w,'’.-])(?P<it>(?P<last>[A-ZÀ-Þ]{3,}(?:['’-][A-ZÀ-Þ]+)*),(?P<first>[A-ZÀ-Þ]{1,}))(?![\w'’,-])"
)
_SIGNED = re.compile(
    rf"^(?P<it>(?:[A-Z]\.?[ ]{_TITLE}|{_TITLE}[ ][A-Z]\.?|{_TITLE}[ ]{_TITLE}))[ ]+(?:[01]\d|2[0-3]):?[0-5]\d[ ]*\r?$",
    re.M,
)
_TO = re.compile(
    rf"(?<![\w'’-])(?:(?i:attn|attention)[:.]?|c/o)[ ]+(?:[A-Z]{{2,4}}/)?(?P<it>{_TITLE}(?:[ ]{_TITLE})?|{_LOUD})"
)
_BY = re.compile(r"(?<![\w'’-])by:?[ ](?P<it>(?:[A-Z]\.[ ]?){2,3})(?!\w)")
_LOGIN = re.compile(
    r"(?<![\w.@/-])(?P<it>(?P<first>[a-z]{3,})\.(?P<last>[a-z]{4,}))(?![\w@/-]|\.\w)|(?<![\w.@/-])(?P<at>[a-z][a-z.]{2,}@[a-z]{2,})(?![\w.-])"
)


class RowFinder:
    """Finds names in rows of a list, a log or a sheet by what stands beside them."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        labels = any_of((*words.listed.name_labels, "name", "phys", "ref", "dr", "admit dr"))
        self._led = re.compile(
            rf"(?<![\w'’-])(?:{labels})(?:[ ]?\([^()\n]{{1,30}}\))?(?:[ ]?\.{{2,}}|:)?[ ]{{1,4}}(?P<it>(?-i:(?P<last>(?:{_TITLE}|{_LOUD})),[ ](?:{_TITLE}|{_LOUD}|[A-Z]\.)(?:[ ](?:[A-Z]\b\.?|(?P<more>{_TITLE})))?))(?![\w'’])",
            re.I,
        )

    def find(self, text: str) -> Iterator[Found]:
        """All such names, overlaps included."""
        for pattern in (_TOLD, _SIGNED, _TO):
            for match in pattern.finditer(text):
                if self._is_name(match["it"]):
                    yield Found(NAME, match.start("it"), match.end("it"))
        for match in self._led.finditer(text):
            if not self._words.is_term(match["last"]) and not self._words.is_credential(match["last"]):
                further = match["more"] and self._words.is_plain(match["more"])
                yield Found(NAME, match.start("it"), match.start("more") - 1 if further else match.end("it"))
        for match in _JOINED.finditer(text):
            known = match["last"].lower() in self._words.family or match["first"].lower() in self._words.given
            if known and not any(map(self._words.is_plain, (match["last"], match["first"]))):
                yield Found(NAME, match.start("it"), match.end("it"))
        yield from (Found(NAME, m.start("it"), m.start("it") + len(m["it"].rstrip())) for m in _BY.finditer(text))
        for match in _LOGIN.finditer(text):
            if (
                match["at"]
                or match["last"] in self._words.family - english()
                or match["first"] in self._words.given - english()
            ):
                yield Found(NAME, *match.span("at" if match["at"] else "it"))

    def _is_name(self, written: str) -> bool:
        """Whether no word is a term, and one can only be of a name."""
        words = re.findall(r"[^\W\d_][\w'’-]+", written)
        if len(words) == 1 and len(written) > len(words[0]) and not self._words.is_plain(words[0]):
            return True  # an initial beside it
        if not words or any(self._words.is_term(word) or self._words.is_eponym(word) for word in words):
            return False
        return any(not self._words.is_plain(word) and word.lower() not in english() for word in words) or any(
            word.lower() in self._words.given and not self._words.is_plain(word) for word in words
        )
