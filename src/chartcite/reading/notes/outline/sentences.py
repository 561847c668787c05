"""Sentences of a note: by full stops, line ends and the habits of its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartcite.domain.text import Span

_SENTENCE_END = re.compile(
    r"(?<=[.;!?])\s+(?=[A-Z(*\"'\d\[])|(?<=;)\s+(?=then\s)|(?<=[.!?]),\s+(?=[A-Z(*\d])|[\r\n]+|(?<=\.)(?=[A-Z][a-z])|(?<=[a-z\d%)]{2}[.])[ \t]+(?=[a-z])"
)
_ABBREVIATED = re.compile(
    r"\b(?:[Dd]r|[Mm]rs?|Ms|vs|approx|[Ff]ig|[Pp]t|St|lat|ant|post|sup|inf|min|sec|deg|temp|vol|no|br|art|artic|nn|med|dist|prox|incl|abs|dehyd|conc|div|wks?|mos?|(?<!\d\s)[A-Z])\.$|(?:^|\n)[ \t]*\d{1,2}[.)]$"
)
_MEASURED = re.compile(
    r"\d\s?(?:min|sec|deg|wks?|mos?)\.$"
)  # a unit's stop ends a sentence before a word with a capital
_STARTS_ANEW = re.compile(r"(?!Cel|Cent|Fahr|Hg)[A-Z][a-z]+\b")
_LEADER = re.compile(r"\.{4,}$|\s\.{3}$")  # dots that lead to what stands further on in their line
# "digit. superfic.   200": a cut word before a figure that ends its row.
_CUT_IN_ROW = re.compile(r"[ \t]{2,}\d{1,4}(?:\.\d+)?[ \t]?(?:[Uu](?:nits?)?\b)?[ \t]*(?=[\r\n]|$)")
_BOX_IN_ROW = re.compile(r"[ \t]{2,}(?:\[[ xX✓✔]?\]|\([ xX✓✔]\)|[☐□☒☑])")  # "inf. genic.   [x]   [ ]": a row's boxes
_SHORTENED = re.compile(r"\b(?:[nmav]|nn|mm|aa|vv|lig|cut|br|tr|div|bilat|gastroc|tib|fib|fem|cerv|lumb|thor)\.$", re.I)
_SMALL_START = re.compile(r"(?<=[a-z\d%)]{2}[.])[ \t]+(?=[a-z]{2})")
_CAPITAL_START = re.compile(r"(?<=[a-z\d%)]{2}[.])[ \t]+(?=[A-Z])")
_LONGEST = 1500  # characters; no sentence of a note is longer
_FEWEST_SMALL, _SMALL_SHARE = 3, 4  # sentences with a small start, and capital starts there may be to each
_ENDED = re.compile(r"[.!?:;]\s*$")
_WRAPPED = 60  # a line at least this long without an end is carried on by the next


def sentences(text: str, span: Span) -> list[Span]:
    """Sentence spans inside a span; an abbreviation's full stop and a wrapped line do not end one."""
    found: list[Span] = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        broken = "\n" in match.group() or "\r" in match.group()
        if not broken and _goes_on(text, start, match):
            continue
        if (
            not broken
            and _is_small(text, match.end())
            and _SHORTENED.search(text[max(start, match.start() - 12) : match.start()])
        ):
            continue
        if (
            not broken
            and text[match.end()].islower()
            and text[match.start() - 1] != ";"
            and not text[start : match.end()].lstrip()[:1].islower()
            and not _writes_small(text)
        ):
            continue  # a small letter starts a sentence only in a note that writes them so
        if broken and _is_wrapped(text, start, match, span.end):
            continue
        if text[start : match.start()].strip():
            found.append(Span(start, match.start()))
        start = match.end()
    if text[start : span.end].strip():
        found.append(Span(start, span.end))
    return [part for whole in found for part in _cut(text, whole)]


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop is that of an abbreviation, or of dots or a cut word in a row of a list."""
    before = text[max(start, match.start() - 12) : match.start()]
    if _BOX_IN_ROW.match(text, match.start()):
        row = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        return not _BOX_IN_ROW.search(row)
    if _MEASURED.search(before) and _STARTS_ANEW.match(text, match.end()):
        return False
    return bool(_ABBREVIATED.search(before) or _LEADER.search(before) or _CUT_IN_ROW.match(text, match.start()))


def _is_small(text: str, at: int) -> bool:
    """Whether what stands there goes on with a name cut short: a small letter, or brackets around one."""
    return text[at : at + 2].lstrip("([")[:1].islower()


@lru_cache(maxsize=4)
def _writes_small(text: str) -> bool:
    """Whether the note starts sentences with small letters, as hurried hands do."""
    small = sum(not _ABBREVIATED.search(text[max(0, m.start() - 12) : m.start()]) for m in _SMALL_START.finditer(text))
    return small >= _FEWEST_SMALL and _SMALL_SHARE * small >= len(_CAPITAL_START.findall(text))


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence in parts that a writer could mean: what runs on without an end is cut at a space."""
    start = span.start
    while span.end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space if space > start else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _is_wrapped(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a line's end stands inside a sentence: one break, a long line that does not end, a small letter after it."""
    line = max(start, text.rfind("\n", 0, match.start()) + 1)
    single = match.group().count("\n") <= 1 and match.group().count("\r") <= 1
    following = text[match.end() : min(end, match.end() + 40)].lstrip(" \t")
    goes_on = bool(following) and following[0].islower() and ":" not in following and text[start].isupper()
    return (
        single and goes_on and match.start() - line >= _WRAPPED and not _ENDED.search(text[line : match.start()][-3:])
    )
