"""Claims from tables: the figures a topic asks for, pairs of codes, diagnoses."""

from __future__ import annotations

from itertools import combinations

from chartcite.catalog.view import NOT_IN_FORCE, PAIRS, View
from chartcite.domain.decision import Decision
from chartcite.domain.draft import DraftClaim
from chartcite.domain.text import Reading
from chartcite.domain.vocabulary import Cite

_MOST_PAIRS = 4


def focus_codes(decision: Decision, reading: Reading) -> list[str]:
    """The codes an answer is about: those named, then those decided."""
    named = [line.code for line in reading.lines]
    return list(dict.fromkeys([*named, *(line.code for line in decision.lines)]))


def figure_claims(decision: Decision, reading: Reading, view: View) -> list[DraftClaim]:
    """One claim for each figure that the topics ask of the codes in focus."""
    topics = view.library.vocabularies.topics
    named = reading.facts.get("place", frozenset())
    places = named | {view.encounter.place_of_service} if view.encounter.place_of_service else named
    asked = [spec for topic in sorted(reading.facts.get("asks", ())) for spec in topics[topic].answers]
    wanted = [spec for spec in asked if spec.answers_at(places)]
    claims = [
        DraftClaim(f"{cite.passage}#{name}", cite.quote, "quoted", (cite,), "figure")
        for code in focus_codes(decision, reading)
        for spec in wanted
        for name, cite in view.figures(code, spec)
    ]
    return list({claim.text: claim for claim in claims}.values())


def code_state_claims(reading: Reading, view: View) -> list[DraftClaim]:
    """When a named code came or went, for codes not in force on the day and when their history is asked."""
    asked = any(view.library.vocabularies.topics[t].asks_history for t in reading.facts.get("asks", ()))
    claims = []
    for code in dict.fromkeys(line.code for line in reading.lines):
        if (asked or view.code_state(code) in NOT_IN_FORCE) and (cite := view.code_cite(code)):
            claims.append(DraftClaim(f"code-state:{code}", cite.quote, "quoted", (cite,), "figure"))
    return claims


def pair_claims(decision: Decision, reading: Reading, view: View) -> list[DraftClaim]:
    """What the pair table says of the codes in focus, when two of them are asked about together."""
    codes = focus_codes(decision, reading)[: _MOST_PAIRS + 1]
    claims = []
    for table in view.tables(PAIRS)[:1]:
        for one, other in combinations(codes, 2):
            for key in ((one, other), (other, one)):
                if table.has(key):
                    passage = table.passage(key)
                    claims.append(
                        DraftClaim(
                            passage.id,
                            passage.text,
                            "quoted",
                            (Cite(passage=passage.id, quote=passage.text),),
                            "figure",
                        )
                    )
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
