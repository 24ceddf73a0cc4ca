"""VIINA's reports and control, and control maps as GeoJSON."""
from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...model.claim import Reason
from ...model.errors import ReadError
from ...model.reference import Source
from ..item import Item, OnProblem, whole_of
from ..text import text_of
from .sheet import Row, day, rows
from .told import Party, Spot, Told, number, point

LARGEST = 200_000_000
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A place that lies in an area: its key, name, country, latitude and longitude."""

    key: str
    name: str
    country: str
    lat: float
    lon: float


TownsIn = Callable[[tuple[float, float, float, float]], Sequence[Town]]
TownOf = Callable[[str], Town | None]


def read_viina(item: Item, mapping: dict[str, Any], on_problem: OnProblem, town_of: TownOf) -> Iterator[Told]:
    """One Told a report with labels, or one for each change of a place's status where the file is a table of control."""
    first = item.head.split(b"\n", 1)[0].decode("utf-8", "ignore").lower()
    if all(c in first for c in mapping["needed_control"]):
        yield from _viina_control(item, mapping, on_problem, town_of)
        return
    if not any(label in first for label in mapping["types"]):
        raise ReadError(item.name, "has no labels (t_control …); join event_info with event_labels by event_id, or give event_1pd")
    columns = [c.strip().strip('"') for c in first.split(",")]
    for where, row in rows(item, columns, mapping["needed_events"], on_problem):
        try:
            made = _viina_event(row, where, mapping)
        except ReadError as problem:
            on_problem(problem)
            continue
        if made:
            yield made


def _viina_event(row: Row, where: str, mapping: dict[str, Any]) -> Told | None:
    def is_set(label: str) -> bool:
        value = number(row.get(f"{label}_b") or row.get(label))
        return value is not None and value >= mapping["threshold"]

    label = next((x for x in mapping["types"] if is_set(x)), None)
    when = day(row["date"], where)
    if label is None:
        return None
    lat, lon = point(row, "latitude", "longitude")
    near = mapping["where"].get(row.get("geo_precision", "").upper(), mapping["where"]["PPL"])
    name = row.get("asciiname") or row.get("location") or row.get("address") or row.get("adm1_name", "")
    actors = tuple(Party(a["name"], a["kind"], a["country"]) for key, a in mapping["actors"].items() if is_set(key))
    outlet = row.get("source") or row.get("sources", "")
    ident = row.get("event_id") or row.get("event_id_1pd", where)
    precision = row.get("geo_precision", "").upper()
    place = Spot(name, "UA", lat, lon, near["precision"], near["radius_km"], near.get("feature", ""), f"VIINA {precision}".strip())
    rules = (Reason("type", "VIINA", label), Reason("when", "VIINA", "only the day of the report is given"))
    return Told(
        f"viina:{ident}", mapping["types"][label], label, "VIINA", row.get("viina_version", ""), when, actors, (), place if name else None,
        None, "day", (Source(outlet, "media"),) if outlet else (), text=row.get("text", ""), url=row.get("url", ""),
        verification=mapping["verification"].get(label), rules=rules)


def _viina_control(item: Item, mapping: dict[str, Any], on_problem: OnProblem, town_of: TownOf) -> Iterator[Told]:
    """One Told when a place has a new status: what stays the same day after day is told once."""
    last: dict[str, str] = {}
    columns = [c.strip().strip('"') for c in item.head.split(b"\n", 1)[0].decode("utf-8", "ignore").lower().split(",")]
    for where, row in rows(item, columns, mapping["needed_control"], on_problem):
        place, status = row["geonameid"], row["status"].strip()
        if last.get(place) == status:
            continue
        last[place] = status
        # A status that is no code is a holder under its own name.
        nobody = status.upper() in mapping["nobody"]
        holder = None if nobody else mapping["holders"].get(status) or {"name": status}
        town = town_of(place) or _own_town(row)
        try:
            when = day(row["date"], where)
        except ReadError as problem:
            on_problem(problem)
            continue
        if holder is None or when is None:
            continue  # contested, or unknown: nobody is said to hold it
        if town is None:
            on_problem(ReadError(where, f"names the place {place}, which no gazetteer here knows"))
            continue
        yield Told(
            f"viina:control:{place}:{when}", "hold", f"status {status}", "VIINA", "", when, (Party(**holder),), (),
            Spot(town.name, town.country, town.lat, town.lon, 1, 5.0, "", "GeoNames id"), (when, when), "day", title=f"{town.name} {when}",
            cells=tuple((c, row.get(c, "")) for c in ("status_wiki", "status_boost", "status_dsm", "status_isw")),
            rules=(Reason("type", "VIINA", f"control {status}"),))


def _own_town(row: Row) -> Town | None:
    """The place of a row that says where it is."""
    lat, lon = point(row, "latitude", "longitude")
    return Town(row["geonameid"], row["asciiname"], "", lat, lon) if lat is not None and lon is not None and row.get("asciiname") else None


def read_map(item: Item, mapping: dict[str, Any], on_problem: OnProblem, towns_in: TownsIn, given_day: str | None) -> Iterator[Told]:
    """One Told for each town (that the gazetteer knows) inside an area whose holder is said. Of areas of unknown status none.

    The day is the map's own (`date` of the collection or feature), else the given one; without either there is none. Raises ReadError on
    what is no GeoJSON.
    """
    try:
        whole = json.loads(text_of(whole_of(item, LARGEST), item.name))
        features = whole["features"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise ReadError(item.name, "is no GeoJSON with features") from None
    name = str(whole.get("name") or item.about.id)
    own = str(whole.get("date") or whole.get("datetime") or "")
    for number_, feature in enumerate(features if isinstance(features, list) else (), 1):
        where = f"{item.name}:{number_}"
        try:
            yield from _feature(feature, where, mapping, towns_in, (name, own, given_day))
        except ReadError as problem:
            on_problem(problem)


def _feature(feature: Any, where: str, mapping: dict[str, Any], towns_in: TownsIn, about: tuple[str, str, str | None]) -> Iterator[Told]:
    told_by = feature.get("properties") if isinstance(feature, dict) else None
    properties = {k.lower(): v for k, v in told_by.items()} if isinstance(told_by, dict) else {}
    words = " ".join(str(properties.get(p) or "") for p in mapping["properties"])
    outright = next((str(properties[p]) for p in mapping["holders"] if properties.get(p)), "")
    state = next((s for s in mapping["state"] if any(w in words.lower() for w in s["words"])), None)
    holder = Party(outright) if outright else Party(state["name"], state.get("kind", ""), state.get("country", "")) if state else None
    if holder is None:
        raise ReadError(where, f"does not say who holds it ({words[:40]!r})")
    if not holder.name or (state and not state["type"] and not outright):
        return
    rings = _rings(feature.get("geometry"), where)
    when = day(str(properties.get("date") or about[1] or about[2] or ""), where)
    for town in _inside(rings, towns_in):
        yield Told(
            f"map:{about[0]}:{town.key}:{when or ''}", "hold", " ".join(words.split())[:80] or "held", about[0], when or "", when,
                (holder,), (),
            Spot(town.name, town.country, town.lat, town.lon, 1, 5.0, "", "inside the area drawn"), (when, when) if when else None, "day",
            title=f"{town.name} {when or ''}".strip(), rules=(Reason("type", "map", " ".join(words.split())[:80]),))


def _rings(geometry: Any, where: str) -> list[list[Ring]]:
    """The polygons of a geometry, each its outline and then its holes."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    try:
        if kind not in ("Polygon", "MultiPolygon"):
            return []
        parts = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
        return [[tuple((float(p[0]), float(p[1])) for p in ring) for ring in polygon] for polygon in parts if polygon]
    except (KeyError, TypeError, ValueError, IndexError):
        raise ReadError(where, "has an outline that cannot be read") from None


def _inside(polygons: list[list[Ring]], towns_in: TownsIn) -> Iterator[Town]:
    seen: set[str] = set()
    for polygon in polygons:
        xs, ys = [x for x, _ in polygon[0]], [y for _, y in polygon[0]]
        for town in towns_in((min(ys), min(xs), max(ys), max(xs))) if xs else ():
            if town.key not in seen and _in_ring(town, polygon[0]) and not any(_in_ring(town, hole) for hole in polygon[1:]):
                seen.add(town.key)
                yield town


def _in_ring(town: Town, ring: Ring) -> bool:
    """Whether a point lies inside an outline (crossing count)."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > town.lat) != (y2 > town.lat) and town.lon < (x2 - x1) * (town.lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
