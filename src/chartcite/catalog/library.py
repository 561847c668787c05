"""All of knowledge, loaded strictly and once; `as_of` gives the view for an encounter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from chartcite.catalog.codes import CodeSet, load_codes
from chartcite.catalog.passages import read_passages
from chartcite.catalog.rules import load_rules
from chartcite.catalog.tables import Table, load_tables
from chartcite.catalog.vocabularies import Vocabularies, load_vocabularies
from chartcite.catalog.yaml_files import Problems, build, load_yaml
from chartcite.domain.encounter import Encounter
from chartcite.domain.rule import Rule
from chartcite.domain.source import Passage, Source
from chartcite.domain.table import CodeEntry
from chartcite.errors import KnowledgeFileError, UnknownIdError

if TYPE_CHECKING:
    from chartcite.catalog.view import View

_READ = (".yaml", ".md", ".csv")


@dataclass(frozen=True)
class Library:
    """Everything the product knows."""

    root: Path
    vocabularies: Vocabularies
    sources: dict[str, Source]
    passages: dict[str, Passage]
    tables: dict[str, Table]
    code_set: CodeSet
    rules: dict[str, Rule]
    digest: str
    _views: dict[object, View] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, root: Path) -> Library:
        """Read knowledge from a folder; all faults of all files are told at once."""
        problems = Problems()
        vocabularies = load_vocabularies(root / "vocabularies")
        sources = _load_sources(root / "sources", vocabularies, problems)
        passages = _load_passages(root / "passages", sources, problems)
        tables = load_tables(root / "tables")
        rules = load_rules(root / "rules", vocabularies, problems)
        problems.raise_if_any()
        return cls(root, vocabularies, sources, passages, tables, load_codes(root), rules, _digest(root))

    @property
    def codes(self) -> dict[str, CodeEntry]:
        """The codes of the field."""
        return self.code_set.entries

    @property
    def code_patterns(self) -> dict[str, str]:
        """How codes of each system are written."""
        return self.code_set.systems.patterns

    def families_of(self, code: str) -> frozenset[str]:
        """The families a code is in."""
        return self._families.get(code, frozenset())

    @cached_property
    def _families(self) -> dict[str, frozenset[str]]:
        return {code: self.code_set.families_of(code) for f in self.code_set.families.values() for code in f.codes}

    def source(self, identity: str) -> Source:
        """A source by id."""
        if identity not in self.sources:
            raise UnknownIdError(self.root, identity, "no such source")
        return self.sources[identity]

    def passage(self, identity: str) -> Passage:
        """A passage by id; table rows are made on demand."""
        if identity in self.passages:
            return self.passages[identity]
        head, _, tail = identity.partition("/")
        table = self.tables.get(head)
        key = table.key_of_passage(tail) if table else None
        if table is None or key is None:
            raise UnknownIdError(self.root, identity, "no such passage")
        return table.passage(key)

    def all_passages(self) -> Iterator[Passage]:
        """Every passage for the index: those of files, and rows of indexed tables for codes of the field."""
        yield from self.passages.values()
        for table in self.tables.values():
            if table.spec.indexed:
                yield from (p for key in table.keys() if key[0] in self.codes and (p := table.passage(key)).text)

    def as_of(self, encounter: Encounter) -> View:
        """The view for an encounter; views are kept, as many questions share one."""
        from chartcite.catalog.view import View

        key = encounter.model_copy(update={"assumed": ()})
        if key not in self._views:
            if len(self._views) > 64:
                self._views.clear()
            self._views[key] = View(self, encounter)
        return self._views[key]

    def applies_to(self, rule: Rule) -> str:
        """For whom a rule speaks, in words."""
        scope, v = rule.scope, self.vocabularies
        parts = [v.payers[p].name for p in scope.payer] + [line.replace("_", " ") for line in scope.line_of_business]
        parts += [v.macs[m].name + " (" + ", ".join(s.id for s in v.states.values() if s.mac == m) + ")" for m in scope.mac]
        parts += [v.states[s].name for s in scope.state]
        return ", ".join(parts) or "everyone who follows this authority"


def _load_sources(folder: Path, vocabularies: Vocabularies, problems: Problems) -> dict[str, Source]:
    sources = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            data = load_yaml(path)
            if data.get("edition") is not None:
                data["edition"] = str(data["edition"])
            source = build(Source, {"id": path.stem, **data}, path)
            _check_source(source, vocabularies, path)
            sources[source.id] = source
        except KnowledgeFileError as error:
            problems.add(error)
    for source in sources.values():
        if source.superseded_by and source.superseded_by not in sources:
            problems.add(UnknownIdError(folder / f"{source.id}.yaml", "superseded_by", f"{source.superseded_by} is no source"))
    return sources


def _check_source(source: Source, v: Vocabularies, path: Path) -> None:
    if source.kind not in v.source_kinds:
        raise UnknownIdError(path, "kind", f"{source.kind} is not known", ", ".join(sorted(v.source_kinds)))
    if source.authority not in v.authorities:
        raise UnknownIdError(path, "authority", f"{source.authority} is not known", ", ".join(v.authorities))
    kind, _, name = source.jurisdiction.partition(":")
    known = {"mac": v.macs, "payer": v.payers, "state": v.states}.get(kind)
    if (known is None and source.jurisdiction not in ("national", "none")) or (known is not None and name not in known):
        raise UnknownIdError(path, "jurisdiction", f"{source.jurisdiction} is not known", "national, none, mac:<id>, payer:<id>, state:<XX>")


def _load_passages(folder: Path, sources: dict[str, Source], problems: Problems) -> dict[str, Passage]:
    passages: dict[str, Passage] = {}
    for path in sorted(folder.glob("*.md")):
        try:
            if path.stem not in sources:
                raise UnknownIdError(path, "file", f"{path.stem} is no source", "a file sources/<id>.yaml")
            passages.update({p.id: p for p in read_passages(path)})
        except KnowledgeFileError as error:
            problems.add(error)
    return passages


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in _READ and p.is_file()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{digest.hexdigest()}"
