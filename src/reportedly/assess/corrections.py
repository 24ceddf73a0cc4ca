"""What a person's correction makes of a report: any field of a claim, each from one line of text."""
from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from ..model.claim import Claim, Count
from ..model.event import Report
from ..model.reference import Actor, Place, Resolution, Source, When

FACTUALITY = frozenset({"certain", "probable", "possible", "denied", "future"})


def corrected(r: Report, change: Mapping[str, str]) -> Report:
    """The report with new values; what cannot be read is left as it was.

    type, factuality; verification ("" for none); when ("2031-04-05" or "2031-04-05/2031-04-07", "" for none); place (a name, or ""
    for none; the point goes, because it was the other place's); point ("lat,lon,radius_km" of that place, "" for none); actor and
    target (names with " | " between them); source ("name;kind;side" likewise, the outermost first); background ("true", "false");
    counts ("what;who;low;high" likewise, high empty for "at least").
    """
    return replace(r, claim=_claim(r.claim, change), found=_found(r, change))


def parts(text: str) -> list[str]:
    """The pieces of a list written with "|" between them, without empty ones."""
    return [p for p in (x.strip() for x in text.split("|")) if p]


def _claim(claim: Claim, change: Mapping[str, str]) -> Claim:
    if change.get("type"):
        claim = replace(claim, type=change["type"])
    if change.get("factuality") in FACTUALITY:
        claim = replace(claim, factuality=change["factuality"])
    if "verification" in change:
        claim = replace(claim, verification=change["verification"] or None)
    if "counts" in change:
        claim = replace(claim, counts=tuple(c for p in parts(change["counts"]) if (c := _count(claim, p))))
    return claim


def _found(r: Report, change: Mapping[str, str]) -> Resolution:
    found = r.found
    if "when" in change:
        start, _, end = change["when"].partition("/")
        found = replace(found, when=When(start, end or start, change["when"], rule="decision") if start else None)
    if "place" in change:
        found = replace(found, place=_place(r, change["place"]))
    if "point" in change and found.place:
        found = replace(found, place=_pointed(found.place, change["point"]))
    if "actor" in change:
        found = replace(found, actor=_actors(r, found.actor, change["actor"]))
    if "target" in change:
        found = replace(found, target=_actors(r, found.target, change["target"]))
    if "source" in change:
        found = replace(found, source=tuple(_source(p) for p in parts(change["source"])))
    if change.get("background") in ("true", "false"):
        found = replace(found, background=change["background"] == "true")
    return found


def _place(r: Report, name: str) -> Place | None:
    if not name:
        return None
    old = r.found.place
    if old is None:
        return Place(name, r.claim.start, r.claim.start, how="decision")
    return old if old.name == name else replace(old, name=name, lat=None, lon=None, id="", relation=None, candidates=(), geometry="")


def _pointed(place: Place, text: str) -> Place:
    if not text:
        return replace(place, lat=None, lon=None, radius_km=None, id="", geometry="")
    try:
        lat, lon, radius = (float(x) for x in text.split(","))
    except ValueError:
        return place
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= radius <= 20_000) or math.isnan(lat + lon + radius):
        return place
    return replace(place, lat=lat, lon=lon, radius_km=radius, how="decision", probability=1.0, geometry="")


def _actors(r: Report, old: tuple[Actor, ...], text: str) -> tuple[Actor, ...]:
    """Those already named stay as they were; a new name is one of the document alone."""
    known = {a.name: a for a in old}
    return tuple(known.get(n) or Actor(n, r.claim.start, r.claim.start) for n in dict.fromkeys(parts(text)))


def _source(text: str) -> Source:
    name, kind, side = (*(x.strip() for x in text.split(";")), "", "")[:3]
    return Source(name, kind or "unnamed", side)


def _count(claim: Claim, text: str) -> Count | None:
    what, who, low, high = (*(x.strip() for x in text.split(";")), "", "", "")[:4]
    if not what or not low.isdecimal() or (high and not high.isdecimal()):
        return None
    return Count(what, who, int(low), int(high) if high else None, text, claim.start, claim.start)
