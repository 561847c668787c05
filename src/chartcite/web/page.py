"""The screen: its tabs, what stands on them, and which button does what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from chartcite.catalog.library import Library
from chartcite.errors import InputError
from chartcite.settings import Settings
from chartcite.web.compare_tab import compare_tab
from chartcite.web.desk import Chat, Desk, problem, transcript
from chartcite.web.fields import Choices, drawn
from chartcite.web.markup import EMPTY, Html, el, join
from chartcite.web.sources_view import sources_html
from chartcite.web.wording import engine_line

NOT_GIVEN = ("Not given", "")
WAITING_AT_MOST = 20
AT_ONCE = 2
CHAT_KEPT_SECONDS = 4 * 60 * 60
FIELDS = ("payer", "state", "date_of_service", "place_of_service", "claim_type")
READ_FILE = """
element.addEventListener('change', async (event) => {
  const file = event.target.files && event.target.files[0];
  if (!file) return;
  const limit = Number(event.target.dataset.limit);
  const url = file.size > limit ? '' : await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => done('');
    reader.readAsDataURL(file);
  });
  event.target.value = '';
  trigger('picked', {name: file.name, size: file.size, data: url.slice(url.indexOf(',') + 1)});
});
"""
"""The browser reads the file and sends its bytes; Gradio's own upload would write the note to a disk."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The fields of the encounter, in the order of FIELDS."""

    fields: list[Any]

    @staticmethod
    def given(values: tuple[object, ...]) -> dict[str, object]:
        """What was chosen, by name."""
        return {name: value for name, value in zip(FIELDS, values, strict=True) if value}


def build_page(desk: Desk, library: Library, settings: Settings) -> gr.Blocks:
    """The whole screen."""
    page: gr.Blocks
    with gr.Blocks(title="Chartcite", analytics_enabled=False, fill_width=True) as page:
        drawn(_header(settings), "cc-head")
        with gr.Tabs(elem_id="cc-tabs"):
            with gr.Tab("Ask", id="ask"):
                _ask_tab(desk, library, settings)
            with gr.Tab("Critique", id="critique"):
                _critique_tab(desk, library, settings)
            with gr.Tab("Compare", id="compare"):
                compare_tab(desk, library)
            with gr.Tab("Sources", id="sources") as sources:
                listing = drawn(EMPTY, "cc-sources")
                sources.select(lambda: sources_html(library), None, listing, api_visibility="private")
    page.queue(max_size=WAITING_AT_MOST, default_concurrency_limit=AT_ONCE, api_open=False)
    return page


def _ask_tab(desk: Desk, library: Library, settings: Settings) -> None:
    bar = _context_bar(library)
    shown = drawn(transcript(Chat(), _introduction(library)), "cc-chat")
    kept = drawn(EMPTY, "cc-kept")
    chat = gr.State(Chat(), time_to_live=CHAT_KEPT_SECONDS)
    question, send, new = _composer()

    def ask(asked: str, now: Chat, *context: object) -> Iterator[tuple[str, str, Chat, str]]:
        for done in desk.ask_stream(asked, Bar.given(context), now):
            yield transcript(done.chat, EMPTY), done.question, done.chat, desk.kept_html(done.chat)

    def start_again() -> tuple[str, str, Chat, str]:
        return transcript(Chat(), _introduction(library)), "", Chat(), EMPTY

    outputs = [shown, question, chat, kept]
    gr.on(
        [send.click, question.submit],
        ask,
        [question, chat, *bar.fields],
        outputs,
        show_progress="minimal",
        show_progress_on=[question],
        trigger_mode="once",
        api_visibility="private",
    )
    new.click(start_again, None, outputs, show_progress="hidden", api_visibility="private")
    if settings.model_url:

        def outbound(asked: str, now: Chat, *context: object) -> str:
            return desk.ask_outbound(asked, Bar.given(context), now)

        _outbound_button("cc-ask-outbound", outbound, [question, chat, *bar.fields])


def _composer() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """The box for the question and its two buttons."""
    with gr.Row(elem_id="cc-composer"):
        question = gr.Textbox(
            label="Question",
            placeholder="Ask in your own words. Enter sends, Shift+Enter starts a line.",
            lines=1,
            max_lines=6,
            scale=8,
            elem_id="cc-question",
            autofocus=True,
            html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        )
        send = gr.Button("Ask", variant="primary", scale=1, min_width=90, elem_id="cc-ask")
        new = gr.Button("New question", scale=1, min_width=150, elem_id="cc-new")
    return question, send, new


def _outbound_button(identity: str, show: Callable[..., str], inputs: list[Any]) -> None:
    """The button that shows what would be sent, where a model is in use."""
    button = gr.Button("Show what would be sent", size="sm", elem_id=identity)
    shown = drawn(EMPTY, f"{identity}-shown")
    button.click(show, inputs, shown, show_progress="hidden", api_visibility="private")


def _critique_tab(desk: Desk, library: Library, settings: Settings) -> None:
    bar = _context_bar(library)
    note, picker, claim, send = _note_fields(settings)
    _example(library, note, claim)
    opened = drawn(EMPTY, "cc-opened")
    notice = gr.State("")
    result = drawn(EMPTY, "cc-result")

    def pick(event: gr.EventData) -> tuple[Any, str, str]:
        return _picked(desk, settings, getattr(event, "_data", None) or {})

    def critique(text: str, lines: str, read_as: str, *context: object) -> Iterator[str]:
        yield from desk.critique_stream(text, lines, Bar.given(context), read_as)

    picker.picked(pick, None, [note, opened, notice], show_progress="hidden", api_visibility="private")
    note.input(
        lambda: ("", EMPTY), None, [notice, opened], show_progress="hidden", queue=False, api_visibility="private"
    )
    send.click(
        critique,
        [note, claim, notice, *bar.fields],
        result,
        show_progress="minimal",
        show_progress_on=[claim],
        trigger_mode="once",
        api_visibility="private",
    )

    if settings.model_url:

        def outbound(text: str, lines: str, *context: object) -> str:
            return desk.critique_outbound(text, lines, Bar.given(context))

        _outbound_button("cc-critique-outbound", outbound, [note, claim, *bar.fields])


def _note_fields(settings: Settings) -> tuple[gr.Textbox, gr.HTML, gr.Textbox, gr.Button]:
    note = gr.Textbox(
        label="Procedure note",
        placeholder="Paste the note here, or open a text file.",
        lines=12,
        max_lines=24,
        elem_id="cc-note",
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
    )
    with gr.Row(elem_id="cc-note-row"):
        picker = drawn(_file_picker(settings.max_note_bytes), "cc-picker", READ_FILE)
        claim = gr.Textbox(
            label="Claim lines (optional)",
            placeholder="As billed: codes, modifiers and units, separated by commas",
            lines=1,
            max_lines=3,
            elem_id="cc-claim",
            scale=4,
        )
        send = gr.Button("Critique", variant="primary", scale=1, min_width=120, elem_id="cc-critique")
    return note, picker, claim, send


def _example(library: Library, note: gr.Textbox, claim: gr.Textbox) -> None:
    """The button that fills in the library's synthetic note, where it has one."""
    example = library.vocabularies.note_language.example
    if example:
        button = gr.Button("Fill in a synthetic note to try", size="sm", elem_id="cc-try", scale=0, min_width=240)
        button.click(
            lambda: (example.note, example.claim), None, [note, claim], show_progress="hidden", api_visibility="private"
        )


def _picked(desk: Desk, settings: Settings, data: dict[str, Any]) -> tuple[Any, str, str]:
    """The note box, the line under it and the notice, after a file was chosen; a refused file changes no note."""
    name = str(data.get("name") or "The file")
    try:
        if int(data.get("size") or 0) > settings.max_note_bytes:
            raise InputError(f"{name} is larger than the {settings.max_note_bytes:,} bytes allowed for a note.")
        text, notice = desk.open_note(name, str(data.get("data") or ""))
    except Exception as error:
        return gr.skip(), problem(error), ""
    said = f"Opened {name}. {notice}".strip()
    return text, el("p", said, cls="cc-quiet", role="status"), notice


def _context_bar(library: Library) -> Bar:
    named = Choices.of(library)
    with gr.Row(elem_classes="cc-bar"):
        payer = gr.Dropdown([NOT_GIVEN, *named.payers], value="", label="Payer", allow_custom_value=True, min_width=120)
        state = gr.Dropdown([NOT_GIVEN, *named.states], value="", label="State", min_width=120)
        day = gr.Textbox(label="Date of service", placeholder="Not given (YYYY-MM-DD)", max_lines=1, min_width=120)
        place = gr.Dropdown([NOT_GIVEN, *named.places], value="", label="Place", min_width=120, filterable=False)
        claim = gr.Dropdown(
            [NOT_GIVEN, *named.claim_types], value="", label="Claim type", min_width=120, filterable=False
        )
    return Bar([payer, state, day, place, claim])


def _header(settings: Settings) -> Html:
    where = engine_line(settings)
    return el(
        "div",
        el("h1", "Chartcite"),
        el(
            "p",
            "Coding answers and note critiques, with the guidance under every sentence. ",
            el("span", where),
            cls="cc-tagline",
        ),
        cls="cc-header",
    )


def _introduction(library: Library) -> Html:
    steps = (
        ("Ask", "which code, how many units, which modifiers, whether a payer pays, what a source says."),
        (
            "Say who pays, where and when",
            "above or in the question. A short follow-up goes on from the question before.",
        ),
        ("Check", "each sentence leads to the passage it rests on; where sources differ you see all of them."),
    )
    examples = library.vocabularies.question_language.examples
    held = f"{len(library.sources)} sources are held. What is not in them is not answered."
    return el(
        "div",
        el("ul", *(el("li", el("strong", head), " ", rest) for head, rest in steps)),
        el("p", held, cls="cc-quiet"),
        el(
            "p",
            "For example:",
            *(el("button", asked, type="button", cls="cc-example", data_ask=asked) for asked in examples),
            cls="cc-examples",
        )
        if examples
        else None,
        cls="cc-intro",
    )


def _file_picker(limit: int) -> Html:
    box = el("input", type="file", id="cc-file", accept=".txt,text/plain", data_limit=str(limit), cls="cc-file")
    return join([el("label", "Open a text file", box, cls="cc-button", for_="cc-file")])
