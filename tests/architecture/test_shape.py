"""Sizes and import order."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from source_files import ROOT, modules, place

LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert not {place(path, 1): length for path, length in lengths.items() if length > LONGEST_FILE}


def test_no_function_is_longer_than_40_lines() -> None:
    found = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found[f"{place(path, node.lineno)} {node.name}"] = length
    assert not found


def test_imports_run_one_way_and_adapters_stay_behind_wiring() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [str(tool), "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_lock_names_no_address_and_every_package_has_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pinned = [number for number, line in enumerate(lines) if "==" in line]
    assert pinned
    assert all("--hash=sha256:" in lines[number + 1] for number in pinned)


def test_no_unit_test_runs_on_the_real_product() -> None:
    units = (ROOT / "tests" / "unit").rglob("test_*.py")
    texts = {path.name: path.read_text(encoding="utf-8") for path in units}
    taking = {name for name, text in texts.items() if re.search(r"^def test_[^)]*\bcopilot\b", text, re.M)}
    assert not {name for name in taking if "\ndef copilot(" not in texts[name]}, "these belong in tests/knowledge"
