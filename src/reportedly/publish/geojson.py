"""GeoJSON (RFC 7946) of who holds what and of events: points where the place is known to a point, areas where it is not."""
from __future__ import annotations

from typing import Any

from ..model.rows import Row
from . import shapes
from .data import PictureData

CONTROL = ("place", "country", "from", "to", "holder", "status", "probability", "claims", "sources")
EVENT = ("event", "type", "family", "place", "country", "actor", "target", "standing", "independent_sources", "killed", "reports")


def map_geojson(data: PictureData) -> dict[str, Any]:
    """A FeatureCollection: each period of control and each event as known now. Rows without a point have a null geometry, so
    that nothing is lost. `properties.kind` is control or event, `properties.radius_km` the radius behind an area."""
    extent = shapes.extents(data.claims)
    rows = [*((r, "control") for r in now(data.control)), *((r, "event") for r in now(data.events))]
    return {"type": "FeatureCollection", "features": [_feature(row, kind, extent) for row, kind in rows]}


def now(rows: tuple[Row, ...]) -> list[Row]:
    """The rows of all that is known now; where there are only as-of rows, those of the last day."""
    latest = [r for r in rows if not r.get("as_of")]
    if latest or not rows:
        return latest
    last = max(r["as_of"] for r in rows)
    return [r for r in rows if r["as_of"] == last]


def days(event: Row, inferred: bool = False) -> tuple[str | None, str | None]:
    """First and last day of an event as a text tells them; with `inferred` those that only the reports' dates allow. None where there
    are none of the kind, so that a day that nobody reported never stands where a reported one does."""
    found = event.get("dates") or {}
    if bool(found.get("inferred")) != inferred:
        return None, None
    return found.get("start"), found.get("end")


def told_days(event: Row) -> Row:
    """The days of an event in four columns: `from` and `to` as a text tells them, `inferred_from` and `inferred_to` where none does."""
    (start, end), (first, last) = days(event), days(event, inferred=True)
    return {"from": start, "to": end, "inferred_from": first, "inferred_to": last}


def _said(event: Row) -> Row:
    """Who says so, who denies it, and the grade."""
    told: Row = {what: [o["name"] or o["kind"] for o in event.get("origins") or () if o["stance"] == how]
                 for what, how in (("affirmed_by", "affirms"), ("denied_by", "denies"))}
    return told | {"grade": (event.get("grade") or {}).get("code")}


def _feature(row: Row, kind: str, extent: dict[str, Row]) -> Row:
    known = extent.get((row.get("place") or "").casefold(), {})
    radius = row.get("radius_km") or known.get("radius_km")
    area = shapes.is_area({**known, "radius_km": radius})
    kept = {k: row.get(k) for k in CONTROL} if kind == "control" else {k: row.get(k) for k in EVENT} | told_days(row) | _said(row)
    return {"type": "Feature", "geometry": geometry(row.get("lat"), row.get("lon"), radius if area else None),
            "properties": {"kind": kind, **kept, "radius_km": radius}}


def geometry(lat: float | None, lon: float | None, area_km: float | None) -> Row | None:
    """A point; a circle of `area_km` around it where the place is known as an area, in two parts where it crosses the line of 180 degrees;
    None without a point."""
    if lat is None or lon is None:
        return None
    if area_km:
        rings = shapes.parted(shapes.ring(lat, lon, area_km))
        if len(rings) > 1:
            return {"type": "MultiPolygon", "coordinates": [[r] for r in rings]}
        return {"type": "Polygon", "coordinates": rings}
    return {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}
