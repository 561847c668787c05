"""The two jobs: ask a question, critique a note; one at a time or in a batch."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcite.cli import batch, options
from chartcite.cli.output import show, warn
from chartcite.cli.session import Session, load_settings, open_session
from chartcite.cli.wording import last_of, show_outbound
from chartcite.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chartcite.domain.follow_up import Joined

ASK_EXAMPLES = """Examples:

\b
  chartcite ask "What is the global period of 64640?"
  chartcite ask "Iovera at the knee, which code?" --payer medicare --state OH --date 2026-04-10 --json
  chartcite ask "and in Texas?" --after "Iovera at the knee, Medicare in Ohio, which code?"
  chartcite ask --batch questions.jsonl > answers.jsonl
  chartcite ask "Which code for RF of the sural nerve?" --show-outbound"""
CRITIQUE_EXAMPLES = """Examples:

\b
  chartcite critique note.txt --payer medicare --state OH --claim "64640-RT x1, 77002"
  chartcite critique - --json < note.txt
  chartcite critique --batch notes/ > critiques.jsonl"""


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes; - reads it from stdin.")] = None,
    payer: options.Payer = None,
    state: options.State = None,
    mac: options.Mac = None,
    day: options.Day = None,
    place: options.Place = None,
    claim_type: options.ClaimType = None,
    batch_file: Annotated[
        str | None, typer.Option("--batch", metavar="FILE", help="A .jsonl file of questions, or - for stdin.")
    ] = None,
    after: options.After = None,
    engine: options.Engine = None,
    outbound: options.ShowOutbound = False,
    as_json: options.AsJson = False,
    as_markdown: options.AsMarkdown = False,
) -> int:
    """Answer a coding question, with a citation under every sentence."""
    from chartcite.intake import read_question
    from chartcite.rendering.json_form import answer_form
    from chartcite.rendering.pages import answer_page

    given = options.given_context(payer, state, mac, day, place, claim_type)
    _one_of("QUESTION", question, batch_file)
    settings = load_settings()
    if batch_file is not None:
        lines = batch.open_lines(batch_file)
        session = open_session(settings, engine)
        return batch.work(batch.of_lines(lines, lambda line: _answer_line(session, line, given), batch.ASK_KEYS))
    asked = read_question(sys.stdin.read() if question == "-" else question or "", settings.max_question_chars)
    session = open_session(settings, engine)
    request, joined = session.request(given), _joined(session, after or [], asked)
    if outbound:
        return show_outbound(session.copilot.ask_outbound(joined.text, request))
    results = map(joined.told, session.copilot.ask_stream(joined.text, request))
    page = partial(answer_page, names=session.names)
    if answer := last_of(results, page, follow=_follows(session, as_json, as_markdown)):
        form = partial(answer_form, answer, session.names)
        show(form, lambda: page(answer), as_json=as_json, as_markdown=as_markdown)
    return 0


def critique(
    file: Annotated[str | None, typer.Argument(help="The note, a text file; - reads it from stdin.")] = None,
    claim: options.Claim = None,
    payer: options.Payer = None,
    state: options.State = None,
    mac: options.Mac = None,
    day: options.Day = None,
    place: options.Place = None,
    claim_type: options.ClaimType = None,
    batch_file: Annotated[
        str | None, typer.Option("--batch", metavar="FILE", help="A folder of .txt notes, a .jsonl file, or -.")
    ] = None,
    engine: options.Engine = None,
    outbound: options.ShowOutbound = False,
    as_json: options.AsJson = False,
    as_markdown: options.AsMarkdown = False,
) -> int:
    """Critique a procedure note and audit its claim line by line."""
    from chartcite.intake import read_claim
    from chartcite.rendering.json_form import critique_form
    from chartcite.rendering.pages import critique_page

    given = options.given_context(payer, state, mac, day, place, claim_type)
    _one_of("FILE", file, batch_file)
    settings = load_settings()
    if batch_file is not None:
        return _critique_batch(batch_file, given, read_claim(claim), engine)
    note = _read_note(file or "", settings.max_note_bytes)
    claim = read_claim(claim)
    session = open_session(settings, engine)
    request = session.request(given)
    if outbound:
        return show_outbound(session.copilot.critique_outbound(note, request, claim))
    results = session.copilot.critique_stream(note, request, claim=claim)
    page = partial(critique_page, names=session.names)
    if result := last_of(results, page, follow=_follows(session, as_json, as_markdown)):
        form = partial(critique_form, result, session.names)
        show(form, lambda: page(result), as_json=as_json, as_markdown=as_markdown)
    return 0


def _joined(session: Session, after: list[str], question: str) -> Joined:
    """The question together with those before it; what can't be joined is refused."""
    from chartcite.intake import read_question

    earlier = [read_question(text, session.settings.max_question_chars) for text in after]
    joined = session.copilot.readers.follow_up.after(earlier, question)
    if joined.kind == "unjoined":
        raise InputError(joined.notice)
    return joined


def _follows(session: Session, as_json: bool, as_markdown: bool) -> bool:
    """Whether the answer is shown at once and a model's sentences as they come: on a terminal, as text."""
    return session.copilot.has_model and sys.stdout.isatty() and not (as_json or as_markdown)


def _one_of(name: str, single: str | None, batch_file: str | None) -> None:
    if single is None and batch_file is None:
        command = "ask" if name == "QUESTION" else "critique"
        raise InputError(f"Give {name}, or --batch; chartcite {command} --help shows examples.")
    if single is not None and batch_file is not None:
        raise InputError(f"Give {name} or --batch, not both.")


def _read_note(file: str, longest: int) -> str:
    from chartcite.intake import decode_note, read_note

    note = (
        decode_note(sys.stdin.buffer.read(longest + 1), "The note", longest)
        if file == "-"
        else read_note(Path(file), longest)
    )
    warn(note.notices)
    return note.text


def _critique_batch(
    source: str, given: Mapping[str, object], claim: str | None, engine: options.EngineName | None
) -> int:
    settings = load_settings()
    if source != "-" and Path(source).is_dir():
        notes = batch.notes_in(Path(source))
        session = open_session(settings, engine)
        return batch.work(batch.Job(path.stem, partial(_critique_file, session, path, given, claim)) for path in notes)
    lines = batch.open_lines(source)
    session = open_session(settings, engine)
    return batch.work(
        batch.of_lines(lines, lambda line: _critique_line(session, line, given, claim), batch.CRITIQUE_KEYS)
    )


def _answer_line(session: Session, line: batch.Line, given: Mapping[str, object]) -> dict[str, Any]:
    from chartcite.intake import read_question
    from chartcite.rendering.json_form import answer_form

    question = read_question(line.text("question"), session.settings.max_question_chars)
    request = session.request({**given, **line.context()})
    return answer_form(session.copilot.ask(question, request, id=line.id), session.names)


def _critique_line(
    session: Session, line: batch.Line, given: Mapping[str, object], claim: str | None
) -> dict[str, Any]:
    from chartcite.intake import check_note, read_claim
    from chartcite.rendering.json_form import critique_form

    note = check_note(line.text("note"), "The note", session.settings.max_note_bytes)
    claim = read_claim(line.optional_text("claim")) or claim
    request = session.request({**given, **line.context()})
    return critique_form(session.copilot.critique(note, request, claim=claim, id=line.id), session.names)


def _critique_file(session: Session, path: Path, given: Mapping[str, object], claim: str | None) -> dict[str, Any]:
    from chartcite.intake import read_note
    from chartcite.rendering.json_form import critique_form

    note = read_note(path, session.settings.max_note_bytes)
    warn(note.notices)
    result = session.copilot.critique(note.text, session.request(given), claim=claim, id=path.stem)
    return critique_form(result, session.names)
