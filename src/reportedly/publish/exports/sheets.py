"""The flat tables that csv, xlsx, parquet, sqlite, shp, gpkg and kml share: one list of columns for each kind of row.

A value is a text, a number, a truth value, a list of texts, or None where it is not known: never 0 or "" in its place.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ...model.codebook import family_of
from ...model.errors import UsageError
from ...model.rows import Row
from ..geojson import days
from .material import Material


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is text, day, int, float, bool or list (of texts); `short` the name for formats that allow ten characters."""

    name: str
    kind: str
    words: str
    short: str
    of: Callable[[Row], Any]


def _of(*path: str) -> Callable[[Row], Any]:
    def get(row: Row) -> Any:
        value: Any = row
        for key in path:
            value = (value or {}).get(key)
        return value
    return get


def _text(*path: str) -> Callable[[Row], Any]:
    get = _of(*path)
    return lambda row: get(row) or None


def _count(what: str, end: str) -> Callable[[Row], Any]:
    def get(row: Row) -> Any:
        found = [c[end] for c in row["counts"] if c["what"] == what]
        return sum(found) if found and all(n is not None for n in found) else None
    return get


def _stance(*wanted: str) -> Callable[[Row], Any]:
    return lambda row: [o["name"] for o in row.get("origins") or () if o["stance"] in wanted and o["name"]]


def _day(end: str, inferred: bool = False) -> Callable[[Row], Any]:
    return lambda row: days(row, inferred)[end == "end"]


def _relation(row: Row) -> str | None:
    relation = (row.get("place") or {}).get("relation")
    return relation["text"] if relation else None


PLACE = (
    Column("country", "text", "ISO 3166 alpha-2", "country", _text("country")),
    Column("lat", "float", "degrees north, WGS 84; empty where no point is known", "lat", _of("lat")),
    Column("lon", "float", "degrees east, WGS 84", "lon", _of("lon")),
)
CLAIMS = (
    Column("id", "text", "the claim's id", "id", _of("id")),
    Column("doc", "text", "the document's id", "doc", _of("doc")),
    Column("document", "text", "the document's key (SHA-256)", "document", _of("document")),
    Column("start", "int", "first character of the sentence", "start", _of("start")),
    Column("end", "int", "character after the sentence", "end", _of("end")),
    Column("sentence", "text", "the sentence, as written", "sentence", _of("sentence")),
    Column("trigger", "text", "the words that name the event", "trigger", _of("trigger")),
    Column("type", "text", "event type of the codebook", "type", _of("type")),
    Column("family", "text", "its family", "family", lambda r: family_of(r["type"])),
    Column("actor", "list", "who did it", "actor", _of("actor")),
    Column("target", "list", "to whom or what", "target", _of("target")),
    Column("place", "text", "the most specific named place", "place", _text("place", "name")),
    Column("relation", "text", "where the text puts it relative to that place", "relation", _relation),
    Column("country", "text", "ISO 3166 alpha-2", "country", _text("place", "country")),
    Column("lat", "float", "degrees north, WGS 84; empty where no point is known", "lat", _of("place", "lat")),
    Column("lon", "float", "degrees east, WGS 84", "lon", _of("place", "lon")),
    Column("radius_km", "float", "how far off the point may be", "radius_km", _of("place", "radius_km")),
    Column("precision", "int", "1 the place, 2 near it or part of a region, 3 a region", "precision", _of("place", "precision")),
    Column("place_id", "text", "gazetteer key", "place_id", _text("place", "id")),
    Column("from", "day", "first day within which it happened", "from", _text("when", "start")),
    Column("to", "day", "last day within which it happened", "to", _text("when", "end")),
    Column("when", "text", "the words that tell the time", "when", _text("when", "text")),
    Column("edtf", "text", "the time in ISO 8601-2", "edtf", _text("when", "edtf")),
    Column("source", "list", "who says so, from the outermost speaker inwards", "source",
           lambda r: [s["name"] or s["kind"] for s in r["source"]]),
    Column("source_kind", "list", "of what kind each of them is", "src_kind", lambda r: [s["kind"] for s in r["source"]]),
    Column("source_side", "list", "for which side each of them speaks", "src_side", lambda r: [s["side"] for s in r["source"]]),
    Column("factuality", "text", "certain, probable, possible, denied or future", "factuality", _of("factuality")),
    Column("verification", "text", "confirmed, unconfirmed or disputed; empty where not said", "verified", _text("verification")),
    Column("background", "bool", "history told beside the news", "background", _of("background")),
    Column("killed_low", "int", "killed, at least", "killed_lo", _count("killed", "low")),
    Column("killed_high", "int", "killed, at most; empty where there is no bound", "killed_hi", _count("killed", "high")),
    Column("counts", "list", "all counts as written", "counts", lambda r: [f"{c['what']}: {c['text']}" for c in r["counts"]]),
    Column("probability", "float", "that all of it holds", "p", _of("probability")),
)
EVENTS = (
    Column("event", "text", "the event's id", "event", _of("event")),
    Column("type", "text", "event type of the codebook", "type", _of("type")),
    Column("family", "text", "its family", "family", _of("family")),
    Column("standing", "text", "established, claimed, disputed, refuted, possible, planned or past", "standing", _of("standing")),
    Column("place", "text", "the name that most reports use", "place", _text("place")),
    *PLACE,
    Column("radius_km", "float", "how far off the point may be", "radius_km", _of("radius_km")),
    Column("from", "day", "first day within which it happened, as a text tells it; empty where none does", "from", _day("start")),
    Column("to", "day", "last day within which it happened, as a text tells it; empty where none does", "to", _day("end")),
    Column("inferred_from", "day", "where no text tells the day: the first that the reports' dates allow. Nobody reported it", "inf_from",
           _day("start", inferred=True)),
    Column("inferred_to", "day", "where no text tells the day: the last that the reports' dates allow. Nobody reported it", "inf_to",
           _day("end", inferred=True)),
    Column("actor", "list", "who did it", "actor", _of("actor")),
    Column("target", "list", "to whom or what", "target", _of("target")),
    Column("killed_low", "int", "killed, at least", "killed_lo", _of("killed", "low")),
    Column("killed_best", "int", "killed, best figure", "killed", _of("killed", "best")),
    Column("killed_high", "int", "killed, at most; empty where there is no bound", "killed_hi", _of("killed", "high")),
    Column("reports", "int", "claims that report it", "reports", lambda r: len(r["reports"])),
    Column("independent_sources", "int", "voices that do not repeat one another", "sources", _of("independent_sources")),
    Column("affirmed_by", "list", "who says that it happened", "affirmed", _stance("affirms")),
    Column("denied_by", "list", "who says that it did not", "denied", _stance("denies")),
    Column("reliability", "text", "Admiralty scale A to F, of the source", "reliabil", _of("grade", "reliability")),
    Column("credibility", "int", "Admiralty scale 1 to 6, of the information", "credibil", _of("grade", "credibility")),
    Column("grade_because", "text", "why it is graded so", "grade_why", _text("grade", "because")),
    Column("docs", "list", "ids of the documents", "docs", lambda r: list(dict.fromkeys(x["doc"] for x in r["reports"]))),
    Column("claims", "list", "ids of the claims", "claims", lambda r: [x["claim"] for x in r["reports"] if x.get("claim")]),
)
CONTROL = (
    Column("place", "text", "the place's name", "place", _text("place")),
    Column("key", "text", "the place's key", "key", _text("key")),
    *PLACE,
    Column("from", "day", "first day for which this is the answer; where no report tells the day of a change, it is inferred", "from",
           _of("from")),
    Column("to", "day", "last day for which this is the answer", "to", _of("to")),
    Column("holder", "text", "who holds it at the end of each of the days", "holder", _text("holder")),
    Column("status", "text", "tier: held, claimed, contested, denied, presence or unknown", "status", _of("status")),
    Column("probability", "float", "of that holder, the lowest of the days", "p", _of("probability")),
    Column("sources", "list", "who is behind the claims", "sources", lambda r: r.get("sources") or []),
    Column("claims", "list", "ids of the claims", "claims", _of("claims")),
    Column("as_of", "day", "known on that day; empty: all that is known", "as_of", _text("as_of")),
)
DOCUMENTS = (
    Column("id", "text", "the document's id", "id", _of("id")),
    Column("key", "text", "SHA-256 of all that was published", "key", _of("key")),
    Column("date", "text", "day of publication", "date", _text("date")),
    Column("title", "text", "title", "title", _text("title")),
    Column("outlet", "text", "who published it", "outlet", _text("outlet")),
    Column("outlet_kind", "text", "wire, newspaper, radio …", "outletkind", _text("outlet_kind")),
    Column("lang", "text", "ISO 639-1", "lang", _text("lang")),
    Column("url", "text", "where it was published", "url", _text("url")),
    Column("licence", "text", "under which terms", "licence", _text("licence")),
)
ANSWERS = (
    *(c for c in CONTROL if c.name not in ("from", "to", "sources", "claims", "as_of")),
    Column("day", "day", "at the end of that day", "day", _of("day")),
    *(c for c in CONTROL if c.name in ("sources", "claims", "as_of")),
    Column("because", "text", "why, in one sentence", "because", _text("because")),
)
SOURCES = (
    Column("name", "text", "who speaks", "name", _text("name")),
    Column("kind", "text", "party, government, igo, ngo, witness, media, expert, document or unnamed", "kind", _text("kind")),
    Column("side", "text", "for which side", "side", _text("side")),
    Column("reliability", "text", "Admiralty scale A to F", "reliabil", _text("reliability")),
    Column("claims", "int", "claims made", "claims", _of("claims")),
    Column("confirmed", "int", "how often others bore them out", "confirmed", _of("confirmed")),
    Column("refuted", "int", "how often they turned out false", "refuted", _of("refuted")),
    Column("because", "text", "why it is graded so", "because", _text("because")),
)
SHEETS = {"events": EVENTS, "claims": CLAIMS, "control": CONTROL, "documents": DOCUMENTS}
# With those that answer one question and are no table of an export.
EVERY = {**SHEETS, "answers": ANSWERS, "sources": SOURCES}


def rows(material: Material, table: str) -> Iterable[Row]:
    """The rows of a table: events, claims, control or documents. Raises UsageError for another name."""
    if table not in SHEETS:
        raise UsageError(f"{table!r} is none of the tables {', '.join(SHEETS)}")
    found: Iterable[Row] = getattr(material, table)
    return found


def flat(row: Row, table: str) -> list[Any]:
    """One row's values in the order of the table's columns."""
    return [c.of(row) for c in EVERY[table]]


def lines(material: Material, table: str) -> Iterator[list[Any]]:
    """Every row of a table, flat, one at a time."""
    return (flat(row, table) for row in rows(material, table))
