"""Blur: points moved to the middle of a grid cell, so that a sensitive place cannot be found from its coordinates."""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from ...model.errors import UsageError
from ...model.rows import Row
from .material import Again, Material

DEGREE_KM = 111.195  # one degree of a great circle on the mean sphere
LIMITS = (0.1, 500.0)


def blurred(material: Material, km: float, places: Iterable[str] = ()) -> Material:
    """The material with the points of `places` (names; none: every place) in the middle of cells of `km` by `km`, radius at least
    as large as a cell reaches, precision 2 at best, shapes, ids and candidates gone. Raises UsageError for a silly size.

    Sentences still name the place: only coordinates are blurred.
    """
    if not LIMITS[0] <= km <= LIMITS[1]:
        raise UsageError(f"--blur takes {LIMITS[0]:g} to {LIMITS[1]:g} km")
    wanted = frozenset(p.casefold() for p in places)

    def claim(row: Row) -> Row:
        place = row["place"]
        if not place or place.get("lat") is None or not _meant(place["name"], wanted):
            return row
        moved = {**_moved(place, km), "geometry": "", "id": "", "how": "blurred",
                 "precision": max(2, place.get("precision") or 2)}
        return {**row, "place": moved, "candidates": {**row["candidates"], "place": []}}

    def other(row: Row) -> Row:
        if row.get("lat") is None or not _meant(row.get("place"), wanted):
            return row
        # Keys hold coordinates.
        hidden = {k: _key(row[k]) for k in ("key", "place_key") if row.get(k)}
        return {**_moved(row, km), **hidden}

    claims = material.claims
    return replace(material, claims=Again(lambda: map(claim, claims)), events=tuple(map(other, material.events)),
                   control=tuple(map(other, material.control)))


def cell(lat: float, lon: float, km: float) -> tuple[float, float]:
    """The middle of the cell of a grid of `km` by `km` in which a point lies, in degrees."""
    step = km / DEGREE_KM
    north = max(-90.0, min(90.0, (math.floor(lat / step) + 0.5) * step))
    wide = step / max(0.01, math.cos(math.radians(north)))
    east = (math.floor(lon / wide) + 0.5) * wide
    return round(north, 4), round((east + 180) % 360 - 180, 4)


def _moved(row: Row, km: float) -> Row:
    lat, lon = cell(row["lat"], row["lon"], km)
    return {**row, "lat": lat, "lon": lon, "radius_km": round(max(row.get("radius_km") or 0.0, km * math.sqrt(0.5)), 2)}


def _meant(name: str | None, wanted: frozenset[str]) -> bool:
    return not wanted or (name or "").casefold() in wanted


def _key(key: str) -> str:
    return key.partition("@")[0]
