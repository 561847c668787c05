"""Wrong decisions in answers: codes, units, modifiers, outcome, verdict, coverage, conflicts, facts said and not said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from chartcite.domain.answer import Answer, Suggestion
from chartcite.domain.record import Record
from chartcite.domain.rule import Outcome, Verdict
from chartcite.evaluation.cases import QuestionCase
from chartcite.evaluation.mutants.making import Operator, Right
from chartcite.evaluation.score import Got
from chartcite.evaluation.scorers.code_lines import fitting, lines_of
from chartcite.evaluation.scorers.words_said import said


def other_code(right: Right) -> Iterator[Got]:
    """The first code reported is another."""
    wrong = _wrong_codes(right)
    if right.result.report and wrong:
        line = right.result.report[0].model_copy(update={"code": right.chosen(wrong)})
        yield right.having(report=(line, *right.result.report[1:]))


def code_dropped(right: Right) -> Iterator[Got]:
    """An expected code is not reported."""
    for line in lines_of(right.case).report or ():
        if any(s.code == line.code for s in right.result.report):
            yield right.having(report=tuple(s for s in right.result.report if s.code != line.code))
            return


def code_added(right: Right) -> Iterator[Got]:
    """One code is reported beside, and one that the case forbids."""
    lines = lines_of(right.case)
    if lines.report is not None and (wrong := _wrong_codes(right)):
        yield right.having(report=(*right.result.report, Suggestion(code=right.chosen(wrong, "beside"))))
    if lines.never:
        yield right.having(report=(*right.result.report, Suggestion(code=lines.never[0])))


def _wrong_codes(right: Right) -> list[str]:
    lines = lines_of(right.case)
    known = {line.code for line in lines.report or ()} | lines.also | {s.code for s in right.result.report}
    return [code for code in sorted(right.library.codes) if code not in known] if lines.report is not None else []


def units(right: Right) -> Iterator[Got]:
    """One unit more of a line whose number the case gives, and half of what they are."""
    lines, ground = lines_of(right.case), right.ground
    for line in lines.report or ():
        fits = fitting(line, [s for s in right.result.report if s.code == line.code], lines, ground.adjusting)
        if line.units is not None and fits:
            more = fits[0].model_copy(update={"units": (fits[0].units or 1) + 1})
            yield right.having(report=tuple(more if s is fits[0] else s for s in right.result.report))
            if (fits[0].units or 1) > 1:
                less = fits[0].model_copy(update={"units": 1})
                yield right.having(report=tuple(less if s is fits[0] else s for s in right.result.report))
            return


def modifiers(right: Right) -> Iterator[Got]:
    """A line without the modifiers that the case wants, and one with a modifier that changes payment beside."""
    lines, ground = lines_of(right.case), right.ground
    for line in lines.report or ():
        own = [s for s in right.result.report if s.code == line.code]
        if not own or line.code in lines.free:
            continue
        if line.modifiers:
            bare = {id(s): s.model_copy(update={"modifiers": ()}) for s in own}
            yield right.having(report=tuple(bare.get(id(s), s) for s in right.result.report))
        wanted = {m for other in lines.report or () for m in other.modifiers}
        more = right.chosen(sorted(ground.adjusting - wanted))
        loud = {id(s): s.model_copy(update={"modifiers": (*s.modifiers, more)}) for s in own}
        yield right.having(report=tuple(loud.get(id(s), s) for s in right.result.report))
        return


def outcome(right: Right) -> Iterator[Got]:
    """Every outcome that the case does not accept."""
    if isinstance(right.case, QuestionCase) and right.case.expect.outcome:
        yield from (right.having(outcome=o) for o in get_args(Outcome) if o not in right.case.expect.outcome)


def abstention(right: Right) -> Iterator[Got]:
    """Abstained instead of answered, and answered instead of abstained."""
    yield right.having(outcome="answered" if right.result.outcome == "abstained" else "abstained")


def verdict(right: Right) -> Iterator[Got]:
    """Every yes or no that the case does not accept."""
    if isinstance(right.case, QuestionCase) and right.case.expect.verdict:
        given = (*get_args(Verdict), None)
        yield from (right.having(verdict=v) for v in given if (v or "none") not in right.case.expect.verdict)


def coverage(right: Right) -> Iterator[Got]:
    """Positions on paying turned round."""
    if isinstance(right.case, QuestionCase) and right.case.expect.coverage:
        turned = "covered" if "covered" not in right.case.expect.coverage else "not_covered"
        rows = tuple(c.model_copy(update={"position": turned}) for c in right.result.coverage)
        yield right.having(coverage=rows) if rows else right.having(outcome="answered")


def position_dropped(right: Right) -> Iterator[Got]:
    """A position that the case names is not shown."""
    if not isinstance(right.case, QuestionCase):
        return
    for group in right.case.expect.conflict:
        kept = tuple(
            c.model_copy(
                update={
                    "positions": tuple(
                        p for p in c.positions if not _matches(group, f"{p.source} {p.says} {p.applies_to}")
                    )
                }
            )
            for c in right.result.conflicts
        )
        yield right.having(conflicts=kept)


def governing(right: Right) -> Iterator[Got]:
    """Another source of the conflict governs, or none, or the conflict is not shown."""
    if not isinstance(right.case, QuestionCase) or not right.case.expect.governs or not right.result.conflicts:
        return
    conflict = right.result.conflicts[0]
    for source in (*dict.fromkeys(p.source for p in conflict.positions), None):
        if source != conflict.governs and not _matches((right.case.expect.governs,), source or "none"):
            turned = conflict.model_copy(update={"governs": source})
            yield right.having(conflicts=(turned, *right.result.conflicts[1:]))
    yield right.having(conflicts=())


def _matches(patterns: tuple[str, ...], text: str) -> bool:
    return any(re.search(p, text, re.I) for p in patterns)


def fact_dropped(right: Right) -> Iterator[Got]:
    """A key fact is nowhere in the answer."""
    if isinstance(right.case, QuestionCase) and isinstance(right.result, Answer):
        for group in right.case.expect.says[:2]:
            fact = re.compile("|".join(f"(?:{p})" for p in group), re.I)
            wrong = Answer.model_construct(**_rebuilt(right.result, _without(right.result.model_dump(), fact)))
            if not fact.search(said(wrong)):  # a pattern may match what blanking leaves
                yield replace(right.got, result=wrong)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(part, pattern) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_without(part, pattern) for part in value)
    return pattern.sub("…", value) if isinstance(value, str) else value


def _rebuilt(answer: Answer, body: dict[str, Any]) -> dict[str, Any]:
    """The fields that are read for words, blanked; all else as it was."""
    fields = {name: getattr(answer, name) for name in type(answer).model_fields}
    for name in ("report", "do_not_report", "coverage", "claims", "missing", "conflicts", "diagnoses"):
        fields[name] = tuple(_blanked(old, new) for old, new in zip(fields[name], body[name], strict=True))
    return {**fields, "summary": body["summary"]}


def _blanked(old: Any, new: dict[str, Any]) -> Any:
    """A record with the words of `new`, its inner records too; closed words need not be valid any more."""
    inner = {}
    for name, value in new.items():
        was = getattr(old, name)
        is_nested = isinstance(was, tuple) and was and isinstance(was[0], Record)
        inner[name] = tuple(_blanked(o, n) for o, n in zip(was, value, strict=True)) if is_nested else value
    return type(old).model_construct(**inner)


def forbidden_said(right: Right) -> Iterator[Got]:
    """A forbidden fact is said, where words can be made of its pattern."""
    if isinstance(right.case, QuestionCase):
        for pattern in right.case.expect.never_says:
            plain = re.sub(r"\(\?[^)]*\)|\\b|[?^$]", "", pattern)
            plain = re.sub(r"\[(.)[^\]]*\]|\(([^|)]*)[^)]*\)", lambda m: m[1] or m[2] or "", plain)
            words = re.sub(r"\\d[+*]?", "1", plain).split("|")[0].replace("\\", "")
            if re.search(pattern, f"So {words} here", re.I):
                yield right.having(summary=f"So {words} here")


def source_dropped(right: Right) -> Iterator[Got]:
    """No claim cites a source that the case wants cited."""
    if isinstance(right.case, QuestionCase):
        names = {s.id: f"{s.id} {s.title} {s.publisher}" for s in right.result.sources}
        for pattern in right.case.expect.cites[:1]:
            gone = {i for i, text in names.items() if re.search(pattern, text, re.I)}
            kept = tuple(c for c in right.result.claims if not gone & {x.source for x in c.citations})
            yield right.having(claims=kept)
        for pattern in right.case.expect.cites_passage[:1]:
            held = right.result.claims
            yield right.having(
                claims=tuple(c for c in held if not any(re.search(pattern, x.passage, re.I) for x in c.citations))
            )


def unstable(right: Right) -> Iterator[Got]:
    """A second run that differs by one character."""
    if right.got.forms:
        first, second = right.got.forms
        at = right.chosen(range(len(second)))
        yield replace(right.got, forms=(first, second[:at] + second[at + 1 :]))


def other_twin(right: Right) -> Iterator[Got]:
    """Not what its clean twin decided."""
    if right.got.twin is None:
        return
    lines = right.result.report
    yield right.having(report=lines[1:] if lines else (Suggestion(code=sorted(right.library.codes)[0]),))
    if isinstance(right.result, Answer):
        yield right.having(outcome=next(o for o in get_args(Outcome) if o != right.result.outcome))
        yield right.having(verdict="no" if right.result.verdict != "no" else "yes")
    if "citations" in right.case.same and right.result.claims:
        yield right.having(claims=right.result.claims[1:])


OPERATORS = (
    Operator("another code", "codes", other_code),
    Operator("report line dropped", "codes", code_dropped),
    Operator("code too many", "codes", code_added),
    Operator("other units", "units", units),
    Operator("other modifiers", "modifiers", modifiers),
    Operator("another outcome", "outcome", outcome),
    Operator("abstained or not", "abstention", abstention),
    Operator("another verdict", "verdict", verdict),
    Operator("coverage turned round", "coverage", coverage),
    Operator("position dropped", "conflicts", position_dropped),
    Operator("another source governs", "governing source", governing),
    Operator("key fact dropped", "key facts", fact_dropped),
    Operator("forbidden fact said", "forbidden facts", forbidden_said),
    Operator("source not cited", "sources cited", source_dropped),
    Operator("second run differs", "stability", unstable),
    Operator("not as its twin", "twin", other_twin),
)
