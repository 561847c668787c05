"""The vocabularies: every word that knowledge and texts are read by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chartcite.catalog.yaml_files import build, build_all, load_yaml
from chartcite.domain.record import Record, Strings
from chartcite.domain.vocabulary import (
    Agent, AuthorityKind, Device, Element, LevelWords, Locality, Mac, Modifier, NoteLanguage, Payer, Place, QuestionLanguage, State,
    Target, Technique, Term, Topic,
)  # fmt: skip
from chartcite.errors import KnowledgeFileError, UnknownIdError

_TERMS: tuple[tuple[str, type[Term]], ...] = (
    ("techniques", Technique), ("targets", Target), ("agents", Agent), ("devices", Device), ("modifiers", Modifier), ("places", Place),
    ("payers", Payer), ("topics", Topic), ("indications", Term), ("words", Term), ("elements", Element),
)  # fmt: skip
_KINDS = {"technique": "techniques", "target": "targets", "agent": "agents", "device": "devices", "indication": "indications"}


class Indicators(Record):
    """What an indicator lets the engine do on a line."""

    bilateral: dict[str, str]
    two_lines: dict[str, str]


@dataclass(frozen=True)
class Vocabularies:
    """All rows by id."""

    techniques: Mapping[str, Technique]
    targets: Mapping[str, Target]
    agents: Mapping[str, Agent]
    devices: Mapping[str, Device]
    modifiers: Mapping[str, Modifier]
    places: Mapping[str, Place]
    payers: Mapping[str, Payer]
    topics: Mapping[str, Topic]
    indications: Mapping[str, Term]
    words: Mapping[str, Term]
    elements: Mapping[str, Element]
    macs: Mapping[str, Mac]
    states: Mapping[str, State]
    localities: tuple[Locality, ...]
    authorities: Mapping[str, AuthorityKind]
    source_kinds: frozenset[str]
    question_language: QuestionLanguage
    note_language: NoteLanguage
    levels: LevelWords
    indicators: Indicators
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

    def values_of(self, fact: str) -> frozenset[str] | None:
        """The ids and groups that a rule may give for a fact; None when the fact is not of a vocabulary."""
        if fact in _KINDS:
            rows: Iterable[Any] = getattr(self, _KINDS[fact]).values()
            return frozenset(value for row in rows for value in (row.id, *row.groups))
        plain = {"asks": self.topics, "word": self.words, "payer": self.payers, "mac": self.macs, "state": self.states,
                 "place": self.places, "modifier": self.modifiers, "element_missing": self.elements, "element_documented": self.elements}  # fmt: skip
        return frozenset(plain[fact]) if fact in plain else None


def load_vocabularies(folder: Path) -> Vocabularies:
    """Read and cross-check every vocabulary file."""
    read: dict[str, Any] = {name: _by_id(build_all(model, load_yaml(folder / f"{name}.yaml"), folder / f"{name}.yaml")) for name, model in _TERMS}
    places = load_yaml(folder / "jurisdictions.yaml")
    authorities = load_yaml(folder / "authorities.yaml")
    path = folder / "jurisdictions.yaml"
    vocabularies = Vocabularies(
        **read, macs=_by_id(build_all(Mac, places["macs"], path)), states=_by_id(build_all(State, [_state(row) for row in places["states"]], path)),
        localities=tuple(build_all(Locality, places["localities"], path)),
        authorities=_by_id(build_all(AuthorityKind, authorities["authorities"], folder / "authorities.yaml")),
        source_kinds=frozenset(authorities["kinds"]),
        question_language=build(QuestionLanguage, load_yaml(folder / "question_language.yaml"), folder / "question_language.yaml"),
        note_language=build(NoteLanguage, load_yaml(folder / "note_language.yaml"), folder / "note_language.yaml"),
        levels=build(LevelWords, load_yaml(folder / "levels.yaml"), folder / "levels.yaml"),
        indicators=build(Indicators, load_yaml(folder / "indicators.yaml"), folder / "indicators.yaml"),
    )  # fmt: skip
    _cross_check(vocabularies, folder)
    return vocabularies


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}


def _state(row: dict[str, Any]) -> dict[str, Any]:
    """`ambiguous` two-letter names count in capitals only."""
    row = dict(row)
    row["upper"] = [name.upper() for name in row.pop("ambiguous", [])]
    return row


def _cross_check(v: Vocabularies, folder: Path) -> None:
    """Every id that one row gives of another must exist."""
    def need(file: str, row: str, key: str, value: Strings | str | None, known: Iterable[str]) -> None:
        for item in (value,) if isinstance(value, str) else value or ():
            if item not in set(known):
                raise UnknownIdError(folder / f"{file}.yaml", f"{row}.{key}", f"{item} is not known")

    for t in v.techniques.values():
        need("techniques", t.id, "assumed_as", t.assumed_as, v.techniques)
        need("techniques", t.id, "beats", t.beats, v.techniques)
        need("techniques", t.id, "resolve", tuple(r.to for r in t.resolve), v.techniques)
    for target in v.targets.values():
        need("targets", target.id, "parent", target.parent, v.targets)
        need("targets", target.id, "by_level", tuple(target.by_level.values()), v.targets)
    for agent in v.agents.values():
        need("agents", agent.id, "technique", agent.technique, v.techniques)
    for device in v.devices.values():
        need("devices", device.id, "technique", device.technique, v.techniques)
    for state in v.states.values():
        need("jurisdictions", state.id, "mac", state.mac, v.macs)
    for payer in v.payers.values():
        need("payers", payer.id, "state", payer.state, v.states)


__all__ = ["Indicators", "KnowledgeFileError", "Vocabularies", "load_vocabularies"]
