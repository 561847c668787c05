"""Rules read a second time, straight from their files and slowly, by the meaning that knowledge/RULES.md gives them.

Nothing of `chartcite.deciding` or of the strict loader is used: neither its compiled conditions nor its index of anchors.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

FIGURES = frozenset(
    [
        "target_count",
        "lesion_count",
        "amount",
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
    ]
)
WITH_GROUPS = {
    "technique": "techniques",
    "earlier": "techniques",
    "target": "targets",
    "agent": "agents",
    "device": "devices",
    "indication": "indications",
}
OF_ENCOUNTER = ("payer", "state", "mac", "line_of_business", "place", "claim_type")
OF_PROCEDURE = ("technique", "target", "agent", "side", "guidance", "stage", "flag")
SCOPES = ("payer", "line_of_business", "mac", "state", "place", "claim_type")
NO_DAY = date(2026, 11, 1)

Facts = dict[str, set[str]]


class _Loader(yaml.SafeLoader):
    """YAML in which `on`, `yes` and `no` are words and a number with a leading zero stays as written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in rules if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def listed(value: Any) -> list[str]:
    """A value or a list as a list of words."""
    return [str(v) for v in value] if isinstance(value, list | tuple) else [] if value is None else [str(value)]


def day_of(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


@dataclass(frozen=True)
class PlainRule:
    id: str
    scope: Mapping[str, list[str]]
    versions: Mapping[date, Mapping[str, Any] | None]

    def on(self, day: date) -> Mapping[str, Any] | None:
        """The version of a day."""
        begun = [first for first in self.versions if first <= day]
        return self.versions[max(begun)] if begun else None


@dataclass
class Case:
    """A case as an example gives it, spread out into what each stage may look at."""

    day: date
    encounter: dict[str, str]
    whole: Facts
    numbers: dict[str, float]
    procedure: Facts | None = None

    def of_procedure(self) -> Facts:
        """What the rules on a procedure see."""
        own = self.procedure if self.procedure is not None else {"stage": {"done"}}
        merged = {name: set(values) for name, values in self.whole.items()}
        for name in ("technique", "target", "side", "guidance", "stage", "area"):
            merged[name] = set(own.get(name, ()))
        merged["agent"] = set(own.get("agent", ())) or merged.get("agent", set())
        merged["flag"] = merged.get("flag", set()) | own.get("flag", set())
        return {name: values for name, values in merged.items() if values}


@dataclass
class PlainBook:
    """All rules and the vocabularies that give ids their groups, as the files have them."""

    root: Path
    rules: dict[str, PlainRule] = field(default_factory=dict)
    _days: dict[date, list[tuple[PlainRule, Mapping[str, Any], bool]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted((self.root / "rules").rglob("*.yaml")):
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
            identity = path.relative_to(self.root / "rules").with_suffix("").as_posix()
            versions = {day_of(day): version for day, version in data["versions"].items()}
            self.rules[identity] = PlainRule(
                identity, {k: listed(v) for k, v in data.get("scope", {}).items()}, versions
            )

    @cached_property
    def groups(self) -> dict[str, dict[str, set[str]]]:
        """For each kind of fact, each id with its groups and parents."""
        made: dict[str, dict[str, set[str]]] = {}
        for kind, name in WITH_GROUPS.items():
            rows = {row["id"]: row for row in self._vocabulary(name)}
            made[kind] = {id: {id, *listed(row.get("groups")), *self._parents(id, rows)} for id, row in rows.items()}
        return made

    @cached_property
    def areas(self) -> dict[str, str | None]:
        return {row["id"]: row.get("area") for row in self._vocabulary("targets")}

    @cached_property
    def families(self) -> dict[str, set[str]]:
        """The families of each code."""
        rows = yaml.load((self.root / "codes" / "families.yaml").read_text(encoding="utf-8"), Loader=_Loader)
        made: dict[str, set[str]] = {}
        for row in rows:
            for code in listed(row["codes"]):
                made.setdefault(code, set()).add(row["id"])
        return made

    @cached_property
    def field_codes(self) -> set[str]:
        with (self.root / "tables" / "codes.csv").open(encoding="utf-8", newline="") as file:
            return {row["code"] for row in csv.DictReader(file)}

    @cached_property
    def payers(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self._vocabulary("payers")}

    @cached_property
    def states(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self._vocabulary("jurisdictions")["states"]}

    def _vocabulary(self, name: str) -> Any:
        return yaml.load((self.root / "vocabularies" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Loader)

    @staticmethod
    def _parents(identity: str, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        parent = rows[identity].get("parent")
        while parent:
            yield parent
            parent = rows[parent].get("parent")

    def widened(self, fact: str, values: Iterable[str]) -> set[str]:
        """Values with all that RULES.md says also names them."""
        made: set[str] = set()
        for value in values:
            if fact in WITH_GROUPS:
                made |= self.groups[fact][value]
            elif fact in ("code", "asked_code", "claimed_several", "decided"):
                families = self.families.get(value, set())
                made |= {value, *families, *(["any-field-code"] if families or value in self.field_codes else [])}
            elif fact == "diagnosis":
                made |= {value, *(value[:length] + "-" for length in range(1, len(value)))}
            else:
                made.add(value)
        return made

    def case(self, given: Mapping[str, Any]) -> Case:
        """The case that an example's `given` tells."""
        payer = given.get("payer")
        line = given.get("line_of_business") or (self.payers[payer]["line_of_business"] if payer else None)
        mac = given.get("mac")
        if mac is None and line == "medicare" and given.get("state"):
            mac = self.states[given["state"]].get("mac")
        told = {
            "payer": payer,
            "state": given.get("state"),
            "mac": mac,
            "line_of_business": line,
            "place": given.get("place"),
            "claim_type": given.get("claim_type", "professional"),
        }
        encounter = {name: str(value) for name, value in told.items() if value}
        has_procedure = "technique" in given or "target" in given
        whole: Facts = {name: {value} for name, value in encounter.items()}
        for name, value in given.items():
            apart = name in OF_PROCEDURE and (has_procedure or name in ("technique", "target"))
            if name not in FIGURES and name not in (*OF_ENCOUNTER, "on", "job", "code", "asked_code") and not apart:
                whole[name] = self.widened(name, listed(value))
        asked = listed(given.get("code")) + listed(given.get("asked_code"))
        if asked:
            whole["asked_code"] = self.widened("asked_code", asked)
            whole["code"] = set(whole["asked_code"])
        whole["job"] = {str(given.get("job", "ask"))}
        numbers = {name: float(value) for name, value in given.items() if name in FIGURES}
        own: Facts | None = None
        if has_procedure:
            own = {name: self.widened(name, listed(given.get(name))) for name in OF_PROCEDURE}
            own["stage"] = {str(given.get("stage", "done"))}
            own["area"] = {area for target in listed(given.get("target")) if (area := self.areas[target])}
        return Case(day_of(given.get("on", NO_DAY)), encounter, whole, numbers, own)

    def covers(self, rule: PlainRule, encounter: Mapping[str, str]) -> bool:
        """Whether a rule's scope covers an encounter; a payer who is not named is known by the line of business."""
        for name in SCOPES:
            wanted = rule.scope.get(name)
            have = encounter.get(name) or (encounter.get("line_of_business") if name == "payer" else None)
            if wanted and have not in wanted:
                return False
        return True

    def heard(
        self, case: Case, decided: Iterable[str], fired_on_procedure: bool | None = None
    ) -> set[tuple[str, bool]]:
        """Each rule that is heard, and whether it applies; `decided` are the codes decided for the procedures."""
        first = self._fire(case, case.of_procedure(), of_procedure=True)
        wide = {name: set(values) for name, values in case.whole.items()}
        if case.procedure is not None or first:
            for name, values in case.of_procedure().items():
                wide[name] = wide.get(name, set()) | values
        codes = self.widened("decided", decided)
        if codes:
            wide["decided"] = codes
            wide["code"] = wide.get("code", set()) | codes
        return first | self._fire(case, wide, of_procedure=False)

    def in_force(self, day: date) -> list[tuple[PlainRule, Mapping[str, Any], bool]]:
        """Rules with their version of a day and whether it decides on a procedure, kept for the day."""
        if day not in self._days:
            pairs = [(rule, version) for rule in self.rules.values() if (version := rule.on(day)) is not None]
            self._days[day] = [(rule, version, on_procedure(version)) for rule, version in pairs]
        return self._days[day]

    def _fire(self, case: Case, facts: Facts, *, of_procedure: bool) -> set[tuple[str, bool]]:
        made = set()
        for rule, version, early in self.in_force(case.day):
            if early is not of_procedure or not holds(version["when"], facts, case.numbers):
                continue
            applies = self.covers(rule, case.encounter)
            if applies or version["then"].get("position"):
                made.add((rule.id, applies))
        return made


def on_procedure(version: Mapping[str, Any]) -> bool:
    """Whether a rule decides on a procedure: it names one, no code, and says what becomes of it."""
    named = set(facts_in(version["when"]))
    decides = {"report", "do_not_report", "disposition", "missing", "position"} & {
        k for k, v in version["then"].items() if v
    }
    return bool(decides and named & {"technique", "target"}) and "code" not in named


def facts_in(when: Mapping[str, Any]) -> Iterator[str]:
    """Every fact that a condition names, once for each time."""
    for key, value in when.items():
        if key in ("any", "all", "none"):
            for part in value:
                yield from facts_in(part)
        elif key in ("known", "unknown"):
            yield from listed(value)
        else:
            yield key


def holds(when: Mapping[str, Any], facts: Facts, numbers: Mapping[str, float]) -> bool:
    """Whether a mapping of conditions holds: all its keys must."""
    return all(_key_holds(key, value, facts, numbers) for key, value in when.items())


def _key_holds(key: str, value: Any, facts: Facts, numbers: Mapping[str, float]) -> bool:
    if key == "any":
        return any(holds(part, facts, numbers) for part in value)
    if key == "none":
        return not any(holds(part, facts, numbers) for part in value)
    if key == "all":
        return all(holds(part, facts, numbers) for part in value)
    if key in ("known", "unknown"):
        wanted = key == "known"
        return all((bool(facts.get(fact)) or fact in numbers) is wanted for fact in listed(value))
    if key in FIGURES:
        return key in numbers and _in_range(numbers[key], value)
    have = facts.get(key)
    if not have:
        return False
    return any(str(item) in have for item in value) if isinstance(value, list) else str(value) in have


def _in_range(number: float, wanted: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return number == float(wanted)
    low, high = wanted.get("at_least"), wanted.get("at_most")
    return (low is None or number >= float(low)) and (high is None or number <= float(high))
