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
from chartcite.domain.masking import MaskingWords
from chartcite.domain.phrasing import Phrasing
from chartcite.domain.record import Record
from chartcite.domain.vocabulary import Element, Locality, Mac, Payer, State, Target, Technique, Term, Topic
from chartcite.errors import KnowledgeFileError, UnknownIdError

_TERMS: dict[str, type[Term]] = {
    "techniques": Technique,
    "targets": Target,
    "agents": rows.Agent,
    "devices": rows.Device,
    "modifiers": rows.Modifier,
    "places": rows.Place,
    "payers": Payer,
    "topics": Topic,
    "indications": Term,
    "words": Term,
    "elements": Element,
}
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
    "reading_parts": rows.ReadingParts,
    "masking": MaskingWords,
    "phrasing": Phrasing,
}


@dataclass(frozen=True)
class Vocabularies:
    """All rows by id."""

    techniques: Mapping[str, Technique]
    targets: Mapping[str, Target]
    agents: Mapping[str, rows.Agent]
    devices: Mapping[str, rows.Device]
    modifiers: Mapping[str, rows.Modifier]
    places: Mapping[str, rows.Place]
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
    reading_parts: rows.ReadingParts
    masking: MaskingWords
    phrasing: Phrasing
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
    for name, model in _TERMS.items():
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
    """Every id that one row gives of another must exist."""
    for file, row, key, values, known in _mentions(v):
        for value in values:
            if value not in known:
                allowed = ", ".join(sorted(known)[:60])
                problems.add(UnknownIdError(folder / f"{file}.yaml", f"{row}.{key}", f"{value} is not known", allowed))


def _mentions(v: Vocabularies) -> Iterator[tuple[str, str, str, Iterable[str], Collection[str]]]:
    """Where a row names another: file, row, key, the ids named, the ids there are."""
    for t in v.techniques.values():
        yield "techniques", t.id, "assumed_as", _given(t.assumed_as), v.techniques
        yield "techniques", t.id, "beats", t.beats, v.techniques
        yield "techniques", t.id, "resolve", [r.to for r in t.resolve], v.techniques
    for target in v.targets.values():
        yield "targets", target.id, "parent", _given(target.parent), v.targets
        yield "targets", target.id, "by_level", target.by_level.values(), v.targets
    for agent in v.agents.values():
        yield "agents", agent.id, "technique", _given(agent.technique), v.techniques
    for device in v.devices.values():
        yield "devices", device.id, "technique", _given(device.technique), v.techniques
        yield "devices", device.id, "target", _given(device.target), v.targets
        yield "devices", device.id, "agent", _given(device.agent), v.agents
    for state in v.states.values():
        yield "jurisdictions", state.id, "mac", _given(state.mac), v.macs
    for locality in v.localities:
        yield "jurisdictions", locality.names[0], "state", (locality.state,), v.states
        yield "jurisdictions", locality.names[0], "mac", (locality.mac,) if locality.mac else (), v.macs
    for payer in v.payers.values():
        yield "payers", payer.id, "state", _given(payer.state), v.states
    kinds = {section.id for section in v.note_language.sections}
    for element in v.elements.values():
        yield "elements", element.id, "sections", element.sections, kinds
        yield "elements", element.id, "not_in", element.not_in, kinds


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
