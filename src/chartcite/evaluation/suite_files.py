"""Reading a file of cases row by row, each with the lines of its keys, so that a mistake is told where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chartcite.errors import InputError


@dataclass(frozen=True)
class Row:
    """One case as the file writes it, and the line (from 1) of each of its keys, inner ones as `expect.outcome`."""

    file: Path
    line: int
    value: dict[str, Any]
    lines: dict[str, int]

    def fault(self, problem: str, key: str = "") -> InputError:
        """The error for this row: file, line, id and key."""
        parts = key.split(".") if key else []
        known = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
        line = next((self.lines[k] for k in known if k in self.lines), self.line)
        told = ": ".join(part for part in (str(self.value.get("id", "")), key, problem) if part)
        return InputError(f"{self.file}, line {line}: {told}")


def read_text(file: Path) -> str:
    """The text of a suite's file; one that is not UTF-8 is refused with the line of its first wrong byte."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror})") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{file}, line {line}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error


def read_rows(file: Path, text: str) -> list[Row]:
    """The cases of a file, none of them checked yet; InputError for what is no list of mappings."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise InputError(f"{file}, line {mark.line + 1 if mark else 1}: {problem}") from error
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        raise InputError(f"{file}, line 1: a list of cases is expected, each starting with '- '")
    return [_row(file, node) for node in root.value]


def _row(file: Path, node: yaml.Node) -> Row:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{file}, line {line}: a case needs an id and a question, or an id and a disposition")
    lines: dict[str, int] = {}
    _index(file, node, "", lines)
    try:
        value = yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{file}, line {line}: {getattr(error, 'problem', None) or error}") from error
    return Row(file, line, value, lines)


def _index(file: Path, node: yaml.MappingNode, under: str, lines: dict[str, int]) -> None:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise InputError(f"{file}, line {key.start_mark.line + 1}: a key must be a word")
        name = f"{under}{key.value}"
        if name in lines:
            raise InputError(f"{file}, line {key.start_mark.line + 1}: {name}: this key stands twice in its case")
        lines[name] = key.start_mark.line + 1
        if isinstance(value, yaml.MappingNode):
            _index(file, value, f"{name}.", lines)
