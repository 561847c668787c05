"""`python -m chartcite.catalog [FOLDER]`: is the knowledge whole? Prints every fault; exit 1 if there is one."""

from __future__ import annotations

import sys
from pathlib import Path

from chartcite.catalog.integrity import problems
from chartcite.catalog.library import Library
from chartcite.deciding import examples  # a later stage: this command alone may, see the contract in pyproject.toml
from chartcite.errors import KnowledgeError


def main(arguments: list[str]) -> int:
    """Load, check, run the examples of the rules, and say what was found."""
    try:
        library = Library.load(Path(arguments[0] if arguments else "knowledge"))
    except KnowledgeError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    found = [*problems(library), *examples.run(library)]
    held = ", ".join(f"{len(getattr(library, kind))} {kind}" for kind in ("sources", "passages", "tables", "rules"))
    sys.stdout.write("".join(f"{line}\n" for line in (*found, f"{held}, {len(found)} faults")))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
