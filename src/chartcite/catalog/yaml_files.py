"""Strict YAML: duplicate keys, unknown keys and bad values fail with file, key and what is allowed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from chartcite.errors import KnowledgeError, KnowledgeFileError

M = TypeVar("M", bound=BaseModel)
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]
    """A loader that refuses a key written twice (plain YAML keeps the last without a word)."""


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    made: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in made:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} is written twice", key_node.start_mark)
        made[key] = loader.construct_object(value_node, deep=True)
    return made


# YAML 1.1 reads yes, no, on and off as truth values; here they are words (a verdict, a key), and only true and false are not.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


class Problems:
    """Collects what is wrong in many files, to be told all at once."""

    def __init__(self) -> None:
        self.found: list[KnowledgeFileError] = []

    def add(self, error: KnowledgeFileError) -> None:
        """Remember one."""
        self.found.append(error)

    def raise_if_any(self) -> None:
        """One error that lists them all."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise KnowledgeError("\n".join(str(error) for error in self.found))


def load_yaml(path: Path) -> Any:
    """The content of a YAML file; KnowledgeFileError names the place of a mistake."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 (derives from the safe loader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "file"
        problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or error)
        raise KnowledgeFileError(path, place, problem.rstrip("."), "plain YAML, each key once, dates as YYYY-MM-DD") from error


def build(model: type[M], value: Any, path: Path, key: str = "") -> M:
    """The value as a model; the first fault names its exact key and, for an unknown key, the known ones."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in (key, *fault["loc"]) if str(part))
        allowed = ", ".join(sorted(model.model_fields)) if fault["type"] in ("extra_forbidden", "missing") else str(fault.get("ctx", {}).get("expected", ""))
        raise KnowledgeFileError(path, where or "file", fault["msg"], allowed) from error


def build_all(model: type[M], rows: Any, path: Path) -> list[M]:
    """A list of rows as models."""
    if not isinstance(rows, list):
        raise KnowledgeFileError(path, "file", "a list of rows is expected")
    made = [build(model, row, path, str(row.get("id", i)) if isinstance(row, dict) else str(i)) for i, row in enumerate(rows)]
    ids = [getattr(row, "id", None) for row in made]
    for identity in ids:
        if identity is not None and ids.count(identity) > 1:
            raise KnowledgeFileError(path, str(identity), "this id is given twice")
    return made
