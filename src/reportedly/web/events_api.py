"""Events and sources: lists with filters, one event with everything behind it. Looked up in a snapshot."""
from __future__ import annotations

import sqlite3
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ..ledger.search import match
from ..model.rows import Row
from ..run import snapshot
from . import shapes
from .answers import AsOf, Day, Page, Raw, Text, Where, answer, blocks, download, listed, order, page
from .deps import StoreOf
from .errors import Problem
from .lookups import deciding, documents_of, grades, names, raw, records, row

router = APIRouter(prefix="/api/v1", tags=["events"], responses=shapes.ERRORS)
Part = Annotated[Page, Depends(page)]
EVENT_SORT = {"day": "day", "type": "type", "place": "place", "standing": "standing", "killed": "killed", "sources": "sources",
              "weight": "weight", "country": "country", "actor": "actors COLLATE NOCASE", "grade": "grade"}
SOURCE_SORT = {"claims": "claims", "name": "name COLLATE NOCASE", "confirmed": "confirmed", "refuted": "refuted",
               "reliability": "reliability", "kind": "kind COLLATE NOCASE"}
MOST_HITS = 5000


@router.get("/events", response_model=shapes.EventRows)
def events(request: Request, store: StoreOf, part: Part, type: Text = None, family: Text = None, standing: Text = None,
           place: Text = None, key: Text = None, country: Text = None, since: Day = None, until: Day = None, actor: Text = None,
           min_killed: Annotated[int | None, Query(ge=0)] = None, q: Text = None, as_of: AsOf = None) -> Response:
    """Each happening with its reports, standing, independent sources and deaths. `type`, `family` and `standing` take several names
    with commas between them."""
    where = Where()
    for column, given in (("type", type), ("family", family), ("standing", standing), ("country", country)):
        where.one_of(column, given)
    where.like("place", place)
    where.like("actors", actor)
    where.add("place_key = ?", key)
    where.add("(last_day IS NULL OR last_day >= ?)", since)
    where.add("day <= ?", until)
    where.add("killed >= ?", min_killed)
    if q:
        where.add("n IN (SELECT event FROM event_claim WHERE claim IN (SELECT value FROM json_each(?)))", _hits(store, q))
    with store.at(as_of) as now:
        return _events(request, now, where, part)


def _hits(store: StoreOf, q: str) -> str:
    """The claims whose words fit, the newest 5000, as one value."""
    asked = match(q)
    if not asked:
        return "[]"
    ask = "SELECT id FROM claim WHERE n IN (SELECT rowid FROM claim_text WHERE claim_text MATCH ? ORDER BY rowid DESC LIMIT ?)"
    with store.index() as index:
        return names(c for (c,) in index.execute(ask, (asked, MOST_HITS)))


def _events(request: Request, now: sqlite3.Connection, where: Where, part: Page) -> Response:
    by = order(part.sort, EVENT_SORT, "-day")

    def take(limit: int, offset: int) -> list[Raw]:
        ask = f"SELECT row FROM event {where.sql} ORDER BY {by} LIMIT ? OFFSET ?"  # noqa: S608
        return [raw(body) for (body,) in now.execute(ask, (*where.values, limit, offset))]

    if part.format in ("csv", "jsonl"):
        return download("events", part, list(blocks(lambda n, at: [(r, None) for r in take(n, at)])))
    if part.format == "geojson":
        return _features(b for block in blocks(take) for b in block)
    total = now.execute(f"SELECT count(*) FROM event {where.sql}", where.values).fetchone()[0]  # noqa: S608
    return listed(request, take(part.limit, part.offset), total, part, snapshot.about(now)["snapshot"])


def _features(found: Any) -> Response:
    from ..publish.data import PictureData
    from ..publish.geojson import map_geojson
    rows = tuple(msgspec.json.decode(r) | {"as_of": None} for r in found)
    body = msgspec.json.encode(map_geojson(PictureData("events", (), (), rows)))
    return Response(body, media_type="application/geo+json", headers={"Content-Disposition": 'attachment; filename="events.geojson"'})


@router.get("/event", response_model=shapes.EventAnswer)
def event(store: StoreOf, id: Annotated[str, Query(max_length=40)], as_of: AsOf = None) -> Response:
    """One event with the claims that report it, their documents, grades and decisions."""
    with store.at(as_of) as now, store.index() as index:
        found = now.execute("SELECT row FROM event WHERE id = ?", (id,)).fetchone()
        if not found:
            raise Problem(404, "there is no such event in this picture", "id")
        return answer(event_answer(store, now, index, row(found[0])))


def event_answer(store: StoreOf, now: sqlite3.Connection, index: sqlite3.Connection, found: Row) -> Row:
    """The answer about one event as plain values."""
    claims = [r["claim"] for r in found["reports"]]
    return {"snapshot": snapshot.about(now)["snapshot"], "event": found, "claims": records(index, claims),
            "documents": documents_of(index, claims), "grades": grades(now, claims), "decisions": deciding(store, index, claims)}


@router.get("/sources", response_model=shapes.SourceRows)
def sources(request: Request, store: StoreOf, part: Part, q: Text = None, kind: Text = None, as_of: AsOf = None) -> Response:
    """Who said what, how often others bore it out or denied it, the grade of each source; beside it interest and independence."""
    where = Where()
    where.like("name", q)
    where.one_of("kind", kind)
    by = order(part.sort, SOURCE_SORT, "-claims")
    with store.at(as_of) as now:
        total = now.execute(f"SELECT count(*) FROM source {where.sql}", where.values).fetchone()[0]  # noqa: S608
        limit, offset = (-1, 0) if part.format in ("csv", "jsonl") else (part.limit, part.offset)
        ask = f"SELECT row, extra FROM source {where.sql} ORDER BY {by} LIMIT ? OFFSET ?"  # noqa: S608
        found = now.execute(ask, (*where.values, limit, offset)).fetchall()
        rows = [Raw(r.encode()) for r, _ in found]
        if part.format in ("csv", "jsonl"):
            return download("sources", part, [[(r, Raw(x.encode())) for r, (_, x) in zip(rows, found, strict=True)]])
        return listed(request, rows, total, part, snapshot.about(now)["snapshot"], extra=[Raw(e.encode()) for _, e in found])


