"""The picture: places, control, history, marks, differences, GeoJSON. All of it looked up in a snapshot."""
from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import repeat
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ..model.rows import Row
from ..run import snapshot
from . import shapes
from .answers import AsOf, Day, Page, Text, Told, Where, answer, blocks, download, listed, order, page
from .deps import StoreOf
from .errors import Problem
from .lookups import (
    answer_of,
    deciding,
    documents_of,
    grades,
    last_day,
    place_number,
    place_row,
    places_named,
    raw,
    records,
    row,
)

router = APIRouter(prefix="/api/v1", tags=["picture"], responses=shapes.ERRORS)
Key = Annotated[str, Query(max_length=300, description="The place's key as control rows have it.")]
Part = Annotated[Page, Depends(page)]
CONTROL_SORT = {"place": "place.fold", "country": "place.country", "changes": "place.changes", "events": "place.events",
                "reports": "place.reports", "status": "run.tier || ' ' || coalesce(run.holder, '')", "holder": "run.holder",
                "probability": "run.p"}


@router.get("/picture", response_model=shapes.Picture)
def picture(request: Request, store: StoreOf, as_of: AsOf = None) -> Response:
    """All places and their runs of control in columns: enough for map and slider."""
    return _blob(request, store, "picture", as_of)


@router.get("/marks", response_model=shapes.Marks)
def marks(request: Request, store: StoreOf, as_of: AsOf = None) -> Response:
    """All events that have a point and a day, in columns."""
    return _blob(request, store, "marks", as_of)


def _blob(request: Request, store: StoreOf, name: str, as_of: str | None) -> Response:
    with store.at(as_of) as now:
        body: bytes = now.execute("SELECT body FROM blob WHERE name = ?", (name,)).fetchone()[0]
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, headers={"Content-Encoding": "gzip"}, media_type="application/json")
    return Response(gzip.decompress(body), media_type="application/json")


@router.get("/control", response_model=shapes.ControlRows)
def control(request: Request, store: StoreOf, part: Part, on: Day = None, as_of: AsOf = None, place: Text = None,
            key: Text = None) -> Response:
    """Who holds each place at the end of a day (default: the last one)."""
    with store.at(as_of) as now:
        about = snapshot.about(now)
        day = on or last_day(about)
        total, take = _on_day(now, day, as_of, _chosen(places_named(now, place, key)), order(part.sort, CONTROL_SORT, "place", "place.i"))
        if part.format in ("csv", "jsonl"):
            return download("control", part, [_encoded(take(-1, 0))])
        return listed(request, take(part.limit, part.offset), total, part, about["snapshot"])


def _on_day(now: sqlite3.Connection, day: str, as_of: str | None, where: Where, ordered: str) -> tuple[int, Any]:
    """How many places have an answer for a day, and a function that takes (limit, offset) of them. Runs have no gaps: the first that
    ends on the day or later is the day's."""
    every = not where.parts and not ordered.startswith("run.") and _covers(now, day)
    where.add("run.rowid = (SELECT rowid FROM run WHERE place = place.i AND last >= ? ORDER BY last LIMIT 1) AND run.first <= ?", day, day)
    frm = f"FROM place CROSS JOIN run {where.sql}"
    count = "SELECT count(*) FROM place WHERE runs > 0" if every else f"SELECT count(*) {frm}"
    total = now.execute(count, () if every else where.values).fetchone()[0]

    def take(limit: int, offset: int) -> list[Row]:
        if every:  # the page is cut out before its answers are looked up
            ask = (f"SELECT run.row FROM (SELECT * FROM place WHERE runs > 0 ORDER BY {ordered} LIMIT ? OFFSET ?) place "  # noqa: S608
                   f"CROSS JOIN run {where.sql} ORDER BY {ordered}")
            rows = now.execute(ask, (limit, offset, *where.values)).fetchall()
        else:
            ask = f"SELECT run.row {frm} ORDER BY {ordered} LIMIT ? OFFSET ?"
            rows = now.execute(ask, (*where.values, limit, offset)).fetchall()
        return [answer_of(body, day, as_of) for (body,) in rows]
    return total, take


def _covers(now: sqlite3.Connection, day: str) -> bool:
    low, high = now.execute("SELECT first, (SELECT max(last) FROM run WHERE place = 0) FROM run WHERE place = 0 ORDER BY first LIMIT 1"
                            ).fetchone() or ("9", "0")
    return bool(low <= day <= high)


def _chosen(chosen: list[int] | None) -> Where:
    where = Where()
    if chosen is not None:
        where.add("place.i IN (SELECT value FROM json_each(?))", msgspec.json.encode(chosen).decode())
    return where


@router.get("/history", response_model=shapes.PeriodRows)
def history(request: Request, store: StoreOf, part: Part, as_of: AsOf = None, place: Text = None, key: Text = None) -> Response:
    """Each place's periods: who held it from when to when."""
    with store.at(as_of) as now:
        chosen = places_named(now, place, key)
        where = Where()
        if chosen is not None:
            where.add("place IN (SELECT value FROM json_each(?))", msgspec.json.encode(chosen).decode())
        total = now.execute(f"SELECT count(*) FROM period {where.sql}", where.values).fetchone()[0]  # noqa: S608
        ask = f"SELECT row FROM period {where.sql} ORDER BY place, first LIMIT ? OFFSET ?"  # noqa: S608
        if part.format in ("csv", "jsonl"):
            every = blocks(lambda n, at: [(r, None) for r in _raws(now, ask, (*where.values, n, at))])
            return download("history", part, list(every))
        rows = _raws(now, ask, (*where.values, part.limit, part.offset))
        return listed(request, rows, total, part, snapshot.about(now)["snapshot"])


def _raws(link: sqlite3.Connection, ask: str, values: tuple[Any, ...]) -> list[msgspec.Raw]:
    return [raw(body) for (body,) in link.execute(ask, values)]


@router.get("/places", response_model=shapes.PlaceRows)
def places(request: Request, store: StoreOf, part: Part, q: Text = None, country: Text = None, holder: Text = None,
           tier: Text = None, on: Day = None, as_of: AsOf = None) -> Response:
    """Places with their answer for a day; beside each row how many reports, events and changes of hands it has."""
    with store.at(as_of) as now:
        about = snapshot.about(now)
        day = on or last_day(about)
        where = _chosen(places_named(now, q, None) if q else None)
        where.add("place.country = ?", country)
        where.add("run.holder = ?", holder)
        where.one_of("run.tier", tier)
        total, take = _on_day(now, day, as_of, where, order(part.sort, CONTROL_SORT, "place", "place.i"))
        if part.format in ("csv", "jsonl"):
            every = take(-1, 0)
            return download("places", part, [_encoded(every, _extra(now, [r["key"] for r in every]))])
        shown = take(part.limit, part.offset)
        return listed(request, shown, total, part, about["snapshot"], extra=_extra(now, [r["key"] for r in shown]))


def _encoded(rows: Sequence[Row], beside: Iterable[Any] = repeat(None)) -> list[Told]:
    return [(msgspec.Raw(msgspec.json.encode(r)), x) for r, x in zip(rows, beside, strict=False)]


def _extra(now: sqlite3.Connection, keys: list[str]) -> list[Row]:
    """How much there is of each place, and how large it is, in the order of the keys."""
    kept = ("reports", "events", "changes", "radius_km", "feature", "area")
    ask = f"SELECT key, {', '.join(kept)} FROM place WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = {r[0]: dict(zip(kept, r[1:], strict=True)) for r in now.execute(ask, (msgspec.json.encode(keys).decode(),))}
    return [{**found[k], "area": bool(found[k]["area"])} for k in keys]


@router.get("/place", response_model=shapes.PlaceAnswer)
def place(store: StoreOf, key: Key, on: Day = None, as_of: AsOf = None) -> Response:
    """Everything about one place: its answer, history, evidence for and against, the claims and reports behind it, its story."""
    with store.at(as_of) as now, store.index() as index:
        return answer(place_answer(store, now, index, key, on, as_of))


def place_answer(store: StoreOf, now: sqlite3.Connection, index: sqlite3.Connection, key: str, on: str | None,
                 as_of: str | None) -> Row:
    """The answer about one place as plain values."""
    about, i = snapshot.about(now), place_number(now, key)
    day = on or about["last"]
    runs = now.execute("SELECT row, first, last FROM run WHERE place = ? ORDER BY first", (i,)).fetchall()
    evidence = _raws(now, "SELECT row FROM evidence WHERE place = ? ORDER BY day, claim, before DESC", (i,))
    happened = _raws(now, "SELECT row FROM event WHERE place_key = ? ORDER BY day, n LIMIT 1000", (key,))
    ask = "SELECT claim FROM evidence WHERE place = ? UNION SELECT claim FROM claim_place WHERE key = ? LIMIT 3000"
    claims = [c for (c,) in now.execute(ask, (i, key))]
    said = next((answer_of(body, day, as_of) for body, first, last in runs if first <= day <= last), None)
    return {"snapshot": about["snapshot"], "place": place_row(now, i), "answer": said,
            "history": _raws(now, "SELECT row FROM period WHERE place = ? ORDER BY first", (i,)),
            "runs": [raw(body) for body, _, _ in runs], "evidence": evidence,
            "claims": records(index, claims), "documents": documents_of(index, claims), "grades": grades(now, claims),
            "decisions": deciding(store, index, claims), "events": happened, "story": story(now, i, said, as_of)}


def story(now: sqlite3.Connection, i: int, said: Row | None, as_of: str | None) -> list[str]:
    """The story of a place up to the day of its answer, in sentences with citations, as `reportedly why` tells it."""
    from ..assess.places import Spot
    from ..assess.story import headline
    from ..model.control import Answer
    if said is None:
        return []
    a = Answer(said["key"], said["place"], said["country"], said["lat"], said["lon"], said["day"], as_of, said["holder"], said["status"],
               said["probability"], tuple(said["probabilities"].items()), tuple(said["claims"]), said["because"])
    lines = [headline(a, Spot(a.place, a.name, a.country, a.lat, a.lon))]
    ask = "SELECT claim, sentence FROM evidence WHERE place = ? AND day <= ? AND before = 0 ORDER BY day, rowid"
    told: dict[str, str] = {}
    for claim, sentence in now.execute(ask, (i, a.day)):
        told.setdefault(claim, sentence)
    return [*lines, *(told.values() or ["No report up to that day says who holds it."])]


@router.get("/why", response_model=shapes.Story)
def why(store: StoreOf, key: Key, on: Day = None, as_of: AsOf = None) -> Response:
    """Why a place is taken to be held as it is at the end of a day: the story in sentences, each with its report."""
    with store.at(as_of) as now:
        i, day = place_number(now, key), on or last_day(snapshot.about(now))
        found = now.execute("SELECT row FROM run WHERE place = ? AND first <= ? AND last >= ?", (i, day, day)).fetchone()
        said = answer_of(found[0], day, as_of) if found else None
        return answer({"place": place_row(now, i)["name"], "day": day, "story": story(now, i, said, as_of)})


@router.get("/diff", response_model=shapes.DiffRows)
def diff(request: Request, store: StoreOf, part: Part, first: Annotated[str, Query(pattern=r"^\d{4}-\d\d-\d\d$")],
         second: Annotated[str, Query(pattern=r"^\d{4}-\d\d-\d\d$")], as_of: AsOf = None) -> Response:
    """What is different between the ends of two days."""
    if first > second:
        raise Problem(422, f"{first} is after {second}: give the earlier day first", "first")
    with store.at(as_of) as now:
        ask = ("SELECT place.i, a.row, b.row FROM place CROSS JOIN run b LEFT JOIN run a ON a.rowid = "
               "(SELECT rowid FROM run WHERE place = place.i AND last >= ? ORDER BY last LIMIT 1) AND a.first <= ? WHERE b.rowid = "
               "(SELECT rowid FROM run WHERE place = place.i AND last >= ? ORDER BY last LIMIT 1) AND b.first <= ? "
               "AND (a.holder IS NOT b.holder OR coalesce(a.tier, 'unknown') != b.tier) ORDER BY place.fold, place.i")
        found = now.execute(ask, (first, first, second, second)).fetchall()
        shown = [_pair(old, new, first, second, as_of) for _, old, new in found[part.offset:part.offset + part.limit]]
        return listed(request, shown, len(found), part, snapshot.about(now)["snapshot"])


def _pair(old: bytes | None, new: bytes, first: str, second: str, as_of: str | None) -> Row:
    after = answer_of(new, second, as_of)
    return {"place": after["place"], "key": after["key"], "country": after["country"],
            "before": answer_of(old, first, as_of) if old else None, "after": after}


@router.get("/map.geojson", response_model=shapes.FeatureCollection)
def map_geojson(store: StoreOf, on: Day = None, since: Day = None, as_of: AsOf = None) -> Response:
    """Who holds what on a day, and the events between `since` (default: 30 days before) and it (RFC 7946)."""
    from ..publish.data import PictureData
    from ..publish.geojson import map_geojson as made
    with store.at(as_of) as now:
        about = snapshot.about(now)
        day = on or last_day(about)
        holding = ("SELECT period.row, (SELECT p FROM run WHERE run.place = period.place AND run.last >= ? ORDER BY run.last LIMIT 1) "
                   "FROM period WHERE first <= ? AND last >= ?")
        found = [(row(b) | {"as_of": None}, p) for b, p in now.execute(holding, (day, day, day))]
        periods = [r if p is None else r | {"probability": round(p, 4)} for r, p in found]  # the day's, not the period's lowest
        begin = since or (date.fromisoformat(day) - timedelta(30)).isoformat()
        asked = now.execute("SELECT row FROM event WHERE day <= ? AND last_day >= ?", (day, begin))
        events = [row(b) | {"as_of": None} for (b,) in asked]
        ask = "SELECT name, radius_km, feature FROM place WHERE radius_km IS NOT NULL"
        known = tuple({"place": {"name": n, "radius_km": r, "feature": f, "relation": None}} for n, r, f in now.execute(ask))
        body = made(PictureData(about["title"], (), known, tuple(events), tuple(periods)))
    return Response(msgspec.json.encode(body), media_type="application/geo+json",
                    headers={"Content-Disposition": f'inline; filename="map-{day}.geojson"'})
