"""The audit of a claim: each line against what the note supports, the code's days in force and its ceilings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chartcite.catalog.view import View
from chartcite.deciding.conditions import exactness, holds
from chartcite.deciding.facts import FactMaker
from chartcite.deciding.judged import Audit, Judged, Ruling, Verdict, written
from chartcite.domain.decision import Decision, Facts, Fired, Line
from chartcite.domain.draft import DraftClaim
from chartcite.domain.text import ProposedLine
from chartcite.domain.vocabulary import Cite

_LIKE_DIGITS = str.maketrans("OoIlSB", "001158")  # letters that stand for digits after a slip or a scan
_LEFT = "the line is left to the coder."
_GRAVEST: tuple[Verdict, ...] = ("remove", "change", "keep")  # a line to be removed is not mended first
_MOST_UNITS = 9999  # a figure beyond it is a slip of the pen, whatever the code


class Auditor:
    """Audits with one view."""

    def __init__(self, view: View, facts: FactMaker) -> None:
        self._view = view
        self._facts = facts

    def audit(self, given: Sequence[ProposedLine], printed: Sequence[ProposedLine], decision: Decision) -> Audit:
        """Lines of the claim, then codes printed in the note."""
        audit = Audit()
        named = {line.code for line in (given or printed)}
        audit.lacking = [line for line in decision.lines if line.code not in named] if given else []
        known: dict[tuple[object, ...], Ruling] = {}
        claimed = Counter({code: 0 for code in named})
        for line in given:
            claimed[line.code] += 0 if line.odd_units else line.units or 1
        for line, is_printed in [*((g, False) for g in given), *((p, True) for p in printed)]:
            key = (line.code, line.modifiers, line.odd_units or line.units or 1)
            again = key in known and not is_printed
            judged = known[key] = known.get(key) or self._judge(line, decision, audit)
            own = [d for d in decision.lines if d.code == line.code]
            whole = claimed[line.code] == sum(d.units or 0 for d in own) != (line.units or 1)
            if not is_printed and own and whole and not self._ruled(line, decision):
                judged = self._modifiers(line, own)  # the lines of the code come to its units together
            elif again:
                judged = self._again(line, own, judged)
            audit.judged.append(Judged(line, is_printed, _as_written(line, own, judged)))
        return audit

    @staticmethod
    def _again(line: ProposedLine, own: Sequence[Line], judged: Ruling) -> Ruling:
        """A line that stands on the claim already: the units of a code are added over its lines."""
        if judged.verdict == "remove":
            return judged
        wanted = ", ".join(written(d) for d in own) or None
        why = f"The same line stands above: all lines of {line.code} are added up, and a repeated one is a duplicate."
        return Ruling("remove", why, wanted, judged.keys)

    def _judge(self, line: ProposedLine, decision: Decision, audit: Audit) -> Ruling:
        if not self._view.library.code_set.is_shaped(line.code):
            return Ruling("change", self._misshapen(line.code))
        state = self._view.code_state(line.code)
        if state in ("deleted", "not_yet", "no_such_code"):
            return self._not_in_force(line, state, audit)
        own = [d for d in decision.lines if d.code == line.code]
        refused = [item for code, item in decision.refused if code == line.code]
        ruled = self._ruled(line, decision)
        held = None if own else self._held(line, decision)
        if ruled and (
            own or not (refused or held) or not _mends(ruled)
        ):  # a line that may have to go is not mended first
            says = ruled.version.then.audit
            audit.claims.append(DraftClaim(ruled.rule.id, ruled.statement, "quoted", ruled.version.references))
            verdict = says.verdict if says else "remove"
            instead = ", ".join(written(d) for d in own) if verdict == "change" else None
            change_to = (says.change_to if says else None) or instead or None
            return Ruling(verdict, ruled.statement, change_to, (ruled.rule.id,))
        if own:
            return self._compare(line, own, audit)
        if outside := next((i for i in decision.fired if line.code in i.version.then.report_also), None):
            audit.claims.append(DraftClaim(outside.rule.id, outside.statement, "quoted", outside.version.references))
            why = f"{line.code} belongs to work outside this field and was not audited: {_LEFT}"
            return Ruling("keep", why, None, (outside.rule.id,))
        if held:
            audit.claims.append(DraftClaim(held.rule.id, held.statement, "quoted", held.version.references))
            return Ruling("change", self._depends(line.code, held), None, (held.rule.id,), hold=True)
        if refused:
            return Ruling("remove", refused[0].statement, self._instead(refused[0], decision), (refused[0].rule.id,))
        return self._unsupported(line, decision)

    def _unsupported(self, line: ProposedLine, decision: Decision) -> Ruling:
        """A line whose code neither the note nor a rule speaks of."""
        if line.code not in self._view.library.codes:
            return Ruling("keep", f"{line.code} is none of the codes known here and was not audited: {_LEFT}")
        if not self._view.library.decided_by_notes(line.code):
            return self._beside(line.code, decision)
        supported = ", ".join(written(d) for d in decision.lines) or "no code of this field"
        return Ruling(
            "remove",
            f"The note as read supports {supported}; nothing in it was found that supports {line.code}.",
            None,
            tuple(d.rule for d in decision.lines) or _of_the_note(decision),
        )

    @staticmethod
    def _held(line: ProposedLine, decision: Decision) -> Fired | None:
        """The rule that asks for the fact by which this code is right or wrong."""
        for item in decision.missing:
            says = item.version.then.missing
            own = decision.procedures[item.procedure] if item.procedure is not None else None
            named = {shown.partition("-")[0] for option in says.options for shown in option.report} if says else set()
            if line.code in named or (own and any(held.code == line.code for held in own.held)):
                return item
        return None

    @staticmethod
    def _depends(code: str, item: Fired) -> str:
        """What is said of a line that is held, with what is reported under each value of the missing fact."""
        says = item.version.then.missing
        assert says is not None
        told = [f"{option.value}: {', '.join(option.report) or 'no code of this field'}" for option in says.options]
        values = f" ({'; '.join(told)})" if told else ""
        return f"Hold this line: {code} is right or wrong by what is not known yet: {says.what}{values}."

    @staticmethod
    def _beside(code: str, decision: Decision) -> Ruling:
        """A code that stands beside the field's codes and that no rule here forbids; it waits where they wait."""
        if decision.missing and not decision.lines:
            why = f"{code} goes with the procedure, which can't be coded as written: hold both until the record is complete."
            return Ruling("keep", why, hold=True)
        return Ruling(
            "keep",
            f"No rule read here forbids {code}; whether it is payable beside the procedure is for its own rules.",
        )

    def _misshapen(self, word: str) -> str:
        """What is said of a word in the place of a code that has the form of none."""
        meant = word.translate(_LIKE_DIGITS)
        near = f" Was {meant} meant?" if meant in self._view.library.codes else ""
        return f"{word} has the form of no code, so that the line can't be audited.{near}"

    def _not_in_force(self, line: ProposedLine, state: str, audit: Audit) -> Ruling:
        """A code outside its days: the rule or passage that says so, and what replaced it."""
        day = self._view.encounter.date_of_service.isoformat()
        word = {"deleted": "was deleted before", "not_yet": "is not yet in force on", "no_such_code": "is no code on"}[
            state
        ]
        new = self._view.replaced_by(line.code)
        key = f"code-state:{line.code}"
        since = ""
        if cite := self._view.code_cite(line.code):
            audit.claims.append(DraftClaim(key, cite.quote, "quoted", (cite,), "figure"))
            since = f" {cite.quote}"
        return Ruling("remove", f"{line.code} {word} {day}.{since}", " or ".join(new) or None, (key,))

    def _ruled(self, line: ProposedLine, decision: Decision) -> Fired | None:
        """The audit rule that has the word on this line alone: the most exact; of equals the gravest that names the code."""
        codes = self._facts.codes([line.code])
        sets = {
            **decision.facts.sets,
            "asked_code": codes,
            "code": codes | decision.facts.sets.get("decided", frozenset()),
        }
        sets["modifier"] = frozenset(line.modifiers)
        numbers = {**decision.facts.numbers, **({"units_claimed": float(line.units)} if line.units else {})}
        facts = Facts(sets, numbers)
        fired = [
            Fired(rule, version, exactness(version.when), True)
            for rule, version in self._view.rules
            if version.then.audit and self._view.applies(rule) and holds(version.when, facts)
        ]
        return min(fired, key=lambda item: _word_of(item, line.code), default=None)

    @staticmethod
    def _instead(refusal: Fired, decision: Decision) -> str | None:
        """The lines of the procedure that refuses a code: what it takes instead."""
        if refusal.procedure is None or refusal.procedure >= len(decision.procedures):
            return None
        return ", ".join(written(line) for line in decision.procedures[refusal.procedure].lines) or None

    def _compare(self, line: ProposedLine, own: list[Line], audit: Audit) -> Ruling:
        """Units and modifiers of a supported code."""
        keys = tuple(d.rule for d in own)
        wanted = ", ".join(written(d) for d in own)
        units = sum(d.units or 0 for d in own)
        claimed = line.units or 1
        if units and claimed != units:
            keys += self._ceiling(line.code, audit)
            return Ruling(
                "change",
                f"The note supports {units} unit{'s' if units > 1 else ''} of {line.code}, the line has {claimed}.",
                wanted,
                keys,
            )
        return self._modifiers(line, own)

    def _modifiers(self, line: ProposedLine, own: Sequence[Line]) -> Ruling:
        """The modifiers of a line whose units are right."""
        keys = tuple(d.rule for d in own)
        wanted = ", ".join(written(d) for d in own)
        needed = {m for d in own for m in d.modifiers}
        stray, lacking = set(line.modifiers) - needed, needed - set(line.modifiers)
        if lacking or any(self._view.library.vocabularies.modifiers[m].adjusts_payment for m in stray):
            said = [f"lacks {m}" for m in sorted(lacking)] + [
                f"has {m}, which nothing in the note supports" for m in sorted(stray)
            ]
            return Ruling("change", f"The line {' and '.join(said)}.", wanted, keys)
        return Ruling("keep", f"The note supports {wanted}.", None, keys)

    def _ceiling(self, code: str, audit: Audit) -> tuple[str, ...]:
        for table in self._view.tables("mue")[:1]:
            for key in table.keys_of(code):
                if quote := table.sentence(key, "units"):
                    cite = Cite(passage=table.passage_id(key), quote=quote)
                    audit.claims.append(DraftClaim(f"{cite.passage}#units", quote, "quoted", (cite,), "figure"))
                    return (f"{cite.passage}#units",)
        return ()


def _mends(fired: Fired) -> bool:
    """Whether an audit rule leaves the code of the line as it is and changes what stands beside it."""
    says = fired.version.then.audit
    return says is not None and says.verdict == "change" and not says.change_to


def _word_of(fired: Fired, code: str) -> tuple[int, int, bool, str]:
    """The order of audit rules on a line: most exact first, then the gravest, then one that names the code, then by id."""
    says = fired.version.then.audit
    return -fired.exact, _GRAVEST.index(says.verdict if says else "remove"), code not in fired.statement, fired.rule.id


def _of_the_note(decision: Decision) -> tuple[str, ...]:
    """What was found of a note in which nothing was done."""
    found = (item for item in decision.fired if item.procedure is None and item.version.then.finding)
    return tuple(item.rule.id for item in found) if not decision.procedures else ()


def _as_written(line: ProposedLine, own: Sequence[Line], judged: Ruling) -> Ruling:
    """The verdict with what is odd about the line as it is written; such a line is never kept."""
    said = [f"“{word}” is no modifier that is known here." for word in line.strange]
    if line.odd_units:
        said.append(f"“{line.odd_units}” is no number of units: a line has one or more whole ones.")
    elif (line.units or 1) > _MOST_UNITS:
        said.append(f"{line.units:,} units are more than a line can have.")
    if not said:
        return judged
    ruling = judged._replace(why=" ".join([*said, judged.why]))
    if judged.verdict != "keep":
        return ruling
    return ruling._replace(verdict="change", change_to=", ".join(written(d) for d in own) or None)
