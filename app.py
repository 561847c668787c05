"""The page on this machine: `python app.py` is `chartcite serve`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

if __name__ == "__main__":
    from chartcite.cli import run

    sys.exit(run(["serve", *sys.argv[1:]]))
