"""Small modules, short functions, documented and sorted public names."""
from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from .source import PACKAGE, Function, functions, length, modules

MODULE_LINES = 500
FUNCTION_LINES = 40


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_module_is_long(path: Path) -> None:
    assert len((PACKAGE / path).read_text("utf-8").splitlines()) <= MODULE_LINES


def test_nine_functions_in_ten_are_short() -> None:
    lengths = sorted(length(f) for tree in modules().values() for f in functions(tree))
    assert lengths[int(0.9 * len(lengths))] <= FUNCTION_LINES


@pytest.mark.parametrize("path", modules(), ids=str)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(modules()[path])


@pytest.mark.parametrize("path", modules(), ids=str)
def test_all_is_sorted_and_true(path: Path) -> None:
    tree = modules()[path]
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            names = ast.literal_eval(node.value)
            assert list(names) == sorted(names)
            defined = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            defined |= {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
            defined |= {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom | ast.Import) for a in n.names}
            if "__getattr__" in defined:  # names that are looked up when first used
                defined |= {n for n in names if hasattr(import_module("reportedly"), n)}
            assert set(names) <= defined


def test_every_function_is_annotated() -> None:
    def whole(f: Function) -> bool:
        arguments = [a for a in f.args.args + f.args.kwonlyargs if a.arg not in ("self", "cls")]
        return f.returns is not None and all(a.annotation is not None for a in arguments)
    bare = [f"{path}:{f.lineno} {f.name}" for path, tree in modules().items() for f in functions(tree) if not whole(f)]
    assert not bare
