"""The vocabularies: every word that knowledge and texts are read by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from chartcite.catalog.yaml_files import Problems, build, build_all, load_yaml
from chartcite.domain import language
from chartcite.domain import vocabulary as rows
from chartcite.domain.follow_up import FollowUpWords
from chartcite.domain.masking import MaskingWords
from chartcite.domain.phrasing import Phrasing
from chartcite.domain.reading_parts import ReadingParts
from chartcite.domain.record import Names, Record
from chartcite.domain.vocabulary import Element, Locality, Mac, Payer, State, Target, Technique, Term, Topic
from chartcite.errors import KnowledgeFileError, UnknownIdError

ROWS: dict[str, type[Term]] = {  # what a row of each file is
    "techniques": Technique,
    "targets": Target,
    "agents": rows.Agent,
    "devices": rows.Device,
    "modifiers": rows.Modifier,
    "places": Term,
    "payers": Payer,
    "topics": Topic,
    "indications": Term,
    "words": Term,
    "elements": Element,
}
_MOST_TOLD = 60  # allowed names that an error lists
_KINDS = {
    "technique": "techniques",
    "earlier": "techniques",
    "target": "targets",
    "agent": "agents",
    "device": "devices",
    "indication": "indications",
}
_PLAIN = {
    **{fact: f"{fact}s" for fact in ("word", "payer", "mac", "state", "place", "modifier")},
    "local_mac": "macs",
    "asks": "topics",
    "element_missing": "elements",
    "element_documented": "elements",
}


class Indicators(Record):
    """What an indicator lets the engine do on a line."""

    bilateral: dict[str, str]
    two_lines: dict[str, str]
    for_both_sides: tuple[str, ...] = ()


_SINGLE: dict[str, type[Record]] = {
    "question_language": language.QuestionLanguage,
    "note_language": language.NoteLanguage,
    "levels": language.LevelWords,
    "indicators": Indicators,
    "abbreviations": rows.Abbreviations,
    "reading_parts": ReadingParts,
    "masking": MaskingWords,
    "phrasing": Phrasing,
    "follow_ups": FollowUpWords,
}


@dataclass(frozen=True)
class Vocabularies:
    """All rows by id."""

    techniques: Mapping[str, Technique]
    targets: Mapping[str, Target]
    agents: Mapping[str, rows.Agent]
    devices: Mapping[str, rows.Device]
    modifiers: Mapping[str, rows.Modifier]
    places: Mapping[str, Term]
    payers: Mapping[str, Payer]
    topics: Mapping[str, Topic]
    indications: Mapping[str, Term]
    words: Mapping[str, Term]
    elements: Mapping[str, Element]
    macs: Mapping[str, Mac]
    states: Mapping[str, State]
    localities: tuple[Locality, ...]
    authorities: Mapping[str, rows.AuthorityKind]
    source_kinds: frozenset[str]
    question_language: language.QuestionLanguage
    note_language: language.NoteLanguage
    levels: language.LevelWords
    indicators: Indicators
    abbreviations: rows.Abbreviations
    reading_parts: ReadingParts
    masking: MaskingWords
    phrasing: Phrasing
    follow_ups: FollowUpWords
    _wide: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def expand(self, kind: str, identity: str) -> frozenset[str]:
        """The id with its groups and the ids of its ancestors."""
        key = (kind, identity)
        if key not in self._wide:
            row = getattr(self, _KINDS[kind])[identity]
            wide = {identity, *row.groups}
            parent = getattr(row, "parent", None)
            while parent and parent not in wide:
                wide.add(parent)
                parent = self.targets[parent].parent
            self._wide[key] = frozenset(wide)
        return self._wide[key]

    def name_of(self, kind: str, identity: str) -> str | None:
        """The shown name of a term that a text mentions; None for what is no term (a figure, a side)."""
        table = _KINDS.get(kind) or _PLAIN.get("asks" if kind == "topic" else kind)
        row = getattr(self, table).get(identity) if table else None
        return str(row.name) if row is not None else None

    def is_step(self, technique: str) -> bool:
        """Whether a technique is a step beside a stronger one at the same place."""
        return self.techniques[technique].precedence < self.reading_parts.precedence.step_below

    def treats(self, technique: str) -> bool:
        """Whether a sentence that names a technique names what was treated."""
        return self.techniques[technique].precedence >= self.reading_parts.precedence.treats_from

    def is_landmark(self, target: str) -> bool:
        """Whether a target is a mere landmark beside a nerve, save for techniques that treat such."""
        return not self.reading_parts.landmarks.isdisjoint(self.targets[target].groups)

    def is_nerve(self, target: str) -> bool:
        """Whether a target is neither a landmark nor vague."""
        return not self.is_landmark(target) and not self.is_vague(target)

    def is_vague(self, target: str) -> bool:
        """Whether a target names a region and no nerve."""
        return not self.reading_parts.vague.isdisjoint(self.targets[target].groups)

    def leaves_open(self, target: str) -> bool:
        """Whether a target leaves open which of several structures of its name is meant."""
        return not self.reading_parts.left_open.isdisjoint(self.targets[target].groups)

    def is_exact(self, target: str) -> bool:
        """Whether a target names one structure, and no region or one of several."""
        return not self.is_vague(target) and not self.leaves_open(target)

    def values_of(self, fact: str) -> frozenset[str] | None:
        """The ids and groups that a rule may give for a fact; None when the fact is not of a vocabulary."""
        return self._values.get(fact)

    @cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        made = {}
        for fact, name in _KINDS.items():
            rows: Iterable[Any] = getattr(self, name).values()
            made[fact] = frozenset(value for row in rows for value in (row.id, *row.groups))
        return made | {fact: frozenset(getattr(self, name)) for fact, name in _PLAIN.items()}


def load_vocabularies(folder: Path) -> Vocabularies:
    """Read and cross-check every vocabulary file; the faults of all files are told together."""
    problems = Problems()
    read: dict[str, Any] = {}
    for name, model in ROWS.items():
        with problems.collecting():
            read[name] = _by_id(build_all(model, load_yaml(folder / f"{name}.yaml"), folder / f"{name}.yaml"))
    for name, single in _SINGLE.items():
        with problems.collecting():
            read[name] = build(single, load_yaml(folder / f"{name}.yaml"), folder / f"{name}.yaml")
    with problems.collecting():
        read |= _places(folder / "jurisdictions.yaml")
    with problems.collecting():
        read |= _authorities(folder / "authorities.yaml")
    problems.raise_if_any()
    vocabularies = Vocabularies(**read)
    _cross_check(vocabularies, folder, problems)
    problems.raise_if_any()
    return vocabularies


def _places(path: Path) -> dict[str, Any]:
    lists = _lists(path, ("macs", "states", "localities"))
    return {
        "macs": _by_id(build_all(Mac, lists["macs"], path)),
        "states": _by_id(build_all(State, [_state(row) for row in lists["states"]], path)),
        "localities": tuple(build_all(Locality, lists["localities"], path)),
    }


def _authorities(path: Path) -> dict[str, Any]:
    lists = _lists(path, ("authorities", "kinds"))
    return {
        "authorities": _by_id(build_all(rows.AuthorityKind, lists["authorities"], path)),
        "source_kinds": frozenset(lists["kinds"]),
    }


def _lists(path: Path, names: tuple[str, ...]) -> dict[str, list[Any]]:
    """The lists of a file that holds exactly these."""
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise KnowledgeFileError(path, "file", "a mapping is expected", ", ".join(names))
    for name in (*data, *names):
        if name not in names or not isinstance(data.get(name), list):
            raise KnowledgeFileError(
                path, str(name), "unknown key" if name not in names else "a list is expected", ", ".join(names)
            )
    return data


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}


def _state(row: dict[str, Any]) -> dict[str, Any]:
    """`ambiguous` two-letter names count in capitals only."""
    row = dict(row)
    row["upper"] = [name.upper() for name in row.pop("ambiguous", [])]
    return row


def _cross_check(v: Vocabularies, folder: Path, problems: Problems) -> None:
    """Every row or group that one row names must exist."""
    for file, own in _files(v):
        for row in own:
            where = getattr(row, "id", None) or next(iter(getattr(row, "names", ())), file)
            for key, values, names in _named(row):
                known = _known(v, names)
                for value in values:
                    if value not in known:
                        allowed = ", ".join(sorted(known)[:_MOST_TOLD])
                        at = f"{where}.{key}"
                        problems.add(UnknownIdError(folder / f"{file}.yaml", at, f"{value} is not known", allowed))


def named_in(v: Vocabularies, vocabulary: str) -> frozenset[str]:
    """The ids and groups of a vocabulary that rows of any vocabulary name."""
    rows = (row for _, own in _files(v) for row in own)
    return frozenset(
        value for row in rows for _, values, names in _named(row) if names.vocabulary == vocabulary for value in values
    )


def _files(v: Vocabularies) -> Iterator[tuple[str, Iterable[Record]]]:
    """The rows of each file."""
    for name in ROWS:
        yield name, getattr(v, name).values()
    yield "jurisdictions", (*v.macs.values(), *v.states.values(), *v.localities)
    for name in _SINGLE:
        yield name, (getattr(v, name),)


def _named(row: Record) -> Iterator[tuple[str, Iterable[str], Names]]:
    """What the fields of a row, and of rows inside it, name of vocabularies: key, the names, and what they name."""
    for key, info in type(row).model_fields.items():
        value = getattr(row, key)
        for names in info.metadata:
            if isinstance(names, Names):
                yield key, _strings(value), names
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Record):
                yield from ((f"{key}.{under}", values, names) for under, values, names in _named(inner))


def _strings(value: str | Mapping[str, str] | Iterable[str] | None) -> Iterable[str]:
    if not value:
        return ()
    if isinstance(value, str):
        return (value,)
    return value.values() if isinstance(value, Mapping) else value


def _known(v: Vocabularies, names: Names) -> Collection[str]:
    """What such a field may name."""
    if names.vocabulary == "sections":
        return {section.id for section in v.note_language.sections}
    there: Mapping[str, Any] = getattr(v, names.vocabulary)
    groups = {group for row in there.values() for group in row.groups} if names.by != "id" else set()
    return groups if names.by == "group" else groups | set(there)
