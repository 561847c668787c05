"""The yes or no that was asked for, and the outcome of the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from chartcite.catalog.view import NOT_IN_FORCE, View
from chartcite.domain.decision import Decision, Fired
from chartcite.domain.rule import Outcome, Verdict, facts_named, values_wanted
from chartcite.domain.text import ProposedLine, Reading

_CODES = frozenset({"asked_code", "code"})
_ASKS_END = "asks-end"  # the group of words that ask whether a code is gone
_ASKS_VALID = "asks-valid"  # the group of words that ask whether a code stands
_ASKS_WRONG = "asks-wrong"  # the group of words that ask whether something is a mistake
_TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
_MEANING = "code_meaning"  # the judge of topics beside which a code may still be put to the test
_CLOSED = "0"  # the modifier indicator of a pair that no modifier separates
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def wants_code(reading: Reading, view: View) -> bool:
    """Whether a code is the answer: one is proposed or asked for, or a procedure is told and nothing else asked."""
    topics = view.library.vocabularies.topics
    asks = reading.facts.get("asks", frozenset())
    named = any(topics[t].asks_code for t in asks) or any(line.code in view.library.codes for line in reading.lines)
    return named or (bool(reading.procedures) and not reading.is_yes_no and not any(topics[t].judge for t in asks))


def verdict_of(decision: Decision, reading: Reading, view: View) -> Verdict | None:
    """The yes or no to the question as it is put: turned where it asks whether something is wrong."""
    if not reading.is_yes_no:
        return None
    verdict, as_put = _found_verdict(decision, reading, view)
    if as_put:
        return verdict
    verdict = _in_keeping(verdict, decision, reading, view)
    if verdict == "unknown" and reading.asks_both:
        return None
    return _TURNED.get(verdict, verdict) if reading.is_turned else verdict


def _in_keeping(verdict: Verdict, decision: Decision, reading: Reading, view: View) -> Verdict:
    """The verdict on a code put to the test, never against the lines decided: they are its answer."""
    lines = _tested(reading, view)
    reported = {line.code for line in decision.lines}
    if verdict == "yes" and any(line.code not in reported for line in lines):
        refused = {code for code, _ in decision.refused} - reported
        return "no" if any(line.code in refused for line in lines) else verdict
    if verdict == "no" and lines and all(_agrees(line, decision, turned=reading.is_turned) for line in lines):
        return "yes"
    return verdict


def _tested(reading: Reading, view: View) -> list[ProposedLine]:
    """The codes that are put to the test alone: without modifiers, diagnoses or any question of a payer beside them."""
    topics = view.library.vocabularies.topics
    others = [t for t in reading.facts.get("asks", ()) if not topics[t].asks_code and topics[t].judge != _MEANING]
    if not reading.is_proposal or others or reading.facts.get("modifier") or reading.facts.get("diagnosis"):
        return []
    lines = _asked_about(reading, reading.lines)
    return [line for line in lines if reading.is_turned or not line.negated]


def _found_verdict(decision: Decision, reading: Reading, view: View) -> tuple[Verdict, bool]:
    """Of the most exact rule that gives one; else the proposed lines against those decided; else unknown.

    With it whether it already answers the question as it is put: a rule that was written for whether something is a mistake.
    """
    proposed = _of_proposal(decision, reading, view)
    blocked = (
        bool(decision.missing) and not decision.lines and any(item.procedure is not None for item in decision.missing)
    )
    if blocked and proposed == "depends" and "not-documented" in reading.facts.get("word", ()):
        return "depends", False
    given = _advice(decision, reading, view) or [item for item in decision.fired if item.version.then.verdict]
    if _declined(decision):
        return "unknown", True
    state = _of_code_state(reading, view)
    told = any(i.version.then.verdict in ("yes", "no") and facts_named(i.version.when) & _CODES for i in given)
    if state and not told and _not_in_force(reading, view):
        return state, False
    if given:
        head = max(given, key=lambda item: (item.procedure is None, item.exact, _strength(item)))
        best = head.version.then.verdict or "unknown"
        if _answers_doubt(head, view):
            return best, True
        refused = {code for code, item in decision.refused if item.procedure is not None}
        lines = _asked_about(reading, reading.lines)
        firm = proposed == "no" and any(
            line.code in refused and (reading.is_turned or not line.negated) for line in lines
        )
        return ("no" if firm and best != "no" else best), False
    if stated := _of_table(reading, view) or _of_pair(reading, view):
        return stated, False
    if proposed == "yes" and asks_coverage(reading, view):
        return "unknown", False  # a right code is no payer's word
    if proposed is not None:
        return proposed, False
    if decision.missing and not decision.lines and wants_code(reading, view):
        return "depends", False
    return state or _of_diagnoses(reading, view) or "unknown", False


def _declined(decision: Decision) -> bool:
    """Whether the most exact rule that settles the outcome says that the question is not answered at all."""
    forced = [item for item in decision.fired if item.version.then.outcome]
    effects = max(forced, key=lambda item: item.exact).version.then if forced and not decision.lines else None
    return effects is not None and effects.outcome == "abstained" and effects.verdict == "unknown"


def _answers_doubt(item: Fired, view: View) -> bool:
    """Whether the rule was written for the question if something is a mistake."""
    words = view.library.vocabularies.words
    doubts = {word for word, row in words.items() if _ASKS_WRONG in row.groups}
    return not doubts.isdisjoint(values_wanted(item.version.when, "word"))


def asks_coverage(reading: Reading, view: View) -> bool:
    """Whether it is asked if a payer covers."""
    topics = view.library.vocabularies.topics
    return any(topics[t].asks_coverage for t in reading.facts.get("asks", ()))


def _advice(decision: Decision, reading: Reading, view: View) -> list[Fired]:
    """Rules that answer what is asked beside coverage; with one of them, what a payer covers is not the question."""
    topics = view.library.vocabularies.topics
    if all(topics[t].asks_coverage for t in reading.facts.get("asks", ())):
        return []
    return [i for i in decision.fired if i.procedure is None and i.version.then.verdict and not i.version.then.coverage]


def _strength(item: Fired) -> int:
    return {"no": 3, "depends": 2, "yes": 1, "unknown": 0}[item.version.then.verdict or "unknown"]


def _of_proposal(decision: Decision, reading: Reading, view: View) -> Verdict | None:
    """Whether the lines that the question proposes are those decided."""
    lines = _asked_about(
        reading,
        [line for line in reading.lines if view.code_state(line.code) != "unknown" or line.code in view.library.codes],
    )
    if not lines or not any(d.lines or d.refused for d in decision.procedures):
        return "depends" if lines and any(item.procedure is not None for item in decision.missing) else None
    if decision.missing and not decision.lines:
        refused = {code for code, _ in decision.refused}
        return "no" if all(line.code in refused for line in lines) else "depends"
    agreed = [_agrees(line, decision, turned=reading.is_turned) for line in lines]
    return "yes" if all(agreed) else "no"


def _asked_about(reading: Reading, lines: Sequence[ProposedLine]) -> Sequence[ProposedLine]:
    """The lines named where yes or no is asked; what others say before ("the auditor wants ...") is not the question."""
    own = [line for line in lines if any(s.has(line.span.start) for s in reading.asked_in)]
    return own or lines


def _agrees(proposed: ProposedLine, decision: Decision, *, turned: bool = False) -> bool:
    own = [line for line in decision.lines if line.code == proposed.code]
    if proposed.negated and not turned:
        return not own
    if not own:
        return False
    units = sum(line.units or 1 for line in own)
    if proposed.units is not None and own[0].units is not None and proposed.units != units:
        return False
    return all(m in line.modifiers or not line.modifiers for m in proposed.modifiers for line in own)


def _of_table(reading: Reading, view: View) -> Verdict | None:
    """Whether a figure that the question states is the one of the table."""
    days = {str(int(value)) for name, value in reading.numbers.items() if name in ("day", "units_claimed")}
    for topic in sorted(reading.facts.get("asks", ())):
        row = view.library.vocabularies.topics[topic]
        codes = [line.code for line in reading.lines]
        if len({view.indicator(code, name) for name in row.proposition for code in codes}) > 1:
            codes = codes[:1]  # they differ: the question is about the first, the others are named beside it
        plain = {
            str(int(float(v)))
            for name in row.proposition
            for code in codes
            if (v := view.indicator(code, name)) and _is_number(v)
        }
        if plain and days:
            return "yes" if plain & days else "no"
        quotes = [cite.quote for spec in row.answers for code in codes for _, cite in view.figures(code, spec)]
        if quotes and reading.stated:
            figures = {figure.replace(",", "").rstrip(".") for quote in quotes for figure in _FIGURE.findall(quote)}
            return "yes" if reading.stated <= figures else "no"
    return None


def _of_pair(reading: Reading, view: View) -> Verdict | None:
    """No, when no modifier separates two of the codes named on the day."""
    codes = dict.fromkeys(line.code for line in reading.lines if not line.negated)
    return "no" if any(view.pair_indicator(*pair) == _CLOSED for pair in combinations(codes, 2)) else None


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def asks_end(reading: Reading, view: View) -> bool:
    """Whether the question is if a code is gone, to which "no" means that it is in force."""
    words = view.library.vocabularies.words
    return any(_ASKS_END in words[word].groups for word in reading.facts.get("word", ()))


def _not_in_force(reading: Reading, view: View) -> bool:
    return any(view.code_state(line.code) in NOT_IN_FORCE for line in reading.lines if not line.negated)


def _of_code_state(reading: Reading, view: View) -> Verdict | None:
    """Of a code outside its days, and of one within them when that is what is asked."""
    codes = [line.code for line in reading.lines if not line.negated]
    ended = asks_end(reading, view)
    if _not_in_force(reading, view):
        return "yes" if ended else "no"
    asked = ended or any(view.library.vocabularies.topics[t].asks_history for t in reading.facts.get("asks", ()))
    if asked and codes and all(view.code_state(code) == "in_force" for code in codes):
        return "no" if ended else "yes"
    return None


def _of_diagnoses(reading: Reading, view: View) -> Verdict | None:
    """Whether each diagnosis named may be reported, when that is what is asked."""
    words = view.library.vocabularies.words
    codes = reading.facts.get("diagnosis", frozenset())
    if not codes or not any(_ASKS_VALID in words[word].groups for word in reading.facts.get("word", ())):
        return None
    stand = [view.diagnosis_stands(code) for code in codes]
    return None if None in stand else "yes" if all(stand) else "no"


def outcome_of(decision: Decision, reading: Reading, view: View, *, found: bool) -> Outcome:
    """What became of the question: `found` says that something citable answers it."""
    advice = _advice(decision, reading, view)
    forced = [
        item for item in decision.fired if item.version.then.outcome and not (advice and item.version.then.coverage)
    ]
    asks = reading.facts.get("asks", frozenset())
    topics = view.library.vocabularies.topics
    wants_coverage = any(topics[t].asks_coverage for t in asks) and not any(topics[t].asks_code for t in asks)
    if forced:
        best = max(forced, key=lambda item: item.exact).version.then.outcome
        settled = best == "needs_information" and wants_code(reading, view) and _is_refused(decision, reading, view)
        if best and not (best == "abstained" and decision.lines):
            return "answered" if settled else best
    advised = any(item.procedure is None and item.version.then.verdict for item in decision.fired)
    open_code = decision.missing and not decision.lines and not advised and wants_code(reading, view)
    if open_code and not _is_refused(decision, reading, view):
        return "needs_information"
    if decision.coverage and wants_coverage and not advice:
        return _coverage_outcome(decision)
    if wants_coverage and reading.procedures and not advice and verdict_of(decision, reading, view) == "unknown":
        return "needs_information"
    return "answered" if found else "abstained"


def _is_refused(decision: Decision, reading: Reading, view: View) -> bool:
    """Whether the answer is no because every code asked about is refused, whatever else is open (its units, say)."""
    if not reading.is_yes_no or verdict_of(decision, reading, view) != "no":
        return False
    refused = {code for code, item in decision.refused if item.procedure is not None}
    codes = {line.code for line in _asked_about(reading, reading.lines) if not line.negated}
    return bool(codes) and codes <= refused


def _coverage_outcome(decision: Decision) -> Outcome:
    """A coverage question is answered when a text in force decides it."""
    settled = [
        item
        for item in decision.coverage
        if item.rule.in_force == "yes"
        and item.version.then.coverage
        and item.version.then.coverage.position != "unknown"
    ]
    unsettled = [item for item in decision.coverage if item not in settled]
    return "answered" if settled and not unsettled else "needs_information"
