"""The documentation as a site: it builds without a network, every link leads somewhere, nothing comes from elsewhere."""
from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_site", ROOT / "docs/make_site.py")
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    sys.modules["make_site"] = found
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def site(maker: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("docs") / "site"
    wrong = maker.build(folder)
    assert wrong == []
    return folder / "site"


def test_every_page_is_there(maker: ModuleType, site: Path) -> None:
    for place in maker.pages().values():
        assert (site / place.with_suffix(".html")).exists(), place
    api = (site / "reference/python.html").read_text("utf-8")
    assert "to_arrow" in api and "Who holds what at the end of day" in api
    assert "<mark" in (site / "notebooks/one-dispatch.html").read_text("utf-8")


def test_what_is_wrong_is_found(maker: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<h1 id="a">x</h1><a href="#a">.</a><a href="#b">.</a><a href="none.html">.</a>'
                                         '<script src="https://example.org/x.js"></script><a href="https://example.org">.</a>')
    assert [w.partition(": ")[2] for w in maker.wrong_links(tmp_path)] == [
        "https://example.org/x.js comes from elsewhere", "#b names no heading", "none.html is not there"]


def test_links_to_what_is_no_page_become_words(maker: ModuleType) -> None:
    source = ROOT / "docs/README.md"
    known = maker.pages()
    text = "[`a`](../src/reportedly/api.py) [b](how-to/export.md#x) `[c](d.md)` [e](https://example.org) ![f](images/picture.png)"
    assert maker.relinked(text, source, Path("index.md"), known) == (
        "`a` [b](how-to/export.md#x) `[c](d.md)` [e](https://example.org) ![f](images/picture.png)")
