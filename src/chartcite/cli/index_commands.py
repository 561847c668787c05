"""The index: build it, say what it holds, prove that every passage is found."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcite.cli import options
from chartcite.cli.session import load_settings, show_progress

if TYPE_CHECKING:
    from chartcite.retrieval.building import Indexes

app = typer.Typer(help="The index of all passages.", epilog="Example: chartcite index build", rich_markup_mode=None)
Force = Annotated[bool, typer.Option("--force", help="Build it again even if it is there.")]


@app.command(epilog="Example: chartcite index build")
def build(force: Force = False, as_json: options.AsJson = False) -> int:
    """Build the index of this knowledge, if it is not there yet."""
    indexes = _indexes()
    snapshot = indexes.build(show_progress, force=force)
    snapshot.close()
    manifest = snapshot.manifest
    _say(
        {
            "state": "ready",
            "folder": str(snapshot.folder),
            "passages": manifest.passages,
            "embedder": manifest.embedder,
        },
        f"The index holds {manifest.passages:,} passages: {snapshot.folder}",
        as_json,
    )
    return 0


@app.command(epilog="Example: chartcite index status --json")
def status(as_json: options.AsJson = False) -> int:
    """Say whether there is an index of this knowledge, and what it holds; exit 1 if not."""
    found = _indexes().status()
    manifest = found.manifest
    form = {
        "state": found.state,
        "folder": str(found.folder),
        "passages": manifest.passages if manifest else None,
        "embedder": manifest.embedder if manifest else None,
        "built_at": str(manifest.built_at) if manifest else None,
        "problem": found.problem,
        "older": list(found.others),
    }
    held = f"{manifest.passages:,} passages, {manifest.embedder}, {found.folder}" if manifest else found.problem
    _say(form, f"The index is {found.state}: {held}", as_json)
    return 0 if found.state == "ready" else 1


@app.command(epilog="Example: chartcite index verify")
def verify(as_json: options.AsJson = False) -> int:
    """Prove that every passage is retrievable by its vector and by its words; exit 1 if one is not."""
    proof = _indexes().verify(show_progress)
    lost = [*proof.not_found_by_vector, *proof.not_found_by_words]
    told = "every one is found" if proof.holds else f"{len(lost)} are not found, such as {lost[0]}"
    form = {
        "holds": proof.holds,
        "passages": proof.passages,
        "not_found_by_vector": list(proof.not_found_by_vector),
        "not_found_by_words": list(proof.not_found_by_words),
    }
    _say(form, f"{proof.passages:,} passages: {told}.", as_json)
    return 0 if proof.holds else 1


def _indexes() -> Indexes:
    from chartcite.wiring import index_of, load_library

    settings = load_settings()
    return index_of(settings, load_library(settings))


def _say(form: dict[str, Any], sentence: str, as_json: bool) -> None:
    sys.stdout.write((json.dumps(form, indent=2) if as_json else sentence) + "\n")
