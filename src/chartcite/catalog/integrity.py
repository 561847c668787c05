"""Checks over all knowledge: quotes in their passages, statements carried, no orphan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartcite.catalog.library import Library
from chartcite.domain.rule import Rule, RuleVersion
from chartcite.errors import KnowledgeError

_TOKEN = re.compile(r"(?<![\w.])(?:\d{4}T|[A-Z]\d{2}\.[0-9A-Z-]{1,4}|D?[A-Z]\d{4,5}|\$?\d[\d,]*(?:\.\d+)?%?)(?![\w])")


def problems(library: Library) -> Iterator[str]:
    """Every fault, one line each."""
    for rule in library.rules.values():
        for day, version in rule.versions.items():
            if version is not None:
                yield from _references(library, rule, str(day), version)
    with_passage = {p.source for p in library.passages.values()} | {t.spec.source for t in library.tables.values()}
    for source in library.sources:
        if source not in with_passage:
            yield f"sources/{source}.yaml: no passage rests on it"
    for table in library.tables.values():
        if table.spec.source not in library.sources:
            yield f"tables/{table.spec.id}.yaml: source: {table.spec.source} is no source"
    for element in library.vocabularies.elements.values():
        for cite in element.references:
            if fault := _quote(library, cite.passage, cite.quote):
                yield f"vocabularies/elements.yaml: {element.id}: {fault}"


def _references(library: Library, rule: Rule, day: str, version: RuleVersion) -> Iterator[str]:
    where = f"rules/{rule.id}.yaml: versions.{day}"
    for cite in version.references:
        if fault := _quote(library, cite.passage, cite.quote):
            yield f"{where}.references: {fault}"
    said = version.statement or rule.statement
    stray = _tokens(said) - _tokens(" ".join(cite.quote for cite in version.references))
    if stray:
        yield f"{where}: statement: not in its quotes: {', '.join(sorted(stray))}"


def _quote(library: Library, passage: str, quote: str) -> str | None:
    try:
        text = library.passage(passage).text
    except KnowledgeError:
        return f"{passage} is no passage"
    return None if quote and quote in text else f"the quote “{quote[:60]}” does not stand in {passage}"


def _tokens(text: str) -> set[str]:
    return {token.strip("$%").replace(",", "") for token in _TOKEN.findall(text)}
