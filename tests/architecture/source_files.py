"""The project's own files, as the tests of its shape see them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "chartcite"
KNOWLEDGE = ROOT / "knowledge"


def modules() -> list[Path]:
    """Every Python file of the product."""
    return [*sorted(SOURCE.rglob("*.py")), ROOT / "app.py"]


def place(path: Path, line: int) -> str:
    """file:line, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{line}"


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """String constants with their line, without docstrings and without the examples in help texts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(part) for node in ast.walk(tree) for part in _shown_only(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value, node.lineno


def _shown_only(node: ast.AST) -> Iterator[ast.AST]:
    """Constants that only a reader sees: docstrings, `help=` and `epilog=`, and the constants that hold examples."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.keyword) and node.arg in ("help", "epilog"):
        yield from ast.walk(node.value)
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).endswith(("EXAMPLES", "EPILOG")):
        yield from ast.walk(node.value)
