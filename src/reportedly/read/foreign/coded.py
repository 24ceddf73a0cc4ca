"""GDELT, ICEWS and POLECAT: events that a program coded, in CAMEO or PLOVER."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ...model.claim import Reason
from ...model.errors import ReadError
from ...model.reference import Source
from ..item import Item, OnProblem
from .sheet import Row, day, rows, table
from .told import Party, Spot, Told, number, point

CODE = re.compile(r"\d{2,4}$")


def cameo(code: str, where: str) -> tuple[str, str, Reason]:
    """Our type for a CAMEO code, its factuality, and why; "" for what is no event of ours. Raises ReadError on what is no code."""
    if not CODE.match(code) or not 1 <= int(code[:2]) <= 20:
        raise ReadError(where, f"has a CAMEO code that is none ({code[:12]!r})")
    data = table("cameo")
    longest = next((code[:n] for n in range(len(code), 1, -1) if code[:n] in data["types"]), "")
    return data["types"].get(longest, ""), data["factuality"].get(longest, "certain"), Reason("type", "CAMEO", code)


def read_gdelt(item: Item, mapping: dict[str, Any], on_problem: OnProblem) -> Iterator[Told]:
    """One Told for each row of GDELT events (61 columns, or version 1's 58) whose code is an event of ours."""
    columns = list(mapping["columns"])
    if item.head.split(b"\n", 1)[0].count(b"\t") + 1 == len(columns) - len(mapping["only_version_2"]):
        columns = [c for c in columns if c not in mapping["only_version_2"]]
    for where, row in rows(item, columns, mapping["needed"], on_problem):
        try:
            kind, factuality, why = cameo(row["EventCode"], where)
            days = day(row["SQLDATE"], where)
            published = day(row.get("DATEADDED", ""), where)
        except ReadError as problem:
            on_problem(problem)
            continue
        url = row.get("SOURCEURL", "")
        outlet = urlsplit(url).hostname or "" if url.startswith(("http://", "https://")) else ""
        yield Told(
            f"gdelt:{row['GLOBALEVENTID']}", kind, f"CAMEO {row['EventCode']}", "GDELT", row.get("DATEADDED", ""), published,
                _gdelt_actor(row, 1),
            _gdelt_actor(row, 2), _gdelt_place(row), (days, days) if days else None, "day",
            (Source(outlet.removeprefix("www."), "media"),) if outlet else (), url=url, factuality=factuality, rules=(why,),
            cells=tuple((c, row.get(c, "")) for c in ("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
                "IsRootEvent")))


def _gdelt_actor(row: Row, n: int) -> tuple[Party, ...]:
    name = row.get(f"Actor{n}Name", "")
    if not name:
        return ()
    kinds = table("cameo")["actors"]
    kind = next((kinds[c] for k in "123" if (c := row.get(f"Actor{n}Type{k}Code", "")) in kinds), "")
    group = row.get(f"Actor{n}KnownGroupCode", "")
    return (Party(name.title() if name.isupper() and len(name) > 4 else name, kind or ("rebel" if group == "REB" else ""),
                  row.get(f"Actor{n}CountryCode", "")),)


def _gdelt_place(row: Row) -> Spot | None:
    kind, name = row.get("ActionGeo_Type", ""), row.get("ActionGeo_FullName", "")
    near = table("cameo")["gdelt_where"].get(kind)
    if not name:
        return None
    lat, lon = point(row, "ActionGeo_Lat", "ActionGeo_Long") if near else (None, None)
    # "Salaq, Hills, Country": the first part is the place itself.
    first, _, country = name.partition(",")[0], *name.rpartition(",")[1:]
    return Spot(first.strip(), country.strip() or first.strip(), lat, lon, near["precision"] if near else None,
                near["radius_km"] if near else None, near.get("feature", "") if near else "country", f"GDELT ActionGeo_Type {kind}")


def read_icews(item: Item, mapping: dict[str, Any], on_problem: OnProblem) -> Iterator[Told]:
    """One Told a row. Its day is that of the story: the event's own is not in the data."""
    for where, row in rows(item, mapping["columns"], mapping["needed"], on_problem):
        try:
            kind, factuality, why = cameo(row["CAMEO Code"], where)
            when = day(row["Event Date"], where)
        except ReadError as problem:
            on_problem(problem)
            continue
        lat, lon = point(row, "Latitude", "Longitude")
        town = row.get("City", "")
        name = next((row[c] for c in ("City", "District", "Province", "Country") if row.get(c)), "")
        known = lat is not None and bool(town)
        yield Told(
            f"icews:{row['Event ID']}", kind, row.get("Event Text", "") or f"CAMEO {row['CAMEO Code']}", "ICEWS", "", when,
            _icews_actor(row, "Source", mapping), _icews_actor(row, "Target", mapping),
            Spot(name, row.get("Country", ""), lat if known else None, lon if known else None, 1 if known else None, 5.0 if known else None,
                 "" if town else "admin1" if row.get("Province") else "country", "ICEWS city" if town else "") if name else None,
            (when, when) if when else None, "day", (Source(row["Publisher"], "media"),) if row.get("Publisher") else (),
                factuality=factuality,
            rules=(why,), cells=tuple((c, row.get(c, "")) for c in ("Intensity", "Story ID", "Sentence Number", "Source Sectors",
                "Target Sectors")))


def _icews_actor(row: Row, which: str, mapping: dict[str, Any]) -> tuple[Party, ...]:
    name = row.get(f"{which} Name", "")
    sectors = row.get(f"{which} Sectors", "").lower()
    kind = next((k for words, k in mapping["sectors"].items() if words in sectors), "")
    return (Party(name, kind, row.get(f"{which} Country", "")),) if name else ()


def read_polecat(item: Item, mapping: dict[str, Any], on_problem: OnProblem) -> Iterator[Told]:
    """One Told a row."""
    types = mapping["types"]
    for where, row in rows(item, mapping["columns"], mapping["needed"], on_problem):
        event, mode = row["Event Type"].upper(), row.get("Event Mode", "").lower()
        try:
            if event not in types:
                raise ReadError(where, f"has an event type that is none of PLOVER's ({event[:20]!r})")
            when, published = day(row["Event Date"], where), day(row.get("Publication Date", ""), where)
        except ReadError as problem:
            on_problem(problem)
            continue
        chosen = f"{event}/{mode}" if f"{event}/{mode}" in types else event
        lat, lon = point(row, "Latitude", "Longitude")
        town = row.get("City", "") or (row.get("Placename", "") if row.get("Feature Type", "").upper().startswith("PPL") else "")
        name = town or next((row[c] for c in ("Placename", "District", "Province", "Country") if row.get(c)), "")
        known = lat is not None and bool(town)
        yield Told(
            f"polecat:{row['Event ID']}", types[chosen], f"{event} {mode}".strip(), "POLECAT", row.get("Version", ""), published,
            _polecat_actor(row, "Actor", mapping), _polecat_actor(row, "Recipient", mapping),
            Spot(name, row.get("Country", ""), lat if known else None, lon if known else None, 1 if known else None, 5.0 if known else None,
                 "" if town else "admin1" if row.get("Province") else "country", "POLECAT city" if town else "") if name else None,
            (when, when) if when else None, "day", (Source(row["Source"], "media"),) if row.get("Source") else (),
            rules=(Reason("type", "PLOVER", chosen),), cells=tuple((c, row.get(c, "")) for c in ("Contexts", "Intensity", "Language")))


def _polecat_actor(row: Row, which: str, mapping: dict[str, Any]) -> tuple[Party, ...]:
    name = row.get(f"{which} Name", "") or row.get(f"{which} Name Raw", "")
    kind = mapping["sectors"].get(row.get(f"Primary {which} Sector", "").upper(), "")
    return (Party(name, kind, row.get(f"{which} Country", "")),) if name and name.lower() != "none" else ()


def mentions(item: Item, mapping: dict[str, Any], on_problem: OnProblem) -> Iterator[tuple[str, str, str | None, str, float]]:
    """(event id, outlet, day of the mention, address, confidence from 0 to 1) of GDELT's table of mentions."""
    for where, row in rows(item, mapping["mentions"], ("GLOBALEVENTID", "MentionTimeDate", "MentionIdentifier"), on_problem):
        try:
            when = day(row["MentionTimeDate"], where)
        except ReadError as problem:
            on_problem(problem)
            continue
        confidence = number(row.get("Confidence")) or 100.0
        yield (f"gdelt:{row['GLOBALEVENTID']}", row.get("MentionSourceName", ""), when, row["MentionIdentifier"],
               min(max(confidence / 100, 0.01), 1.0))
