"""The basemap of one picture: near countries in detail, the rest of the world in outline (Natural Earth, public domain).

The bundle's `basemap.json` holds two sets, `near` (1:50 million) and `far` (1:110 million): shared arcs, the countries made
of them, which arcs are borders, and which of these are disputed. Made by `web/build.mjs`.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
Box = tuple[float, float, float, float]


def cut(basemap: Row, window: Box) -> list[Row]:
    """Both sets cut to what a map of `window` (west, south, east, north) needs: near countries that it touches, far ones for the
    rest. Arcs are numbered anew."""
    near = [c for c in basemap["near"]["countries"] if any(_touch(p["box"], window) for p in c["polygons"])]
    names = {c["name"] for c in near}
    far = [c for c in basemap["far"]["countries"] if c["name"] not in names]
    return [_subset(basemap["far"], far), _subset(basemap["near"], near)]


def _subset(layer: Row, countries: Iterable[Row]) -> Row:
    """A layer with these countries alone, and the arcs that they use."""
    renumber: dict[int, int] = {}

    def new(arc: int) -> int:
        at = renumber.setdefault(~arc if arc < 0 else arc, len(renumber))
        return ~at if arc < 0 else at

    kept = [{"name": c["name"], "polygons": [[[new(a) for a in ring] for ring in p["rings"]] for p in c["polygons"]]}
            for c in countries]
    return {"scale": layer["scale"], "translate": layer["translate"], "countries": kept,
            "arcs": [layer["arcs"][a] for a in renumber],
            **{kind: [renumber[a] for a in layer[kind] if a in renumber] for kind in ("borders", "disputed")}}


def _touch(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]
