"""Named checks of an installation, each with what it saw and how to mend it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from chartcite.catalog.library import Library
from chartcite.domain.record import Record
from chartcite.errors import ChartciteError, ModelError
from chartcite.ports import LanguageModel
from chartcite.retrieval.building import Indexes

Severity = Literal["ok", "warning", "failure"]
OLDEST_PYTHON = (3, 11)
LONGEST_WAIT = 5.0
"""Seconds that a model endpoint may take to name its models."""
SHOWN = 4
"""Ids named in one message."""
LOOKED_AT_DAYS = 180
"""After half a year most tables and articles have newer editions."""


class Check(Record):
    """What one check saw; `remedy` says what to do unless all is well."""

    name: str
    severity: Severity
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Patient:
    """What the doctor looks at. The loaders may raise; that is a finding."""

    home: Path
    model_host: str | None
    model_is_here: bool
    today: date
    load_library: Callable[[], Library]
    load_indexes: Callable[[Library], Indexes]
    model: LanguageModel | None = None


def examine(patient: Patient) -> Iterator[Check]:
    """Run every check, cheapest first."""
    yield _python()
    yield _home(patient.home)
    yield _model(patient)
    if patient.model is not None:
        yield _endpoint(patient.model)
    yield _extra()
    try:
        library = patient.load_library()
    except ChartciteError as error:
        yield _failed("knowledge", error, "Mend the file named, or unset CHARTCITE_KNOWLEDGE.")
        return
    yield _knowledge(library)
    yield _sources(library, patient.today)
    yield _tables(library, patient.today)
    yield _coverage(library, patient.today)
    yield from _index(patient, library)


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Check(
            name="python", severity="failure", message=f"Python {version}.", remedy="Install Python 3.11 or newer."
        )
    return Check(name="python", severity="ok", message=f"Python {version}.")


def _home(home: Path) -> Check:
    if not home.exists():
        return Check(name="home", severity="ok", message=f"{home} will be made when something is stored.")
    if not (home.is_dir() and os.access(home, os.W_OK | os.X_OK)):
        remedy = "Give yourself the right to write there, or set CHARTCITE_HOME to another folder."
        return Check(
            name="home", severity="failure", message=f"{home} is no folder that can be written to.", remedy=remedy
        )
    mode = stat.S_IMODE(home.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        message = f"Others on this machine can look into {home} (mode {mode:04o})."
        return Check(name="home", severity="warning", message=message, remedy=f"chmod 700 {home}")
    return Check(name="home", severity="ok", message=f"{home} is writable and private.")


def _model(patient: Patient) -> Check:
    host = patient.model_host
    if host is None:
        return Check(
            name="model", severity="ok", message="No model endpoint is set: the embedded drafter words answers."
        )
    if patient.model_is_here:
        return Check(name="model", severity="ok", message=f"The model endpoint is on this machine ({host}).")
    message = f"The model endpoint is on another machine ({host}), as allowed: questions and passages are sent to it."
    return Check(
        name="model", severity="warning", message=message, remedy="Unset CHARTCITE_MODEL_URL to keep all here."
    )


def _endpoint(model: LanguageModel) -> Check:
    """Whether the endpoint answers and holds the model; without it answers stand in Chartcite's own words."""
    try:
        held = model.models(LONGEST_WAIT)
    except ModelError as error:
        remedy = "Start the endpoint, or mend CHARTCITE_MODEL_URL or CHARTCITE_MODEL_KEY; answers come without it."
        return Check(name="endpoint", severity="warning", message=str(error), remedy=remedy)
    if model.name in held:
        return Check(name="endpoint", severity="ok", message=f"{model.host} answers and holds {model.name}.")
    message = f"{model.host} answers and does not name {model.name}; it names {_some(held) or 'none'}."
    return Check(name="endpoint", severity="warning", message=message, remedy="Mend CHARTCITE_MODEL.")


def _extra() -> Check:
    has_it = find_spec("sentence_transformers") is not None
    said = "is installed" if has_it else "is not installed; the built-in embedder needs no extra"
    return Check(name="sentence-transformers", severity="ok", message=f"The extra sentence-transformers {said}.")


def _knowledge(library: Library) -> Check:
    counts = {
        "sources": len(library.sources),
        "passages": len(library.passages),
        "tables": len(library.tables),
        "rules": len(library.rules),
    }
    held = ", ".join(f"{count} {name}" for name, count in counts.items())
    return Check(name="knowledge", severity="ok", message=f"{library.root} holds {held}.")


def _sources(library: Library, today: date) -> Check:
    late = sorted(s.id for s in library.sources.values() if s.verify_by and s.verify_by < today)
    if not late:
        return Check(name="sources", severity="ok", message="Every source was verified in time.")
    message = f"{len(late)} sources are past the day by which to verify them again: {_some(late)}."
    return Check(
        name="sources", severity="warning", message=message, remedy="Look at the originals and set verified_on."
    )


def _tables(library: Library, today: date) -> Check:
    newest: dict[str, tuple[date, date | None]] = {}
    for table in library.tables.values():
        spec = table.spec
        ends = (spec.first_day, spec.read_until or spec.last_day)
        newest[spec.family] = max(newest.get(spec.family, ends), ends, key=lambda end: end[0])
    late = [f"{family} (to {end})" for family, (_, end) in sorted(newest.items()) if end and end < today]
    if not late:
        return Check(name="tables", severity="ok", message="Every family of tables reaches today, as far as it says.")
    message = f"Newer editions than these may be out: {_some(late)}. Answers say the vintage they use."
    return Check(
        name="tables", severity="warning", message=message, remedy="Add the new edition under knowledge/tables/."
    )


def _coverage(library: Library, today: date) -> Check:
    areas = library.coverage.values()
    counted = ", ".join(
        f"{count} {state}"
        for state in ("complete", "partial", "absent")
        if (count := sum(area.state == state for area in areas))
    )
    late = sorted(area.id for area in areas if (today - area.as_of).days > LOOKED_AT_DAYS)
    if not late:
        said = (
            f"Of {len(areas)} areas {counted}; chartcite sources --coverage lists them."
            if areas
            else "No areas are told."
        )
        return Check(name="coverage", severity="ok", message=said)
    message = f"{len(late)} areas were last looked at over {LOOKED_AT_DAYS} days ago: {_some(late)}."
    return Check(
        name="coverage",
        severity="warning",
        message=message,
        remedy="Look again and set as_of in knowledge/coverage.yaml.",
    )


def _index(patient: Patient, library: Library) -> Iterator[Check]:
    try:
        indexes = patient.load_indexes(library)
        status = indexes.status()
    except ChartciteError as error:
        yield _failed("index", error, "chartcite index build")
        return
    if status.manifest is None:
        severity: Severity = "failure" if status.state == "damaged" else "warning"
        message = f"The index is {status.state}: {status.problem}"
        yield Check(name="index", severity=severity, message=message, remedy="chartcite index build")
        return
    yield Check(name="index", severity="ok", message=f"{status.manifest.passages:,} passages, of this knowledge.")
    try:
        proof = indexes.verify()
    except ChartciteError as error:
        yield _failed("index-proof", error, "chartcite index build --force")
        return
    if proof.holds:
        yield Check(name="index-proof", severity="ok", message="Every passage is found by its vector and by its words.")
    else:
        lost = [*proof.not_found_by_vector, *proof.not_found_by_words]
        message = f"{len(lost)} passages are not found: {_some(lost)}."
        yield Check(name="index-proof", severity="failure", message=message, remedy="chartcite index build --force")


def _failed(name: str, error: ChartciteError, remedy: str) -> Check:
    return Check(name=name, severity="failure", message=str(error), remedy=remedy)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
