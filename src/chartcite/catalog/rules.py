"""Rules from YAML: the closed set of conditions, every id known, every reference there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.yaml_files import Problems, build, load_yaml
from chartcite.domain.rule import AllOf, AnyOf, Condition, FactIn, Known, NoneOf, Number, Rule, Scope
from chartcite.errors import KnowledgeFileError, UnknownIdError

FIGURES = frozenset({
    "target_count", "nerve_count", "joint_count", "level_count", "limb_count", "muscle_count", "units_claimed", "temperature_c", "seconds",
    "concentration_pct", "day", "genicular_count", "volume_ml", "body_count", "muscles_per_limb",
})  # fmt: skip
FREE = {
    "area": "head neck upper-limb trunk lower-limb", "side": "left right both", "guidance": "fluoroscopy ultrasound ct mr stimulation emg none",
    "stage": "done planned past aborted-before aborted-after", "claim_type": "professional facility", "job": "ask note",
    "line_of_business": "medicare medicare_advantage medicaid commercial tricare va workers_compensation",
    "flag": "contradictory-side contradictory-title blank-target blank-level blank-side template-blank copied-forward instructions-in-note "
            "undocumented-mode vague-target hidden-characters",
}  # fmt: skip
CODED = frozenset({"code", "asked_code", "decided", "diagnosis", "locality"})


class RuleReader:
    """Reads rules against the vocabularies."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocab = vocabularies

    def read(self, path: Path, identity: str) -> Rule:
        """One rule; the path is its id."""
        data = load_yaml(path)
        if not isinstance(data, dict):
            raise KnowledgeFileError(path, "file", "a mapping is expected")
        scope = build(Scope, data.get("scope") or {}, path, "scope")
        versions = data.get("versions")
        if not isinstance(versions, dict) or not versions:
            raise KnowledgeFileError(path, "versions", "days with their version are expected", "YYYY-MM-DD: {when, then, references}")
        for day, version in versions.items():
            if isinstance(version, dict) and "when" in version:
                version["when"] = self._condition(version["when"], path, f"versions.{day}.when")
        rule = build(Rule, {**data, "id": identity, "scope": scope}, path)
        if rule.topic and rule.topic not in self._vocab.topics:
            raise UnknownIdError(path, "topic", f"{rule.topic} is not known", "ids of vocabularies/topics.yaml")
        for name, fact in (("payer", "payer"), ("mac", "mac"), ("state", "state"), ("place", "place")):
            self._known(fact, getattr(scope, name), path, f"scope.{name}")
        return rule

    def _condition(self, value: Any, path: Path, where: str) -> Condition:
        if not isinstance(value, dict) or not value:
            raise KnowledgeFileError(path, where, "a mapping of facts is expected")
        parts = tuple(self._part(key, item, path, f"{where}.{key}") for key, item in value.items())
        return parts[0] if len(parts) == 1 else AllOf(conditions=parts)

    def _part(self, key: str, value: Any, path: Path, where: str) -> Condition:
        if key in ("any", "all", "none"):
            if not isinstance(value, list):
                raise KnowledgeFileError(path, where, "a list of mappings is expected")
            parts = tuple(self._condition(item, path, f"{where}[{i}]") for i, item in enumerate(value))
            return {"any": AnyOf, "all": AllOf, "none": NoneOf}[key](conditions=parts)
        if key in ("known", "unknown"):
            facts = tuple([value] if isinstance(value, str) else value)
            for fact in facts:
                self._fact(fact, path, where)
            return Known(facts=facts, known=key == "known")
        self._fact(key, path, where)
        if isinstance(value, dict):
            return build(Number, {"fact": key, **value}, path, where)
        if key in FIGURES:
            return Number(fact=key, at_least=float(value), at_most=float(value))
        values = tuple(str(v) for v in (value if isinstance(value, list) else [value]))
        self._known(key, values, path, where)
        return FactIn(fact=key, values=frozenset(values))

    def _fact(self, fact: str, path: Path, where: str) -> None:
        if fact not in FIGURES and fact not in FREE and fact not in CODED and self._vocab.values_of(fact) is None:
            known = sorted({*FIGURES, *FREE, *CODED, "technique", "target", "agent", "device", "indication", "asks", "word", "payer", "mac", "state", "place", "modifier"})
            raise UnknownIdError(path, where, f"{fact} is no fact", ", ".join(known))

    def _known(self, fact: str, values: tuple[str, ...], path: Path, where: str) -> None:
        if fact in CODED or fact in FIGURES:
            return
        allowed = frozenset(FREE[fact].split()) if fact in FREE else self._vocab.values_of(fact) or frozenset()
        for value in values:
            if value not in allowed:
                raise UnknownIdError(path, where, f"{value} is not known", ", ".join(sorted(allowed)[:60]))


def load_rules(folder: Path, vocabularies: Vocabularies, problems: Problems) -> dict[str, Rule]:
    """Every rule under a folder, by id."""
    reader = RuleReader(vocabularies)
    rules = {}
    for path in sorted(folder.rglob("*.yaml")):
        identity = path.relative_to(folder).with_suffix("").as_posix()
        try:
            rules[identity] = reader.read(path, identity)
        except KnowledgeFileError as error:
            problems.add(error)
    return rules
