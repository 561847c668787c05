"""Rules from YAML: the closed set of conditions, every fact, id and topic known (format in knowledge/RULES.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.yaml_files import Problems, build, load_yaml
from chartcite.domain.rule import AllOf, AnyOf, Condition, FactIn, Known, NoneOf, Number, Rule
from chartcite.errors import KnowledgeFileError, UnknownIdError

FIGURES = frozenset(
    {
        "target_count",
        "nerve_count",
        "joint_count",
        "level_count",
        "limb_count",
        "muscle_count",
        "units_claimed",
        "temperature_c",
        "seconds",
        "concentration_pct",
        "day",
        "genicular_count",
        "volume_ml",
        "body_count",
        "muscles_per_limb",
        "limbs_few",
        "limbs_many",
        "lesion_count",
        "amount",
    }
)
_CLOSED = {
    "area": "head neck upper-limb trunk lower-limb",
    "side": "left right both",
    "guidance": "fluoroscopy ultrasound ct mr stimulation emg none",
    "stage": "done planned past aborted-before aborted-after",
    "claim_type": "professional facility",
    "job": "ask note",
    "line_of_business": "medicare medicare_advantage medicaid commercial tricare va workers_compensation",
    "flag": "contradictory-side contradictory-title blank-target blank-level blank-side template-blank copied-forward "
    "account-unclear told-not-done contradictory-addendum corrected-by-addendum unread-day future-day "
    "instructions-in-note undocumented-mode vague-target hidden-characters not-started blank-agent units-above-nerves code-alone",
}
FREE = {fact: frozenset(values.split()) for fact, values in _CLOSED.items()}
"""Facts whose values are words of the format itself."""
CODED = frozenset({"code", "asked_code", "claimed_several", "decided", "diagnosis", "locality"})
"""Facts whose values are codes, families or what a text names."""
_VOCABULARY_FACTS = (
    "technique",
    "earlier",
    "target",
    "agent",
    "device",
    "indication",
    "asks",
    "word",
    "payer",
    "mac",
    "local_mac",
    "state",
    "place",
    "modifier",
    "element_missing",
    "element_documented",
)
FACTS = frozenset({*FIGURES, *FREE, *CODED, *_VOCABULARY_FACTS})
_GROUPS: dict[str, type[AnyOf | AllOf | NoneOf]] = {"any": AnyOf, "all": AllOf, "none": NoneOf}
_SHOWN = 80  # allowed ids in a message: enough to see the style, short enough to read


class RuleReader:
    """Reads rules against the vocabularies."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocab = vocabularies

    def read(self, path: Path, identity: str) -> Rule:
        """One rule, whose path is its id; its faults are told together."""
        data = load_yaml(path)
        if not isinstance(data, dict):
            raise KnowledgeFileError(path, "file", "a mapping is expected", ", ".join(Rule.model_fields))
        versions = data.get("versions")
        if not isinstance(versions, dict) or not versions:
            raise KnowledgeFileError(
                path, "versions", "days with their version are expected", "YYYY-MM-DD: {when, then, references}"
            )
        problems = Problems()
        for day, version in versions.items():
            if isinstance(version, dict) and "when" in version:
                with problems.collecting():
                    version["when"] = self._condition(version["when"], path, f"versions.{day}.when")
        problems.raise_if_any()
        days = {
            str(day): version for day, version in versions.items()
        }  # as words, so that a fault names them as written
        rule = build(Rule, {**data, "id": identity, "versions": days}, path)
        self._check(rule, path, problems)
        problems.raise_if_any()
        return rule

    def _check(self, rule: Rule, path: Path, problems: Problems) -> None:
        """Topic, scope, units and examples name only what there is."""
        if rule.topic:
            with problems.collecting():
                self._values("asks", (rule.topic,), path, "topic")
        for name, values in rule.scope:
            if values:
                with problems.collecting():
                    self._values(name, values, path, f"scope.{name}")
        for day, version in rule.versions.items():
            for line in version.then.report if version else ():
                if isinstance(line.units, str) and line.units not in FIGURES:
                    where = f"versions.{day}.then.report.units"
                    problems.add(UnknownIdError(path, where, f"{line.units} is no figure", ", ".join(sorted(FIGURES))))
        for number, example in enumerate(rule.examples):
            for fact in example.given:
                if fact not in FACTS and fact != "on":
                    allowed = ", ".join(sorted({*FACTS, "on"}))
                    problems.add(UnknownIdError(path, f"examples.{number}.given", f"{fact} is no fact", allowed))

    def _condition(self, value: Any, path: Path, where: str) -> Condition:
        if not isinstance(value, dict) or not value:
            raise KnowledgeFileError(path, where, "a mapping of facts is expected")
        parts = tuple(self._part(str(key), item, path, f"{where}.{key}") for key, item in value.items())
        return parts[0] if len(parts) == 1 else AllOf(conditions=parts)

    def _part(self, key: str, value: Any, path: Path, where: str) -> Condition:
        if key in _GROUPS:
            return self._group(key, value, path, where)
        if key in ("known", "unknown"):
            facts = tuple([value] if isinstance(value, str) else value)
            for fact in facts:
                self._fact(fact, path, where)
            return Known(facts=facts, known=key == "known")
        self._fact(key, path, where)
        if key in FIGURES:
            return self._figure(key, value, path, where)
        values = tuple(str(v) for v in (value if isinstance(value, list) else [value]))
        self._values(key, values, path, where)
        return FactIn(fact=key, values=frozenset(values))

    def _group(self, key: str, value: Any, path: Path, where: str) -> Condition:
        if not isinstance(value, list) or not value:
            raise KnowledgeFileError(path, where, "a list of mappings is expected")
        parts = tuple(self._condition(item, path, f"{where}[{i}]") for i, item in enumerate(value))
        return _GROUPS[key](conditions=parts)

    def _figure(self, key: str, value: Any, path: Path, where: str) -> Condition:
        """A range, or one number; bounds that no number can meet fail."""
        if not isinstance(value, dict):
            value = {"at_least": value, "at_most": value}
        figure = build(Number, {"fact": key, **value}, path, where)
        low, high = figure.at_least, figure.at_most
        if (low is None and high is None) or (low is not None and high is not None and low > high):
            raise KnowledgeFileError(path, where, "no number lies in this range", "at_least, at_most")
        return figure

    def _fact(self, fact: str, path: Path, where: str) -> None:
        if fact not in FACTS:
            allowed = ", ".join(sorted({*FACTS, *_GROUPS, "known", "unknown"}))
            raise UnknownIdError(path, where, f"{fact} is no fact", allowed)

    def _values(self, fact: str, values: tuple[str, ...], path: Path, where: str) -> None:
        """Each value is one that the fact can have."""
        if fact in CODED or fact in FIGURES:
            return
        allowed = FREE.get(fact) or self._vocab.values_of(fact) or frozenset()
        for value in values:
            if value not in allowed:
                raise UnknownIdError(path, where, f"{value} is not known", ", ".join(sorted(allowed)[:_SHOWN]))


def load_rules(folder: Path, vocabularies: Vocabularies, problems: Problems) -> dict[str, Rule]:
    """Every rule under a folder, by id."""
    reader = RuleReader(vocabularies)
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.yaml")):
        identity = path.relative_to(folder).with_suffix("").as_posix()
        with problems.collecting():
            rules[identity] = reader.read(path, identity)
    return rules
