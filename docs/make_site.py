"""Build the documentation as a site that opens offline, and check that every link in it leads somewhere.

    python docs/make_site.py            builds build/docs/site
    python docs/make_site.py --out DIR  builds DIR/site

Pages link to files of the repository. What is a page too becomes a link to that page; what is not becomes plain text.
"""
from __future__ import annotations

import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROJECT = ("ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md")
SECTIONS = (("How to", "how-to"), ("Notebooks", "notebooks"), ("Explanation", "explanation"), ("Reference", "reference"),
            ("Project", "project"))
# A fenced block, a link (whose words may hold code), or code in a line: whichever begins first.
PIECE = re.compile(r"```.*?```|(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)|`[^`\n]*`", re.S)
API = """# The Python interface

What `import reportedly as rp` gives. [How to use it](../how-to/python.md).

::: reportedly.api
    options:
      show_root_heading: false
      show_root_toc_entry: false
"""


def pages() -> dict[Path, Path]:
    """Every page: its file in the repository to its place in the site."""
    out = {p: p.relative_to(HERE).with_suffix(".md") for p in sorted([*HERE.rglob("*.md"), *HERE.rglob("*.ipynb")])}
    out[HERE / "README.md"] = Path("index.md")
    return out | {ROOT / name: Path("project") / name.lower() for name in PROJECT if (ROOT / name).exists()}


def stage(folder: Path) -> None:
    """Write pages, pictures and configuration into `folder`, ready to be built."""
    known = pages()
    for source, place in known.items():
        text = notebook(source) if source.suffix == ".ipynb" else source.read_text("utf-8")
        target = folder / "docs" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(relinked(text, source, place, known), "utf-8")
    (folder / "docs/reference/python.md").write_text(API, "utf-8")
    for picture in sorted(p for p in HERE.rglob("*") if p.suffix in (".png", ".svg", ".json") and "notebooks" not in p.parts):
        target = folder / "docs" / picture.relative_to(HERE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)
    config = (HERE / "zensical.toml").read_text("utf-8").replace('paths = ["src"]', f'paths = [{json.dumps(str(ROOT / "src"))}]')
    (folder / "zensical.toml").write_text(config.replace("[project]\n", f"[project]\nnav = {nav(folder / 'docs')}\n", 1), "utf-8")


def relinked(text: str, source: Path, place: Path, known: dict[Path, Path]) -> str:
    """The page's links as they lead inside the site; code is left alone."""
    def turned(match: re.Match[str]) -> str:
        picture, words, target = match.groups()
        if target is None or re.match(r"[a-z]+:|#", target):
            return match.group()
        name, _, anchor = target.partition("#")
        found = (source.parent / name).resolve()
        if found in known:
            to = os.path.relpath(known[found], place.parent)
        elif found.is_relative_to(HERE) and found.is_file() and found.suffix in (".png", ".svg", ".json"):
            to = os.path.relpath(found.relative_to(HERE), place.parent)
        else:
            return words
        return f"{picture}[{words}]({to}{'#' + anchor if anchor else ''})"
    return PIECE.sub(turned, text)


def notebook(path: Path) -> str:
    """A notebook as Markdown: words, code, and what it printed or showed."""
    out = []
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        out.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        out += [output(o) for o in cell.get("outputs", ())]
    return "\n\n".join(out) + "\n"


def output(found: dict[str, Any]) -> str:
    data = found.get("data") or {"text/plain": found.get("text", "")}
    if "text/html" in data:
        return '<div class="output">' + "".join(data["text/html"]).replace("\n", " ") + "</div>"
    return f"<pre>{html.escape(''.join(data['text/plain']))}</pre>"


def title(page: Path) -> str:
    found = re.search(r"^# +(.+?) *$", page.read_text("utf-8"), re.M)
    return found.group(1).replace("`", "") if found else page.stem


def nav(docs: Path) -> str:
    """The site's parts, each with its pages in order of their titles, as a TOML array."""
    def entry(page: Path) -> str:
        return f"{{{json.dumps(title(page), ensure_ascii=False)} = {json.dumps(str(page.relative_to(docs)))}}}"
    top = ['{"Home" = "index.md"}', '{"Tutorial" = "tutorial.md"}']
    for name, folder in SECTIONS:
        inside = sorted((docs / folder).glob("*.md"), key=lambda p: title(p).casefold())
        top.append(f"{{{json.dumps(name)} = [{', '.join(map(entry, inside))}]}}")
    return f"[{', '.join(top)}]"


class Links(HTMLParser):
    """What a page links to and what can be linked to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.assets: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.ids |= {given[k] for k in ("id", "name") if given.get(k)}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.assets.append(given["src"])
        elif tag == "link" and given.get("rel") != "canonical" and given.get("href"):
            self.assets.append(given["href"])


def wrong_links(site: Path) -> list[str]:
    """Links and assets of the built pages that lead nowhere, and assets from elsewhere."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        found[page] = Links()
        found[page].feed(page.read_text("utf-8"))
    out = []
    for page, parsed in found.items():
        if page.name == "404.html":
            continue
        out += [f"{page.relative_to(site)}: {a} comes from elsewhere" for a in parsed.assets if urlsplit(a).scheme in ("http", "https")]
        for link in parsed.links + parsed.assets:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            if not target.exists():
                out.append(f"{page.relative_to(site)}: {link} is not there")
            elif parts.fragment and target in found and unquote(parts.fragment) not in found[target].ids:
                out.append(f"{page.relative_to(site)}: {link} names no heading")
    return out


def build(folder: Path) -> list[str]:
    """Build the site below `folder` anew; what is wrong with it, one line each."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stage(folder)
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run([str(program), "build"], cwd=folder, capture_output=True, text=True, timeout=600)
    if done.returncode or not (folder / "site/index.html").exists():
        return [(done.stdout + done.stderr).strip()[-2000:] or "the site was not built"]
    return wrong_links(folder / "site")


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--out", default=str(ROOT / "build/docs"), metavar="DIR")
    folder = Path(ask.parse_args().out)
    wrong = build(folder)
    print("\n".join(wrong) or f"{len(list((folder / 'site').rglob('*.html')))} pages in {folder / 'site'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
