"""Every link inside the documentation leads to a file, and to a heading where it names one."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "evaluation").glob("*.md")])
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")


def prose(page: Path) -> str:
    """The page without its code, where brackets mean other things."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)


def anchors(page: Path) -> set[str]:
    """The headings' addresses as code hosts make them."""
    found = re.findall(r"^#+ +(.*?) *$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in found}


def broken(page: Path, text: str) -> list[str]:
    out = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            out.append(link)
    return out


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page, prose(page)) == []


def test_a_broken_link_is_found() -> None:
    page = ROOT / "README.md"
    assert broken(page, "[a](docs/nothing.md) [b](#no-such-heading) [c](docs/README.md) [d](https://example.org/x)") == [
        "docs/nothing.md", "#no-such-heading"]
