"""ftm: events, reports and those involved as FollowTheMoney entities, one JSON object a line."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...model.rows import Row
from ..geojson import days
from .dates import told_between
from .material import Case, Material, Options, actors, cases, joined
from .report import Noting, Report

SCHEMATA = {"state": "PublicBody", "government": "PublicBody", "military": "PublicBody", "police": "PublicBody", "igo": "Organization",
            "ngo": "Organization", "media": "Organization", "rebel": "Organization", "militia": "Organization", "coalition": "Organization",
            "party": "Organization", "criminal": "Organization", "person": "Person"}

# ISO 639-1 to 639-3, which FollowTheMoney wants.
LANGUAGES = {"ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "pt": "por", "ru": "rus", "tr": "tur",
             "uk": "ukr", "zh": "zho"}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write Articles, actors and Events, each once."""
    import msgspec
    noting = Noting()
    with out.open("wb") as file:
        for entity in entities(material, noting):
            file.write(msgspec.json.encode(entity) + b"\n")
    noting.never("characters of sentences, candidates, reasons; standing, grade and speakers are told in an Event's summary and notes")
    return noting.report()


def entities(material: Material, noting: Noting) -> Iterator[Row]:
    """Entities as dicts; ids are hashes, so that the same thing is the same entity in every export."""
    seen: set[str] = set()
    for case in cases(material):
        for doc in case.documents:
            if (entity := _article(doc))["id"] not in seen:
                seen.add(entity["id"])
                noting.wrote("articles")
                yield entity
        involved = []
        for a in (*actors(case, "actor"), *actors(case, "target")):
            entity = _actor(a)
            involved.append(entity["id"])
            if entity["id"] not in seen:
                seen.add(entity["id"])
                noting.wrote("actors")
                yield entity
        noting.wrote("events")
        yield _event(case, involved)


def entity_id(kind: str, key: str) -> str:
    """`reportedly-` and 20 hex digits of the SHA-256 of kind and key."""
    return "reportedly-" + hashlib.sha256(f"{kind}|{key}".encode()).hexdigest()[:20]


def _entity(kind: str, schema: str, key: str, properties: dict[str, Any]) -> Row:
    kept = {k: [str(x) for x in (v if isinstance(v, list) else [v]) if x not in (None, "")] for k, v in properties.items()}
    return {"id": entity_id(kind, key), "schema": schema, "properties": {k: list(dict.fromkeys(v)) for k, v in kept.items() if v}}


def _article(doc: Row) -> Row:
    return _entity("article", "Article", doc["key"], {
        "title": doc["title"] or doc["id"], "publisher": doc["outlet"], "sourceUrl": doc["url"], "publishedAt": (doc["date"] or "")[:10],
        "language": LANGUAGES.get(doc["lang"], doc["lang"] if len(doc["lang"]) == 3 else "")})


def _actor(actor: Row) -> Row:
    schema = SCHEMATA.get(actor["kind"], "LegalEntity")
    return _entity("actor", schema, actor["id"] or actor["name"].casefold(), {
        "name": actor["name"], "country": (actor["country"] or "").lower(), "notes": f"kind: {actor['kind']}" if actor["kind"] else ""})


def _event(case: Case, involved: list[str]) -> Row:
    event = case.event
    (start, end), grade = days(event), event.get("grade") or {}
    origins = event.get("origins") or ()
    summary = "; ".join([f"{event['standing']}, {event['independent_sources']} independent sources",
                         *(f"{o['stance']}: {o['name'] or o['kind']}" for o in origins), *([f"grade {grade['code']}"] if grade else []),
                         *filter(None, [told_between(case)])])
    days_of = {"date": start} if start == end else {"startDate": start, "endDate": end}
    return _entity("event", "Event", case.id, {
        "name": " ".join(x for x in (event["type"], f"in {event['place']}" if event["place"] else "") if x), **days_of,
        "location": event["place"], "country": (event["country"] or "").lower(), "summary": summary,
        "description": [c["sentence"] for c in case.claims], "involved": list(dict.fromkeys(involved)),
        "sourceUrl": [d["url"] for d in case.documents], "publisher": joined(d["outlet"] for d in case.documents).split("; "),
        "proof": [entity_id("article", d["key"]) for d in case.documents]})
