"""The brief from a snapshot: only the rows that it can tell of are looked up."""
from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from ..model.rows import Row
from ..publish.data import PictureData
from ..run import snapshot
from .lookups import names, row
from .store import Store

MOST_CLAIMS = 20_000


def brief(store: Store, form: str, since: str | None, place: str | None, as_of: str | None) -> str | bytes:
    """The brief as text or PDF. ReportedlyError where a PDF cannot be made."""
    from ..publish.brief import brief as made
    return made(data(store, since, as_of), form, since=since, place=place)


def sentences(store: Store, since: str | None, place: str | None, as_of: str | None) -> list[Row]:
    """The brief's sentences as rows, as the command line prints them."""
    from ..publish.brief import sections
    return sections(data(store, since, as_of), since=since, place=place)


def data(store: Store, since: str | None, as_of: str | None) -> PictureData:
    """What a brief since a day (default: the day before the latest report) is made from."""
    with store.at(as_of) as now, store.index() as index:
        about = snapshot.about(now)
        until = about["made"] or about["last"]
        first = since or (date.fromisoformat(until) - timedelta(1)).isoformat() if until else ""
        control = _periods(now)
        asked = "SELECT row FROM event WHERE day IS NULL OR last_day >= ? ORDER BY n"
        events = [row(b) | {"as_of": None} for (b,) in now.execute(asked, (first,))]
        current = [r for r in control if r["to"] >= first]
        cited = dict.fromkeys(c for r in current for c in r["claims"][:20])
        cited |= dict.fromkeys(r["claim"] for e in events for r in e["reports"])
        claims = _claims(index, list(cited)[:MOST_CLAIMS])
        return PictureData(about["title"] and "Situation report", _documents(index, as_of), claims, tuple(events), tuple(control),
                           made=until or "")


def _periods(now: sqlite3.Connection) -> list[Row]:
    return [row(b) | {"as_of": None} for (b,) in now.execute("SELECT row FROM period ORDER BY place, first")]


def _claims(index: sqlite3.Connection, ids: list[str]) -> tuple[Row, ...]:
    ask = "SELECT row FROM claim JOIN claim_row USING (n) WHERE id IN (SELECT value FROM json_each(?)) ORDER BY published, document, first"
    return tuple(row(b) for (b,) in index.execute(ask, (names(ids),)))


def _documents(index: sqlite3.Connection, as_of: str | None) -> tuple[Row, ...]:
    """All documents, as the brief counts reports and outlets; a document's text is not needed."""
    columns = ("key", "id", "date", "title", "outlet", "outlet_kind", "lang", "url")
    found = index.execute(f"SELECT {', '.join(columns)} FROM document WHERE day <= ? ORDER BY day, id", (as_of or "9999",))  # noqa: S608
    return tuple(dict(zip(columns, d, strict=True)) | {"text": ""} for d in found)


