"""`python -m chartcite.catalog [FOLDER]`: is the knowledge whole? Prints every fault; exit 1 if there is one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from chartcite.catalog.integrity import problems
from chartcite.catalog.library import Library
from chartcite.errors import KnowledgeError

_EXAMPLES = "chartcite.deciding.examples"  # a later stage: called by name, as the catalog may not import it


def main(arguments: list[str]) -> int:
    """Load, check, run the examples of the rules, and say what was found."""
    try:
        library = Library.load(Path(arguments[0] if arguments else "knowledge"))
    except KnowledgeError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    found = [*problems(library), *_run_examples(library)]
    held = ", ".join(f"{len(getattr(library, kind))} {kind}" for kind in ("sources", "passages", "tables", "rules"))
    sys.stdout.write("".join(f"{line}\n" for line in (*found, f"{held}, {len(found)} faults")))
    return 1 if found else 0


def _run_examples(library: Library) -> list[str]:
    """What does not come out of the rules' own examples."""
    if importlib.util.find_spec(_EXAMPLES) is None:
        return []
    faults: list[str] = importlib.import_module(_EXAMPLES).run(library)
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
