"""Claims from tables: the figures a topic asks for, pairs of codes, diagnoses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from chartcite.catalog.view import View
from chartcite.domain.decision import Decision
from chartcite.domain.draft import DraftClaim
from chartcite.domain.text import Reading
from chartcite.domain.vocabulary import Cite, TableField

_PAIR_FAMILY = "ptp"
_MOST_PAIRS = 4


def focus_codes(decision: Decision, reading: Reading) -> list[str]:
    """The codes an answer is about: those named, then those decided."""
    named = [line.code for line in reading.lines]
    return list(dict.fromkeys([*named, *(line.code for line in decision.lines)]))


def figure_claims(decision: Decision, reading: Reading, view: View) -> list[DraftClaim]:
    """One claim for each figure that the topics ask of the codes in focus."""
    topics = view.library.vocabularies.topics
    wanted = [spec for topic in sorted(reading.facts.get("asks", ())) for spec in topics[topic].answers]
    claims = [c for code in focus_codes(decision, reading) for spec in wanted for c in _figures(code, spec, view)]
    return list({claim.text: claim for claim in claims}.values())


def _figures(code: str, spec: TableField, view: View) -> Iterator[DraftClaim]:
    for table in view.tables(spec.table):
        rows = [key for key in table.keys_of(code) if view.concerns(table, key)]
        for key in rows:
            for name in spec.fields:
                if quote := table.sentence(key, name):
                    passage = table.passage_id(key)
                    yield DraftClaim(f"{passage}#{name}", quote, "quoted", (Cite(passage=passage, quote=quote),), "figure")
        if rows:
            return


def pair_claims(decision: Decision, reading: Reading, view: View) -> list[DraftClaim]:
    """What the pair table says of the codes in focus, when two of them are asked about together."""
    codes = focus_codes(decision, reading)[: _MOST_PAIRS + 1]
    claims = []
    for table in view.tables(_PAIR_FAMILY)[:1]:
        for one, other in combinations(codes, 2):
            for key in ((one, other), (other, one)):
                if table.has(key):
                    passage = table.passage(key)
                    claims.append(DraftClaim(passage.id, passage.text, "quoted", (Cite(passage=passage.id, quote=passage.text),), "figure"))
    return claims[:_MOST_PAIRS]


def diagnosis_claims(reading: Reading, view: View) -> list[DraftClaim]:
    """Validity of each diagnosis named, and pairs that exclude each other."""
    codes = sorted(reading.facts.get("diagnosis", ()))
    claims = []
    for state in (view.diagnosis(code) for code in codes):
        if state.cite:
            claims.append(DraftClaim(f"diagnosis:{state.code}", state.cite.quote, "quoted", (state.cite,), "diagnosis"))
    for one, other in combinations(codes, 2):
        if cite := view.excludes(one, other):
            claims.append(DraftClaim(f"excludes:{one}:{other}", cite.quote, "quoted", (cite,), "diagnosis"))
    return claims
