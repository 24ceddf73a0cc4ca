"""PictureData as the page reads it: numbered rows, versions by the day from which they were known, nothing empty."""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from ..model.codebook import event_types, family_of, tier_words
from ..model.rows import Row
from . import shapes, words
from .data import PictureData

FIRST = ""  # known from the start: no as-of rows were given


def payload(data: PictureData) -> Row:
    """Everything the page needs but the basemap, as JSON values. Claims of unknown documents are left out."""
    number = {d["key"]: i for i, d in enumerate(data.documents)}
    ids = {d["id"]: i for i, d in enumerate(data.documents)}
    kept = [c for c in data.claims if c["document"] in number]
    claim = {c["id"]: i for i, c in enumerate(kept)}
    sides = sides_of(data)
    return {
        "title": data.title, "made": data.made, "origin": data.origin, "days": span_of(data), "sides": sides,
        "as_of": any(r.get("as_of") for r in data.control),
        "docs": [_document(d) for d in data.documents],
        "claims": [_claim(c, number) for c in kept],
        "holders": sorted({sides.index(r["holder"]) for r in data.control if r.get("holder")}),
        "places": _places(data, sides, claim),
        "events": _events(data, ids, claim, {c["id"]: c["place"] for c in kept if c["place"]}),
        "sources": [_full(s) for s in data.sources],
        "towns": [[t["name"], t["lat"], t["lon"], t.get("population", 0)] for t in data.towns],
        "types": {n: {"family": t.family, "noun": words.noun(n)} for n, t in event_types().items()},
        "tiers": tier_words(), "standings": words.table("standings"),
    }


def sides_of(data: PictureData) -> list[str]:
    """Everyone who holds or is said to hold a place, by name: the order gives colours and shapes, so no side comes first."""
    named = {r["holder"] for r in data.control if r.get("holder")} | {e["party"] for e in data.evidence if e.get("party")}
    return sorted(named, key=lambda n: (str(n).casefold(), n))


def span_of(data: PictureData) -> list[str]:
    """First and last day that the slider covers: the days of publication, and of control up to two weeks before them."""
    published = sorted(d["date"][:10] for d in data.documents if d.get("date"))
    told = sorted(r["from"] for r in data.control)
    days = published or told or [data.made or "1970-01-01"]
    first, last = days[0], days[-1]
    if told and told[0] < first:
        first = max(told[0], (date.fromisoformat(first) - timedelta(14)).isoformat())
    return [first, last]


def versions(rows: Iterable[Row], dated: bool) -> list[tuple[str, list[Row]]]:
    """Rows of one thing by the day from which they were known, in order; equal neighbours are one version.

    `dated` says that the whole picture has as-of rows; those of "now" then add nothing of their own.
    """
    by_day: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if dated and not row.get("as_of"):
            continue
        by_day[row.get("as_of") or FIRST].append({k: v for k, v in row.items() if k != "as_of"})
    out: list[tuple[str, list[Row]]] = []
    for day in sorted(by_day):
        if not out or out[-1][1] != by_day[day]:
            out.append((day, by_day[day]))
    return out


def escaped(value: Any) -> str:
    """JSON that can stand inside a script element: no "<" or "&" that a browser's parser could see, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def _full(row: Mapping[str, Any]) -> Row:
    return {k: v for k, v in row.items() if v not in (None, "", [], (), {})}


def _document(d: Row) -> Row:
    return _full({k: d.get(k) for k in ("id", "date", "title", "outlet", "outlet_kind", "lang", "url", "text")})


def _claim(c: Row, number: Mapping[str, int]) -> Row:
    place = c["place"]
    counts = [_full({k: x[k] for k in ("what", "who", "low", "high")}) for x in c["counts"]]
    return _full({
        "id": c["id"], "d": number[c["document"]], "s": c["start"], "e": c["end"], "type": c["type"],
        "trigger": c["spans"]["trigger"],
        "actor": c["actor"], "target": c["target"], "place": place and _place(place),
        "when": c["when"] and _full({k: c["when"][k] for k in ("start", "end", "text")}),
        "source": [_full(s) for s in c["source"]], "factuality": c["factuality"], "verification": c["verification"],
        "background": c["background"] or None, "counts": counts,
        "p": c["probability"], "because": [[r["field"], r["rule"], r["text"]] for r in c["because"]]})


def _place(place: Row) -> Row:
    kept = _full({k: place.get(k) for k in ("name", "country", "lat", "lon", "radius_km", "precision", "feature")})
    relation = place.get("relation")
    return {**kept, **({"relation": _full({k: relation.get(k) for k in ("text", "direction", "distance_km")})} if relation else {})}


def _places(data: PictureData, sides: list[str], claim: Mapping[str, int]) -> list[Row]:
    """Each place with its periods in every version, and what each claim says of it."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in data.control:
        grouped[row.get("key") or row["place"]].append(row)
    said: dict[str, list[Row]] = defaultdict(list)
    for e in data.evidence:
        if e["claim"] in claim:
            said[e["key"]].append(e)
    dated = any(r.get("as_of") for r in data.control)
    extent = shapes.extents(data.claims)
    out = []
    for key, rows in grouped.items():
        first = rows[-1]
        known = [{"since": since, "periods": [_period(r, sides, claim, said[key]) for r in periods]}
                 for since, periods in versions(rows, dated)]
        out.append({"key": key, "known": known, "evidence": [_evidence(e, sides, claim) for e in said[key]],
                    **_full({k: first.get(k) for k in ("country", "lat", "lon")}), "name": first["place"],
                    **_full({**(about := extent.get(first["place"].casefold(), {})), "area": shapes.is_area(about) or None})})
    return sorted(out, key=lambda p: str(p["name"]).casefold())


def _second(row: Row, sides: list[str], said: Iterable[Row]) -> str | None:
    """The other side of a contested place: the next likely, else the one that most of the claims behind it speak for."""
    told = Counter(e["party"] for e in said if e["claim"] in row["claims"] and e.get("holds"))
    others = sorted((row.get("probabilities") or told).items(), key=lambda x: (-x[1], x[0]))
    return next((n for n, _ in others if n in sides and n != row.get("holder")), None)


def _period(row: Row, sides: list[str], claim: Mapping[str, int], said: Iterable[Row]) -> Row:
    second = _second(row, sides, said) if row["status"] == "contested" else None
    return _full({"from": row["from"], "to": row["to"], "status": row["status"], "p": round(row["probability"], 3),
                  "likely": [[day, round(p, 4)] for day, p in row.get("likely") or ()],
                  "holder": sides.index(row["holder"]) if row.get("holder") else None,
                  "second": sides.index(second) if second else None, "because": row.get("because"),
                  "claims": [claim[c] for c in row["claims"] if c in claim]})


def _evidence(e: Row, sides: list[str], claim: Mapping[str, int]) -> Row:
    party = sides.index(e["party"]) if e.get("party") in sides else None
    told = {k: e.get(k) or None for k in ("day", "voice", "origin", "contested")}
    return {**_full({**told, "weight": round(e["weight"], 2) if e.get("weight") else None}),
            "claim": claim[e["claim"]], "party": party, "holds": e.get("holds")}


def _events(data: PictureData, ids: Mapping[str, int], claim: Mapping[str, int], where: Mapping[str, Row]) -> list[Row]:
    """Every event with the days between which this version of it was the known one."""
    dated = any(r.get("as_of") for r in data.events)
    days = sorted({r["as_of"] for r in data.events if r.get("as_of")})
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in data.events:
        grouped[row["event"]].append(row)
    out = []
    for rows in grouped.values():
        present = {r.get("as_of") or FIRST for r in rows}
        found = versions(rows, dated)
        for i, (since, same) in enumerate(found):
            ends = [d for d in days if d > since and (d not in present or (i + 1 < len(found) and d >= found[i + 1][0]))]
            out.append({**_event(same[0], ids, claim), **_full({"since": since, "until": ends[0] if ends else None}),
                        **_extent(same[0], where)})
    return out


def _extent(row: Row, where: Mapping[str, Row]) -> Row:
    """The shape of the place as the first claim with the event's point has it, and whether it is an area."""
    told = [p for r in row["reports"] if (p := where.get(r.get("claim", ""))) and p.get("lat") == row.get("lat")]
    place = told[0] if told else {"radius_km": row.get("radius_km")}
    return _full({"shape": shapes.shape(place.get("geometry") or ""), "area": shapes.is_area(place) or None})


def _event(row: Row, ids: Mapping[str, int], claim: Mapping[str, int]) -> Row:
    reports = [_full({"d": ids[r["doc"]], "s": r["start"], "e": r["end"], "claim": claim.get(r.get("claim", ""))})
               for r in row["reports"] if r["doc"] in ids]
    origins = [{**_full(o), "claims": [claim[c] for c in o["claims"] if c in claim]} for o in row.get("origins") or ()]
    figures = [{**_full(f), "claim": claim.get(f["claim"])} for f in row.get("figures") or ()]
    kept = {k: row.get(k) for k in ("event", "type", "place", "place_key", "country", "lat", "lon", "radius_km", "actor", "target",
                                    "standing", "independent_sources", "killed", "because")}
    kept |= {"family": row.get("family") or family_of(row["type"]), "when": row.get("dates"), "grade": row.get("grade")}
    return {**_full(kept), **_full({"origins": origins, "figures": figures}), "reports": reports}
