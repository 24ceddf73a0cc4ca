"""prov: W3C PROV as PROV-JSON: documents, the reading of them, claims, who is quoted, and the events made of them."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ...model.rows import Row
from .material import Material, Options
from .report import Noting, Report

OWN = "https://w3id.org/reportedly#"
Bundle = dict[str, dict[str, Any]]


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one PROV-JSON document."""
    import msgspec
    noting = Noting()
    out.write_bytes(msgspec.json.format(msgspec.json.encode(bundle(material, noting)), indent=1) + b"\n")
    noting.never("places, days, counts and grades: a provenance tells where rows come from")
    return noting.report()


def bundle(material: Material, noting: Noting) -> Row:
    """The document: entities doc:, claim:, event:; agents voice:; one activity for each version that read, and one that put together."""
    out: Bundle = {k: {} for k in ("entity", "activity", "agent", "wasGeneratedBy", "used", "wasDerivedFrom", "wasAttributedTo",
                                   "wasAssociatedWith")}
    software = f"voice:{_key(material.origin or 'reportedly')}"
    out["agent"][software] = {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
                              "prov:label": material.origin or "reportedly"}
    assess = "act:assess"
    out["activity"][assess] = {"prov:label": "reports put together to events"}
    _relate(out, "wasAssociatedWith", {"prov:activity": assess, "prov:agent": software})
    known = _documents(out, material, noting)
    for claim in material.claims:
        _claim(out, claim, known, software)
        noting.wrote("claims")
    for event in material.events:
        _event(out, event, assess)
        noting.wrote("events")
    return {"prefix": {"prov": "http://www.w3.org/ns/prov#", "reportedly": OWN, "xsd": "http://www.w3.org/2001/XMLSchema#",
                       **{p: f"urn:reportedly:{p}:" for p in ("doc", "claim", "event", "voice", "act")}},
            **{k: v for k, v in out.items() if v}}


def _documents(out: Bundle, material: Material, noting: Noting) -> set[str]:
    keys = set()
    for d in material.documents:
        keys.add(d["key"])
        row = {"prov:label": d["title"] or d["id"], "reportedly:sha256": d["key"], "prov:location": d["url"], "reportedly:date": d["date"]}
        out["entity"][f"doc:{d['key'][:32]}"] = {k: v for k, v in row.items() if v}
        if d["outlet"]:
            _attribute(out, f"doc:{d['key'][:32]}", d["outlet"], "reportedly:publisher")
        noting.wrote("documents")
    return keys


def _claim(out: Bundle, claim: Row, known: set[str], software: str) -> None:
    name, doc, act = f"claim:{claim['id']}", f"doc:{claim['document'][:32]}", f"act:{_key(claim['origin'] or 'read')}"
    out["entity"][name] = {"prov:label": f"{claim['type']} ({claim['factuality']})", "prov:value": claim["sentence"],
                           "reportedly:start": claim["start"], "reportedly:end": claim["end"]}
    if act not in out["activity"]:
        out["activity"][act] = {"prov:label": claim["origin"] or "read"}
        _relate(out, "wasAssociatedWith", {"prov:activity": act, "prov:agent": software})
    _relate(out, "wasGeneratedBy", {"prov:entity": name, "prov:activity": act})
    if claim["document"] in known:
        # A quotation: the claim's sentence stands in the document.
        _relate(out, "wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": doc,
                                        "prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}})
    for n, source in enumerate(claim["source"]):
        _attribute(out, name, source["name"] or source["kind"], f"reportedly:speaker{n + 1}", source["kind"], source["side"])


def _event(out: Bundle, event: Row, assess: str) -> None:
    name = f"event:{event['event']}"
    out["entity"][name] = {"prov:label": f"{event['type']} {event['place'] or ''}".strip(), "reportedly:standing": event["standing"]}
    _relate(out, "wasGeneratedBy", {"prov:entity": name, "prov:activity": assess})
    for r in event["reports"]:
        if r.get("claim"):
            _relate(out, "wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": f"claim:{r['claim']}"})


def _attribute(out: Bundle, entity: str, name: str, role: str, kind: str = "", side: str = "") -> None:
    agent = f"voice:{_key(name.casefold())}"
    about = {"prov:label": name, "reportedly:kind": kind, "reportedly:side": side}
    out["agent"].setdefault(agent, {k: v for k, v in about.items() if v})
    _relate(out, "wasAttributedTo", {"prov:entity": entity, "prov:agent": agent, "reportedly:as": role})


def _relate(out: Bundle, kind: str, row: Row) -> None:
    out[kind][f"_:{kind[:4]}{len(out[kind])}"] = row


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
