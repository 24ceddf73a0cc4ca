"""polecat: events in POLECAT's 40 tab-separated columns, one header, no stray tabs."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...model.rows import Row
from . import text
from .countries import country, cow
from .dates import one_day
from .dyads import Party, parties
from .material import Material, Options, joined
from .places import where
from .profile import coded, speaker_lost, table
from .report import Noting, Report

COLUMNS: list[str] = table("plover")["polecat"]


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one row for each established or claimed event that PLOVER has a type for."""
    noting = Noting()
    rows = list(polecat_rows(material, options, noting))
    noting.wrote("rows", text.write_rows(out, COLUMNS, rows, delimiter="\t"))
    noting.never("deaths; intensity and Wikipedia ids are left empty")
    return noting.report()


def polecat_rows(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The rows as dicts of POLECAT's columns."""
    done = []
    for c in coded("plover", material, options, noting):
        one, two = parties(c.case, material.known, noting)
        kind = str(c.rule.gives["event"])
        if one is None or (two is None and kind in table("plover")["needs_recipient"]):
            noting.left("events without an actor, or a recipient where the type needs one", c.case.id)
            continue
        day = one_day(c.case, noting)
        if not day:
            continue
        done.append(c)
        place, docs = where(c.case, material.known), c.case.documents
        town = place.precision in (1, 2)
        yield dict.fromkeys(COLUMNS) | _side("Actor", one) | _side("Recipient", two) | {
            "Event ID": c.case.id, "Event Date": day, "Event Type": kind, "Event Mode": c.rule.gives.get("mode", ""),
            "Quad Code": table("plover")["quad"][kind], "Contexts": joined(str(c.rule.gives.get("context", "")).split()),
            "Placename": place.name, "Raw Placename": place.name, "City": place.name if town else "", "District": place.admin2,
            "Province": place.admin1, "Country": country(c.event["country"]).iso3, "Latitude": c.event["lat"], "Longitude": c.event["lon"],
            "GeoNames ID": place.key.removeprefix("gn:") if place.key.startswith("gn:") else "", "Feature Type": place.feature,
            "Source": joined(d["outlet"] or d["id"] for d in docs[:1]),
            "Publication Date": joined((d["date"] or "")[:10] for d in docs[:1]),
            "Language": joined(d["lang"] for d in docs[:1]), "Version": material.origin}
    speaker_lost(noting, done)


def _side(name: str, party: Party | None) -> Row:
    if party is None:
        return {}
    return {f"{name} Name": party.name, f"{name} Country": party.codes.plover_country,
            f"{name} COW": cow(party.iso2, party.codes.gwno) if party.codes.gwno else "",
            f"Primary {name} Sector": party.codes.plover_sector, f"{name} Sectors": party.codes.plover_sector,
            f"{name} Name Raw": party.every}
