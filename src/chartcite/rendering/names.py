"""The shown names of ids that stand in an encounter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from chartcite.domain.vocabulary import Mac, Payer, Term


class PlaceWords(Protocol):
    """What is needed of the vocabularies."""

    @property
    def macs(self) -> Mapping[str, Mac]:
        """Contractors by id."""

    @property
    def payers(self) -> Mapping[str, Payer]:
        """Payers by id."""

    @property
    def places(self) -> Mapping[str, Term]:
        """Places of service by id."""


@dataclass(frozen=True, slots=True)
class Names:
    """Shown names by id; an id without one is shown as it is."""

    macs: Mapping[str, str] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: PlaceWords) -> Names:
        """The names that a library's vocabularies give."""
        return cls(
            macs={id: term.name for id, term in words.macs.items()},
            payers={id: term.name for id, term in words.payers.items()},
            places={id: term.name for id, term in words.places.items()},
        )

    def mac(self, id: str | None) -> str | None:
        """The contractor's name."""
        return self.macs.get(id, id) if id else None

    def payer(self, id: str | None) -> str | None:
        """The payer's name."""
        return self.payers.get(id, id) if id else None

    def place(self, id: str | None) -> str | None:
        """The place's name."""
        return self.places.get(id, id) if id else None
