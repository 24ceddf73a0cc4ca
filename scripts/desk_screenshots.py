"""Take the pictures of the desk for the docs: `python scripts/desk_screenshots.py [--out docs/images] [--only NAME]`.

Reads the sample dispatches into a ledger of its own, serves it on this machine, and opens the main views in Chromium.
"""
from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
TEXT = ("KUNDUZ, Nov 28 (Hill Courier) - Northern Alliance fighters captured Khanabad on Tuesday, their commander said. "
        "The Taliban denied it. Twelve people were killed when shells hit the bazaar, residents said.")
# name: address, width, height, dark, what to do before the picture is taken
VIEWS: dict[str, tuple[str, int, int, bool, tuple[tuple[str, ...], ...]]] = {
    "desk-picture": ("#day=2001-11-14&back=3&sel=place:{kunduz}", 1360, 850, False, ()),
    "desk-changes": ("#tab=changes&since=2001-11-08&day=2001-11-14", 1360, 850, True, ()),
    "desk-claims": ("#view=claims&q=kunduz", 1360, 700, False, (("click", "tbody.rows tr:nth-child(3) button.link"),
                    ("wait", "#panel .card"))),
    "desk-review": ("review", 1360, 850, False, (("key", "1"), ("key", "e"), ("wait", "#field-type"))),
    "desk-coding": ("review#tab=coding", 1360, 700, False, ()),
    "desk-intake": ("intake", 1360, 850, False, (("fill", "textarea", TEXT), ("fill", "[name=date]", "2001-11-28"),
                    ("fill", "[name=outlet]", "Hill Courier"), ("click", "button.strong"), ("wait", ".read mark.found"))),
    "desk-sources": ("sources", 1360, 700, False, (("click", "tbody.rows tr:first-child button.link"), ("wait", "dl.facts"))),
    "desk-place": ("place?key={kunduz}#day=2001-11-26", 1360, 850, False, (("wait", ".story li:not(.empty)"),)),
    "desk-narrow": ("#day=2001-11-14", 380, 800, True, ()),
}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The desk over the sample war; its address."""
    command, ledger = [sys.executable, "-m", "reportedly.cli"], str(folder / "war.db")
    subprocess.run([*command, "add", str(HERE / "demo" / "dispatches.jsonl"), "--ledger", ledger], check=True, capture_output=True)
    words = ["serve", "--ledger", ledger, "--port", "0", "--name", "A. Coder", "--title", "Northern Afghanistan, November 2001"]
    process = subprocess.Popen([*command, *words], stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr or ():
            if found := re.search(r"http://\S+", line):
                time.sleep(2)  # it says so just before it listens
                yield found[0]
                break
    finally:
        process.terminate()
        process.wait(10)


def take(browser: Any, address: str, name: str, out: Path) -> None:
    """One view as a PNG file."""
    path, width, height, dark, acts = VIEWS[name]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.set_default_timeout(90000)
    keys = page.request.get(address + "api/v1/picture").json()["places"]["key"]
    page.goto(address + path.format(kunduz=next(k for k in keys if "kunduz" in k)))
    page.wait_for_selector("html.ready")
    page.wait_for_timeout(1200)  # the map draws over several frames
    for what, *with_ in acts:
        if what == "key":
            page.keyboard.press(with_[0])
        else:
            {"click": page.click, "fill": page.fill, "wait": page.wait_for_selector}[what](*with_)
        page.wait_for_timeout(200)
    page.wait_for_timeout(600)
    page.screenshot(path=str(out / f"{name}.png"))
    context.close()
    print(out / f"{name}.png")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, default=HERE / "docs" / "images")
    ask.add_argument("--only", choices=sorted(VIEWS))
    a = ask.parse_args()
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        sys.exit("no browser: apt-get install chromium")
    from playwright.sync_api import sync_playwright
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as p:
        opened = p.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name in [a.only] if a.only else VIEWS:
            take(opened, address, name, a.out)


if __name__ == "__main__":
    main()
