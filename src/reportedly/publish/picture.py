"""The picture: one self-contained HTML page with map, time, evidence and tables, that opens from disk without a network.

One classic script and one style, each allowed by its hash in a Content-Security-Policy; data as JSON that no parser can
take for markup; no request leaves the page.
"""
from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files

from ..model.errors import ReportedlyError
from ..model.rows import Row
from . import basemap, clean, shapes
from .data import PictureData
from .payload import escaped, payload

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="reportedly">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript><p>This page draws its map and tables with the script inside it. Allow it, or read the brief instead.</p></noscript>
<div id="app"></div>
<script type="application/json" id="data">{data}</script>
<script type="application/json" id="basemap">{basemap}</script>
<script>{script}</script>
</body>
</html>
"""


def picture(data: PictureData) -> str:
    """The page as HTML text (UTF-8). Raises ReportedlyError where the page's script has not been bundled (`make web`)."""
    script, style = asset("picture.js"), asset("reportedly.css")
    shown = payload(data)
    policy = (f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
              "base-uri 'none'; form-action 'none'")
    return _PAGE.format(policy=policy, title=html.escape(clean.line(data.title)), style=style, script=script, data=escaped(shown),
                        basemap=escaped(basemap.cut(_basemap(), window(shown))))


def window(shown: Row) -> tuple[float, float, float, float]:
    """West, south, east, north of all places and events that have a point."""
    rows = [*shown["places"], *shown["events"]]
    return shapes.bounds((r["lat"], r["lon"]) for r in rows if "lat" in r and "lon" in r)


@cache
def asset(name: str) -> str:
    """A bundled file's text, as it may stand inside its element."""
    file = files("reportedly.publish") / "static" / name
    if not file.is_file():
        raise ReportedlyError(f"the page's {name} has not been bundled: run `make web`")
    text = file.read_text("utf-8")
    # The end of the element is the one thing that may not stand in it.
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--") if name.endswith(".js") else text


@cache
def _basemap() -> Row:
    found: Row = json.loads(asset("basemap.json"))
    return found


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
