"""What the tabs share: the choices of an encounter, and parts that we draw ourselves."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from chartcite.catalog.library import Library
from chartcite.intake import CLAIM_TYPES
from chartcite.web import words
from chartcite.web.markup import Html

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Shown name and id of each value that a field can have."""

    payers: Pairs
    states: Pairs
    macs: Pairs
    places: Pairs
    claim_types: Pairs

    @classmethod
    def of(cls, library: Library) -> Choices:
        """The choices of a library."""
        vocab = library.vocabularies
        return cls(
            sorted(((payer.name, payer.id) for payer in vocab.payers.values()), key=lambda pair: pair[0].casefold()),
            sorted((f"{state.name} ({state.id})", state.id) for state in vocab.states.values()),
            sorted((mac.name, mac.id) for mac in vocab.macs.values()),
            [(words.sentence(place.name), place.id) for place in vocab.places.values()],
            [(words.sentence(kind), kind) for kind in CLAIM_TYPES],
        )


def drawn(value: Html, identity: str, script: str | None = None) -> gr.HTML:
    """A part that we draw ourselves, without Gradio's styles for prose."""
    return gr.HTML(value, js_on_load=script, elem_id=identity, apply_default_css=False)
