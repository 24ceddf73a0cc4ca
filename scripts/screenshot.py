"""Take a picture of a page for the docs: `python scripts/screenshot.py PAGE.html OUT.png [--state day=…] [--size 1400x900] [--dark]`."""
from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("page", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--state", default="", help="the part of the address after #")
    ask.add_argument("--size", default="1400x900", help="width x height in pixels")
    ask.add_argument("--dark", action="store_true")
    a = ask.parse_args()
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        sys.exit("no browser: apt-get install chromium")
    from playwright.sync_api import sync_playwright
    width, height = map(int, a.size.split("x"))
    with sync_playwright() as p:
        context = p.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if a.dark else "light")
        page = context.new_page()
        page.goto(f"{a.page.resolve().as_uri()}#{a.state}")
        page.wait_for_selector("html.ready .tabs")
        page.wait_for_timeout(600)  # the map draws over several frames
        page.screenshot(path=str(a.out))
    print(a.out)


if __name__ == "__main__":
    main()
