"""Suites as data: questions with what a right answer holds, notes with labels; strict, with the line of a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BeforeValidator, ValidationError

from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.record import Record, Strings
from chartcite.domain.rule import Disposition, Outcome, Verdict
from chartcite.errors import InputError
from chartcite.evaluation.suite_files import Row, read_rows, read_text

_AS_OF = re.compile(r"^#.*?(?:as_of|date today)\s*:?\s*(\d{4}-\d{2}-\d{2})", re.I | re.M)
_LINE = re.compile(r"[A-Z0-9]\w{4}(?:-[A-Z0-9]{2})*(?: x\d+)?")


def _alternatives(value: object) -> object:
    return tuple(tuple([v] if isinstance(v, str) else v) for v in value) if isinstance(value, list) else value


def _split(value: object) -> object:
    """`a | b` as either; YAML reads a bare yes or no as a truth value."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return tuple(part.strip() for part in value.split("|")) if isinstance(value, str) else value


def _only(*allowed: str) -> AfterValidator:
    def check(value: Any) -> Any:
        for word in value or () if not isinstance(value, str) else (value,):
            if word not in allowed:
                raise ValueError(f"{word!r} is none of {', '.join(allowed)}")
        return value

    return AfterValidator(check)


def _code_lines(value: tuple[str, ...] | None) -> tuple[str, ...] | None:
    for line in value or ():
        if not _LINE.fullmatch(line):
            raise ValueError(f"{line!r} is no code line: a code, its modifiers after hyphens, its units after x")
    return value


def _patterns(value: Any) -> Any:
    for pattern in (p for group in value or () for p in ((group,) if isinstance(group, str) else group)):
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return value


_SPLIT = BeforeValidator(_split)
Alternatives = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_alternatives), AfterValidator(_patterns)]
Patterns = Annotated[Strings, AfterValidator(_patterns)]
Lines = Annotated[Strings, AfterValidator(_code_lines)]
Outcomes = Annotated[tuple[str, ...], _SPLIT, _only(*get_args(Outcome))]
Verdicts = Annotated[tuple[str, ...], _SPLIT, _only(*get_args(Verdict), "none")]
Positions = Annotated[tuple[str, ...], _SPLIT, _only("covered", "not_covered", "conditional", "unknown", "none")]
Fates = Annotated[tuple[str, ...], _SPLIT, _only("keep", "change", "remove")]
OneDisposition = Annotated[str, _only(*get_args(Disposition))]
Dispositions = Annotated[Strings, _only(*get_args(Disposition))]


class Expect(Record):
    """What a right answer holds; a key that is not written is not judged."""

    outcome: Outcomes | None = None
    verdict: Verdicts | None = None
    report: Lines | None = None
    report_also: Lines = ()
    do_not_report: Strings = ()
    says: Alternatives = ()
    never_says: Patterns = ()
    cites: Patterns = ()
    any_modifiers: Strings = ()
    cites_passage: Patterns = ()
    """Patterns over the ids of cited passages."""
    coverage: Positions | None = None
    """A position on paying that the answer must give (`none`: it gives none)."""
    conflict: Alternatives = ()
    """For each group, a position that the answer must show among its conflicts (source, words or whom it binds)."""
    governs: str | None = None
    """Pattern over the source that governs the conflict; `none` where none does."""


class Twin(Record):
    """What a case may share with another of its suite, its clean twin."""

    twin: str | None = None
    """The id of the clean twin: its expectation holds here too, and the decision must be the same as its own."""
    same: Annotated[Strings, _only("decision", "citations")] = ("decision",)
    """What must equal the twin's: the decision, or the citations too."""
    document: str | None = None
    """Words that a user added as a document: they may be found, and must decide nothing."""
    reply: str | None = None
    """What a model replies to whatever it is asked: only what is verified of it may be said, and it decides nothing."""


class QuestionCase(Twin):
    """A question."""

    id: str
    question: str
    context: EncounterRequest = EncounterRequest()
    expect: Expect = Expect()
    tags: Strings = ()
    provenance: str | None = None
    as_of: date | None = None


class NoteCase(Twin):
    """A note (its text stands beside the suite as `<id>.txt`, or under `text`) with its labels."""

    id: str
    disposition: OneDisposition
    disposition_also: Dispositions = ()
    report: Lines | None = None
    report_also: Lines = ()
    do_not_report: Strings = ()
    documented: Strings = ()
    missing: Strings = ()
    flags: Alternatives = ()
    context: EncounterRequest = EncounterRequest()
    claim: str | None = None
    tags: Strings = ()
    provenance: str | None = None
    as_of: date | None = None
    text: str = ""
    added: str = ""
    """Words put at the end of the twin's note."""
    audit: dict[str, Fates] = {}
    """A line of the claim, and what is to be done with it."""
    spans: dict[str, str] = {}
    """An element, and the words of the note at which it must point."""
    findings_closed: bool = False
    """`flags` and `missing` name every finding that is right: any other of weight is wrong."""


Case = QuestionCase | NoteCase


class Suite(Record):
    """A named list of cases, the day that counts as today in them, and the digest of its files."""

    name: str
    as_of: date | None
    cases: tuple[QuestionCase | NoteCase, ...]
    digest: str = ""


def load_suite(path: Path, name: str | None = None) -> Suite:
    """One suite file, or a folder of them joined; a malformed case says file, line and key."""
    files = sorted(p for p in path.glob("*.yaml") if p.name != "mutations.yaml") if path.is_dir() else [path]
    if not files or not all(f.is_file() for f in files):
        raise InputError(f"{path}: no suite there; give a .yaml file of cases, a folder of them, or a suite's name")
    rows: list[Row] = []
    as_of: date | None = None
    held = sha256()
    for file in files:
        text = read_text(file)
        held.update(text.encode())
        if found := _AS_OF.search(text):
            as_of = _day(file, found[1])
        rows += read_rows(file, text)
    cases = list(_joined(rows))
    for case in cases:
        held.update(case.text.encode() if isinstance(case, NoteCase) else b"")
    own = path.stem if path.stem != "labels" else path.parent.name
    return Suite(name=name or own, as_of=as_of, cases=tuple(cases), digest=f"sha256:{held.hexdigest()}")


def _day(file: Path, words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise InputError(f"{file}: as_of {words} is no day: {error}") from error


def _joined(rows: list[Row]) -> Iterator[Case]:
    """Each row as a case; a twisted one takes over what holds of its twin, which must stand before it."""
    known: dict[str, Case] = {}
    for row in rows:
        case = _case(row)
        if case.id in known:
            raise row.fault("this id stands twice", "id")
        if case.twin:
            case = _after_twin(row, case, known)
        known[case.id] = case
        yield case


def _case(row: Row) -> Case:
    if "id" not in row.value or not {"question", "disposition"} & set(row.value):
        raise row.fault("a case needs an id and a question, or an id and a disposition")
    model: type[QuestionCase] | type[NoteCase] = QuestionCase if "question" in row.value else NoteCase
    try:
        case = model.model_validate(row.value)
    except ValidationError as error:
        raise row.fault(*_told(error)) from error
    if isinstance(case, QuestionCase):
        if "expect" not in row.value and not case.twin:
            raise row.fault("a question needs what is expected of its answer", "expect")
        return case
    if case.text or case.twin:
        return case
    note = row.file.parent / f"{case.id}.txt"
    if not note.is_file():
        raise row.fault(f"{note.name} does not stand beside the suite, and no text is given", "id")
    return case.model_copy(update={"text": note.read_bytes().decode("utf-8", "replace")})


def _told(error: ValidationError) -> tuple[str, str]:
    fault = error.errors()[0]
    said = fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        said = "there is no such key"
    return said, ".".join(str(part) for part in fault["loc"] if part not in ("QuestionCase", "NoteCase"))


def _after_twin(row: Row, case: Case, known: dict[str, Case]) -> Case:
    twin = known.get(case.twin or "")
    if twin is None or type(twin) is not type(case):
        raise row.fault(f"{case.twin} is no case of this kind before this one", "twin")
    shared = set(row.value)
    kept = {
        name: getattr(twin, name) for name in type(twin).model_fields if name not in shared | {"twin", "same", "tags"}
    }
    if isinstance(case, NoteCase) and isinstance(twin, NoteCase) and "text" not in shared:
        kept["text"] = twin.text + (f"\n{case.added}" if case.added else "")
    return case.model_copy(update=kept)
