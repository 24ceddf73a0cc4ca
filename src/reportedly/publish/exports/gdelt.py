"""gdelt: events in the 61 tab-separated columns of GDELT 2.0, without a header, as its own files are; one row for each event and not
for each mention."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ...model.rows import Row
from . import text
from .countries import country
from .dates import one_day
from .dyads import Party, base, parties, quad, root
from .material import Material, Options, number
from .places import where
from .profile import coded, speaker_lost, table
from .report import Noting, Report

COLUMNS: list[str] = table("cameo")["gdelt"]
NONSTATE = frozenset(("IGO", "NGO", "IMG", "MNC", "MED"))


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one row for each event that has a CAMEO code and a day."""
    noting = Noting()
    rows = list(gdelt_rows(material, options, noting))
    noting.wrote("rows", text.write_rows(out, COLUMNS, rows, delimiter="\t", header=False))
    noting.never("deaths, precision of place and time; tone, ethnic and religious codes and where actors are from are left empty")
    noting.note("no header, 61 columns; GLOBALEVENTID is a number of our own, and one event is one row however often it is told")
    return noting.report()


def gdelt_rows(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The rows as dicts of GDELT's columns."""
    done = []
    for c in coded("cameo", material, options, noting):
        day = one_day(c.case, noting)
        if not day:
            continue
        done.append(c)
        one, two = parties(c.case, material.known, noting)
        code, docs = str(c.rule.gives["code"]), c.case.documents
        on = date.fromisoformat(day)
        urls = [d["url"] for d in docs if d["url"]]
        place = _place(c.event, where(c.case, material.known).feature)
        yield dict.fromkeys(COLUMNS) | place | _actor("Actor1", one) | _actor("Actor2", two) | {
            "GLOBALEVENTID": number(c.case.id),
            "SQLDATE": on.strftime("%Y%m%d"), "MonthYear": on.strftime("%Y%m"), "Year": on.year,
            "FractionDate": round(on.year + ((on.month - 1) * 30 + on.day) / 365, 4), "IsRootEvent": 1, "EventCode": code,
            "EventBaseCode": base(code), "EventRootCode": root(code), "QuadClass": quad(code),
            "GoldsteinScale": table("cameo")["codes"].get(code, {}).get("scale"), "NumMentions": len(c.event["reports"]),
            "NumSources": len({d["outlet"] or d["id"] for d in docs}), "NumArticles": len(docs),
            "DATEADDED": (material.made or day).replace("-", "") + "000000", "SOURCEURL": urls[0] if urls else ""}
    speaker_lost(noting, done)


def _actor(name: str, party: Party | None) -> Row:
    if party is None:
        return {}
    code = party.codes.cameo
    head, rest = code[:3], code[3:]
    types = [rest[i:i + 3] for i in range(0, len(rest), 3)]
    # "IGOUNO": what follows a non-state code is a group, not a type.
    group = types.pop(0) if head in NONSTATE and types else ""
    out = {f"{name}Code": code, f"{name}Name": party.name.upper(), f"{name}KnownGroupCode": group,
           f"{name}CountryCode": "" if head in NONSTATE else head}
    return out | {f"{name}Type{n}Code": t for n, t in enumerate([head] * (head in NONSTATE) + types, 1) if n <= 3}


def _place(event: Row, feature: str) -> Row:
    """ActionGeo: 1 a country, 4 a town outside the United States, 5 a province there; 3 and 2 inside."""
    if event["lat"] is None:
        return {}
    inside = event["country"] == "US"
    sort = 1 if feature == "country" else (2 if inside else 5) if feature in ("admin1", "region") else 3 if inside else 4
    land = country(event["country"])
    return {"ActionGeo_Type": sort, "ActionGeo_FullName": ", ".join(x for x in (event["place"], land.name) if x),
            "ActionGeo_CountryCode": land.fips, "ActionGeo_Lat": event["lat"], "ActionGeo_Long": event["lon"]}
