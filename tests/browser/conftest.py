"""A real browser, where there is one: Debian's Chromium driven by Playwright."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium; skips with a message where browser or driver is missing."""
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (pip install playwright)")
    where = shutil.which("chromium") or shutil.which("google-chrome")
    if not where:
        pytest.skip("no browser: apt-get install chromium")
    with driver.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=where, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (make web)")
    return AXE.read_text("utf-8")
