"""Points, radii and areas on the globe: relations to a place become areas by the point-radius method.

Wieczorek, Guo & Hijmans (2004), "The point-radius method for georeferencing locality descriptions and calculating associated
uncertainty", Int. J. Geographical Information Science 18(8): the centre is moved by the offset that the words tell; the radius
adds up the extent of the named place, the imprecision of the distance and that of the direction. Degrees WGS 84, kilometres,
bearings clockwise from north. A sphere of 6,371.0088 km is exact enough for words (errors below 0.6 %).
"""
from __future__ import annotations

import itertools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.claim import Relation

EARTH = 6371.0088
BEARINGS = {n: i * 22.5 for i, n in enumerate("N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split())}
# How far words without a figure reach, in kilometres beyond the named place's own radius.
NEAR, FAR, OVERLOOK = 10.0, 30.0, 5.0
STEPS = 32
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A best point (lat, lon), a radius in km that holds the whole area, its GeoJSON geometry as text, and how it came about."""

    lat: float
    lon: float
    radius_km: float
    geometry: str
    how: str


def distance(a: Point, b: Point) -> float:
    """Kilometres between two points (lat, lon in degrees) along the great circle."""
    la, lb = math.radians(a[0]), math.radians(b[0])
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((math.radians(b[1]) - math.radians(a[1])) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def destination(start: Point, bearing: float, km: float) -> Point:
    """The point `km` away from `start` at a bearing in degrees."""
    la, lo, b, d = math.radians(start[0]), math.radians(start[1]), math.radians(bearing), km / EARTH
    lat = math.asin(math.sin(la) * math.cos(d) + math.cos(la) * math.sin(d) * math.cos(b))
    lon = lo + math.atan2(math.sin(b) * math.sin(d) * math.cos(la), math.cos(d) - math.sin(la) * math.sin(lat))
    return math.degrees(lat), (math.degrees(lon) + 540.0) % 360.0 - 180.0


def bearing(a: Point, b: Point) -> float:
    """Initial bearing in degrees (0 to 360) from `a` to `b`."""
    la, lb, d = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1])
    y = math.sin(d) * math.cos(lb)
    x = math.cos(la) * math.sin(lb) - math.sin(la) * math.cos(lb) * math.cos(d)
    return math.degrees(math.atan2(y, x)) % 360.0


def midpoint(a: Point, b: Point) -> Point:
    """The point half-way along the great circle."""
    return destination(a, bearing(a, b), distance(a, b) / 2)


def ring(centre: Point, km: float, start: float = 0.0, end: float = 360.0) -> list[Point]:
    """Points of an arc around `centre` from one bearing to another."""
    n = max(4, int(STEPS * (end - start) / 360.0))
    return [destination(centre, start + (end - start) * i / n, km) for i in range(n + 1)]


def polygon(*rings: Sequence[Point]) -> str:
    """GeoJSON Polygon of an outer ring and holes; outer rings run counter-clockwise, holes clockwise (RFC 7946), five decimals."""
    out = []
    for k, points in enumerate(rings):
        shape = [[round(lon, 5), round(lat, 5)] for lat, lon in points]
        if shape[0] != shape[-1]:
            shape.append(shape[0])
        turning = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in itertools.pairwise(shape))
        out.append(shape[::-1] if (turning > 0) == (k == 0) else shape)
    return json.dumps({"type": "Polygon", "coordinates": out}, separators=(",", ":"))


def disc(centre: Point, km: float, how: str) -> Area:
    """All within `km` of a point."""
    return Area(round(centre[0], 5), round(centre[1], 5), round(km, 2), polygon(ring(centre, max(km, 0.05))), how)


def imprecision(km: float) -> float:
    """How far off a figure may be: half of its last digit's unit, at least a tenth ("10 km" ±5, "66 km" ±6.6, "5 km" ±0.75)."""
    if km <= 0:
        return 0.0
    if km < 10:
        return max(0.15 * km, 0.05)
    round_figure = abs(km / 10 - round(km / 10)) < 1e-6
    return max(0.1 * km, 2.5 if round_figure else 1.0)


def spread_of(direction: str) -> float:
    """Half the angle in degrees that a compass word covers: 45 for N, 22.5 for NE, 11.25 for NNE."""
    return {1: 45.0, 2: 22.5, 3: 11.25}[len(direction)]


def sector(centre: Point, extent: float, low: float, high: float, direction: str, how: str) -> Area:
    """Between two distances from a place with an extent, in a compass direction."""
    angle, half = BEARINGS[direction], spread_of(direction)
    inner, outer = max(0.0, low), high
    shape = ring(centre, outer, angle - half, angle + half)
    shape += ring(centre, inner, angle - half, angle + half)[::-1] if inner > 0 else [centre]
    best = destination(centre, angle, (inner + outer) / 2)
    reach = max(distance(best, p) for p in shape)
    return Area(round(best[0], 5), round(best[1], 5), round(reach, 2), polygon(shape), how)


def annulus(centre: Point, low: float, high: float, how: str) -> Area:
    """Between two distances in an unknown direction: the best point is the place itself, the radius the outer distance."""
    rings = [ring(centre, high)] + ([ring(centre, low)] if low > 0.5 else [])
    return Area(round(centre[0], 5), round(centre[1], 5), round(high, 2), polygon(*rings), how)


def corridor(a: Point, b: Point, width: float, how: str) -> Area:
    """All within `width` km of the line between two points."""
    there, length = bearing(a, b), distance(a, b)
    back = bearing(b, a)
    shape = ring(a, width, there + 90, there + 270) + ring(b, width, back + 90, back + 270)
    mid = midpoint(a, b)
    return Area(round(mid[0], 5), round(mid[1], 5), round(length / 2 + width, 2), polygon(shape), how)


def area(point: Point, extent: float, relation: Relation, other: Point | None = None, other_extent: float = 0.0) -> Area:
    """The area that a relation to a named place means.

    `point` and `extent` (km) are the named place's, `other` the second place's where the words name one.
    """
    kind, direction = relation.kind, relation.direction
    if kind == "distance" and relation.distance_km:
        return _measured(point, extent, relation)
    if kind in ("between", "half-way") and other:
        if kind == "half-way":
            return disc(midpoint(point, other), max(0.15 * distance(point, other), 1.0) + 1.0, "half-way between the two")
        return corridor(point, other, max(2.0, 0.15 * distance(point, other)), "between the two")
    if kind == "border":
        return _border(point, extent, other)
    if kind == "along":
        if direction:
            return sector(point, extent, 0.0, extent + FAR, direction, "along the road, in the direction told")
        if other:
            return corridor(point, other, 5.0, "along the line to the other")
        return disc(point, extent + FAR, "along the road or river, direction unknown")
    if kind == "overlooking":
        return annulus(point, 0.0, extent + OVERLOOK, "overlooking the place")
    if kind == "outskirts":
        if direction:
            return sector(point, extent, 0.6 * extent, 1.3 * extent + 2, direction, "outskirts on the side told")
        return annulus(point, 0.6 * extent, 1.3 * extent + 2, "outskirts of the place")
    if direction:
        return sector(point, extent, 0.0, extent + FAR, direction, "in the direction told, no distance")
    return disc(point, extent + NEAR, "near the place")


def _measured(point: Point, extent: float, relation: Relation) -> Area:
    best = relation.distance_km or 0.0
    low, high = relation.low_km or best, relation.high_km or best
    slack = imprecision(best)
    # A distance may count from the centre or from the edge of a town.
    near, far = max(0.0, low - slack), high + slack + min(extent, 0.5 * high + 1.0)
    if relation.text.lower().startswith(("within", "less than", "under", "up to", "no more than")) and not relation.low_km:
        near = 0.0
    if relation.direction:
        return sector(point, extent, near, far, relation.direction, "distance and direction from the place")
    return annulus(point, near, far, "distance from the place, direction unknown")


def _border(point: Point, extent: float, other: Point | None) -> Area:
    if other:
        return disc(midpoint(point, other), max(30.0, 0.25 * distance(point, other)), "border between the two")
    return disc(point, extent + FAR, "border region of the place")


def ucdp_precision(feature: str, related: bool, radius_km: float) -> int:
    """UCDP GED `where_prec`: 1 exact place, 2 within about 25 km of it, 3 district, 4 province, 5 part of a line or vague area, 6
    country, 7 sea or air."""
    if feature in ("sea", "ocean", "strait"):
        return 7
    if feature in ("country", "continent"):
        return 6
    if feature == "admin1":
        return 4
    if feature in ("admin2", "district"):
        return 3
    if related:
        return 2 if radius_km <= 30 else 5
    if feature in ("region", "river", "range", "valley", "plain", "road", "border", "desert"):
        return 5 if radius_km > 25 else 2
    return 1


def acled_precision(feature: str, related: bool, radius_km: float) -> int:
    """ACLED `geo_precision`: 1 the town or place itself, 2 part of a region or near a town, 3 a province or larger."""
    level = ucdp_precision(feature, related, radius_km)
    return 1 if level == 1 else 2 if level in (2, 3) else 2 if level == 5 and radius_km <= 60 else 3
