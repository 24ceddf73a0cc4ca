"""Small invented material: events of one sentence each in a country that has a government, a rebel front and a neighbour's army."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportedly.model.reference import Codes
from reportedly.publish.data import PictureData
from reportedly.publish.exports.material import Known, Material, Options
from reportedly.publish.exports.report import Noting
from reportedly.publish.geojson import now

Row = dict[str, Any]
# name: kind, country, what codes say (inter at home, sector, side of UCDP)
PEOPLE = {"Army": ("military", "KE", 1, "MIL", "government"), "Government": ("government", "KE", 1, "GOV", "government"),
          "Ugandan army": ("military", "UG", 1, "MIL", "government"), "Front": ("rebel", "KE", 2, "REB", "organised"),
          "Movement": ("rebel", "KE", 2, "REB", "organised"), "Militia": ("militia", "KE", 3, "PRM", "organised"),
          "villagers": ("civilians", "KE", 7, "CVL", "civilians"), "protesters": ("civilians", "KE", 7, "CVL", "civilians"),
          "UN": ("igo", "", 8, "IGO", "")}
INTER = {1: "State forces", 2: "Rebel group", 3: "Political militia", 7: "Civilians", 8: "External/Other forces"}
ISO3 = {"KE": "KEN", "UG": "UGA", "": ""}
GW = {"KE": "501", "UG": "500", "": ""}


def codes(actor: str, kind: str, country: str, day: str, where: str) -> Codes:
    found = PEOPLE.get(actor)
    if not found:
        return Codes(iso3=ISO3.get(country, ""), gwno=GW.get(country, ""))
    _, home, inter, sector, side = found
    number = 8 if inter == 1 and home != where else inter
    return Codes("", ISO3[home], GW[home], ISO3[home] + sector, ISO3[home], sector, number, INTER[number], ucdp_side=side)


def killed(low: int, high: int | None = -1, text: str = "", who: str = "", claim: int = 0) -> Row:
    return {"what": "killed", "who": who or "people", "low": low, "high": low if high == -1 else high, "text": text or f"{low} people",
            "start": 0, "end": 0, "in": claim}


def hurt(low: int, who: str = "") -> Row:
    return killed(low, who=who) | {"what": "injured"}


def crowd(low: int, high: int | None = -1) -> Row:
    return killed(low, high, who="protesters") | {"what": "protesters"}


def event(kind: str, actor: str = "", target: str = "", said: str | Iterable[str] = "", *, place: str = "Arba", days: str = "2031-05-02",
          standing: str = "established", counts: Iterable[Row] = (), feature: str = "town", precision: int | None = 1, words: str = "",
          granularity: str = "day", inferred: bool = False, origins: Iterable[tuple[str, str]] = (("Steppe Wire", "affirms"),)) -> Row:
    """What an event needs: `days` "first/last" or one day; `said` a sentence, or one for each claim."""
    return {"kind": kind, "actor": [a for a in actor.split(", ") if a], "target": [t for t in target.split(", ") if t],
            "said": [said] if isinstance(said, str) else list(said), "place": place, "days": days, "standing": standing,
            "counts": list(counts), "feature": feature, "precision": precision, "words": words, "granularity": granularity,
            "inferred": inferred, "origins": list(origins)}


def material(*specs: Row) -> Material:
    """Documents, claims and events of the specs, in order: events e0, e1 …"""
    documents, claims, events = [], [], []
    for n, s in enumerate(specs):
        mine = []
        for k, sentence in enumerate(s["said"]):
            doc = {"id": f"d{n}{k}", "key": f"key{n}{k}", "date": "2031-05-20", "title": f"Story {n}{k}", "outlet": f"Wire {k}",
                   "outlet_kind": "wire", "lang": "en", "url": "", "licence": "", "text": sentence}
            documents.append(doc)
            claim = _claim(f"c{n}{k}", doc, s, sentence, [c for c in s["counts"] if c["in"] == k])
            claims.append(claim)
            mine.append(claim)
        events.append(_event(f"e{n:011x}", s, mine))
    return Material(tuple(documents), tuple(claims), tuple(events), (), Known(codes, lambda _: ("Coast", "Tana")), made="2031-05-20")


def _claim(key: str, doc: Row, s: Row, sentence: str, counts: list[Row]) -> Row:
    start, _, end = s["days"].partition("/")
    when = {"start": start, "end": end or start, "text": s["words"], "granularity": s["granularity"], "anchor": "absolute",
            "edtf": s["days"], "timex": ""}
    place = {"name": s["place"], "country": "KE", "lat": -1.5 if s["precision"] else None, "lon": 40.25 if s["precision"] else None,
             "relation": None, "radius_km": 3.0, "feature": s["feature"], "precision": s["precision"], "probability": 1.0,
             "id": "gn:1" if s["place"] == "Arba" else f"gn:{sum(map(ord, s['place']))}", "how": "", "geometry": ""} if s["place"] else None
    people = {role: [{"name": a, "id": a if a in PEOPLE else "", "kind": PEOPLE.get(a, ("",))[0], "country": PEOPLE.get(a, ("", ""))[1],
                      "probability": 1.0, "others": []} for a in s[role]] for role in ("actor", "target")}
    return {"doc": doc["id"], "id": key, "sentence": sentence, "start": 0, "end": len(sentence), "trigger": "", "type": s["kind"],
            "event": 0, "actor": s["actor"], "target": s["target"], "place": place, "when": when if s["days"] else None,
            "source": [{"name": "a doctor", "kind": "witness", "side": ""}], "factuality": "certain", "verification": None,
            "background": False, "counts": [{k: v for k, v in c.items() if k != "in"} for c in counts], "probability": 0.9,
            "spans": {"trigger": [0, 0], "actor": [], "target": [], "place": None, "when": None, "source": [[0, 0, 0, 0]]},
            "candidates": {**people, "place": [], "when": []}, "because": [], "document": doc["key"], "origin": ""}


def _event(key: str, s: Row, claims: list[Row]) -> Row:
    start, _, end = s["days"].partition("/")
    tolls = [c for c in s["counts"] if c["what"] == "killed"]
    lows = [sum(x["low"] for x in tolls if x["in"] == k) for k in dict.fromkeys(c["in"] for c in tolls)]
    highs = [c["high"] for c in tolls]
    dead = {"low": min(lows), "best": sorted(lows)[len(lows) // 2], "high": None if None in highs else max(lows + highs)} if lows else None
    return {"event": key, "type": s["kind"], "family": "violence", "place": s["place"] or None,
            "place_key": f"KE:{s['place']}" if s["place"] else "", "country": "KE" if s["place"] else None,
            "lat": -1.5 if s["place"] and s["precision"] else None, "lon": 40.25 if s["place"] and s["precision"] else None,
            "radius_km": 3.0, "dates": {"start": start, "end": end or start, "inferred": s["inferred"]} if s["days"] else None,
            "actor": s["actor"], "target": s["target"],
            "reports": [{"doc": c["doc"], "start": 0, "end": 1, "claim": c["id"], "type": c["type"], "date": "2031-05-20"} for c in claims],
            "standing": s["standing"], "independent_sources": len(claims), "killed": dead,
            "figures": [{"what": c["what"], "low": c["low"], "high": c["high"], "text": c["text"], "claimant": "",
                         "claim": claims[c["in"]]["id"], "whose": "other", "status": "current"} for c in s["counts"]],
            "grade": {"code": "B2", "reliability": "B", "credibility": 2, "because": "one voice", "probability": 0.8},
            "origins": [{"name": n, "kind": "media", "side": "", "stance": how, "interest": "none", "claims": [c["id"] for c in claims]}
                        for n, how in s["origins"]], "because": [], "as_of": None}


def rows(make: Any, *specs: Row, options: Options | None = None) -> tuple[list[Row], Noting]:
    """What a profile makes of the specs, and what it noted."""
    noting = Noting()
    return list(make(material(*specs), options or Options(), noting)), noting


def of_picture(data: PictureData) -> Material:
    """The material of all that a picture knows now."""
    return Material(data.documents, data.claims, tuple(now(data.events)), tuple(now(data.control)), title=data.title, made=data.made,
                    origin=data.origin)
