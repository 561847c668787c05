"""All of knowledge, loaded strictly and once; `as_of` gives the view for an encounter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from chartcite.catalog.codes import CodeSet, load_codes
from chartcite.catalog.coverage import load_coverage
from chartcite.catalog.rules import load_rules
from chartcite.catalog.sources import digest_of, load_passages, load_sources
from chartcite.catalog.tables import Table, load_tables
from chartcite.catalog.vocabularies import Vocabularies, load_vocabularies
from chartcite.catalog.yaml_files import Problems
from chartcite.domain.coverage import Area
from chartcite.domain.encounter import Encounter
from chartcite.domain.rule import Rule
from chartcite.domain.source import Passage, Source
from chartcite.domain.table import CodeEntry
from chartcite.errors import UnknownIdError

if TYPE_CHECKING:
    from chartcite.catalog.view import View

_KEPT_VIEWS = 64  # a batch has few encounters; more would only hold memory


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
    coverage: Mapping[str, Area] = field(default_factory=dict)
    """What was looked at, by area."""
    _views: dict[object, View] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, root: Path, extra: Path | None = None) -> Library:
        """Read knowledge from a folder, and sources and passages that the user added from `extra`.

        All faults of all files are told at once (KnowledgeFaultsError; a KnowledgeFileError when there is one).
        """
        vocabularies = load_vocabularies(root / "vocabularies")
        problems = Problems()
        sources: dict[str, Source] = {}
        passages: dict[str, Passage] = {}
        for folder in (root, extra) if extra else (root,):
            load_sources(folder, vocabularies, sources, problems)
            load_passages(folder, sources, passages, problems)
        tables = load_tables(root / "tables", problems)
        rules = load_rules(root / "rules", vocabularies, problems)
        codes: CodeSet | None = None
        with problems.collecting():
            codes = load_codes(root)
        coverage = load_coverage(root, vocabularies, passages, problems)
        problems.raise_if_any()
        assert codes is not None  # its faults were raised above
        return cls(root, vocabularies, sources, passages, tables, codes, rules, digest_of(root, extra), coverage)

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

    @cached_property
    def code_history(self) -> tuple[Passage, ...]:
        """Passages of the sources that say what codes mean, the deciding authority first."""
        ranks = {name: kind.rank.get("code_meaning") for name, kind in self.vocabularies.authorities.items()}
        ranked = [
            (rank, p) for p in self.passages.values() if (rank := ranks[self.sources[p.source].authority]) is not None
        ]
        return tuple(p for _, p in sorted(ranked, key=lambda pair: pair[0]))

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

    def named(self, passage: Passage) -> str:
        """What names a passage besides its title and text: its heading, its source and publisher, its place there."""
        source = self.source(passage.source)
        heading = passage.id.partition("/")[2].replace("-", " ")
        return f"{heading}. {source.title}. {source.publisher}. {passage.locator}"

    def decided_by_notes(self, code: str) -> bool:
        """Whether rules decide this code from what a note says was done."""
        families = self.code_set.families
        return all(families[f].by_note for f in self.families_of(code))

    def as_of(self, encounter: Encounter) -> View:
        """The view for an encounter; views are kept, as many questions share one."""
        from chartcite.catalog.view import View

        key = encounter.model_copy(update={"assumed": ()})
        view = self._views.get(key)
        if view is None:
            if len(self._views) >= _KEPT_VIEWS:
                self._views.clear()
            view = self._views[key] = View(self, encounter)
        return view

    def applies_to(self, rule: Rule) -> str:
        """For whom a rule speaks, in words."""
        scope, v = rule.scope, self.vocabularies
        parts = [v.payers[p].name for p in scope.payer] + [line.replace("_", " ") for line in scope.line_of_business]
        parts += [
            v.macs[m].name + " (" + ", ".join(s.id for s in v.states.values() if s.mac == m) + ")" for m in scope.mac
        ]
        parts += [v.states[s].name for s in scope.state]
        return ", ".join(parts) or "everyone who follows this authority"
