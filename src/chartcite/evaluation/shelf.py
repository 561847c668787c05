"""Where suites stand: those that ship, the frozen ones among them, and a customer's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chartcite.errors import InputError
from chartcite.evaluation.cases import Suite, load_suite

FROZEN = "frozen/"
"""Before the names of suites that no rule may have in view; their folder is called so too."""
LABELS = "labels.yaml"
MUTATIONS = "mutations"
HELD_OUT = "-held-out"
"""Behind the name of the half of a suite on which no setting may be chosen."""
OF_NO_SUITE = ("engines", "wall")
"""Folders of suites or baselines that other commands and tests look after."""
OF_OTHER_KINDS = ("retrieval", "masking", *OF_NO_SUITE)
"""Folders whose cases are no questions or notes; `other_suites` runs the first two."""


@dataclass(frozen=True)
class Shelved:
    """A suite and where its baseline stands."""

    suite: Suite
    baselines: Path

    @property
    def frozen(self) -> bool:
        """Whether no rule may have been written with this suite in view."""
        return is_frozen(self.suite.name)


def is_frozen(name: str) -> bool:
    """Whether the suite of this name is of the frozen split."""
    return name.startswith(FROZEN)


def is_held(name: str) -> bool:
    """Whether the suite of this name is frozen or the held-out half of one."""
    return is_frozen(name) or name.endswith(HELD_OUT)


def find(wanted: Sequence[str], suites: Path, baselines: Path, others: Sequence[str] = ()) -> list[Shelved]:
    """The suites that ship, or those wanted by name or path; a name that is neither is refused with those there are.

    `others` are the names of suites of other kinds, for the refusal.
    """
    shipped = dict(_shipped(suites))
    folders = {name.split("/")[0] for name in shipped} | {p.parent.name for p in shipped.values()} - {suites.name}
    found: dict[Path, Shelved] = {}
    for name in wanted or list(shipped):
        own = {n: p for n, p in shipped.items() if _is_called(n, p, name)}
        if not own and not Path(name).exists():
            known = ", ".join(sorted({*folders, *shipped, *others}))
            raise InputError(f"There is no suite {name}: give a path, or one of {known}.")
        for called, path in own.items():
            found[path] = Shelved(load_suite(path, called), baselines)
        for path in [] if own else _files(Path(name)):
            beside = path if path.is_dir() else path.parent
            found[path] = Shelved(load_suite(path), beside / "baselines")
    return list(found.values())


def _is_called(name: str, path: Path, wanted: str) -> bool:
    return wanted in (name, path.parent.name, name.split("/")[0]) or path == Path(wanted)


def _shipped(suites: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of each suite that ships."""
    for folder in sorted(suites.iterdir()) if suites.is_dir() else ():
        if not folder.is_dir() or folder.name in OF_OTHER_KINDS:
            continue
        if f"{folder.name}/" != FROZEN:
            yield from ((p.name if p.is_dir() else p.stem, p) for p in _files(folder, required=False))
            continue
        for path in sorted(p for p in folder.iterdir() if p.is_dir() or p.suffix == ".yaml"):
            yield f"{FROZEN}{path.stem}", path  # one suite a folder: a split is judged as a whole


def _files(path: Path, *, required: bool = True) -> list[Path]:
    """The suites at a path: the file itself, a folder of notes as one, or each file of a folder."""
    if path.is_file() or (path / LABELS).is_file():
        return [path]
    files = sorted(p for p in path.glob("*.yaml") if p.stem != MUTATIONS)
    if required and not files:
        raise InputError(f"{path}: no suite there; give a .yaml file of cases or a folder of them")
    return files
