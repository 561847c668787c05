"""How ids and closed words read on the screen; names of things come from the vocabularies."""

from __future__ import annotations

from datetime import date

from chartcite.catalog.library import Library
from chartcite.domain.encounter import Encounter
from chartcite.rendering.pages import OUTCOMES as OUTCOMES

VERDICTS = {"yes": "Yes", "no": "No", "depends": "It depends", "unknown": "Yes or no: not known"}
COVERAGE = {
    "covered": "Covered",
    "not_covered": "Not covered",
    "conditional": "Covered on conditions",
    "unknown": "Not known",
}
SEVERITIES = {"blocks_billing": "Blocks billing", "likely_denial": "Likely denial", "advice": "Advice"}
DISPOSITIONS = {
    "cannot_code": "Cannot be coded as written",
    "destruction": "Destruction",
    "unlisted_procedure": "Unlisted procedure",
    "chemodenervation": "Chemodenervation",
    "surgery": "Surgery",
    "block": "Block without destruction",
    "other_procedure": "Other procedure",
    "no_procedure": "No procedure",
}
KNOWN = {
    "read": "The source itself was read",
    "reported": "Reported by a named secondary source; the source itself was not read",
    "general": "General knowledge of the field; the source is named but was not read",
}
WORDINGS = {
    "ours": "Our words, written from the source",
    "original": "The source's own words, from a document you added",
}
CONFIDENCE = {"H": "High", "M": "Medium", "L": "Low"}
KINDS = {
    "quoted": "",
    "derived": "Calculated from the cited figures",
    "absence": "What was looked at; nothing is held on this",
}
IN_FORCE = {"yes": "In force", "no": "Not in force", "unknown": "Whether it is in force is not known"}
FIELDS = {
    "payer": "Payer",
    "state": "State",
    "mac": "Medicare contractor",
    "date_of_service": "Date of service",
    "place_of_service": "Place",
    "claim_type": "Claim",
    "line_of_business": "Line of business",
}


def plain(identity: str) -> str:
    """An id as words."""
    return identity.replace("_", " ").replace("-", " ")


def sentence(words: str) -> str:
    """Words with a capital first letter."""
    return words[:1].upper() + words[1:]


def day(value: date | None) -> str:
    """A date as the contract writes it."""
    return value.isoformat() if value else ""


def period(first: date | None, last: date | None) -> str:
    """From when to when, in words."""
    if first and last:
        return f"{day(first)} to {day(last)}"
    if first:
        return f"From {day(first)}, no end date"
    return f"Until {day(last)}" if last else "Dates not stated"


class ScreenNames:
    """The names that one library's vocabularies give to ids."""

    def __init__(self, library: Library) -> None:
        self._library, self._vocab = library, library.vocabularies

    def field(self, field: str, value: str) -> str:
        """The name of an encounter's value."""
        rows = {
            "payer": self._vocab.payers,
            "state": self._vocab.states,
            "mac": self._vocab.macs,
            "place_of_service": self._vocab.places,
        }.get(field, {})
        row = rows.get(value)
        return row.name if row else sentence(plain(value)) if field in ("claim_type", "line_of_business") else value

    def jurisdiction(self, value: str) -> str:
        """For whom or where a source speaks."""
        kind, _, identity = value.partition(":")
        if kind == "mac" and identity in self._vocab.macs:
            states = ", ".join(state.id for state in self._vocab.states.values() if state.mac == identity)
            return f"{self._vocab.macs[identity].name} ({states})"
        if kind in ("payer", "state") and identity:
            return self.field(kind, identity)
        return sentence(plain(identity or value))

    def element(self, identity: str) -> str:
        """The name of an element of documentation."""
        row = self._vocab.elements.get(identity)
        return row.name if row else sentence(plain(identity))

    def authority(self, identity: str) -> str:
        """The name of a kind of authority."""
        row = self._vocab.authorities.get(identity)
        return row.name if row else sentence(plain(identity))

    def source(self, identity: str) -> str:
        """The title of a source."""
        source = self._library.sources.get(identity)
        return source.title if source else identity

    def encounter(self, context: Encounter) -> list[tuple[str, str | None, bool]]:
        """Each field with its value's name (None: not given) and whether it was assumed."""
        rows: list[tuple[str, str | None, bool]] = []
        for name in ("payer", "state", "mac", "date_of_service", "place_of_service", "claim_type"):
            value = getattr(context, name) or (context.payer_as_given if name == "payer" else None)
            if name == "mac" and value is None:
                continue
            shown = None if value is None else day(value) if isinstance(value, date) else self.field(name, value)
            rows.append((FIELDS[name], shown, name in context.assumed))
        return rows
