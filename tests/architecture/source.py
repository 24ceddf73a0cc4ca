"""The package's own source as syntax trees, for the tests of its architecture."""
from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/reportedly"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package by its path below `src/reportedly`."""
    return {p.relative_to(PACKAGE): ast.parse(p.read_text("utf-8"), str(p)) for p in sorted(PACKAGE.rglob("*.py"))}


def functions(tree: ast.AST) -> Iterator[Function]:
    return (n for n in ast.walk(tree) if isinstance(n, Function))


def length(function: Function) -> int:
    """Lines of a function with its docstring, without decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def public(tree: ast.Module) -> list[str]:
    """Names of the public functions and of the public classes that have methods of their own, at the module's top."""
    def worth(n: ast.stmt) -> bool:
        if isinstance(n, ast.ClassDef):
            return not n.name.startswith("_") and any(isinstance(m, Function) for m in n.body)
        return isinstance(n, Function) and not n.name.startswith("_")
    return [n.name for n in tree.body if worth(n)]  # type: ignore[attr-defined]
