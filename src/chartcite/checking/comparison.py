"""Compares finished answers: which parts differ, and which rules, figures and passages make the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from chartcite.catalog.view import View
from chartcite.checking.checker import Checked
from chartcite.domain.answer import Answer, Claim, Suggestion
from chartcite.domain.comparison import Comparison, Elsewhere, Ground, Row, Side, Variant
from chartcite.domain.decision import Decision
from chartcite.domain.draft import Draft
from chartcite.domain.rule import Rule, RuleVersion, facts_named
from chartcite.errors import InputError, KnowledgeError

_OF_ENCOUNTER = {
    "payer": "payer",
    "line_of_business": "line of business",
    "mac": "contractor",
    "state": "state",
    "place": "place",
    "claim_type": "claim type",
}


@dataclass(frozen=True)
class Judged:
    """An answer with what it was made from."""

    answer: Answer
    decision: Decision
    draft: Draft
    checked: Checked
    view: View


@dataclass
class _Seen:
    """A ground as first met, and the sides on which it counts."""

    key: str
    about: str
    claim: Claim
    sides: list[int] = field(default_factory=list)


def comparison_of(question: str, variants: Sequence[Variant], judged: Sequence[Judged], id: str | None) -> Comparison:
    """The comparison of answers to one question; sides that come to one encounter are an `InputError`."""
    _refuse_equal(variants, judged)
    seen = _grounds(judged)
    everywhere = [item for item in seen if len(item.sides) == len(judged)]
    some = [_ground(item, judged) for item in seen if item not in everywhere]
    rows = [_row(part, [cell(one) for one in judged]) for part, cell in _PARTS.items()]
    return Comparison(
        id=id,
        question=question,
        varied=tuple(name for name, _ in variants[0].values),
        sides=tuple(Side(values=dict(v.values), answer=j.answer) for v, j in zip(variants, judged, strict=True)),
        rows=tuple(row for row in rows if any(row.cells)),
        differences=tuple(item for item in some if item.elsewhere),
        same=tuple(_ground(item, judged) for item in everywhere),
        sources=tuple({s.id: s for j in judged for s in j.answer.sources}.values()),
        receipt=judged[0].answer.receipt,
        timings_ms={"total": round(sum(j.answer.timings_ms.get("total", 0.0) for j in judged), 2)},
    )


def _refuse_equal(variants: Sequence[Variant], judged: Sequence[Judged]) -> None:
    """Two spellings of one value compare nothing."""
    held: dict[object, Variant] = {}
    for variant, one in zip(variants, judged, strict=True):
        twin = held.setdefault(one.answer.context, variant)
        if twin is not variant:
            names = " and ".join(", ".join(value for _, value in item.values) for item in (twin, variant))
            raise InputError(f"There is nothing to compare: {names} are the same here.")


def _grounds(judged: Sequence[Judged]) -> list[_Seen]:
    """Every ground of every side, in the order in which the answers say them."""
    seen: dict[tuple[str, str], _Seen] = {}
    for side, one in enumerate(judged):
        for key, about, claim in _counted(one):
            seen.setdefault((key, claim.text), _Seen(key, about, claim)).sides.append(side)
    return list(seen.values())


def _counted(one: Judged) -> Iterator[tuple[str, str, Claim]]:
    """What carries an answer: rules that count, figures, diagnoses, and sentences quoted as they stand."""
    claims = {claim.id: claim for claim in one.answer.claims}
    counting = {item.rule.id for item in one.decision.fired if item.applies}
    for drafted in one.draft.claims:
        claim = claims.get(one.checked.ids.get(drafted.key, ""))
        if claim and claim.text == drafted.text and (drafted.about != "rule" or drafted.key in counting):
            yield drafted.key, drafted.about, claim


def _ground(item: _Seen, judged: Sequence[Judged]) -> Ground:
    others = [side for side in range(len(judged)) if side not in item.sides]
    told = (_elsewhere(item, side, judged[side]) for side in others)
    return Ground(
        key=item.key,
        kind=item.claim.kind,
        text=item.claim.text,
        citations=item.claim.citations,
        sides=tuple(item.sides),
        elsewhere=tuple(one for one in told if one),
    )


def _elsewhere(item: _Seen, side: int, other: Judged) -> Elsewhere | None:
    if item.about == "rule":
        return _rule_elsewhere(item.key, item.claim.text, side, other)
    if not all(_allowed(other.view, citation.passage) for citation in item.claim.citations):
        return Elsewhere(side=side, reason="other_edition", says="another edition holds on that day, or none is held")
    if item.about == "guidance":
        return None  # what retrieval found near is no reason
    return Elsewhere(side=side, reason="condition", says="not what the answer rests on there")


def _rule_elsewhere(identity: str, text: str, side: int, other: Judged) -> Elsewhere:
    """Why a rule does not count for another encounter: its days, its scope, a higher authority, its conditions."""
    rule = other.view.library.rules[identity]
    day = other.view.encounter.date_of_service
    version = rule.version_on(day)
    if version is None:
        return Elsewhere(side=side, reason="not_in_force", says=_out_of_force(rule, day))
    if (version.statement or rule.statement) != text:
        return Elsewhere(side=side, reason="other_version", says=f"says otherwise on {day}")
    if not other.view.applies(rule):
        return Elsewhere(side=side, reason="scope", says=f"speaks for {other.view.library.applies_to(rule)} only")
    if any(item.rule.id == identity for item in other.decision.heard):
        return Elsewhere(
            side=side, reason="outranked", says=f"{_governing(rule.topic, other) or 'another authority'} governs"
        )
    return Elsewhere(side=side, reason="condition", says=_unmet(version))


def _out_of_force(rule: Rule, day: date) -> str:
    ended = max((first for first in rule.versions if first <= day), default=None)
    return f"ended on {ended}" if ended else f"in force only from {min(rule.versions)}"


def _unmet(version: RuleVersion) -> str:
    """That its conditions do not hold, with the facts of the encounter that they look at."""
    named = facts_named(version.when)
    told = [name for fact, name in _OF_ENCOUNTER.items() if fact in named]
    about = f" on {' and '.join(told)}" if told else ""
    return f"its conditions{about} do not hold there"


def _governing(topic: str | None, other: Judged) -> str | None:
    return next((conflict.governs for conflict in other.answer.conflicts if conflict.topic == topic), None)


def _allowed(view: View, passage: str) -> bool:
    try:
        return view.passage_allowed(passage)
    except KnowledgeError:
        return False


def _row(part: str, cells: Iterable[tuple[str, ...]]) -> Row:
    told = tuple(cells)
    return Row(part=part, cells=told, same=all(sorted(cell) == sorted(told[0]) for cell in told))


def _line(item: Suggestion) -> str:
    units = f" x{item.units}" if item.units is not None else ""
    when = f" ({item.applies_when})" if item.applies_when else ""
    return "-".join((item.code, *item.modifiers)) + units + when


def _outcome(one: Judged) -> tuple[str, ...]:
    return (one.answer.outcome, *([one.answer.verdict] if one.answer.verdict else []))


def _figures(one: Judged) -> tuple[str, ...]:
    return tuple(claim.text for _, about, claim in _counted(one) if about == "figure")


def _governs(one: Judged) -> tuple[str, ...]:
    return tuple(f"{item.topic.replace('-', ' ')}: {item.governs or 'none'}" for item in one.answer.conflicts)


_PARTS: dict[str, Callable[[Judged], tuple[str, ...]]] = {
    "outcome": _outcome,
    "report": lambda one: tuple(_line(item) for item in one.answer.report),
    "do_not_report": lambda one: tuple(dict.fromkeys(item.code for item in one.answer.do_not_report)),
    "coverage": lambda one: tuple(dict.fromkeys(item.position for item in one.answer.coverage)),
    "figures": _figures,
    "missing": lambda one: tuple(item.what for item in one.answer.missing),
    "governs": _governs,
}
