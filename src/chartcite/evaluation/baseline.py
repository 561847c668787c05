"""The baseline in git: which cases were whole, by suite. A case that was whole and is not any more is a regression."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from chartcite.domain.record import Record
from chartcite.errors import InputError
from chartcite.evaluation.runner import CaseResult


class Regression(Record):
    """A case that got worse, with what is wrong with it now."""

    suite: str
    case: str
    told: str


def read(folder: Path, suite: str) -> dict[str, bool] | None:
    """Case id -> whole, or None when the suite has no baseline."""
    path = folder / f"{suite}.json"
    if not path.is_file():
        return None
    try:
        return {str(k): bool(v) for k, v in json.loads(path.read_text(encoding="utf-8"))["whole"].items()}
    except (ValueError, KeyError, AttributeError) as error:
        raise InputError(f"{path} is no baseline ({error}); write it anew with --update-baseline") from error


def write(folder: Path, suite: str, results: Sequence[CaseResult]) -> None:
    """Keep this run as the baseline of a suite."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {r.id: r.whole for r in sorted(results, key=lambda r: r.id)}
    (folder / f"{suite}.json").write_text(
        json.dumps({"cases": len(whole), "right": sum(whole.values()), "whole": whole}, indent=0) + "\n",
        encoding="utf-8",
    )


def compare(folder: Path, suite: str, results: Sequence[CaseResult], *, sample: bool = False) -> list[Regression]:
    """Cases that were whole and are not, and cases that are gone (unless only a sample was run)."""
    before = read(folder, suite)
    if before is None:
        return []
    now = {r.id: r for r in results}
    worse = [
        Regression(suite=suite, case=i, told="; ".join(told for _, told in now[i].faults))
        for i, was in before.items() if was and i in now and not now[i].whole
    ]  # fmt: skip
    gone = [] if sample else [Regression(suite=suite, case=i, told="the case is gone") for i in before if i not in now]
    return [*worse, *gone]
