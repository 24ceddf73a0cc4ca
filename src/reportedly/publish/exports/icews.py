"""icews: events in the 20 tab-separated columns of ICEWS. "Source" there is the acting party, not who says so."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...model.rows import Row
from . import text
from .countries import country
from .dates import one_day
from .dyads import Party, parties
from .material import Material, Options, joined
from .places import where
from .profile import coded, speaker_lost, table
from .report import Noting, Report

COLUMNS: list[str] = table("cameo")["icews"]
SECTORS = {"GOV": "Government", "MIL": "Military", "COP": "Police", "REB": "Rebel", "PRM": "Unidentified Forces", "OPP": "Opposition",
           "CVL": "General Population / Civilian / Social", "JRN": "Media", "PTY": "Parties", "REF": "Refugees", "SOC": "Social"}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one row for each event that has a CAMEO code, a day and an acting party."""
    noting = Noting()
    rows = list(icews_rows(material, options, noting))
    noting.wrote("rows", text.write_rows(out, COLUMNS, rows, delimiter="\t"))
    noting.never("deaths, precision of place and time, events of several reports (the first is given)")
    noting.note("“Source” is the acting party in this format; sectors are PLOVER's in ICEWS's words; ids are not ICEWS's")
    return noting.report()


def icews_rows(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The rows as dicts of ICEWS's columns."""
    done = []
    codes = table("cameo")["codes"]
    for c in coded("cameo", material, options, noting):
        one, two = parties(c.case, material.known, noting)
        if one is None:
            noting.left("events without an acting party", c.case.id)
            continue
        day = one_day(c.case, noting)
        if not day:
            continue
        done.append(c)
        place, code = where(c.case, material.known), str(c.rule.gives["code"])
        about, first = codes.get(code, {}), c.case.first
        yield dict.fromkeys(COLUMNS) | {
            "Event ID": c.case.id, "Event Date": day, "Event Text": about.get("label", "").capitalize(), "CAMEO Code": code,
            "Intensity": about.get("scale"), **_side("Source", one), **_side("Target", two), "Story ID": first.get("doc", ""),
            "Publisher": joined(d["outlet"] for d in c.case.documents[:1]), "City": place.name if place.precision in (1, 2) else "",
            "District": place.admin2, "Province": place.admin1 or (place.name if place.feature == "admin1" else ""),
            "Country": country(c.event["country"]).name, "Latitude": c.event["lat"], "Longitude": c.event["lon"]}
    speaker_lost(noting, done)


def _side(name: str, party: Party | None) -> Row:
    if party is None:
        return {}
    return {f"{name} Name": party.name, f"{name} Sectors": SECTORS.get(party.codes.plover_sector, ""), f"{name} Country": party.country}
