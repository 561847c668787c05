"""The tab that asks one question under several values."""

from __future__ import annotations

import re

import gradio as gr

from chartcite.catalog.library import Library
from chartcite.intake import MOST_COMPARED
from chartcite.web.desk import Desk
from chartcite.web.fields import Choices, drawn
from chartcite.web.markup import EMPTY, el

FIELDS = ("payer", "state", "mac", "date_of_service", "place_of_service", "claim_type")
LEAD = (
    "Choose two or more values of one field, such as two states. A field with one value holds for all sides; "
    f"up to {MOST_COMPARED} combinations stand side by side."
)
_BETWEEN_DAYS = re.compile(r"[\s,;]+")


def compare_tab(desk: Desk, library: Library) -> None:
    """The fields, the button, and the comparison below."""
    named = Choices.of(library)
    drawn(el("p", LEAD, cls="cc-quiet"), "cc-compare-lead")
    with gr.Row(elem_classes="cc-bar cc-many"):
        payer = _many(named.payers, "Payers", own_words=True)
        state = _many(named.states, "States")
        mac = _many(named.macs, "Medicare contractors")
        day = gr.Textbox(label="Dates of service", placeholder="YYYY-MM-DD, YYYY-MM-DD", max_lines=1, min_width=120)
        place = _many(named.places, "Places")
        claim = _many(named.claim_types, "Claim types")
    with gr.Row(elem_id="cc-compare-row"):
        question = gr.Textbox(
            label="Question",
            placeholder="One question for all of them",
            lines=1,
            max_lines=6,
            scale=8,
            elem_id="cc-compared",
            html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        )
        send = gr.Button("Compare", variant="primary", scale=1, min_width=110, elem_id="cc-compare")
    shown = drawn(EMPTY, "cc-comparison")

    def compare(asked: str, *chosen: object) -> str:
        return desk.compare(asked, given_values(chosen))

    gr.on(
        [send.click, question.submit],
        compare,
        [question, payer, state, mac, day, place, claim],
        shown,
        show_progress="minimal",
        show_progress_on=[question],
        trigger_mode="once",
        api_visibility="private",
    )


def given_values(chosen: tuple[object, ...]) -> dict[str, list[str]]:
    """The values chosen in each field that has any; days stand in one line."""
    made: dict[str, list[str]] = {}
    for name, value in zip(FIELDS, chosen, strict=True):
        parts = _BETWEEN_DAYS.split(value) if isinstance(value, str) else value if isinstance(value, list) else []
        if values := [str(part) for part in parts if part]:
            made[name] = values
    return made


def _many(choices: list[tuple[str, str]], label: str, *, own_words: bool = False) -> gr.Dropdown:
    return gr.Dropdown(choices, value=[], label=label, multiselect=True, allow_custom_value=own_words, min_width=120)
