"""A real browser, where there is one: Debian's Chromium driven by Playwright."""
from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# Milliseconds to wait for what must come: only a failing test ever waits so long.
PATIENCE = 60_000
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium; skips with a message where browser or driver is missing."""
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (pip install playwright)")
    where = shutil.which("chromium") or shutil.which("google-chrome")
    if not where:
        pytest.skip("no browser: apt-get install chromium")
    driver.expect.set_options(timeout=PATIENCE)
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


STRONG = """() => { let n = 0;
  for (const c of document.querySelectorAll('.map canvas')) {
    const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
    for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200 && Math.max(d[i], d[i+1], d[i+2]) < 190) n += 1; } return n; }"""
AT_REST = "() => !document.querySelector('[aria-busy=true]') && document.getAnimations().every(a => a.playState !== 'running')"


def drawn(page: Any, least: int = 500) -> None:
    """Waits until something is drawn on the map: so many pixels that are neither the sea's nor the land's."""
    page.wait_for_function(f"() => ({STRONG})() > {least}")


HOSTILE = {
    "id": "evil", "date": "2001-11-21", "outlet": "<img src=x onerror=alert(1)>", "outlet_kind": "newspaper",
    "title": "<script>alert('title')</script> 🚩",
    "text": "Taliban fighters shelled Kunduz on Tuesday, killing 3 people, said <script>document.title='owned'</script> "
            "\"><b onmouseover=alert(2)>a witness</b> \u202egnp.exe\u202c 👩‍🚒 javascript:alert(3) {{7*7}} in Kunduz. "
            "The Northern Alliance captured Kunduz on Tuesday, the witness said."}
ARABIC = {"id": "rtl", "date": "2001-11-22", "outlet": "صدى السهل", "outlet_kind": "radio", "title": "أخبار اليوم", "lang": "ar",
          "text": "دخلت قوات التحالف الشمالي مدينة Kunduz يوم الخميس. قال شاهد إن القتال مستمر."}


@dataclass
class Desk:
    """A desk that is being served: its address, its ledger, and how to open its pages."""

    address: str
    ledger: Path
    process: subprocess.Popen[str]


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "reportedly.cli", *words]


@pytest.fixture(scope="session")
def war_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample war and two reports that are hard to show, read once."""
    folder = tmp_path_factory.mktemp("desk")
    reports = folder / "reports.jsonl"
    sample = (Path(__file__).parents[2] / "demo" / "dispatches.jsonl").read_text("utf-8")
    reports.write_text(sample.rstrip("\n") + "\n" + "\n".join(json.dumps(d) for d in (HOSTILE, ARABIC)) + "\n", "utf-8")
    # The status is 1, because a report in a language that is not read is kept without claims.
    subprocess.run(_command("add", str(reports), "--ledger", str(folder / "war.db")), check=False, capture_output=True)
    return folder / "war.db"


def answers(address: str) -> None:
    """Waits until the desk answers, at most a minute: a busy machine is no failure."""
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the desk does not answer")


@contextmanager
def serving(ledger: Path, *options: str) -> Iterator[Desk]:
    """`reportedly serve` as a person would start it, at a free port."""
    words = ("serve", "--ledger", str(ledger), "--port", "0", "--name", "A. Coder", "--title", "Northern Afghanistan, 2001", *options)
    process = subprocess.Popen(_command(*words), stderr=subprocess.PIPE, text=True)
    try:
        said = []
        for line in process.stderr or ():
            said.append(line)
            if found := re.search(r"(http://\S+)", line):
                break
        else:
            raise AssertionError(f"the desk did not start: {''.join(said)}")
        answers(found[1])
        yield Desk(found[1], ledger, process)
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="session")
def desk(war_ledger: Path) -> Iterator[Desk]:
    """The desk over the sample war, for reading only."""
    pytest.importorskip("fastapi")
    with serving(war_ledger) as found:
        yield found


@pytest.fixture(scope="session")
def own_desk(war_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a copy of the ledger, for tests that write."""
    pytest.importorskip("fastapi")
    copy = tmp_path_factory.mktemp("own") / "war.db"
    shutil.copy(war_ledger, copy)
    with serving(copy) as found:
        yield found


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page of a desk; fails on a script error, a policy violation, or a request to anywhere else."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def go(desk: Desk, path: str = "", width: int = 1400, height: int = 900, allowed: tuple[str, ...] = (), **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)

        def said(m: Any) -> None:
            if m.type == "error" and not any(a in m.text for a in allowed):
                wrong.append(f"console: {m.text}")

        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.on("console", said)
        page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: wrong.append(f"request: {r.url}") if not r.url.startswith((desk.address, "data:", "blob:")) else None)
        page.goto(desk.address + path)
        page.wait_for_selector("html.ready")
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The picture of a made-up war in one file."""
    from reportedly.publish.picture import picture

    from ..publish.war import war
    path = tmp_path_factory.mktemp("picture") / "picture.html"
    path.write_text(picture(war()), "utf-8")
    return path


@pytest.fixture
def opened(chromium: Any, one_file: Path) -> Iterator[Callable[..., Any]]:
    """Opens the page at a state; fails on a script error, a policy violation or a request that leaves the page."""
    contexts, wrong = [], []

    def go(state: str = "", width: int = 1400, height: int = 900, page_file: Path = one_file, script: str = "", **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if script:
            page.add_init_script(script)
        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("request", lambda r: wrong.append(f"request: {r.url}") if not r.url.startswith(("file:", "data:")) else None)
        page.goto(f"file://{page_file}#{state}")
        page.wait_for_selector("html.ready .tabs")
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []
