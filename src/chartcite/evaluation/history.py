"""What the baselines came to over the commits that changed them, read from git; nothing outside a checkout."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chartcite.evaluation.runner import git
from chartcite.evaluation.shelf import OF_NO_SUITE, is_frozen

MOST = 40
"""The newest commits that are shown."""


class Kept(NamedTuple):
    """The baselines as one commit left them."""

    commit: str
    day: str
    cases: int
    right: int
    frozen_cases: int
    frozen_right: int


def kept(folder: Path) -> list[Kept]:
    """The commits that changed the baselines in this folder, oldest first."""
    root = git("rev-parse", "--show-toplevel")
    if not root or not folder.is_relative_to(root):
        return []
    place = str(folder.relative_to(root))
    lines = git("log", f"-{MOST}", "--format=%h %cs", "--", f":/{place}").splitlines()
    return [_kept(line.split()[0], line.split()[1], place) for line in reversed(lines)]


def _kept(commit: str, day: str, place: str) -> Kept:
    names = [
        n for n in git("ls-tree", "-r", "--name-only", "--full-tree", commit, place).splitlines() if n.endswith(".json")
    ]
    own = [n for n in names if not any(f"{place}/{kind}" in n for kind in OF_NO_SUITE)]
    sums = [0, 0, 0, 0]
    for name, body in zip(own, _bodies([f"{commit}:{name}" for name in own]), strict=True):
        at = 2 * is_frozen(name.removeprefix(f"{place}/"))
        sums[at] += int(body.get("cases", 0))
        sums[at + 1] += int(body.get("right", 0))
    return Kept(commit, day, *sums)


def _bodies(objects: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The JSON of these objects, by one process."""
    told = subprocess.run(
        ["git", "cat-file", "--batch"],
        input="\n".join(objects).encode(),
        capture_output=True,
        timeout=30,
        check=False,
        cwd=Path(__file__).parent,
    ).stdout
    for _ in objects:
        head, _, told = told.partition(b"\n")
        size = int(head.split()[-1]) if head.split()[-1:] and head.split()[-1].isdigit() else 0
        body, told = told[:size], told[size + 1 :]
        try:
            yield json.loads(body)
        except ValueError:
            yield {}
