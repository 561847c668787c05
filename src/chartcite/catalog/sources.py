"""Sources and their passages from a folder of knowledge or of added documents, and the digest over all files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from chartcite.catalog.passages import read_passages
from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.yaml_files import Problems, build, load_yaml
from chartcite.domain.source import Passage, Source
from chartcite.errors import KnowledgeFileError, UnknownIdError

_READ = (".yaml", ".md", ".csv")


def load_sources(root: Path, vocabularies: Vocabularies, sources: dict[str, Source], problems: Problems) -> None:
    """Add every `sources/<id>.yaml` of a folder to `sources`."""
    own: dict[str, Path] = {}
    paths = _source_files(root)
    for path in paths:
        with problems.collecting():
            source = _source(path)
            if source.id in sources:
                raise KnowledgeFileError(path, "file", f"there is a source {source.id} already", "another file name")
            _check_source(source, vocabularies, path)
            sources[source.id], own[source.id] = source, path
    for identity, path in own.items():
        successor = sources[identity].superseded_by
        if successor and successor not in sources and successor not in {p.stem for p in paths}:
            problems.add(UnknownIdError(path, "superseded_by", f"{successor} is no source", "ids of sources/"))


def _source_files(root: Path) -> list[Path]:
    return sorted((root / "sources").glob("*.yaml"))


def _source(path: Path) -> Source:
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise KnowledgeFileError(path, "file", "a mapping is expected", ", ".join(Source.model_fields))
    if data.get("edition") is not None:
        data["edition"] = str(data["edition"])
    return build(Source, {"id": path.stem, **data}, path)


def _check_source(source: Source, v: Vocabularies, path: Path) -> None:
    """Kind, authority and jurisdiction are known, and its last day does not lie before its first."""
    if source.kind not in v.source_kinds:
        raise UnknownIdError(path, "kind", f"{source.kind} is not known", ", ".join(sorted(v.source_kinds)))
    if source.authority not in v.authorities:
        raise UnknownIdError(path, "authority", f"{source.authority} is not known", ", ".join(v.authorities))
    kind, _, name = source.jurisdiction.partition(":")
    known = {"mac": v.macs, "payer": v.payers, "state": v.states}.get(kind)
    if (known is None and source.jurisdiction not in ("national", "none")) or (known is not None and name not in known):
        allowed = "national, none, mac:<id>, payer:<id>, state:<XX>"
        raise UnknownIdError(path, "jurisdiction", f"{source.jurisdiction} is not known", allowed)
    if source.in_force_from and source.in_force_to and source.in_force_to < source.in_force_from:
        raise KnowledgeFileError(path, "in_force_to", "it lies before in_force_from")


def load_passages(root: Path, sources: dict[str, Source], passages: dict[str, Passage], problems: Problems) -> None:
    """Add every `passages/<source>.md` of a folder to `passages`."""
    named = {*sources, *(path.stem for path in _source_files(root))}  # a faulty source is told once, not again here
    for path in sorted((root / "passages").glob("*.md")):
        with problems.collecting():
            if path.stem not in named:
                raise UnknownIdError(path, "file", f"{path.stem} is no source", "the name of a file sources/<id>.yaml")
            for passage in read_passages(path):
                if passage.id in passages:
                    raise KnowledgeFileError(path, passage.id, "this passage is there already")
                passages[passage.id] = passage


def digest_of(*roots: Path | None) -> str:
    """One digest over names and contents of all files that are read."""
    digest = hashlib.sha256()
    for root in roots:
        for name, path in sorted(_files(root)) if root else ():
            with open(path, "rb") as file:
                digest.update(name.encode() + b"\0" + file.read() + b"\0")
    return f"sha256:{digest.hexdigest()}"


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """Name below the root and path of every file that is read (a thousand of them: plain strings, for speed)."""
    top = str(root)
    for folder, _, names in os.walk(top):
        below = folder[len(top) :].replace(os.sep, "/")
        yield from ((f"{below}/{name}", f"{folder}/{name}") for name in names if name.endswith(_READ))
