"""Relative places: does the area that words describe hold the true point, and is it no wider than it must be?

    python evaluation/relative_places.py [--misses]

`relative_places.jsonl` holds 200 sentences written for this project about real pairs of places. `lat`, `lon` is a true answer: a
real place
of which the sentence is true (for "between" and "outskirts" a point on the line or on the rim). `ideal_km2` is the smallest area
that a
careful reader would draw: a sector of 45 or 90 degrees, a ring of ±25 % (at least ±5 km) of the distance, 8 km around for "near",
25 km for a bare
direction, a corridor of 15 % of the length to each side for "between". A sentence counts when its place is found with a relation,
the true
point lies inside the geometry, and the area is at most three times the ideal. The country is given, as a dispatch's other
sentences would.
"""
from __future__ import annotations

import itertools
import json
import math
import pathlib
import sys
from collections import Counter

from reportedly.extract.places import place_names, settings
from reportedly.model.document import Document
from reportedly.parse import parser
from reportedly.resolve import places as resolver
from reportedly.resolve.knowledge import kind_of

HERE = pathlib.Path(__file__).parent
WIDEST = 3.0


def inside(shape: dict, lat: float, lon: float) -> bool:
    """Whether a point lies in a GeoJSON polygon (outer ring less holes), by counting crossings."""
    def within(ring: list) -> bool:
        odd = False
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
        return odd
    rings = shape["coordinates"]
    return within(rings[0]) and not any(within(hole) for hole in rings[1:])


def km2(shape: dict) -> float:
    """Area of a polygon on a local plane (good below a few hundred km)."""
    def flat(ring: list) -> float:
        scale = math.cos(math.radians(ring[0][1]))
        xy = [(p[0] * 111.32 * scale, p[1] * 110.57) for p in ring]
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(xy))) / 2
    return flat(shape["coordinates"][0]) - sum(flat(h) for h in shape["coordinates"][1:])


def main() -> None:
    rows = [json.loads(x) for x in (HERE / "relative_places.jsonl").read_text("utf-8").split("\n") if x.strip()]
    good = Counter()
    every = Counter()
    for r, p in zip(rows, parser()(Document(str(i), r["text"]) for i, r in enumerate(rows)), strict=True):
        mentions = list(place_names(settings(p, kind_of)))
        chosen = resolver.choose(mentions, "", {r["country"]: 3.0})
        found = [resolver.resolve_mention(m, chosen, mentions) for m in mentions if m.relation]
        place = next((f for f in found if f.geometry), None)
        shape = json.loads(place.geometry) if place else None
        holds = bool(shape) and inside(shape, r["lat"], r["lon"])
        wide = km2(shape) / r["ideal_km2"] if shape else 0.0
        every[r["kind"]] += 1
        good[r["kind"]] += holds and wide <= WIDEST
        if "--misses" in sys.argv and not (holds and wide <= WIDEST):
            print(r["kind"], "|", r["text"], "|", [(m.text, m.relation) for m in mentions], "| holds", holds, f"width {wide:.1f}")
    total = sum(every.values())
    print(f"true point inside and area at most {WIDEST:.0f} times the ideal: {sum(good.values()) / total:.3f} of {total}")
    print("  ".join(f"{k} {good[k]}/{n}" for k, n in every.items()))


if __name__ == "__main__":
    main()
