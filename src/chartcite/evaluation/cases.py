"""Suites as data: questions with what a right answer holds, notes with labels; strict, with the line of a mistake."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, ValidationError

from chartcite.domain.record import Record, Strings
from chartcite.errors import InputError

_AS_OF = re.compile(r"^#.*?(?:as_of|date today)\s*:?\s*(\d{4}-\d{2}-\d{2})", re.I | re.M)


def _alternatives(value: object) -> object:
    return tuple(tuple([v] if isinstance(v, str) else v) for v in value) if isinstance(value, list) else value


def _split(value: object) -> object:
    return (
        tuple(part.strip() for part in value.split("|"))
        if isinstance(value, str)
        else ("no" if value is False else "yes",)
        if isinstance(value, bool)
        else value
    )


Alternatives = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_alternatives)]
Either = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Context(Record):
    """The encounter of a case."""

    payer: str | None = None
    state: str | None = None
    mac: str | None = None
    date_of_service: date | None = None
    place_of_service: str | None = None
    claim_type: str | None = None
    line_of_business: str | None = None


class Expect(Record):
    """What a right answer holds."""

    outcome: Either | None = None
    verdict: Either | None = None
    report: Strings | None = None
    report_also: Strings = ()
    do_not_report: Strings = ()
    says: Alternatives = ()
    never_says: Strings = ()
    cites: Strings = ()
    any_modifiers: Strings = ()


class QuestionCase(Record):
    """A question."""

    id: str
    question: str
    context: Context = Context()
    expect: Expect
    tags: Strings = ()
    provenance: str | None = None
    as_of: date | None = None


class NoteCase(Record):
    """A note (its text stands beside the suite as `<id>.txt`) with its labels."""

    id: str
    disposition: str
    disposition_also: Strings = ()
    report: Strings | None = None
    report_also: Strings = ()
    do_not_report: Strings = ()
    documented: Strings = ()
    missing: Strings = ()
    flags: Alternatives = ()
    context: Context = Context()
    claim: str | None = None
    tags: Strings = ()
    provenance: str | None = None
    as_of: date | None = None
    text: str = ""


Case = QuestionCase | NoteCase


class Suite(Record):
    """A named list of cases and the day that counts as today in them."""

    name: str
    as_of: date | None
    cases: tuple[QuestionCase | NoteCase, ...]


def load_suite(path: Path) -> Suite:
    """One suite file, or a folder of them joined; a malformed case says file, line and key."""
    files = sorted(p for p in path.glob("*.yaml") if p.name != "mutations.yaml") if path.is_dir() else [path]
    if not files or not all(f.is_file() for f in files):
        raise InputError(f"{path}: no suite there; give a .yaml file of cases, a folder of them, or a suite's name")
    cases: list[Case] = []
    as_of: date | None = None
    for file in files:
        text = file.read_text(encoding="utf-8")
        if found := _AS_OF.search(text):
            as_of = date.fromisoformat(found[1])
        cases += _cases(file, text)
    ids = [case.id for case in cases]
    if repeated := sorted({i for i in ids if ids.count(i) > 1}):
        raise InputError(f"{path}: these ids stand twice: {', '.join(repeated)}")
    return Suite(name=path.stem if path.stem != "labels" else path.parent.name, as_of=as_of, cases=tuple(cases))


def _cases(file: Path, text: str) -> list[Case]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        rows: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(f"{file}, line {mark.line + 1 if mark else 1}: {getattr(error, 'problem', error)}") from error
    if not isinstance(root, yaml.SequenceNode) or not isinstance(rows, list):
        raise InputError(f"{file}, line 1: a list of cases is expected, each starting with '- '")
    return [_case(file, node.start_mark.line + 1, row) for node, row in zip(root.value, rows, strict=True)]


def _case(file: Path, line: int, row: Any) -> Case:
    if not isinstance(row, dict) or "id" not in row:
        raise InputError(f"{file}, line {line}: a case needs an id and a question, or an id and a disposition")
    model: type[QuestionCase] | type[NoteCase] = QuestionCase if "question" in row else NoteCase
    try:
        case = model.model_validate(row)
        for pattern in _patterns(case):
            re.compile(pattern)
    except ValidationError as error:
        fault = error.errors()[0]
        raise InputError(
            f"{file}, line {line}: {row['id']}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        ) from error
    except re.error as error:
        raise InputError(
            f"{file}, line {line}: {row['id']}: {error.pattern!r} is no regular expression: {error}"
        ) from error
    if isinstance(case, NoteCase) and not case.text:
        note = file.parent / f"{case.id}.txt"
        if not note.is_file():
            raise InputError(f"{file}, line {line}: {note.name} does not stand beside the suite")
        return case.model_copy(update={"text": note.read_bytes().decode("utf-8", "replace")})
    return case


def _patterns(case: Case) -> list[str]:
    if isinstance(case, NoteCase):
        return [p for group in case.flags for p in group]
    return [*(p for group in case.expect.says for p in group), *case.expect.never_says, *case.expect.cites]
