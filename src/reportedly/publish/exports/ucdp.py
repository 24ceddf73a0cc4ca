"""ucdp: deadly events as rows of UCDP GED's 49 columns, in the manner of its Candidate data: sides by name, ids left empty."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...model.rows import Row
from . import text
from .countries import country, priogrid
from .dates import span, ucdp_precision, undated
from .deaths import Deaths
from .deaths import ucdp as deaths
from .facts import ARMED, codes, kind
from .material import Known, Material, Options, actors, joined, number
from .places import where
from .profile import Coded, coded, speaker_lost, table
from .report import Noting, Report

COLUMNS: list[str] = table("ucdp")["columns"]


def write(material: Material, out: Path, options: Options) -> Report:
    """Write CSV with UCDP GED's columns."""
    noting = Noting()
    rows = list(ucdp_rows(material, options, noting))
    noting.wrote("rows", text.write_rows(out, COLUMNS, rows))
    noting.note("drafts by rule, for a coder to check: UCDP has not seen them, and no dyad was tested for 25 deaths in a year")
    noting.never("ids of conflicts, dyads and actors, names of conflicts, and whether a dyad was active: only UCDP gives them")
    return noting.report()


def ucdp_rows(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The rows as dicts of UCDP's columns, by first day."""
    rows = []
    done = []
    for c in coded("ucdp", material, options, noting):
        row = _row(c, material.known, noting)
        if row:
            rows.append(row)
            done.append(c)
    speaker_lost(noting, done)
    yield from sorted(rows, key=lambda r: (r["date_start"], r["id"]))


def violence(c: Coded, known: Known) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where the sides are not known."""
    one, two = str(c.facts["actor"]), str(c.facts["target"])
    states = ("state", "foreign")
    if two in ("civilians", "protesters") and one in ARMED:
        return 3
    if one in ARMED and two in ARMED:
        return 1 if one in states or two in states else 2
    # A strike that kills, by a side, with nobody named as hit: the other side is not known.
    return None


def _row(c: Coded, known: Known, noting: Noting) -> Row | None:
    dead, days, sort = deaths(c.case), span(c.case), violence(c, known)
    precision = ucdp_precision(c.case)
    if dead is None:
        noting.left("events without a reported death", c.case.id)
        return None
    if sort is None:
        noting.left("deadly events of which the two sides are not known", c.case.id)
        return None
    if days is None or precision is None:
        noting.left("events without a day, or vaguer than a year", c.case.id)
        return None
    place = where(c.case, known)
    if place.ucdp is None and not c.event["country"]:
        noting.left("events at no known place", c.case.id)
        return None
    if days.inferred:
        noting.lost("that no text tells the day (only in code_status)")
    if dead.open:
        noting.lost("that a figure has no upper bound: high is the highest that is reported")
    a, b = (_side(c, role, known) for role in ("actor", "target"))
    if a[0] == b[0]:
        noting.left("deadly events whose two sides go by one name", c.case.id)
        return None
    if sort == 1 and c.facts["actor"] not in ("state", "foreign"):
        a, b, dead = b, a, _turned(dead)
    return _cells(c, sort, dead, a, b, known) | {
        "year": days.start.year, "date_start": days.start.isoformat(), "date_end": days.end.isoformat(), "date_prec": precision,
        "where_prec": place.ucdp or 6, "where_coordinates": place.name, "where_description": place.relation or place.name,
        "adm_1": place.admin1, "adm_2": place.admin2, "event_clarity": 2 if days.lasting and days.length > 1 else 1}


def _turned(d: Deaths) -> Deaths:
    """The government is side A in state-based violence."""
    return Deaths(d.b, d.a, d.civilians, d.unknown, d.best, d.low, d.high, d.open)


def _side(c: Coded, role: str, known: Known) -> tuple[str, str]:
    """Name and Gleditsch-Ward number of a side: governments as "Government of X", the first known actor first."""
    found = sorted(actors(c.case, role), key=lambda a: kind(c.case, known, a) in ("unknown", "armed"))
    names, number = [], ""
    for a in found:
        cls = kind(c.case, known, a)
        land = country(a["country"] or (c.event["country"] if cls == "state" else ""))
        if cls in ("state", "foreign") and land.ucdp_name:
            names.append(f"Government of {land.ucdp_name}")
            number = number or codes(c.case, known, a).gwno or _number(known, land.iso2, c.event)
        else:
            names.append("Civilians" if cls in ("civilians", "protesters") else str(a["name"]))
    if not names and role == "target":
        names = ["Civilians"]
    return ", ".join(dict.fromkeys(names)), number


def _beside(values: Iterable[str]) -> str:
    """Values parted by ";" that go with those of the columns beside it: none left out, none that holds the mark."""
    return ";".join(v.replace(";", ",") for v in values)


def _number(known: Known, iso2: str, event: Row) -> str:
    """A state's Gleditsch-Ward number on the event's day, or ""."""
    return known.codes("", "state", iso2, event["dates"]["start"], "").gwno if iso2 else ""


def _cells(c: Coded, sort: int, dead: Deaths, a: tuple[str, str], b: tuple[str, str], known: Known) -> Row:
    event, docs, land = c.event, c.case.documents, country(c.event["country"])
    lat, lon = event["lat"], event["lon"]
    said = [s["name"] or s["kind"] for claim in c.case.claims for s in claim["source"][-1:]]
    return dict.fromkeys(COLUMNS) | {
        "id": number(c.case.id), "relid": f"reportedly-{c.case.id}",
        "code_status": "Check: coded by a program" + ("; no report tells the day" if undated(c.case) else ""),
        "type_of_violence": sort, "dyad_name": f"{a[0]} - {b[0]}", "side_a": a[0], "side_b": b[0], "number_of_sources": len(docs),
        "source_article": "; ".join(f"\"{d['outlet']},{d['date'] or ''},{d['title']}\"" for d in docs),
        "source_office": _beside(d["outlet"] for d in docs), "source_date": _beside((d["date"] or "")[:10] for d in docs),
        "source_headline": _beside(d["title"] for d in docs), "source_original": joined(said), "latitude": lat, "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})" if lat is not None else None,
        "priogrid_gid": priogrid(lat, lon) if lat is not None else None,
        "country": land.ucdp_name, "country_id": _number(known, land.iso2, event),
        "region": land.ucdp_region, "deaths_a": dead.a, "deaths_b": dead.b, "deaths_civilians": dead.civilians,
        "deaths_unknown": dead.unknown, "best": dead.best, "high": dead.high, "low": dead.low, "gwnoa": a[1], "gwnob": b[1]}
