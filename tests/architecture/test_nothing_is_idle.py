"""What stands in the product is used by the product: a test of what nothing runs proves nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from source_files import modules, place

CALLED_FROM_OUTSIDE = frozenset(
    {
        "main",  # the entry points of the package
        *("find", "means"),  # what evals/benchmarks measures with
        *("run_case", "score_evidence"),  # what the tests of whole answers judge with
    }
)
_BY_FRAMEWORKS = frozenset({"embed_documents", "model_config", "settings_customise_sources"})


def named(tree: ast.AST) -> Iterator[str]:
    """Every name that a module reads, takes from an object or imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def defined(tree: ast.Module, *, adapts: bool) -> Iterator[tuple[str, int]]:
    """Functions, classes, constants and methods; not what a decorator hands on, nor what an adapter gives to a framework."""
    for node in ast.walk(tree):
        given = adapts and isinstance(node, ast.ClassDef) and node.bases
        body = node.body if isinstance(node, ast.Module | ast.ClassDef) and not given else []
        for item in body:
            if isinstance(item, ast.FunctionDef | ast.ClassDef) and not item.decorator_list:
                yield item.name, item.lineno
            elif isinstance(item, ast.Assign) and isinstance(node, ast.Module):
                yield from ((t.id, item.lineno) for t in item.targets if isinstance(t, ast.Name))


def test_every_function_class_and_constant_is_used_by_the_product() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in modules()}
    used = {name for tree in trees.values() for name in named(tree)} | CALLED_FROM_OUTSIDE | _BY_FRAMEWORKS
    idle = [
        f"{place(path, line)} {name}"
        for path, tree in trees.items()
        for name, line in defined(tree, adapts="adapters" in path.parts)
        if name not in used and not (name.startswith("__") and name.endswith("__"))
    ]
    assert not idle
