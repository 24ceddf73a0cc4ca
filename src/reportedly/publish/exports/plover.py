"""plover: events as PLOVER records, one JSON object a line. What did not happen, or not yet, stands as PLOVER's auxiliary modes."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ...model.rows import Row
from .countries import country
from .dates import told_between
from .dyads import Party, parties
from .material import Case, Material, Options, day_of
from .places import Where, where
from .profile import Coded, coded, table
from .report import Noting, Report

NOBODY = {"code": "", "sector": ["UNK"], "entity_text": ""}  # a record must have an actor; this is the manual's sector for one not known
ALL = ("disputed", "refuted", "possible", "planned", "past")


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one record for each event that PLOVER has a type for; standing and speakers go into `comment`."""
    import msgspec
    noting = Noting()
    with out.open("wb") as file:
        for row in plover_records(material, options, noting):
            file.write(msgspec.json.encode(row) + b"\n")
            noting.wrote("records")
    noting.note("standing, grade and speakers stand in “comment”, which PLOVER leaves to the coder; intensity is left empty")
    noting.never("who says so, in a field of its own; ranges of the killed are given as the lowest number")
    return noting.report()


def plover_records(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The records as dicts. Denied, planned, possible and past events are taken with their auxiliary mode."""
    for c in coded("plover", material, replace(options, include=(*ALL, *options.include)), noting):
        if not day_of(c.event):
            noting.left("events without a day", c.case.id)
            continue
        one, two = parties(c.case, material.known, noting)
        kind = str(c.rule.gives["event"])
        if two is None and kind in table("plover")["needs_recipient"]:
            noting.left("events of types that need a recipient, which is not known", c.case.id)
            continue
        yield _record(c, one, two, where(c.case, material.known), material)


def modes(c: Coded) -> list[str]:
    """The type's mode, if any, and the auxiliary mode of what did not happen."""
    own = [str(c.rule.gives["mode"])] if c.rule.gives.get("mode") else []
    extra = table("plover")["auxiliary"].get(c.event["standing"])
    return [*own, *([extra] if extra and not (extra == "future" and c.rule.gives["event"] == "CONCEDE") else [])]


def _record(c: Coded, one: Party | None, two: Party | None, place: Where, material: Material) -> Row:
    event, first = c.event, c.case.first
    days = event["dates"]
    doc = next((d for d in c.case.documents if d["key"] == first.get("document")), None) or {}
    kind = str(c.rule.gives["event"])
    out: Row = {
        "id": c.case.id, "has_event": True, "date": days["start"], "actor": [_entity(one) if one else NOBODY],
        "recipient": [_entity(two)] if two else [], "event": [kind], "event_text": [first.get("trigger", "")],
        "quad_code": table("plover")["quad"][kind], "mode": modes(c), "context": str(c.rule.gives.get("context", "")).split(),
        "text": first.get("sentence", ""), "comment": comment(c.case), "coder": material.origin or "reportedly"}
    if days["end"] != days["start"]:
        out["enddate"] = days["end"]
    if place.name:
        out["event_loc"] = _location(place, event)
    sizes = {name: low for name, what in (("dead", "killed"), ("injured", "injured"), ("arrested", "captured"))
             if (low := _least(c.case, what)) is not None}
    if sizes:
        out["size"] = sizes
    out["cite_info"] = {"corpus": "reportedly", "citation": doc.get("id", ""), "url": doc.get("url", ""), "title": doc.get("title", ""),
                        "language": doc.get("lang", ""), "publication": doc.get("outlet", ""), "license": doc.get("licence", ""),
                        "codebook": "PLOVER 2.0 draft", "version": material.origin}
    return out


def comment(case: Case) -> str:
    """What PLOVER has no field for: our own type, standing, grade, who says so and who denies it."""
    event = case.event
    parts = [f"type {event['type']}", f"standing {event['standing']}"]
    if days := told_between(case):
        parts.append(days)
    if event.get("grade"):
        parts.append(f"grade {event['grade']['code']}")
    parts += [f"{o['stance']}: {o['name'] or o['kind']}" for o in event.get("origins") or ()]
    return "; ".join(parts)


def _entity(party: Party) -> Row:
    code = party.codes.plover_country
    return {"code": code, "sector": [party.codes.plover_sector] if party.codes.plover_sector else [], "entity_text": party.name,
            **({"identifier_text": party.every} if party.every != party.name else {})}


def _location(place: Where, event: Row) -> Row:
    land = country(event["country"])
    found = {"extracted_place": place.name, "resolved_place": place.name, "lat": event["lat"], "lon": event["lon"],
             "geonameid": place.key.removeprefix("gn:") if place.key.startswith("gn:") else "", "district": place.admin2,
             "province": place.admin1, "country": land.name, "country_code": land.iso3, "resolution": place.plover}
    return {k: v for k, v in found.items() if v not in (None, "")}


def _least(case: Case, what: str) -> int | None:
    lows = [f["low"] for f in case.event.get("figures") or () if f["what"] == what and f["status"] == "current" and f["low"] is not None]
    return min(lows) if lows else None
