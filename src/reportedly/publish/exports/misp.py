"""misp: events as MISP events with tags of the admiralty scale; claims as text attributes, documents as links."""
from __future__ import annotations

import uuid
from pathlib import Path

from ...model.rows import Row
from ..geojson import days
from .material import Case, Material, Options, cases
from .profile import UNDATED
from .report import Noting, Report

SPACE = uuid.UUID("6f1d9c1e-6a0b-5d3c-9c53-7c1b7d0c5f11")  # of our own names, so that equal events have equal ids
OWN = "reportedly"


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one JSON document {"response": [{"Event": …}, …]}, as MISP imports it."""
    import msgspec
    noting = Noting()
    found = []
    for case in cases(material):
        if UNDATED not in options.include and not days(case.event)[0]:
            noting.left("events of which no text tells the day, which a MISP event must have (--include undated takes them in)", case.id)
            continue
        found.append({"Event": misp_event(case, material.made)})
        noting.wrote("events")
        if not case.event.get("grade"):
            noting.lost("no grade: the event has none")
    out.write_bytes(msgspec.json.format(msgspec.json.encode({"response": found}), indent=1) + b"\n")
    noting.note("events are unpublished, for your organisation only (distribution 0)")
    noting.never("places as points, ranges of days: they are told in the event's info and in text attributes")
    return noting.report()


def misp_event(case: Case, made: str) -> Row:
    """One MISP event; ids are UUIDs made from ours."""
    event = case.event
    grade = event.get("grade") or {}
    told = days(event)[0]
    info = " ".join(x for x in (event["type"], f"in {event['place']}" if event["place"] else "", f"({event['standing']})",
                                "" if told else "(no report tells the day; dated by the latest report)") if x)
    attributes = [_attribute(case, "text", c["sentence"], f"{c['doc']}: {' > '.join(s['name'] or s['kind'] for s in c['source'])}")
                  for c in case.claims]
    attributes += [_attribute(case, "link", d["url"], d["title"]) for d in case.documents if d["url"]]
    return {"uuid": str(uuid.uuid5(SPACE, case.id)), "date": told or _reported(case) or made, "info": info, "analysis": "0",
            "threat_level_id": "4", "distribution": "0", "published": False, "Attribute": attributes,
            "Tag": [{"name": t} for t in tags(grade, event)]}


def _reported(case: Case) -> str:
    """The day of the latest report, or ""."""
    return max(((d["date"] or "")[:10] for d in case.documents), default="")


def tags(grade: Row, event: Row) -> list[str]:
    """The admiralty scale's machine tags, and our own for type and standing."""
    out = [f'admiralty-scale:source-reliability="{grade["reliability"].lower()}"',
           f'admiralty-scale:information-credibility="{grade["credibility"]}"'] if grade else []
    return [*out, f'{OWN}:type="{event["type"]}"', f'{OWN}:standing="{event["standing"]}"']


def _attribute(case: Case, kind: str, value: str, comment: str) -> Row:
    return {"uuid": str(uuid.uuid5(SPACE, f"{case.id}|{kind}|{value}|{comment}")), "type": kind,
            "category": "External analysis", "to_ids": False, "value": value, "comment": comment}
