"""Tests mirror the source: `src/reportedly/STAGE/MODULE.py` has `tests/STAGE/test_MODULE.py`, or stands in the list below."""
from __future__ import annotations

from pathlib import Path

from .source import ROOT, modules, public

TESTED_BY = {
    # what covers a module that has no test module of its own; "STAGE" entries cover a whole stage's seams
    "model": "tests/properties/test_records.py",
    "parse": "tests/properties/test_hostile.py",
    "run.py": "tests/properties/test_hostile.py",
    "cli.py": "tests/test_cli.py",
}


def _test_of(path: Path) -> Path:
    name = f"test_{path.stem}.py" if path.stem != "__init__" else f"test_{path.parent.name}.py"
    return ROOT / "tests" / path.parent / name


def _covered(path: Path) -> bool:
    if _test_of(path).exists():
        return True
    for key in (str(path), *map(str, path.parents)):
        if key in TESTED_BY:
            return (ROOT / TESTED_BY[key]).exists()
    return False


def test_every_module_with_public_functions_has_tests() -> None:
    missing = [str(path) for path, tree in modules().items() if public(tree) and not _covered(path)]
    assert not missing


def test_the_list_names_nothing_that_is_gone() -> None:
    known = {str(p) for p in modules()} | {str(q) for p in modules() for q in p.parents}
    assert set(TESTED_BY) <= known
