"""Passages from Markdown: one file a source, one passage a heading (format in knowledge/README.md)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chartcite.catalog.yaml_files import build
from chartcite.domain.source import Passage
from chartcite.errors import KnowledgeFileError

_NAMES = {
    **{name: name for name in ("locator", "known", "confidence", "title", "caveat", "wording")},
    "from": "first_day",
    "to": "last_day",
}
"""The keys a passage may have, and the fields they fill."""


def read_passages(path: Path) -> list[Passage]:
    """All passages of one file, in order; a repeated heading, an unknown key or an empty text fails."""
    source = path.stem
    made: dict[str, Passage] = {}
    for heading, lines in _blocks(path):
        passage = _passage(path, source, heading, lines)
        if passage.id in made:
            raise KnowledgeFileError(path, heading, "this heading is written twice")
        made[passage.id] = passage
    if not made:
        raise KnowledgeFileError(path, "file", "it holds no passage", "headings that start with '## '")
    return list(made.values())


def _blocks(path: Path) -> list[tuple[str, list[str]]]:
    blocks: list[tuple[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            blocks.append((line[3:].strip(), []))
        elif blocks:
            blocks[-1][1].append(line)
        elif line.strip() and not line.startswith("# "):
            raise KnowledgeFileError(path, line[:40], "text stands before the first heading")
    return blocks


def _passage(path: Path, source: str, heading: str, lines: list[str]) -> Passage:
    meta: dict[str, object] = {}
    body_from = 0
    while body_from < len(lines) and not lines[body_from].strip():
        body_from += 1
    while body_from < len(lines) and lines[body_from].strip():
        key, colon, value = lines[body_from].partition(":")
        if not colon or key.strip() not in _NAMES:
            raise KnowledgeFileError(path, f"{heading}.{key.strip()[:40]}", "unknown key", ", ".join(_NAMES))
        meta[_NAMES[key.strip()]] = _value(path, heading, key.strip(), value.strip())
        body_from += 1
    text = "\n".join(line.rstrip() for line in lines[body_from:]).strip()
    if not text:
        raise KnowledgeFileError(path, heading, "the passage has no text after its keys and a blank line")
    return build(Passage, {"id": f"{source}/{heading}", "source": source, "text": text, **meta}, path, heading)


def _value(path: Path, heading: str, key: str, value: str) -> object:
    if key not in ("from", "to"):
        return value.strip('"') or None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise KnowledgeFileError(path, f"{heading}.{key}", f"{value} is no date", "YYYY-MM-DD") from None
