"""The static export: the desk's pages for reading and everything that they show, as plain files for any web host."""
from __future__ import annotations

import gzip
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from .. import run
from ..model.errors import ReportedlyError, UsageError
from ..model.rows import Row
from ..publish.picture import picture as one_file
from ..run import desk, snapshot
from . import briefing
from .access import POLICY
from .claims_api import document_answer
from .events_api import event_answer
from .lookups import place_number, raw, row
from .pages import rendered, static_file
from .picture_api import place_answer
from .settings import Settings
from .state_api import state_row
from .store import Store

PAGES = {"desk": "index.html", "sources": "sources.html", "place": "place.html", "brief": "brief.html"}
MENU = (("desk", "Picture"), ("sources", "Sources"), ("brief", "Brief"))
MOST_IN_ONE = 3000
MOST_FILES = 40_000
ASSETS = (".js", ".css", ".json", ".svg", ".png", ".woff2", ".bin", ".txt")


def publish(where: str, to: str, title: str, most: int, force: bool, say: Callable[[str], None]) -> tuple[int, int]:
    """Write the export into the folder `to`; returns the number of files and their bytes. UsageError where the folder holds something
    else and `force` is not given."""
    root = Path(to)
    if root.exists() and (not root.is_dir() or any(root.iterdir())) and not force:
        raise UsageError(f"{to}: is not an empty folder (--force writes into it)")
    store = Store(Settings(where, title, workers=False))
    try:
        store.take_in()
        store.derive()
        out = _Out(root)
        _pages(out, store, title)
        _now(out, store, say)
        kept = _days(out, store, most, say)
        _state(out, store, kept)
        _whole(out, where, title, store, say)
        return out.count, out.size
    finally:
        store.close()


class _Out:
    """Writes files below a folder and counts them."""

    def __init__(self, root: Path) -> None:
        self.root, self.count, self.size = root, 0, 0

    def put(self, name: str, body: bytes | str) -> None:
        path, data = self.root / name, body.encode() if isinstance(body, str) else body
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.count += 1
        self.size += len(data)

    def json(self, name: str, value: Any) -> None:
        self.put(name, msgspec.json.encode(value))


def _pages(out: _Out, store: Store, title: str) -> None:
    policy = POLICY.replace("; frame-ancestors 'none'", "")
    meta = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for name, template in (("desk", "desk.html"), ("sources", "sources.html"), ("place", "place.html")):
        text = rendered(template, name, title, mode="files", static=lambda n: f"static/{n}", url=lambda n: PAGES.get(n, "index.html"),
                        pages=MENU, key="")
        out.put(PAGES[name], text.replace('<meta charset="utf-8">', meta, 1))
    out.put("brief.html", briefing.brief(store, "html", None, None, None))
    for name in _assets():
        found = static_file(name)
        if found:
            out.put(f"static/{name}", found[0])


def _assets() -> list[str]:
    """The static files of the desk and what its pages share with the one-file page."""
    own = files("reportedly.web") / "static"
    names = [f.name for f in own.iterdir() if f.name.endswith(ASSETS)] if own.is_dir() else []
    return sorted({*names, "reportedly.css", "basemap.json"})


def _now(out: _Out, store: Store, say: Callable[[str], None]) -> None:
    with store.at() as now, store.index() as index:
        _blobs(out, now, "data")
        _lists(out, now, index)
        say("places")
        _places(out, store, now, index, "data", None)
        say("events")
        by: dict[str, Row] = defaultdict(dict)
        for (body,) in now.execute("SELECT row FROM event ORDER BY n"):
            e = row(body)
            by[e["event"][1:3]][e["event"]] = event_answer(store, now, index, e)
        for start, found in by.items():
            out.json(f"data/event/{start}.json", found)
        say("reports")
        for n, (key,) in enumerate(index.execute("SELECT key FROM document ORDER BY day DESC, n DESC").fetchall()):
            out.json(f"data/document/{n}.json", document_answer(store, index, key))


def _blobs(out: _Out, now: sqlite3.Connection, folder: str) -> None:
    for name, body in now.execute("SELECT name, body FROM blob"):
        out.put(f"{folder}/{name}.json", gzip.decompress(body))


def _lists(out: _Out, now: sqlite3.Connection, index: sqlite3.Connection) -> None:
    name = snapshot.about(now)["snapshot"]
    found = now.execute("SELECT row, extra FROM source ORDER BY claims DESC, n").fetchall()
    out.json("data/sources.json", _list((msgspec.Raw(r.encode()) for r, _ in found), name,
                                        extra=[msgspec.Raw(e.encode()) for _, e in found]))
    events = now.execute("SELECT row FROM event ORDER BY day IS NULL, day DESC, n DESC")
    out.json("data/events.json", _list((raw(b) for (b,) in events), name))
    documents = index.execute("SELECT key, bare, claims FROM document ORDER BY day DESC, n DESC").fetchall()
    bodies = {key: msgspec.Raw(body.encode()) for key, body, _ in documents}
    out.json("data/documents.json", _list(bodies.values(), name, claims=[c for _, _, c in documents], copies=[[] for _ in documents]))
    claims = (raw(b) for (b,) in index.execute("SELECT row FROM claim JOIN claim_row USING (n) ORDER BY published DESC, n DESC"))
    out.json("data/claims.json", _list(claims, name, documents=bodies))


def _list(found: Iterable[Any], name: str, **beside: Any) -> Row:
    rows = list(found)
    return {"rows": rows, "total": len(rows), "offset": 0, "limit": len(rows), "next": None, "snapshot": name, **beside}


def _places(out: _Out, store: Store, now: sqlite3.Connection, index: sqlite3.Connection, folder: str, as_of: str | None) -> None:
    body = now.execute("SELECT body FROM blob WHERE name = 'picture'").fetchone()[0]
    for n, key in enumerate(msgspec.json.decode(gzip.decompress(body))["places"]["key"]):
        assert place_number(now, key) == n
        out.json(f"{folder}/place/{n}.json", place_answer(store, now, index, key, None, as_of))


def _days(out: _Out, store: Store, most: int, say: Callable[[str], None]) -> list[str]:
    """The pictures as known on the latest days of publication; returns those days."""
    days = store.about["published"][-most:] if most else []
    for n, day in enumerate(days, 1):
        say(f"as known on {day} ({n} of {len(days)})")
        desk.derive(store.where, store.settings.title, day)
        with store.at(day) as then, store.index() as index:
            _blobs(out, then, f"data/as_of/{day}")
            if out.count < MOST_FILES:
                _places(out, store, then, index, f"data/as_of/{day}", day)
    return list(days)


def _state(out: _Out, store: Store, kept: list[str]) -> None:
    shown = {**state_row(store, store.settings.local_user), "mode": "files", "as_of_days": kept, "user": {"name": "", "role": "reader"}}
    out.json("data/state.json", shown)


def _whole(out: _Out, where: str, title: str, store: Store, say: Callable[[str], None]) -> None:
    if store.tally()["claims"] > MOST_IN_ONE:
        say(f"picture.html was left out: more than {MOST_IN_ONE} claims do not fit one file")
        return
    try:
        out.put("picture.html", one_file(run.picture_data(where, title)))
    except ReportedlyError as e:
        say(str(e))
