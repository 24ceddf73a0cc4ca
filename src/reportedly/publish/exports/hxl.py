"""hxl: events as CSV with a row of HXL 1.1 hashtags; P-codes where the user's own boundaries (`--boundaries`) have them."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...model.rows import Row
from ..geojson import days
from . import text
from .blur import around
from .boundaries import Boundaries, Unit, read
from .countries import country
from .material import Case, Material, Options, cases, joined
from .places import NEAR_KM, WHOLE, where
from .report import Noting, Report

HEAD = {"event_id": "#event+code", "date_start": "#date+start", "date_end": "#date+end",
        "inferred_start": "#date+start+inferred", "inferred_end": "#date+end+inferred",
        "type": "#event+type", "status": "#status",
        "actor": "#group+name+first", "target": "#group+name+second", "country": "#country+name", "country_code": "#country+code",
        "adm1_name": "#adm1+name", "adm1_pcode": "#adm1+code", "adm2_name": "#adm2+name", "adm2_pcode": "#adm2+code", "place": "#loc+name",
        "lat": "#geo+lat", "lon": "#geo+lon", "precision_km": "#geo+radius_km", "killed_low": "#affected+killed+min",
        "killed": "#affected+killed", "killed_high": "#affected+killed+max", "source": "#meta+source", "claimant": "#meta+source+claimant",
        "denied_by": "#meta+source+denial", "reliability": "#meta+reliability", "credibility": "#meta+credibility",
        "description": "#description"}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write the header, the hashtags, then one row for each event, of every standing. Raises ReadError for unusable boundaries."""
    noting = Noting()
    units = read(options.boundaries) if options.boundaries else None
    if units is None:
        noting.never("P-codes: give your own boundaries with --boundaries FILE")
    rows = ([r[k] for k in HEAD] for r in hxl_rows(material, units, noting))
    noting.wrote("events", text.write_table(out, list(HEAD), _tagged(rows)) - 1)
    noting.note("the second row holds HXL hashtags; status tells planned, denied and disputed events from others")
    return noting.report()


def _tagged(rows: Iterator[list[object]]) -> Iterator[list[object]]:
    yield list(HEAD.values())
    yield from rows


def hxl_rows(material: Material, units: Boundaries | None, noting: Noting) -> Iterator[Row]:
    """The rows as dicts by column."""
    for case in cases(material):
        unit = _unit(case, units, material) if units else Unit()
        if units and not unit.codes:
            noting.lost("no P-code: the place is not known so closely, or outside the boundaries")
        yield _row(case, unit, material)


def _unit(case: Case, units: Boundaries, material: Material) -> Unit:
    """The units of an event's place, as far down as its place is known: of a province its own code and none of the district in its
    middle; of what is only near a point, or blurred, those that hold all of where it may be."""
    event, place = case.event, where(case, material.known)
    lat, lon = event["lat"], event["lon"]
    if lat is None or place.feature in WHOLE:
        return Unit()
    if event.get("blurred_km"):
        return units.within(around(lat, lon, event["blurred_km"]))
    if place.feature == "admin1":
        return units.at(lat, lon).down_to("1")
    if place.feature == "admin2":
        return units.at(lat, lon).down_to("2")
    return units.at(lat, lon) if place.precision == 1 else units.within(around(lat, lon, 2 * (event.get("radius_km") or NEAR_KM)))


def _row(case: Case, unit: Unit, material: Material) -> Row:
    event, place = case.event, where(case, material.known)
    told, inferred = days(event), days(event, inferred=True)
    dead, grade, land = event.get("killed") or {}, event.get("grade") or {}, country(event["country"])
    origins = event.get("origins") or ()
    return {"event_id": case.id, "date_start": told[0], "date_end": told[1], "inferred_start": inferred[0], "inferred_end": inferred[1],
            "type": event["type"],
            "status": event["standing"], "actor": joined(event["actor"]), "target": joined(event["target"]), "country": land.name,
            "country_code": land.iso3, "adm1_name": unit.name("1") or place.admin1, "adm1_pcode": unit.code("1"),
            "adm2_name": unit.name("2") or place.admin2, "adm2_pcode": unit.code("2") or unit.code(""), "place": event["place"],
            "lat": event["lat"], "lon": event["lon"], "precision_km": event["radius_km"], "killed_low": dead.get("low"),
            "killed": dead.get("best"), "killed_high": dead.get("high"), "source": joined(d["outlet"] or d["id"] for d in case.documents),
            "claimant": joined(o["name"] for o in origins if o["stance"] == "affirms"),
            "denied_by": joined(o["name"] for o in origins if o["stance"] == "denies"), "reliability": grade.get("reliability"),
            "credibility": grade.get("credibility"), "description": case.first.get("sentence", "")}
