"""The brief from a snapshot: only the rows that it can tell of are looked up. For a large ledger a worker makes it."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from ..ledger.index import reading_index
from ..model.rows import Row
from ..publish.data import PictureData
from ..run import desk, snapshot
from .lookups import names, row
from .store import Store

MOST_CLAIMS = 20_000
TITLE = "Situation report"


def brief(store: Store, form: str, since: str | None, place: str | None, as_of: str | None) -> str | bytes:
    """The brief as text or PDF. ReportedlyError where a PDF cannot be made."""
    return store.work("pages", made, store.file(as_of), desk.index_file(store.where), form, since, place, as_of)


def sentences(store: Store, since: str | None, place: str | None, as_of: str | None) -> list[Row]:
    """The brief's sentences as rows, as the command line prints them."""
    return store.work("pages", told, store.file(as_of), desk.index_file(store.where), since, place, as_of)


def made(picture: Path, index: Path, form: str, since: str | None, place: str | None, as_of: str | None) -> str | bytes:
    """The brief from the files of a snapshot and an index."""
    from ..publish.brief import brief as written
    return written(data(picture, index, since, as_of), form, since=since, place=place)


def told(picture: Path, index: Path, since: str | None, place: str | None, as_of: str | None) -> list[Row]:
    """Its sentences from the same files."""
    from ..publish.brief import sections
    return sections(data(picture, index, since, as_of), since=since, place=place)


def data(picture: Path, index: Path, since: str | None, as_of: str | None) -> PictureData:
    """What a brief since a day (default: the day before the latest report) is made from."""
    with closing(snapshot.opened(picture)) as now, closing(reading_index(index)) as claims:
        about = snapshot.about(now)
        until = about["made"] or about["last"]
        first = since or (date.fromisoformat(until) - timedelta(1)).isoformat() if until else ""
        control = _periods(now, until)
        asked = "SELECT row FROM event WHERE day IS NULL OR last_day >= ? ORDER BY n"
        events = [row(b) | {"as_of": None} for (b,) in now.execute(asked, (first,))]
        cited = dict.fromkeys(c for r in control if r["to"] >= first for c in r["claims"][:20])
        cited |= dict.fromkeys(r["claim"] for e in events for r in e["reports"])
        return PictureData(TITLE, _documents(claims, as_of), _claims(claims, list(cited)[:MOST_CLAIMS]), tuple(events), tuple(control),
                           made=until or "")


def _periods(now: sqlite3.Connection, day: str) -> list[Row]:
    """Every period; those that hold on the day with the probability of that day beside their lowest."""
    ask = ("SELECT period.row, (SELECT p FROM run WHERE run.place = period.place AND run.last >= ? ORDER BY run.last LIMIT 1), "
           "period.first <= ? AND period.last >= ? FROM period ORDER BY place, first")
    return [row(body) | {"as_of": None} | ({"likely": [[day, p]]} if there and p is not None else {})
            for body, p, there in now.execute(ask, (day, day, day))]


def _claims(index: sqlite3.Connection, ids: list[str]) -> tuple[Row, ...]:
    ask = ("SELECT row FROM claim JOIN claim_row USING (n) WHERE id IN (SELECT value FROM json_each(?)) "
           "ORDER BY published, document, first")
    return tuple(row(b) for (b,) in index.execute(ask, (names(ids),)))


def _documents(index: sqlite3.Connection, as_of: str | None) -> tuple[Row, ...]:
    """All documents, as the brief counts reports and outlets; a document's text is not needed."""
    columns = ("key", "id", "date", "title", "outlet", "outlet_kind", "lang", "url")
    found = index.execute(f"SELECT {', '.join(columns)} FROM document WHERE day <= ? ORDER BY day, id", (as_of or "9999",))  # noqa: S608
    return tuple(dict(zip(columns, d, strict=True)) | {"text": ""} for d in found)
