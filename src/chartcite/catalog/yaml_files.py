"""Strict YAML: duplicate keys, unknown keys and bad values fail with file, key and what is allowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from chartcite.errors import KnowledgeError, KnowledgeFaultsError, KnowledgeFileError

M = TypeVar("M", bound=BaseModel)
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = "plain YAML, each key once, dates as YYYY-MM-DD"
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class Problems:
    """Collects what is wrong in many files, to be told all at once."""

    def __init__(self) -> None:
        self.found: list[KnowledgeFileError] = []

    def add(self, error: KnowledgeError) -> None:
        """Remember one error, or each fault of several."""
        if isinstance(error, KnowledgeFileError):
            self.found.append(error)
        elif isinstance(error, KnowledgeFaultsError):
            self.found.extend(error.faults)
        else:
            raise error

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Go on after the block when it raises a fault of a file, and remember that."""
        try:
            yield
        except KnowledgeError as error:
            self.add(error)

    def raise_if_any(self) -> None:
        """Raise the one fault, or one error that lists them all."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise KnowledgeFaultsError(self.found)


def load_yaml(path: Path) -> Any:
    """The content of a YAML file; KnowledgeFileError names the place of a mistake.

    Read from the parser's events: no key is lost (PyYAML keeps the last of two without a word), yes, no and on are
    words, a number with a leading zero is a code, and it takes half the time.
    """
    try:
        return parse_yaml(path.read_bytes().decode("utf-8"), path)
    except UnicodeDecodeError as error:
        raise KnowledgeFileError(path, "file", str(error).rstrip("."), _PLAIN) from error
    except OSError as error:
        raise KnowledgeFileError(path, "file", f"it can't be read ({error.strerror})") from error


def parse_yaml(text: str, path: Path) -> Any:
    """The content of a YAML text that stands in the file `path`, read as `load_yaml` does."""
    try:
        return _content(_Parser(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "file"
        problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
        raise KnowledgeFileError(path, place, problem.rstrip("."), _PLAIN) from error


def _content(parser: Any) -> Any:
    """The one document of a file, or None for an empty one."""
    parser.get_event()  # the stream begins
    if isinstance(parser.get_event(), yaml.StreamEndEvent):
        return None
    value = _value(parser, parser.get_event())
    parser.get_event()  # the document ends
    if not isinstance(after := parser.get_event(), yaml.StreamEndEvent):
        raise _mistake("a second document begins here", after)
    return value


def _value(parser: Any, event: Any) -> Any:
    """What begins with an event, as plain data."""
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event) if event.implicit[0] else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := parser.get_event(), yaml.SequenceEndEvent):
            items.append(_value(parser, event))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(parser)
    raise _mistake("an alias is not read here; write the value out", event)


def _mapping(parser: Any) -> dict[Any, Any]:
    made: dict[Any, Any] = {}
    while not isinstance(event := parser.get_event(), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _mistake("a key must be one word", event)
        key = _value(parser, event)
        if key in made:
            raise _mistake(f"the key {key!s} is written twice", event)
        made[key] = _value(parser, parser.get_event())
    return made


def _scalar(event: Any) -> Any:
    """A value written without quotes: nothing, a truth value, a number, a day or a word."""
    text: str = event.value
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "0123456789+-":
        return text
    if number := _NUMBER.fullmatch(text):
        return float(text) if number[1] else int(text)
    if not _DAY.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _mistake(f"{text} is no day: {error}", event) from error


def _mistake(problem: str, event: Any) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def build(model: type[M], value: Any, path: Path, key: str = "") -> M:
    """The value as a model; every fault names its exact key and what is allowed there."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems = Problems()
        for fault in error.errors():
            where = ".".join(str(part) for part in (key, *fault["loc"]) if str(part) not in ("", "[key]"))
            problems.add(KnowledgeFileError(path, where or "file", _said(fault), _allowed(model, fault)))
        problems.raise_if_any()
        raise  # no fault without an entry; kept for the type checker


def _said(fault: Any) -> str:
    if fault["type"] == "extra_forbidden":
        return "unknown key"
    if fault["type"] == "missing":
        return "this key is missing"
    shown = fault["input"] if isinstance(fault["input"], (str, int, float)) else None
    return str(fault["msg"]) + (f" (it is {shown!r})" if shown is not None else "")


def _allowed(model: type[BaseModel], fault: Any) -> str:
    """The keys known at the place of an unknown key, or the values of a closed set."""
    if fault["type"] == "extra_forbidden":
        return ", ".join(sorted(_model_at(model, fault["loc"][:-1]).model_fields))
    if "date" in fault["type"]:
        return "YYYY-MM-DD"
    return str(fault.get("ctx", {}).get("expected", ""))


def _model_at(model: type[BaseModel], place: tuple[str | int, ...]) -> type[BaseModel]:
    """The nested model at a place, as far as annotations tell; else the outermost."""
    found = model
    for part in place:
        field = found.model_fields.get(str(part))
        if field is not None:
            found = next(iter(_models_in(field.annotation)), found)
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


def build_all(model: type[M], rows: Any, path: Path) -> list[M]:
    """A list of rows as models; the faults of all rows are told together, a repeated id among them."""
    if not isinstance(rows, list):
        raise KnowledgeFileError(path, "file", "a list of rows is expected")
    problems = Problems()
    made: list[M] = []
    for number, row in enumerate(rows):
        with problems.collecting():
            made.append(build(model, row, path, str(row.get("id", number)) if isinstance(row, dict) else str(number)))
    for identity, times in Counter(getattr(row, "id", None) for row in made).items():
        if identity is not None and times > 1:
            problems.add(KnowledgeFileError(path, str(identity), "this id is given twice"))
    problems.raise_if_any()
    return made
