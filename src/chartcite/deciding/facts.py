"""Facts as rules see them: each id with its groups and parents, codes with their families."""

from __future__ import annotations

from collections.abc import Iterable

from chartcite.catalog.codes import ANY_CODE
from chartcite.catalog.library import Library
from chartcite.domain.decision import Facts
from chartcite.domain.encounter import Encounter
from chartcite.domain.text import Procedure, Reading

_EXPANDED = ("technique", "earlier", "target", "agent", "device", "indication")


class FactMaker:
    """Turns readings into facts with the vocabularies of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocab = library.vocabularies

    def codes(self, codes: Iterable[str]) -> frozenset[str]:
        """Codes with their families."""
        wide: set[str] = set()
        for code in codes:
            wide.add(code)
            families = self._library.families_of(code)
            wide.update(families)
            if families or code in self._library.codes:
                wide.add(ANY_CODE)
        return frozenset(wide)

    def of_case(self, reading: Reading, encounter: Encounter, job: str) -> Facts:
        """What holds for the whole question or note."""
        sets = {name: self._expand(name, values) for name, values in reading.facts.items() if name != "asked_code"}
        asked = reading.facts.get("asked_code", frozenset())
        sets["asked_code"] = self.codes(asked)
        sets["code"] = sets["asked_code"]
        sets["claimed_several"] = self.codes(reading.facts.get("claimed_several", ()))
        sets["diagnosis"] = frozenset(part for code in reading.facts.get("diagnosis", ()) for part in _prefixes(code))
        sets["job"] = frozenset({job})
        sets.update(_of_encounter(encounter))
        if encounter.ahead:
            sets["flag"] = sets.get("flag", frozenset()) | {"future-day"}
        return Facts({k: v for k, v in sets.items() if v}, dict(reading.numbers))

    def of_procedure(self, case: Facts, procedure: Procedure) -> Facts:
        """The case narrowed to one procedure."""
        sets = dict(case.sets)
        sets["technique"] = self._expand("technique", procedure.techniques)
        sets["target"] = self._expand("target", procedure.targets)
        sets["agent"] = self._expand("agent", procedure.agents) or sets.get("agent", frozenset())
        sets["area"] = frozenset(area for t in procedure.targets if (area := self._vocab.targets[t].area))
        sets["side"] = frozenset({procedure.side} if procedure.side else ())
        sets["guidance"] = frozenset(procedure.guidance)
        sets["stage"] = frozenset({procedure.stage})
        sets["flag"] = sets.get("flag", frozenset()) | procedure.flags
        return Facts({k: v for k, v in sets.items() if v}, {**case.numbers, **procedure.numbers})

    def _expand(self, kind: str, values: Iterable[str]) -> frozenset[str]:
        if kind not in _EXPANDED:
            return frozenset(values)
        return frozenset(wide for value in values for wide in self._vocab.expand(kind, value))


def _prefixes(code: str) -> list[str]:
    return [code, *(code[:length] + "-" for length in range(1, len(code)))]


def _of_encounter(encounter: Encounter) -> dict[str, frozenset[str]]:
    known = {
        "payer": encounter.payer,
        "line_of_business": encounter.line_of_business,
        "mac": encounter.mac,
        "state": encounter.state,
        "place": encounter.place_of_service,
        "claim_type": encounter.claim_type,
    }
    return {name: frozenset({value}) for name, value in known.items() if value}
