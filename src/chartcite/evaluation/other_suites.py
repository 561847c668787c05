"""Suites whose cases are no questions or notes: retrieval, masking, and the mutations of notes; run like all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chartcite.copilot import Copilot
from chartcite.evaluation import masking, mutations, retrieval_suite
from chartcite.evaluation.cases import Suite
from chartcite.evaluation.planting import DEV, HELDOUT
from chartcite.evaluation.runner import CaseResult, Told
from chartcite.evaluation.shelf import HELD_OUT, MUTATIONS, Shelved
from chartcite.ports import Masker

Kind = Literal["retrieval", "masking", "mutations"]


@dataclass(frozen=True)
class Other:
    """A suite of another kind (of one that is halved, a half), where it stands and where its baseline does."""

    name: str
    kind: Kind
    path: Path
    baselines: Path

    @property
    def shelved(self) -> Shelved:
        """The same for the gate, which looks at names and results only."""
        return Shelved(Suite(name=self.name, as_of=None, cases=()), self.baselines)


def find(wanted: Sequence[str], suites: Path, baselines: Path) -> tuple[list[Other], list[str]]:
    """The suites of other kinds that are wanted (all without a wish), and the wishes that name none of them."""
    shipped = list(_shipped(suites, baselines))
    if not wanted:
        return shipped, []
    found: list[Other] = []
    left: list[str] = []
    for name in wanted:
        own = [o for o in shipped if name in (o.name, o.kind, o.name.removesuffix(HELD_OUT))] or list(_own(Path(name)))
        found += [item for item in own if item not in found]
        left += [] if own and not _has_labels(Path(name)) else [name]
    return found, left


def names(suites: Path) -> list[str]:
    """What may be asked for."""
    return sorted({part for item in _shipped(suites, suites) for part in (item.name, item.kind)})


def run(copilot: Copilot, item: Other, masker: Callable[[], Masker], told: Told) -> list[CaseResult]:
    """The results of a suite; `masker` makes what masks, when it is needed."""
    held_out = item.name.endswith(HELD_OUT)
    if item.kind == "retrieval":
        return retrieval_suite.results(copilot, item.path, item.name, held_out, told)
    if item.kind == "masking":
        half = HELDOUT if held_out else DEV
        return masking.results(masker(), copilot.readers.note, item.path, item.name, half, told)
    return mutations.run(copilot, item.path, told, suite=item.name)


def _shipped(suites: Path, baselines: Path) -> Iterator[Other]:
    for folder in sorted(suites.iterdir()) if suites.is_dir() else ():
        yield from _of(folder, baselines)


def _own(path: Path) -> Iterator[Other]:
    """A customer's: a folder, or the file of queries."""
    folder = path.parent if path.name == retrieval_suite.FILE else path
    if folder.is_dir():
        yield from _of(folder.resolve(), folder / "baselines")


def _of(folder: Path, baselines: Path) -> Iterator[Other]:
    if (folder / retrieval_suite.FILE).is_file():
        for half in retrieval_suite.halves(folder):
            yield Other(folder.name + (HELD_OUT if half else ""), "retrieval", folder, baselines)
    for name, end in ((DEV, ""), (HELDOUT, HELD_OUT)):
        if all((folder / f"{name}.{kind}").is_file() for kind in ("txt", "json")):
            yield Other(folder.name + end, "masking", folder, baselines)
    if (folder / f"{MUTATIONS}.yaml").is_file():
        yield Other(f"{folder.name}-{MUTATIONS}", "mutations", folder, baselines)


def _has_labels(path: Path) -> bool:
    """Whether a path holds a suite of cases too."""
    return path.is_dir() and any(p.stem != MUTATIONS for p in path.glob("*.yaml"))
