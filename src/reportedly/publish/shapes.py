"""Areas: how large a named place is, and the ring around it, for pages and GeoJSON."""
from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import Any

Row = dict[str, Any]
EARTH_KM = 6371.0088  # mean radius, IUGG
AREA_KM = 15.0  # from this radius on a place is drawn as an area and never as a point, unless it is a settlement or a site
SPOTS = frozenset({"city", "town", "village", "settlement", "airport", "airbase", "airfield", "base", "fort", "camp", "port", "prison",
                   "bridge", "dam", "border", "crossing", "peak", "pass", "building", "square", "site"})


def is_area(place: Row) -> bool:
    """Whether a place is known as an area only: it has a shape, or a radius of 15 km or more without being a city or a site."""
    if place.get("shape") or place.get("geometry"):
        return True
    return (place.get("radius_km") or 0.0) >= AREA_KM and (place.get("feature") or "") not in SPOTS


def shape(geometry: str) -> Row | None:
    """A claim's geometry (GeoJSON text) as {type, coordinates} with 3 decimals (100 m); None where there is none or it is a point."""
    try:
        read = json.loads(geometry or "null")
    except ValueError:
        return None
    if not isinstance(read, dict) or read.get("type") not in ("Polygon", "MultiPolygon"):
        return None
    return {"type": read["type"], "coordinates": _rounded(read["coordinates"])}


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else [_rounded(v) for v in value] if isinstance(value, list) else value


def extents(claims: Iterable[Row]) -> dict[str, Row]:
    """Radius (km, the median over claims), feature and, where a claim has one, shape of each place by its name's casefold, from claims
    placed at it itself."""
    radii: dict[str, list[float]] = defaultdict(list)
    features: dict[str, str] = {}
    drawn: dict[str, Row] = {}
    for c in claims:
        place = c["place"]
        if place and not place.get("relation") and place.get("radius_km") is not None:
            radii[place["name"].casefold()].append(place["radius_km"])
            features.setdefault(place["name"].casefold(), place.get("feature") or "")
            if outline := shape(place.get("geometry") or ""):
                drawn.setdefault(place["name"].casefold(), outline)
    return {name: {"radius_km": round(median(r), 1), "feature": features[name], **({"shape": drawn[name]} if name in drawn else {})}
            for name, r in radii.items()}


def ring(lat: float, lon: float, radius_km: float, corners: int = 48) -> list[list[float]]:
    """A closed ring of [lon, lat] at `radius_km` around a point on the sphere, counter-clockwise as RFC 7946 asks."""
    phi, angle = math.radians(lat), radius_km / EARTH_KM
    out = []
    for i in range(corners):
        bearing = -2 * math.pi * i / corners
        p = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
        turn = math.atan2(math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(p))
        out.append([round((lon + math.degrees(turn) + 540) % 360 - 180, 5), round(math.degrees(p), 5)])
    return [*out, out[0]]


def parted(around: list[list[float]]) -> list[list[list[float]]]:
    """A closed convex ring as one or, where it crosses the line of 180 degrees, two rings, each on its side (RFC 7946)."""
    if all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(around)):
        return [around]
    east = [[x + 360 if x < 0 else x, y] for x, y in around[:-1]]
    return [ring for ring in (_clipped(east, 1.0), [[round(x - 360, 5), y] for x, y in _clipped(east, -1.0)]) if len(ring) > 3]


def _clipped(corners: list[list[float]], side: float) -> list[list[float]]:
    """The part of a convex polygon west (1) or east (-1) of 180 degrees, closed."""
    out: list[list[float]] = []
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        inside, after = side * (180 - x1) >= 0, side * (180 - x2) >= 0
        if inside:
            out.append([x1, y1])
        if inside != after:
            out.append([180.0, round(y1 + (y2 - y1) * (180 - x1) / (x2 - x1), 5)])
    return [*out, out[0]] if out else []


def bounds(points: Iterable[tuple[float, float]], margin: float = 3.0) -> tuple[float, float, float, float]:
    """West, south, east, north (degrees) around (lat, lon) points, with a margin; the world where there are none."""
    every = list(points)
    if not every:
        return (-180.0, -85.0, 180.0, 85.0)
    lats, lons = [p[0] for p in every], [p[1] for p in every]
    return (max(-180.0, min(lons) - margin), max(-85.0, min(lats) - margin),
            min(180.0, max(lons) + margin), min(85.0, max(lats) + margin))
