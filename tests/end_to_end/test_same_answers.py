"""The same input gives the same answer in every process: nothing hangs on the order in which a set is walked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

ONE_READING = """
import hashlib, json, sys
from datetime import date
from pathlib import Path
from chartcite.domain.encounter import EncounterRequest
from chartcite.settings import Settings
from chartcite.wiring import build_copilot

home, root, *texts = sys.argv[1:]
copilot = build_copilot(Settings(home=Path(home), knowledge=Path(root) / "knowledge"))
said = []
for text in texts:
    for made in (copilot.critique(text, EncounterRequest(date_of_service=date(2026, 11, 2))), copilot.ask(text, EncounterRequest())):
        body = made.model_dump(mode="json")
        body.pop("receipt"), body.pop("timings_ms")
        said.append(body)
print(hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest())
"""
NOTES = (
    "Cryo under US of the L ant fem cutaneous + infrapatellar saph. nerves, ice ball seen, images saved.",
    "Left sup. and inf. cluneal RFA 80 C 90 s, 2 lesions each; GON block R with bupi + dex, flex dig prof toxin 25 U.",
)


def test_a_process_with_other_hashes_answers_alike(tmp_path: Path) -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", ONE_READING, str(tmp_path), str(ROOT), *NOTES],
            env={**os.environ, "PYTHONHASHSEED": own},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for own in ("0", "1")
    ]
    assert told[0] == told[1]
