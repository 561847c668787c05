"""Wrong evidence: quotes and citations that are not what they say, and claims that say what is not in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.evaluation.mutants.making import Operator, Right
from chartcite.evaluation.score import Got
from chartcite.evaluation.scorers.support import is_sum

_CODE = re.compile(r"\b(?:\d{5}|\d{4}T)\b")
_FIGURE = re.compile(r"(?<![\w.])\d{1,4}(?:\.\d+)?(?![\w])")
_DAY = re.compile(r"\b(20\d\d)\b")
_CUE = re.compile(r"\b(is|are|may|can|does|has|have|names|takes|counts|says)\b")
_DENIAL = re.compile(r"\b(not|no|never)\b ?", re.I)


def _cited(right: Right, salt: str) -> tuple[int, int] | None:
    """One citation of the result, as (claim, citation)."""
    places = [(i, j) for i, claim in enumerate(right.result.claims) for j in range(len(claim.citations))]
    return right.chosen(places, salt) if places else None


def shifted(right: Right) -> Iterator[Got]:
    """The quote at offsets one character on."""
    if place := _cited(right, "shifted"):
        citation = right.result.claims[place[0]].citations[place[1]]
        yield right.with_citation(*place, start=citation.start + 1, end=citation.end + 1)


def misquoted(right: Right) -> Iterator[Got]:
    """The quote with one letter changed."""
    if place := _cited(right, "misquoted"):
        quote = right.result.claims[place[0]].citations[place[1]].quote
        at = len(quote) // 2
        yield right.with_citation(*place, quote=quote[:at] + ("x" if quote[at] != "x" else "y") + quote[at + 1 :])


def cut(right: Right) -> Iterator[Got]:
    """The quote without its end, at the offsets of the whole."""
    if place := _cited(right, "cut"):
        yield right.with_citation(*place, quote=right.result.claims[place[0]].citations[place[1]].quote[:-1])


def elsewhere(right: Right) -> Iterator[Got]:
    """The quote as if it stood in the next passage, and as if in another source."""
    if place := _cited(right, "elsewhere"):
        other = right.neighbour(right.result.claims[place[0]].citations[place[1]])
        yield right.with_citation(*place, passage=other.passage, source=other.source)
        if other.source != right.result.claims[place[0]].citations[place[1]].source:
            yield right.with_citation(*place, source=other.source)


def neighbouring(right: Right) -> Iterator[Got]:
    """An exact quote of the neighbouring passage instead of the right one."""
    if (place := _cited(right, "neighbouring")) and _is_bearing(right, *place):
        other = right.neighbour(right.result.claims[place[0]].citations[place[1]])
        yield right.with_citation(*place, **other.model_dump())


def dropped(right: Right) -> Iterator[Got]:
    """One citation of several dropped, of a claim that needs it."""
    for i, claim in enumerate(right.result.claims):
        bearing = [j for j in range(len(claim.citations)) if len(claim.citations) > 1 and _is_bearing(right, i, j)]
        if bearing:
            out = right.chosen(bearing, "dropped")
            yield right.with_claim(i, citations=tuple(c for j, c in enumerate(claim.citations) if j != out))
            return


def _is_bearing(right: Right, i: int, j: int) -> bool:
    """Whether the other citations, one or all in a row, lack its words, and no rule with its words does without this one."""
    claim = right.result.claims[i]
    rest = [c for n, c in enumerate(claim.citations) if n != j]
    cited = {(c.passage, c.quote) for c in rest}
    in_words = any(claim.text in c.quote for c in rest) or is_sum(claim.text, rest)
    return not in_words and not any(needs <= cited for needs in right.ground.stated.get(claim.text, ()))


def added(right: Right) -> Iterator[Got]:
    """A neighbouring citation beside the right one."""
    if place := _cited(right, "added"):
        claim = right.result.claims[place[0]]
        other = right.neighbour(claim.citations[place[1]])
        if other not in claim.citations:
            yield right.with_claim(place[0], citations=(*claim.citations, other))


def negated(right: Right) -> Iterator[Got]:
    """A claim that says the opposite."""
    for i, claim in _claims(right, "negated"):
        text = _DENIAL.sub("", claim, count=1) if _DENIAL.search(claim) else _CUE.sub(r"\1 not", claim, count=1)
        if text != claim:
            yield right.with_claim(i, text=text)
            return


def other_code(right: Right) -> Iterator[Got]:
    """A claim on another code."""
    codes = sorted(right.library.codes)
    for i, claim in _claims(right, "code"):
        if found := _CODE.search(claim):
            other = codes[(codes.index(found[0]) + 1) % len(codes)] if found[0] in codes else codes[0]
            yield right.with_claim(i, text=claim.replace(found[0], other))
            return


def other_figure(right: Right) -> Iterator[Got]:
    """A claim with a figure one higher."""
    for i, claim in _claims(right, "figure"):
        if found := _FIGURE.search(_CODE.sub(lambda m: "·" * len(m[0]), claim)):
            whole, _, rest = found[0].partition(".")
            text = f"{int(whole) + 1}{'.' + rest if rest else ''}"
            yield right.with_claim(i, text=claim[: found.start()] + text + claim[found.end() :])
            return


def other_year(right: Right) -> Iterator[Got]:
    """A claim that is a year off."""
    for i, claim in _claims(right, "year"):
        if found := _DAY.search(claim):
            yield right.with_claim(i, text=claim.replace(found[0], str(int(found[0]) - 1)))
            return


def other_name(right: Right) -> Iterator[Got]:
    """A claim in which one contractor or payer stands for another."""
    names = right.ground.names
    known = sorted({m.name for m in right.library.vocabularies.macs.values()})
    for i, claim in _claims(right, "name"):
        if found := names.search(claim):
            other = next((name for name in known if name not in claim), None)
            if other:
                yield right.with_claim(i, text=claim.replace(found[0], other))
                return


def unfounded(right: Right) -> Iterator[Got]:
    """A code line without its claim, a refusal resting on a claim that is not there, a position without one."""
    result = right.result
    if result.report:
        bare = result.report[0].model_copy(update={"claims": ()})
        yield right.having(report=(bare, *result.report[1:]))
    if result.do_not_report:
        bad = result.do_not_report[0].model_copy(update={"claims": ("c999",)})
        yield right.having(do_not_report=(bad, *result.do_not_report[1:]))
    if result.coverage:
        gone = result.coverage[0].model_copy(update={"claims": ()})
        yield right.having(coverage=(gone, *result.coverage[1:]))


def _claims(right: Right, salt: str) -> Iterator[tuple[int, str]]:
    """The claims from a chosen one on, around."""
    claims = right.result.claims
    first = right.chosen(range(len(claims)), salt) if claims else 0
    yield from (((first + n) % len(claims), claims[(first + n) % len(claims)].text) for n in range(len(claims)))


OPERATORS = (
    Operator("quote shifted", "quotes exact", shifted),
    Operator("quote misspelt", "quotes exact", misquoted),
    Operator("quote cut", "quotes exact", cut),
    Operator("quote of another passage or source", "quotes exact", elsewhere),
    Operator("neighbouring citation", "citation recall", neighbouring),
    Operator("citation dropped", "citation recall", dropped),
    Operator("citation too many", "citation precision", added),
    Operator("claim negated", "citation recall", negated),
    Operator("claim on another code", "citation recall", other_code),
    Operator("claim with another figure", "citation recall", other_figure),
    Operator("claim a year off", "citation recall", other_year),
    Operator("claim on another contractor or payer", "citation recall", other_name),
    Operator("decision without a claim", "evidence", unfounded),
)
