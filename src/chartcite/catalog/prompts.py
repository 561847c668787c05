"""Prompts as data: `prompts/<id>.md` holds front matter, a system text and a user text; loaded as strictly as knowledge."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from chartcite.catalog.yaml_files import build, parse_yaml
from chartcite.domain.model import ModelCall, PromptUsed, Role
from chartcite.domain.record import Record
from chartcite.errors import KnowledgeFileError

_FRONT = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<body>.*)", re.S)
_PART = re.compile(r"^# (?P<name>.+?)[ ]*$", re.M)
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.S)
_PARTS = ("System", "User")
_CLOSED = "required must name all properties, and additionalProperties be false"


class _Front(Record):
    id: str
    purpose: str
    variables: dict[str, str] = {}
    reply: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """One call's texts. `reply` is the JSON schema of what the model must send back."""

    used: PromptUsed
    system: str
    user: str
    variables: frozenset[str]
    reply: dict[str, Any]

    def said(self, **values: str) -> str:
        """The user text with its variables filled in; a value is never read for variables itself."""
        return _filled(self.user, self._checked(values))

    def call(self, reply: Mapping[str, Any] | None = None, /, **values: str) -> ModelCall:
        """The call with its variables filled in; `reply` narrows the schema (such as to the keys that there are)."""
        checked = self._checked(values)
        messages: tuple[tuple[Role, str], ...] = (
            ("system", _filled(self.system, checked)),
            ("user", _filled(self.user, checked)),
        )
        return ModelCall(self.used.id, messages, dict(reply or self.reply), (self.used,))

    def _checked(self, values: Mapping[str, str]) -> Mapping[str, str]:
        if self.variables != values.keys():
            odd = ", ".join(sorted(self.variables ^ values.keys()))
            raise ValueError(f"the prompt {self.used.id} declares other variables than it was given: {odd}")
        return values


def load_prompt(folder: Path, identity: str, reply: type[BaseModel] | None = None) -> Prompt:
    """The prompt of an id. `reply` is the type that reads the answer: its fields must be those of the schema.

    Raises KnowledgeFileError naming the file, the place and what is allowed there.
    """
    path = folder / f"{identity}.md"
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeFileError(path, "file", "it can't be read as UTF-8") from error
    found = _FRONT.fullmatch(text)
    if not found:
        raise KnowledgeFileError(
            path, "file", "it has no front matter", "a block between two lines of ---, then the text"
        )
    front = build(_Front, parse_yaml(found["front"], path), path)
    if front.id != identity:
        raise KnowledgeFileError(path, "id", f"it is {front.id!r}", identity)
    parts = _parts(found["body"], path)
    _check_variables(front.variables.keys(), parts, path)
    _check_reply(front.reply, reply, path)
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    used = PromptUsed(id=identity, digest=digest)
    return Prompt(used, parts.get("System", ""), parts["User"], frozenset(front.variables), front.reply or {})


def _parts(body: str, path: Path) -> dict[str, str]:
    heads = list(_PART.finditer(body))
    if body[: heads[0].start() if heads else None].strip():
        raise KnowledgeFileError(path, "text", "words stand before the first heading", "# System, # User")
    parts: dict[str, str] = {}
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        if head["name"] not in _PARTS:
            raise KnowledgeFileError(path, f"# {head['name']}", "unknown heading", "# System, # User")
        if head["name"] in parts:
            raise KnowledgeFileError(path, f"# {head['name']}", "this heading stands twice")
        parts[head["name"]] = body[head.end() : following.start() if following else None].strip()
    if not parts.get("User"):
        raise KnowledgeFileError(path, "# User", "this part is missing or empty")
    return parts


def _check_variables(declared: object, parts: Mapping[str, str], path: Path) -> None:
    allowed = set(declared)  # type: ignore[call-overload]
    used = {name for text in parts.values() for name in _VARIABLE.findall(text)}
    for name in sorted(used - allowed):
        raise KnowledgeFileError(path, f"{{{{{name}}}}}", "this variable is not declared", ", ".join(sorted(allowed)))
    for name in sorted(allowed - used):
        raise KnowledgeFileError(path, f"variables.{name}", "this variable is declared and never used")


def _check_reply(schema: dict[str, Any] | None, reply: type[BaseModel] | None, path: Path) -> None:
    if reply is None:
        if schema is not None:
            raise KnowledgeFileError(path, "reply", "nothing reads a reply to this prompt by itself")
        return
    if schema is None:
        raise KnowledgeFileError(path, "reply", "this key is missing")
    expected = reply.model_json_schema()
    wanted, given = _shape(expected, expected.get("$defs", {})), _shape(schema, {})
    if wanted != given:
        raise KnowledgeFileError(path, "reply", "the schema is not that of what reads it", f"{wanted}; {_CLOSED}")


def _shape(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> Any:
    """The types and fields of a schema, without titles, texts and order; every object is closed and whole."""
    if "$ref" in schema:
        return _shape(shared[schema["$ref"].rpartition("/")[2]], shared)
    kind = schema.get("type")
    if kind == "array":
        return [_shape(schema.get("items", {}), shared)]
    if kind != "object":
        return kind
    fields = {name: _shape(part, shared) for name, part in schema.get("properties", {}).items()}
    closed = schema.get("additionalProperties") is False and set(schema.get("required", ())) == fields.keys()
    return fields if closed else {**fields, "...": _CLOSED}


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: values[match[1]], text)
