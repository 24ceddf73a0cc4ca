"""Tests mirror the source: what `src/reportedly/STAGE/MODULE.py` offers is tested in `tests/STAGE/`, by a file of its name or one that
imports it, or stands in the list below."""
from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from .source import ROOT, modules, public

TESTED_BY = {
    # what covers a module, or a whole stage, that no test of its own stage imports
    "model": "tests/properties/test_records.py",
    "parse": "tests/properties/test_hostile.py",
    "run": "tests/properties/test_hostile.py",
    "cli": "tests/test_cli.py",
    "extract": "tests/evaluation/test_phenomena.py",
    "read": "tests/read/test_read.py",
    # parts of merging
    **dict.fromkeys((f"assess/{m}.py" for m in ("changes", "days", "items", "names", "pairs", "tables")), "tests/assess/test_merge.py"),
    # parts of events and of control
    **dict.fromkeys((f"assess/{m}.py" for m in ("figures", "standing", "voices")), "tests/assess/test_events.py"),
    **dict.fromkeys((f"assess/{m}.py" for m in ("evidence", "parties", "places")), "tests/assess/test_control.py"),
    **dict.fromkeys((f"ledger/{m}.py" for m in ("chain", "queries", "rows")), "tests/ledger/test_store.py"),
    "resolve/document.py": "tests/properties/test_hostile.py",
    "resolve/ranking.py": "tests/resolve/test_places.py",
    "resolve/scene.py": "tests/evaluation/test_phenomena.py",
    "publish/exports": "tests/publish/exports/test_tables.py",
    # parts of the desk, asked through its API
    **dict.fromkeys((f"web/{m}.py" for m in ("answers", "briefing", "events_api", "lookups", "shapes")), "tests/web/test_picture_api.py"),
    **dict.fromkeys((f"web/{m}.py" for m in ("deps", "pages")), "tests/web/test_access.py"),
    **dict.fromkeys((f"web/{m}.py" for m in ("cache", "state_api")), "tests/web/test_store.py"),
    "web/deciding.py": "tests/web/test_review_api.py",
    "publish/basemap.py": "tests/publish/test_picture.py",
    "publish/brief_render.py": "tests/publish/test_brief.py",
}


def _imported(tree: ast.Module) -> set[str]:
    out: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            out |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            out |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return out


@cache
def _names_in(folder: Path) -> frozenset[str]:
    """Every module that the tests of a folder import."""
    return frozenset(n for p in sorted(folder.rglob("*.py")) for n in _imported(ast.parse(p.read_text("utf-8"))))


def _tested(path: Path) -> bool:
    name = path.stem if path.stem != "__init__" else path.parent.name
    stage = ROOT / "tests" / path.parts[0] if len(path.parts) > 1 else ROOT / "tests"
    if (ROOT / "tests" / path.parent / f"test_{name}.py").exists():
        return True
    dotted = ".".join(("reportedly", *path.with_suffix("").parts)).removesuffix(".__init__")
    return stage != ROOT / "tests" and dotted in _names_in(stage)


def _listed(path: Path) -> bool:
    return any((ROOT / TESTED_BY[key]).exists() for key in (str(path), *map(str, path.parents)) if key in TESTED_BY)


def test_every_module_with_public_functions_has_tests() -> None:
    missing = [str(path) for path, tree in modules().items() if public(tree) and not _tested(path) and not _listed(path)]
    assert not missing


def test_the_list_names_nothing_that_is_gone() -> None:
    known = {str(p) for p in modules()} | {str(q) for p in modules() for q in p.parents}
    assert set(TESTED_BY) <= known
    assert all((ROOT / test).exists() for test in TESTED_BY.values())
