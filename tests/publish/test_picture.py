"""The page as a file: one script, one style, allowed by hash; nothing from a report can become markup."""
from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reportedly.model.errors import ReportedlyError
from reportedly.publish import picture as module
from reportedly.publish.picture import asset, picture

from .war import war

try:
    asset("picture.js")
    asset("basemap.json")
except ReportedlyError as e:
    pytest.skip(str(e), allow_module_level=True)


class Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, attrs = self.found[-1]
            key = f"{tag}:{attrs.get('id') or attrs.get('type') or ''}"
            self.raw[key] = self.raw.get(key, "") + data


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    page = Elements(picture(war()))
    policy = next(a["content"] or "" for t, a in page.found if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(r.strip().split(" ", 1) for r in policy.split(";"))
    assert rules["default-src"] == "'none'" and "unsafe" not in policy and "http:" not in policy and "https:" not in policy
    assert rules["script-src"] == f"'{digest(page.raw['script:'])}'"
    assert rules["style-src"] == f"'{digest(page.raw['style:'])}'"


def test_one_classic_script_and_nothing_is_fetched() -> None:
    page = Elements(picture(war()))
    assert [a.get("type") for t, a in page.found if t == "script"] == ["application/json", "application/json", None]
    assert not [a for t, a in page.found if "src" in a or (t == "link" and not (a["href"] or "").startswith("data:"))]
    assert not [k for _, a in page.found for k in a if k.startswith("on") or k == "style"]
    assert "import(" not in page.raw["script:"].replace("@import(", "")


def test_a_report_full_of_markup_adds_no_element() -> None:
    data = war()
    calm = [t for t, _ in Elements(picture(data)).found]
    evil = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> {title} {data} "\'>'
    documents = tuple({**d, "title": evil, "text": d["text"] + evil, "outlet": evil} for d in data.documents)
    hostile = replace(data, title=evil, documents=documents,
                      control=tuple({**r, "holder": r["holder"] and evil} for r in data.control))
    assert [t for t, _ in Elements(picture(hostile)).found] == calm


def test_the_same_data_make_the_same_page() -> None:
    assert picture(war()) == picture(war())


def test_an_empty_picture_is_a_page_too() -> None:
    page = picture(module.PictureData("Nothing", (), ()))
    assert "<title>Nothing</title>" in page


def test_only_near_countries_come_in_detail() -> None:
    far, near = module.basemap.cut(module._basemap(), (60.0, 30.0, 72.0, 38.0))
    names = {c["name"] for c in near["countries"]}
    assert {"Afghanistan", "Pakistan", "Tajikistan"} <= names and "France" not in names
    assert not names & {c["name"] for c in far["countries"]}
    assert all(abs(a if a >= 0 else ~a) < len(near["arcs"]) for c in near["countries"] for p in c["polygons"] for r in p for a in r)


def test_the_line_of_control_in_kashmir_is_disputed() -> None:
    _, near = module.basemap.cut(module._basemap(), (70.0, 30.0, 80.0, 37.0))
    assert near["disputed"] and set(near["disputed"]) < set(near["borders"])


def test_says_what_to_do_when_the_script_is_not_bundled() -> None:
    with pytest.raises(ReportedlyError, match=r"picture\.none.*make web"):
        asset("picture.none")


def test_script_is_small() -> None:
    import gzip
    size = len(gzip.compress(asset("picture.js").encode())) + len(gzip.compress(asset("reportedly.css").encode()))
    assert size < 400 * 1024
    assert re.match(r"/\*.*OpenLayers: BSD-2-Clause", asset("picture.js")[:200])
