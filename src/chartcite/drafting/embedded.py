"""The embedded drafter: each claim is a rule's statement, a table's sentence or a passage's sentence, with its quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chartcite.catalog.view import View
from chartcite.domain.decision import Decision, Fired
from chartcite.domain.draft import Draft, DraftClaim, Found
from chartcite.domain.text import Reading
from chartcite.domain.vocabulary import Topic
from chartcite.drafting.absence import absence_claims
from chartcite.drafting.figures import code_state_claims, diagnosis_claims, figure_claims, pair_claims

# How sure retrieval must be for its sentences to be said: it only knows words, so one that names nothing of the field
# ("capital", "start") may be as sure as can be. On the suites no whole question outside the field came above 0.547.
_SURE = 0.55
_SURE_IN_FIELD = 0.40  # when the question names a code or a subject of the field
_BESIDE = 0.45  # beside decided claims, a related sentence may be less sure
_NEVER = 1.1  # when the question names nothing of the field
_OF_FIELD = frozenset({"technique", "target", "agent", "device", "indication", "payer", "mac", "local_mac"})
_CODED = frozenset({"asked_code", "modifier", "diagnosis"})  # what is written as a code
_VERDICT, _ASKED, _REPORT, _FIGURES, _AFTER_FIGURES = range(5)  # the order of reading
_LAST = 1000  # behind all others of its stage
_MOST_BESIDE = 3
_MOST_ALONE = 5


@dataclass(frozen=True)
class Order:
    """Where a rule's statement stands: verdicts and refusals of what is asked first, then what was asked (unless figures answer it), codes, the rest."""

    yes_no: bool
    of_coverage: bool
    figures: bool
    asked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading, view: View, figures: bool) -> Order:
        """The order for one question; `figures` says that figures of tables answer it."""
        topics = [view.library.vocabularies.topics[t] for t in reading.facts.get("asks", ())]
        asked = reading.facts.get("asked_code", frozenset()) if reading.is_yes_no else frozenset()
        return cls(reading.is_yes_no, any(t.asks_coverage for t in topics), figures, asked)

    def __call__(self, item: Fired) -> tuple[int, int]:
        """Stage, then the most exact of equals."""
        effects = item.version.then
        beside = effects.coverage is not None and not self.of_coverage  # whether it is paid, where that is not asked
        if (effects.outcome and not beside) or (self.of_coverage and effects.coverage):
            stage = _VERDICT
        elif self.yes_no and (effects.verdict is not None or not self.asked.isdisjoint(effects.do_not_report)):
            stage = _REPORT if beside else _VERDICT
        elif item.answers and not effects.report and not beside:
            stage = _AFTER_FIGURES if self.figures else _ASKED
        elif effects.report:
            stage = _REPORT
        elif effects.do_not_report or effects.missing:
            stage = _AFTER_FIGURES + 1
        else:
            stage = _AFTER_FIGURES + (2 if effects.coverage else 3)
        last = _LAST if beside or (self.of_coverage and not effects.coverage) else 0
        return stage, last - item.exact


class EmbeddedDrafter:
    """Words decisions without a model."""

    engine = "embedded"

    def draft(self, decision: Decision, reading: Reading, found: Found, view: View) -> Draft:
        """Claims in reading order: what decides, figures, diagnoses, what others say, related guidance."""
        figures = figure_claims(decision, reading, view)
        order = Order.of(reading, view, bool(figures))
        decided = sorted((item for item in decision.fired if item.applies), key=order)
        first = [item for item in decided if order(item)[0] < _FIGURES]
        claims = [self.of_rule(item) for item in first]
        claims += code_state_claims(reading, view)
        claims += figures
        claims += pair_claims(decision, reading, view)
        claims += diagnosis_claims(reading, view)
        claims += [self.of_rule(item) for item in decided if item not in first]
        claims += [self.of_rule(item) for item in self._positions(decision)]
        if not _declined(decision):
            needed = self._needed(reading, view, bool(claims))
            claims += self._related(found, needed, bool(claims), {c.quote for claim in claims for c in claim.cites})
        claims = claims or absence_claims(decision, reading, view)
        return Draft(tuple(claims), tuple(claim.key for claim in claims[:2]))

    @staticmethod
    def of_rule(item: Fired) -> DraftClaim:
        """The statement of a rule with its references."""
        return DraftClaim(item.rule.id, item.statement, item.rule.kind, item.version.references)

    @staticmethod
    def _positions(decision: Decision) -> Iterator[Fired]:
        """Rules that count as positions in a conflict though they do not decide here."""
        counted = {item.rule.id for item in decision.fired}
        seen: set[str] = set()
        for item in decision.heard:
            if item.rule.id not in counted and item.rule.id not in seen and item.version.then.position:
                seen.add(item.rule.id)
                yield item

    @staticmethod
    def _needed(reading: Reading, view: View, has_claims: bool) -> float:
        """How sure retrieval must be for its sentences to be said."""
        if has_claims:
            return _BESIDE
        asked = _subjects(reading, view)
        coded = any(line.code in view.library.codes for line in reading.lines)
        if not (coded or any(not topic.yields for topic in asked) or _names_the_field(reading)):
            return _NEVER
        return _SURE_IN_FIELD if coded or any(topic.judge for topic in asked) else _SURE

    @staticmethod
    def _related(found: Found, needed: float, has_claims: bool, said: Iterable[str]) -> list[DraftClaim]:
        if found.confidence < needed:
            return []
        have = set(said)
        fresh = [
            cite for cite in found.sentences if not any(cite.quote in quote or quote in cite.quote for quote in have)
        ]
        most = _MOST_BESIDE if has_claims else _MOST_ALONE
        return [DraftClaim(f"{c.passage}#{c.quote[:40]}", c.quote, "quoted", (c,), "guidance") for c in fresh[:most]]


def _declined(decision: Decision) -> bool:
    """Whether a rule says that nothing can be said, so that what lies near is no answer either."""
    return not decision.lines and any(item.version.then.outcome == "abstained" for item in decision.fired)


def _subjects(reading: Reading, view: View) -> list[Topic]:
    """What is asked beside which code it is."""
    topics = (view.library.vocabularies.topics[t] for t in reading.facts.get("asks", ()))
    return [topic for topic in topics if not topic.asks_code]


def _names_the_field(reading: Reading) -> bool:
    """Whether anything of the field is named; one plain word ("start") is not enough, a document's number is."""
    if any(reading.facts.get(kind) for kind in _CODED) or any(m.kind in _OF_FIELD for m in reading.mentions):
        return True
    words = reading.facts.get("word", frozenset())
    return len(words) > 1 or any(char.isdigit() for word in words for char in word)
