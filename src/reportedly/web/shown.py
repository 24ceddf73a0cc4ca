"""Tables as the page shows them: the same columns under the same heads in the same words, for a download of exactly what is shown.

Two things differ on purpose: a day is written whole, where the page leaves out the year that goes without saying, and a probability is a
number. The page's own columns stand in `web/src/tables.js` and `web/src/desk/sources.js`; a test holds the two together.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..model.rows import Row
from ..publish import words

Column = tuple[str, Callable[[Row, Any], Any]]


def cells(name: str, row: Row, beside: Any = None) -> Row:
    """A row of the table `name` by the heads of its columns; `beside` is what stands beside the row in the API's answer: a claim's
    document, a place's or source's extra, the number of a document's claims and of its copies."""
    return {head: cell(row, beside) for head, cell in TABLES[name]}


def heads(name: str) -> list[str]:
    """The heads of a table's columns; before them what names the row, where the page has it as a link."""
    return [head for head, _ in TABLES[name]]


def _who(row: Row) -> str:
    return " → ".join(x for x in (", ".join(row["actor"]), ", ".join(row["target"])) if x)


def _where(place: Row | None) -> str:
    if not place:
        return ""
    r = place.get("relation") or {}
    far = " ".join(x for x in (words.distance(r["distance_km"]) if r.get("distance_km") else "", r.get("direction") or "") if x)
    return f"{far} of {place['name']}" if far else str(place["name"])


def _chain(claim: Row, document: Row) -> str:
    said, outlet = claim["source"], document["outlet"]
    own = bool(said) and said[0]["name"] == outlet
    return " › ".join([*([] if own else [outlet or "the report"]), *(words.source(s) for s in said)])


def _sure(claim: Row) -> str:
    return ", ".join(x for x in (claim["factuality"], claim["verification"], "history" if claim["background"] else "") if x)


def _holds(row: Row) -> str:
    who, status = row["holder"], row["status"]
    others = sorted(((n, p) for n, p in row["probabilities"].items() if n not in (who, "contested")), key=lambda x: -x[1])
    between = f"contested between {who} and {others[0][0]}" if others else f"contested, {who} likelier"
    named = {"held": f"held by {who}", "claimed": f"claimed by {who}", "contested": between, "denied": f"{who}’s claim is denied",
             "presence": f"{who} present, not in control"}
    nobody = {"denied": "claim denied", "presence": "forces present"}
    return (named if who else nobody).get(status, str(status))


def _record(source: Row) -> str:
    yes, no = source["confirmed"] or 0, source["refuted"] or 0
    return f"{yes} · {no}" if yes or no else ""


def _interest(extra: Mapping[str, Any]) -> str:
    found = extra.get("interest") or {}
    return ", ".join(f"{found[k]} {said}" for k, said in (("own", "for its side"), ("against", "against it")) if found.get(k))


def _events(extra: Mapping[str, Any]) -> str:
    n = extra.get("independent")
    return "" if n is None else f"{n} event{'' if n == 1 else 's'}"


TABLES: Mapping[str, tuple[Column, ...]] = {
    "claims": (
        ("id", lambda c, _: c["id"]), ("document", lambda c, _: c["doc"]), ("reported", lambda _, d: (d["date"] or "")[:10]),
        ("what", lambda c, _: words.noun(c["type"])), ("who → whom", lambda c, _: _who(c)), ("where", lambda c, _: _where(c["place"])),
        ("when", lambda c, _: words.when(c["when"])), ("says who", _chain), ("how sure", lambda c, _: _sure(c)),
        ("p", lambda c, _: c["probability"]), ("words", lambda c, _: c["sentence"])),
    "events": (
        ("event", lambda e, _: e["event"]), ("when", lambda e, _: words.days({"dates": e["dates"]}) or "not told"),
        ("what", lambda e, _: words.noun(e["type"])), ("who → whom", lambda e, _: _who(e)), ("where", lambda e, _: e["place"] or ""),
        ("standing", lambda e, _: e["standing"]), ("killed", lambda e, _: words.span(e["killed"])),
        ("told by", lambda e, _: words.folded(len(e["reports"]), e["independent_sources"])),
        ("grade", lambda e, _: e["grade"]["code"] if e["grade"] else "")),
    "places": (
        ("key", lambda p, _: p["key"]), ("place", lambda p, _: p["place"]), ("country", lambda p, _: p["country"] or ""),
        ("who holds it", lambda p, _: _holds(p)), ("p", lambda p, _: "" if p["status"] == "unknown" else p["probability"]),
        ("events", lambda _, x: x["events"]), ("reports", lambda _, x: x["reports"]), ("changes", lambda _, x: x["changes"])),
    "documents": (
        ("id", lambda d, _: d["id"]), ("published", lambda d, _: (d["date"] or "")[:10] or "no date"),
        ("title", lambda d, _: d["title"] or d["id"]), ("outlet", lambda d, _: d["outlet"]), ("kind", lambda d, _: d["outlet_kind"]),
        ("language", lambda d, _: d["lang"]), ("claims", lambda _, x: x["claims"]), ("copies", lambda _, x: x["copies"] or "")),
    "sources": (
        ("who", lambda s, _: s["name"] or f"a {s['kind']}"), ("kind", lambda s, _: s["kind"]),
        ("speaks for", lambda s, _: s["side"] if s["side"] != s["name"] else ""), ("grade", lambda s, _: s["reliability"]),
        ("claims", lambda s, _: s["claims"]), ("borne out · denied", lambda s, _: _record(s)),
        ("interest", lambda _, x: _interest(x)), ("independent in", lambda _, x: _events(x)), ("copied", lambda _, x: x.get("copied", ""))),
}
