"""eventreport: one row for each report of each event, for the R package of that name and its rules of putting reports together."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...model.rows import Row
from . import text
from .countries import country
from .material import Case, Material, Options, cases
from .report import Noting, Report

COLUMNS = ["id", "event_id", "event_type", "country", "date_start", "date_end", "city", "location", "latitude", "longitude",
           "geo_precision", "actor1", "actor1_type", "actor2", "actor2_type", "target", "deaths_best", "deaths_low",
           "deaths_high", "injuries_best", "injuries_low", "injuries_high", "source", "source_author", "source_type",
           "source_classification", "factuality", "verification", "claimant", "claimant_type"]


def write(material: Material, out: Path, options: Options) -> Report:
    """Write CSV, NA-free: what a report does not say is an empty cell."""
    noting = Noting()
    noting.wrote("reports", text.write_rows(out, COLUMNS, report_rows(material, noting)))
    noting.note("event_id is the event that reports were put together to; aggregate by it. Denials are rows too: see factuality")
    noting.never("the standing of an event and the grade of source and information: put reports together by rules of your own")
    noting.never("chains of speakers: claimant is the innermost; source_classification is for you to fill in")
    return noting.report()


def report_rows(material: Material, noting: Noting) -> Iterator[Row]:
    """The rows as dicts, by event and report."""
    for case in cases(material):
        documents = {d["key"]: d for d in case.documents}
        for claim in case.claims:
            yield _row(case, claim, documents.get(claim["document"], {}))


def _row(case: Case, claim: Row, doc: Row) -> Row:
    place, when, who = claim["place"] or {}, claim["when"] or {}, claim["candidates"]
    one, two = who["actor"], who["target"]
    speaker = claim["source"][-1] if claim["source"] else {}
    dead, hurt = (_range(claim, what) for what in ("killed", "injured"))
    return dict.fromkeys(COLUMNS) | {
        "id": claim["id"], "event_id": case.id, "event_type": claim["type"], "country": country(place.get("country")).name,
        "date_start": when.get("start"), "date_end": when.get("end"), "city": place.get("name") if place.get("precision") in (1, 2) else "",
        "location": (place.get("relation") or {}).get("text") or place.get("name"), "latitude": place.get("lat"),
        "longitude": place.get("lon"), "geo_precision": place.get("precision"), "actor1": one[0]["name"] if one else "",
        "actor1_type": one[0]["kind"] if one else "", "actor2": one[1]["name"] if one[1:] else "",
        "actor2_type": one[1]["kind"] if one[1:] else "", "target": "; ".join(a["name"] for a in two),
        "deaths_best": dead[0], "deaths_low": dead[0], "deaths_high": dead[1], "injuries_best": hurt[0], "injuries_low": hurt[0],
        "injuries_high": hurt[1], "source": " ".join(x for x in (doc.get("outlet"), f"({doc.get('date') or ''})", doc.get("title")) if x),
        "source_author": doc.get("outlet"), "source_type": doc.get("outlet_kind"),
        "factuality": claim["factuality"], "verification": claim["verification"], "claimant": speaker.get("name"),
        "claimant_type": speaker.get("kind")}


def _range(claim: Row, what: str) -> tuple[int | None, int | None]:
    found = [c for c in claim["counts"] if c["what"] == what]
    if not found:
        return None, None
    highs = [c["high"] for c in found]
    return sum(c["low"] or 0 for c in found), None if None in highs else sum(highs)
