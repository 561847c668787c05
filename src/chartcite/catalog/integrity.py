"""Checks over all knowledge: quotes stand in their passages, statements in their quotes; nothing dangles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import get_args

from chartcite.catalog.codes import ANY_CODE
from chartcite.catalog.library import Library
from chartcite.catalog.rules import FACTS
from chartcite.catalog.vocabularies import named_in
from chartcite.domain.rule import AllOf, AnyOf, Condition, Disposition, FactIn, NoneOf, Rule, RuleVersion
from chartcite.domain.vocabulary import Cite, Term
from chartcite.errors import KnowledgeError

_TOKEN = re.compile(r"(?<![\w.])[$]?(?:[A-Z]{0,3}\d[\w]*(?:[.,/-](?=[A-Z\d])\w+)*)%?(?!\w)")
"""What begins with a digit, or with capitals and then one: codes, figures, money, dates, percentages, policies."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def problems(library: Library) -> Iterator[str]:
    """Every fault, one line each."""
    for rule in library.rules.values():
        yield from _rule(library, rule)
    yield from _tables(library)
    yield from _sources(library)
    yield from _vocabularies(library)


def _rule(library: Library, rule: Rule) -> Iterator[str]:
    where = f"rules/{rule.id}.yaml"
    for day, version in rule.versions.items():
        if version is not None:
            yield from _version(library, rule, f"{where}: versions.{day}", version)
    if len({example.fires for example in rule.examples}) < 2:
        yield f"{where}: examples: at least one that fires and one that does not are expected"


def _version(library: Library, rule: Rule, where: str, version: RuleVersion) -> Iterator[str]:
    yield from _cites(library, version.references, f"{where}.references")
    said = " ".join(cite.quote for cite in version.references)
    if stray := tokens(version.statement or rule.statement) - tokens(said):
        yield f"{where}: statement: not in its quotes: {', '.join(sorted(stray))}"
    for line in version.then.report:
        if line.code not in library.codes:
            yield f"{where}: then.report: {line.code} is not in tables/codes.csv"
    for fact, value in _named(version.when):
        if fact in ("code", "asked_code", "claimed_several") and not _is_code(library, value):
            allowed = ", ".join((ANY_CODE, *library.code_set.families))
            yield f"{where}: when.{fact}: {value} is neither a code nor a family. Allowed: codes, {allowed}."


def _is_code(library: Library, value: str) -> bool:
    shapes = library.code_patterns.values()
    return (
        value == ANY_CODE or value in library.code_set.families or any(re.fullmatch(shape, value) for shape in shapes)
    )


def _named(condition: Condition) -> Iterator[tuple[str, str]]:
    """Every fact and value that a condition names."""
    if isinstance(condition, FactIn):
        yield from ((condition.fact, value) for value in sorted(condition.values))
    elif isinstance(condition, (AllOf, AnyOf, NoneOf)):
        for part in condition.conditions:
            yield from _named(part)


def _cites(library: Library, references: Iterable[Cite], where: str) -> Iterator[str]:
    for cite in references:
        try:
            text = library.passage(cite.passage).text
        except KnowledgeError:
            yield f"{where}: {cite.passage} is no passage"
            continue
        if not cite.quote.strip() or cite.quote not in text:
            yield f"{where}: the quote “{cite.quote[:60]}” does not stand in {cite.passage}"


def _tables(library: Library) -> Iterator[str]:
    """Rows can be read, have a source, and no row's passage has the id of another."""
    for table in library.tables.values():
        where = f"tables/{table.spec.id}.yaml"
        if table.spec.source not in library.sources:
            yield f"{where}: source: {table.spec.source} is no source"
        try:
            ids = [table.passage_id(key) for key in table.keys()]
        except KnowledgeError as error:
            yield str(error)
            continue
        if len(set(ids)) < len(ids):
            yield f"{where}: key: two rows have one passage id"
        for identity in ids:
            if identity in library.passages:
                yield f"{where}: {identity} is also a passage of passages/{table.spec.id}.md"


def _sources(library: Library) -> Iterator[str]:
    held = {p.source for p in library.passages.values()} | {t.spec.source for t in library.tables.values()}
    for source in library.sources:
        if source not in held:
            yield f"sources/{source}.yaml: no passage rests on it"


def _vocabularies(library: Library) -> Iterator[str]:
    """Elements cite what stands, topics answer with columns that are there, and every topic can be asked or used."""
    for element in library.vocabularies.elements.values():
        where = f"vocabularies/elements.yaml: {element.id}"
        yield from _cites(library, element.references, f"{where}.references")
        yield from _all_known(f"{where}.from_facts", element.from_facts, FACTS)
        yield from _all_known(f"{where}.applies_to", element.applies_to, get_args(Disposition))
    used = _topics_used(library)
    for topic in library.vocabularies.topics.values():
        where = f"vocabularies/topics.yaml: {topic.id}"
        for answer in topic.answers:
            columns = {c for t in library.tables.values() if t.spec.family == answer.table for c in t.columns}
            for name in answer.fields:
                if name not in columns:
                    yield f"{where}.answers: {answer.table}.{name} is no column. Allowed: {', '.join(sorted(columns))}."
        if not topic.answers and not topic.names and topic.id not in used:
            yield f"{where}: nothing names it and no rule or table answers it"
    yield from _implied(library)
    yield from _idle(library)


def _idle(library: Library) -> Iterator[str]:
    """Words without a group, and groups of agents, devices and indications, that no rule and no vocabulary names."""
    values = {
        value for rule in library.rules.values() for v in rule.versions.values() if v for _, value in _named(v.when)
    }
    vocab = library.vocabularies
    for name in ("agents", "devices", "indications", "words"):
        rows: Mapping[str, Term] = getattr(vocab, name)
        used = values | named_in(vocab, name)
        if name == "words":
            idle = {row.id for row in rows.values() if not row.groups} - used
        else:
            idle = {group for row in rows.values() for group in row.groups} - used
        yield from (
            f"vocabularies/{name}.yaml: {identity}: no rule and no vocabulary names it" for identity in sorted(idle)
        )


def _all_known(where: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    for name in named:
        if name not in known:
            yield f"{where}: {name} is not known. Allowed: {', '.join(sorted(known))}."


def _implied(library: Library) -> Iterator[str]:
    """What a family of codes implies is known."""
    vocab = library.vocabularies
    for family in library.code_set.families.values():
        if family.implies and family.implies not in vocab.techniques:
            yield f"codes/families.yaml: {family.id}.implies: {family.implies} is no technique"
        if family.implies_target and family.implies_target not in vocab.targets:
            yield f"codes/families.yaml: {family.id}.implies_target: {family.implies_target} is no target"


def _topics_used(library: Library) -> set[str]:
    used = {rule.topic for rule in library.rules.values() if rule.topic}
    for rule in library.rules.values():
        for version in rule.versions.values():
            if version is not None:
                used |= {value for fact, value in _named(version.when) if fact == "asks"}
    return used


def tokens(text: str) -> set[str]:
    """Codes, figures, money, dates and percentages of a text, without marks; a range counts by its ends."""
    found: set[str] = set()
    for match in _TOKEN.finditer(text):
        token = match.group().strip("$%").replace(",", "")
        found.update({token} if _DAY.fullmatch(token) else (part for part in re.split("[/-]", token) if part))
    return found
