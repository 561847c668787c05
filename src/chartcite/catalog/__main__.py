"""`python -m chartcite.catalog [FOLDER]`: is the knowledge whole? Prints every fault; exit 1 if there is one."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from chartcite.catalog.integrity import problems
from chartcite.catalog.library import Library
from chartcite.errors import ChartciteError


def main() -> int:
    """Load, check, run the examples of the rules, and say what was found."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("knowledge")
    try:
        library = Library.load(root)
    except ChartciteError as error:
        print(error)
        return 1
    found = list(problems(library))
    try:
        found += importlib.import_module("chartcite.deciding.examples").run(library)
    except ModuleNotFoundError:
        print("(examples not run)")
    print(*found, sep="\n")
    print(f"{len(library.sources)} sources, {len(library.passages)} passages, {len(library.tables)} tables, {len(library.rules)} rules, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
