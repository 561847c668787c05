"""The baseline in git: for each suite which cases were whole, and the soft scores that were below 1, case by case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from chartcite.domain.record import Record
from chartcite.errors import InputError
from chartcite.evaluation.runner import CaseResult
from chartcite.evaluation.scorers import MEANS


class Baseline(Record):
    """What a suite came to when it was last kept. `digest` pins the text of a frozen suite."""

    cases: int
    right: int
    digest: str | None = None
    below: dict[str, dict[str, float]] = {}
    """Soft metric -> case -> score, where it was below 1."""
    whole: dict[str, bool]


class Regression(Record):
    """What got worse, with what was expected against what was got."""

    suite: str
    case: str
    told: str
    expected: str = ""
    got: str = ""


def path_of(folder: Path, suite: str) -> Path:
    """Where the baseline of a suite stands."""
    return folder / f"{suite}.json"


def read(folder: Path, suite: str) -> Baseline | None:
    """The baseline of a suite, or None when it has none."""
    path = path_of(folder, suite)
    if not path.is_file():
        return None
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, ValueError) as error:
        raise InputError(
            f"{path} is no baseline ({str(error).splitlines()[0]}); write it anew with --update-baseline"
        ) from error


def names(folder: Path) -> list[str]:
    """The suites that have a baseline in this folder."""
    return sorted(str(p.relative_to(folder).with_suffix("")) for p in folder.rglob("*.json")) if folder.is_dir() else []


def write(folder: Path, suite: str, results: Sequence[CaseResult], digest: str | None = None) -> None:
    """Keep this run as the baseline of a suite."""
    ranked = sorted(results, key=lambda r: r.id)
    whole = {r.id: r.whole for r in ranked}
    below = {name: {r.id: r.scores[name] for r in ranked if r.scores.get(name, 1.0) < 1} for name in MEANS}
    kept = {"cases": len(whole), "right": sum(whole.values())}
    body = {
        **kept,
        **({"digest": digest} if digest else {}),
        "below": {n: b for n, b in below.items() if b},
        "whole": whole,
    }
    path = path_of(folder, suite)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(body, indent=0) + "\n", encoding="utf-8")


def compare(folder: Path, suite: str, results: Sequence[CaseResult], *, sample: bool = False) -> list[Regression]:
    """Cases that were whole and are not, and cases that are gone (unless only a sample was run)."""
    before = read(folder, suite)
    if before is None:
        return []
    now = {r.id: r for r in results}
    worse = [_worse(suite, now[i]) for i, was in before.whole.items() if was and i in now and not now[i].whole]
    gone = [i for i in before.whole if i not in now and not sample]
    return [*worse, *(Regression(suite=suite, case=i, told="the case is gone") for i in gone)]


def _worse(suite: str, result: CaseResult) -> Regression:
    told = "; ".join(told for _, told in result.faults)
    return Regression(suite=suite, case=result.id, told=told, expected=result.expected, got=result.got)
