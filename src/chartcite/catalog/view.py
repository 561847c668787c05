"""The view of all knowledge for one encounter: what is in force then, there and for that payer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chartcite.catalog.library import Library
from chartcite.catalog.tables import Key, Table
from chartcite.domain.encounter import Encounter
from chartcite.domain.rule import Rule, RuleVersion
from chartcite.domain.source import Source, Standing
from chartcite.domain.vocabulary import Cite, TableField

FEES, UNIT_LIMITS, DIAGNOSES, EXCLUSIONS, ADD_ONS, PAIRS = "pfs", "mue", "icd10cm", "icd10cm-excludes1", "addon", "ptp"
"""Families of tables that the engine itself reads, as the format names them."""
PRACTITIONER = "practitioner"
"""The setting of a row that speaks of professional claims; any other speaks of facilities."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


_HEED_CONTRACTORS = frozenset({"medicare", "medicare_advantage"})
"""Lines of business to which a contractor's texts speak, by contract and not by a medical fact."""
_NEVER_SPOKE = frozenset({"draft", "rescinded"})
NOT_IN_FORCE = frozenset({"deleted", "not_yet", "no_such_code"})
"""States of a code that can't be reported on the day."""


@dataclass(frozen=True)
class DiagnosisState:
    """Whether a diagnosis code may be reported, with the row that says so."""

    code: str
    valid: bool | None
    why: str
    cite: Cite | None


class View:
    """Knowledge as of an encounter."""

    def __init__(self, library: Library, encounter: Encounter) -> None:
        self.library, self.encounter = library, encounter
        self._day = encounter.date_of_service

    @cached_property
    def rules(self) -> tuple[tuple[Rule, RuleVersion], ...]:
        """Rules with their version of the day, whatever their scope."""
        pairs = ((rule, rule.version_on(self._day)) for rule in self.library.rules.values())
        return tuple((rule, version) for rule, version in pairs if version is not None)

    def applies(self, rule: Rule) -> bool:
        """Whether the scope covers the encounter; what is not known of the encounter covers nothing that needs it."""
        e, s = self.encounter, rule.scope
        wanted = (
            (s.payer, (e.payer or e.line_of_business,)),
            (s.line_of_business, (e.line_of_business,)),
            (s.mac, (e.mac,)),
            (s.state, (e.state,)),
            (s.place, (e.place_of_service,)),
            (s.claim_type, (e.claim_type,)),
        )
        return all(not values or any(have in values for have in given if have) for values, given in wanted)

    def passage_allowed(self, identity: str) -> bool:
        """Whether a passage may be quoted for the day: its source and its own dates hold."""
        passage = self.library.passage(identity)
        table = self.library.tables.get(identity.partition("/")[0])
        if table is not None and identity not in self.library.passages:
            return any(table is t for t in self.tables(table.spec.family))
        return passage.holds_on(self._day) and self.library.source(passage.source).holds_on(self._day)

    def standing(self, identity: str) -> Standing:
        """What the source of a passage is to this encounter; what is not known of the encounter rules nothing out."""
        name = identity.partition("/")[0]
        if name not in self._standings:
            self._standings[name] = self._standing(self.library.source(self.library.passage(identity).source))
        return self._standings[name]

    @cached_property
    def _standings(self) -> dict[str, Standing]:
        return {}

    def _standing(self, source: Source) -> Standing:
        successor = self.library.sources.get(source.superseded_by or "")
        if source.status in _NEVER_SPOKE or (successor is not None and successor.holds_on(self._day)):
            return "superseded"
        kind, _, whose = source.jurisdiction.partition(":")
        e = self.encounter
        given = {"mac": e.mac, "payer": e.payer, "state": e.state}.get(kind)
        if given is None:
            other = kind == "mac" and e.line_of_business is not None and e.line_of_business not in _HEED_CONTRACTORS
            return "elsewhere" if other else "general"
        if given == whose:
            return "general" if kind == "state" else "own"
        return "general" if kind == "payer" and self._may_be(whose) else "elsewhere"

    def _may_be(self, payer: str) -> bool:
        """Whether the encounter's payer is a line of business without a name, and this payer is of that line."""
        e, payers = self.encounter, self.library.vocabularies.payers
        unnamed = e.payer is not None and e.payer.replace("-", "_") == e.line_of_business
        return unnamed and payer in payers and payers[payer].line_of_business == e.line_of_business

    def tables(self, family: str) -> tuple[Table, ...]:
        """Tables of a family that hold on the day, newest first; else the nearest vintage if it may be said."""
        return self._tables.get(family, ())

    @cached_property
    def _tables(self) -> dict[str, tuple[Table, ...]]:
        made: dict[str, tuple[Table, ...]] = {}
        for family in {t.spec.family for t in self.library.tables.values()}:
            own = sorted(
                (t for t in self.library.tables.values() if t.spec.family == family),
                key=lambda t: t.spec.first_day,
                reverse=True,
            )
            held = [t for t in own if t.spec.holds_on(self._day)]
            made[family] = tuple(held or [t for t in own if t.spec.other_days][-1:])
        return made

    def figures(self, code: str, wanted: TableField) -> Iterator[tuple[str, Cite]]:
        """What a code's rows say of the fields wanted: field and sentence, from the newest table that holds the code."""
        for table in self.tables(wanted.table):
            rows = [key for key in table.keys_of(code) if self.concerns(table, key)]
            for key in rows:
                for name in wanted.fields:
                    if quote := table.sentence(key, name):
                        yield name, Cite(passage=table.passage_id(key), quote=quote)
            if rows:
                return

    def lacking(self, families: Iterable[str]) -> tuple[str, ...]:
        """The titles of those of these table families that hold nothing for the day (by their newest vintage)."""
        told = []
        for family in families:
            own = [t for t in self.library.tables.values() if t.spec.family == family]
            if own and not self.tables(family):
                told.append(max(own, key=lambda t: t.spec.first_day).spec.title)
        return tuple(told)

    def pair_indicator(self, one: str, other: str) -> str | None:
        """The modifier indicator of the pair, whichever is column 1, in a table that holds on the day; None without one."""
        for table in self.tables(PAIRS):
            for key in ((one, other), (other, one)):
                if table.spec.holds_on(self._day) and table.has(key):
                    return table.value(key, "modifier_indicator")
        return None

    def indicator(self, code: str, column: str) -> str | None:
        """A code's indicator on the day, else of the newest vintage that has it."""
        tables = [*self.tables(FEES), *self.tables(UNIT_LIMITS), *self._newest_pfs]
        for table in tables:
            for key in table.keys_of(code):
                plain = not any(key[1:]) or table.spec.family != FEES
                if plain and (value := table.value(key, column)):
                    return value
        return None

    @cached_property
    def _newest_pfs(self) -> list[Table]:
        return sorted(
            (t for t in self.library.tables.values() if t.spec.family == FEES),
            key=lambda t: t.spec.first_day,
            reverse=True,
        )

    def concerns(self, table: Table, key: Key) -> bool:
        """Whether a row is of this encounter's setting (a table with settings has one for each)."""
        if "setting" not in table.spec.key:
            return not any(key[1:]) or table.spec.family != FEES
        facility = self.encounter.claim_type == "facility"
        return (key[table.spec.key.index("setting")] == PRACTITIONER) is not facility

    def code_state(self, code: str) -> str:
        """in_force | not_yet | deleted | no_such_code | unknown."""
        return self.library.code_set.state(code, self._day)

    def replaced_by(self, code: str) -> tuple[str, ...]:
        """What took over from a deleted code, as far as stated."""
        return self.library.code_set.replaced.get(code, ())

    def code_cite(self, code: str) -> Cite | None:
        """The sentence that tells when a code came or went, from the authority that decides what codes mean."""
        for passage in self.library.code_history:
            if code in passage.text and (quote := self._history_sentence(code, passage.text)):
                return Cite(passage=passage.id, quote=quote)
        return None

    def _history_sentence(self, code: str, text: str) -> str | None:
        for line in text.split("\n"):
            for sentence in _SENTENCE_END.split(line):
                if code in sentence and any(word in sentence for word in self.library.code_set.systems.history_words):
                    return sentence
        return None

    def diagnosis(self, code: str) -> DiagnosisState:
        """Whether a diagnosis code exists and is specific enough."""
        for table in self.tables(DIAGNOSES):
            if table.has((code,)):
                quote = table.sentence((code,), "billable")
                cite = Cite(passage=table.passage_id((code,)), quote=quote) if quote else None
                return DiagnosisState(code, table.value((code,), "billable") == "1", quote or "", cite)
        return DiagnosisState(code, None, f"{code} is not in the part of ICD-10-CM that is held here.", None)

    def diagnosis_stands(self, code: str) -> bool | None:
        """Whether a diagnosis code may be reported on the day; None when the table was not read for that day."""
        read = any(t.spec.read_until is None or self._day <= t.spec.read_until for t in self.tables(DIAGNOSES))
        return self.diagnosis(code).valid if read else None

    def excludes(self, one: str, other: str) -> Cite | None:
        """The Excludes1 note that keeps two diagnoses apart, from either side."""
        for table in self.tables(EXCLUSIONS):
            for key in table.keys():
                if any(_covers(key[0], a) and _covers(key[1], b) for a, b in ((one, other), (other, one))):
                    return Cite(passage=table.passage_id(key), quote=table.passage(key).text)
        return None


def _covers(pattern: str, code: str) -> bool:
    """Whether a code lies in a code, a prefix `M54.1-` or a range of categories `G56-G58`."""
    first, dash, last = pattern.partition("-")
    if dash and last:
        return first <= code[: len(first)] and code[: len(last)] <= last
    return code.startswith(first) if dash or len(first) < len(code) else code == first
