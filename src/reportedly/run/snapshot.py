"""A snapshot: events, control, evidence and sources of one state of the ledger, in a file of their own that never changes.

It is written once, by a worker, and then only read: every page and answer about it is a look-up. SQLite, because a reader needs a few
rows out of many.
"""
from __future__ import annotations

import gzip
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from ..assess.control import Picture
from ..assess.setting import Setting
from ..ledger.index import packed
from ..model.event import Report
from ..model.rows import Row, answer_row, event_row, evidence_row, period_row
from ..publish import shapes
from . import columns
from .worth import reasons

TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE blob (name TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE place (i INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, fold TEXT NOT NULL, country TEXT, lat REAL, lon REAL,
  radius_km REAL, feature TEXT, area INTEGER NOT NULL, reports INTEGER NOT NULL, events INTEGER NOT NULL, changes INTEGER NOT NULL,
  runs INTEGER NOT NULL);
CREATE TABLE run (place INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, holder TEXT, tier TEXT NOT NULL,
  p REAL NOT NULL, row BLOB NOT NULL);
CREATE TABLE period (place INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, row BLOB NOT NULL);
CREATE TABLE evidence (place INTEGER NOT NULL, claim TEXT NOT NULL, day TEXT NOT NULL, before INTEGER NOT NULL, row BLOB NOT NULL,
  sentence TEXT NOT NULL);
CREATE TABLE event (n INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, family TEXT NOT NULL, standing TEXT NOT NULL, place TEXT,
  place_key TEXT NOT NULL, country TEXT, day TEXT, last_day TEXT, actors TEXT NOT NULL, killed INTEGER, sources INTEGER NOT NULL,
  weight INTEGER NOT NULL, kinds TEXT NOT NULL, reasons TEXT NOT NULL, grade TEXT, row BLOB NOT NULL);
CREATE TABLE event_claim (claim TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (claim, event)) WITHOUT ROWID;
CREATE TABLE source (n INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, reliability TEXT NOT NULL, claims INTEGER NOT NULL,
  confirmed INTEGER NOT NULL, refuted INTEGER NOT NULL, row TEXT NOT NULL, extra TEXT NOT NULL);
CREATE TABLE claim_place (claim TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (claim, key)) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX place_key ON place (key); CREATE INDEX place_fold ON place (fold);
CREATE INDEX run_place ON run (place, first); CREATE INDEX run_last ON run (place, last, holder, tier);
CREATE INDEX period_place ON period (place, first); CREATE INDEX evidence_place ON evidence (place, day);
CREATE UNIQUE INDEX event_id ON event (id); CREATE INDEX event_day ON event (day, n); CREATE INDEX event_place ON event (place_key, day);
CREATE INDEX event_weight ON event (weight); CREATE INDEX event_type ON event (type, day); CREATE INDEX place_claim ON claim_place (key);
"""
MOST_SHOWN = 50
# Raise it whenever the tables or what stands in them change.
SHAPE = 4


@dataclass(frozen=True, slots=True)
class Made:
    """What all parts of a snapshot are made from."""

    id: str
    title: str
    as_of: str | None
    base: Setting
    view: Picture
    said: Mapping[str, str]
    towns: Sequence[Row]


def write(made: Made, head: tuple[int, str], to: Path) -> None:
    """Write the snapshot of a setting and its picture to the file `to`, whole or not at all."""
    draft = to.with_suffix(f".{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    link = sqlite3.connect(draft, isolation_level=None)
    try:
        link.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        link.execute("BEGIN")
        _fill(link, made, head)
        link.execute("COMMIT")
        link.executescript(INDEXES)
    finally:
        link.close()
    os.chmod(draft, 0o600)
    draft.replace(to)


def _fill(link: sqlite3.Connection, made: Made, head: tuple[int, str]) -> None:
    from ..assess.events import events
    happened = [event_row(e, made.as_of) for e in events(made.base, made.view)]
    runs = _runs(made)
    extent = _extents(made.base)
    places = _places(made, runs, extent, happened)
    number = {p["key"]: i for i, p in enumerate(places)}
    days = columns.span(made.base.reports, runs)
    _put_places(link, places, runs, _evidence(link, made, number), happened)
    for key, rows in runs.items():
        link.executemany("INSERT INTO run VALUES (?,?,?,?,?,?,?)", (
            (number[key], a, b, row["holder"], row["status"], row["probability"], packed({**row, "first": a, "last": b}))
            for a, b, row in rows))
    _put_periods(link, made, number)
    _put_events(link, made.base, happened)
    _put_sources(link, made, happened)
    about = {"snapshot": made.id, "as_of": made.as_of, "title": made.title, "first": days[0], "last": days[1], "sides": _sides(made, runs)}
    shown = places[:len(runs)]
    whole = columns.picture(shown, runs, {**about, "counts": columns.counts(made.base.reports, runs, happened, days),
                                          "towns": [[t["name"], t["lat"], t["lon"], t.get("population", 0)] for t in made.towns]})
    drawn = columns.marks(happened, {p["key"]: i for i, p in enumerate(shown)}, extent, about)
    for name, body in (("picture", whole), ("marks", drawn)):
        link.execute("INSERT INTO blob VALUES (?,?)", (name, gzip.compress(msgspec.json.encode(body), 6, mtime=0)))
    published = sorted({d for r in made.base.reports if (d := r.publication.day)})
    said = {**about, "shape": SHAPE, "head": list(head), "made": published[-1] if published else None, "published": published}
    link.executemany("INSERT INTO about VALUES (?,?)", [(k, msgspec.json.encode(v).decode()) for k, v in said.items()])


def _runs(made: Made) -> dict[str, list[tuple[str, str, Row]]]:
    from ..assess.runs import runs
    spots = sorted(made.view.courses.items(), key=lambda x: (x[1].spot.name.casefold(), x[0]))
    return {k: [(a, b, answer_row(x, made.said)) for a, b, x in runs(made.view, k)] for k, _ in spots}


def _extents(base: Setting) -> dict[str, Row]:
    """Radius (km, median over claims), feature and shape of each place, from claims placed at it itself."""
    radii: dict[str, list[float]] = defaultdict(list)
    about: dict[str, Row] = {}
    for r in base.reports:
        place = r.found.place
        spot = base.spot(r) if place and not place.relation else None
        if place and spot:
            if place.radius_km is not None:
                radii[spot.key].append(place.radius_km)
            known = about.setdefault(spot.key, {"feature": place.feature, "shape": None})
            known["feature"] = known["feature"] or place.feature
            known["shape"] = known["shape"] or shapes.shape(place.geometry)
    out = {}
    for key, known in about.items():
        size = {"radius_km": round(median(radii[key]), 1) if radii[key] else None}
        out[key] = {**known, **size, "area": shapes.is_area({**known, **size})}
    return out


def _places(made: Made, runs: Mapping[str, Any], extent: Mapping[str, Row], happened: Iterable[Row]) -> list[Row]:
    """Places of which something is known to be held first, in the order of `runs`, then those of events alone."""
    spots = made.base.places.spots
    others = sorted({e["place_key"] for e in happened if e["place_key"] in spots} - runs.keys())
    nothing = {"radius_km": None, "feature": "", "shape": None, "area": False}
    return [{"key": k, "name": spots[k].name, "country": spots[k].country, "lat": spots[k].lat, "lon": spots[k].lon,
             **extent.get(k, nothing)} for k in (*runs, *others)]


def _sides(made: Made, runs: Mapping[str, Sequence[tuple[str, str, Row]]]) -> list[str]:
    """Everyone who holds or is said to hold a place, by name: no side comes first."""
    named = {row["holder"] for rows in runs.values() for _, _, row in rows if row["holder"]}
    named |= {made.view.shown(e.party) for c in made.view.courses.values() for e in c.evidence if e.party}
    return sorted(named, key=lambda n: (n.casefold(), n))


def _evidence(link: sqlite3.Connection, made: Made, number: Mapping[str, int]) -> dict[str, set[str]]:
    """Puts what each claim says of each place, with its sentence in the place's story; returns the documents by place."""
    from ..assess.story import sentence
    by_claim = {r.claim.id: r for r in made.base.reports}
    heard: dict[str, set[str]] = defaultdict(set)
    for r in made.base.reports:
        if spot := made.base.spot(r):
            heard[spot.key].add(r.publication.key)
            link.execute("INSERT OR IGNORE INTO claim_place VALUES (?,?)", (r.claim.id, spot.key))
    for key, course in made.view.courses.items():
        rows = []
        for e in sorted(course.evidence, key=lambda e: (e.day, e.published, e.claim)):
            if report := by_claim.get(e.claim):
                said = "" if e.before else sentence(made.base, made.view, e, report)
                rows.append((number[key], e.claim, e.day, int(e.before), packed(evidence_row(e, made.view.shown(e.party))), said))
        link.executemany("INSERT INTO evidence VALUES (?,?,?,?,?,?)", rows)
    return heard


def _put_places(link: sqlite3.Connection, places: Sequence[Row], runs: Mapping[str, Sequence[tuple[str, str, Row]]],
                heard: Mapping[str, set[str]], happened: Iterable[Row]) -> None:
    events: dict[str, int] = defaultdict(int)
    for e in happened:
        events[e["place_key"]] += 1
    link.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (
        (i, p["key"], p["name"], p["name"].casefold(), p["country"], p["lat"], p["lon"], p["radius_km"], p["feature"], int(bool(p["area"])),
         len(heard.get(p["key"], ())), events[p["key"]], len(columns.changes({"": runs.get(p["key"], ())})), len(runs.get(p["key"], ())))
        for i, p in enumerate(places)))


def _put_periods(link: sqlite3.Connection, made: Made, number: Mapping[str, int]) -> None:
    from ..assess.control import history
    link.executemany("INSERT INTO period VALUES (?,?,?,?)", (
        (number[p.place], p.start, p.end, packed(period_row(p, made.as_of, made.said))) for p in history(made.view)))


def _put_events(link: sqlite3.Connection, base: Setting, happened: Sequence[Row]) -> None:
    sure = {r.claim.id: r.claim.probability * r.found.probability for r in base.reports}
    for n, e in enumerate(happened):
        weight, why = reasons(e, max((sure.get(r["claim"], 0.0) for r in e["reports"]), default=0.0))
        days, killed = e["dates"] or {"start": None, "end": None}, e["killed"] or {"best": None, "low": None}
        dead = killed["best"] if killed["best"] is not None else killed["low"]
        link.execute("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (
            n, e["event"], e["type"], e["family"], e["standing"], e["place"], e["place_key"], e["country"], days["start"], days["end"],
            " | ".join((*e["actor"], *e["target"])), dead, e["independent_sources"], weight, " ".join(sorted({w["kind"] for w in why})),
            msgspec.json.encode(why).decode(), msgspec.json.encode(e["grade"]).decode() if e["grade"] else None, packed(e)))
        link.executemany("INSERT OR IGNORE INTO event_claim VALUES (?,?)", [(r["claim"], n) for r in e["reports"]])


def _put_sources(link: sqlite3.Connection, made: Made, happened: Iterable[Row]) -> None:
    from ..assess.sources import source_rows
    more = _records(made, happened)
    nothing = {"interest": {}, "stances": {}, "independent": 0, "copied": 0, "first": None, "last": None, "claims": []}
    link.executemany("INSERT INTO source VALUES (?,?,?,?,?,?,?,?,?)", (
        (n, s["name"], s["kind"], s["reliability"], s["claims"], s["confirmed"], s["refuted"], msgspec.json.encode(s).decode(),
         msgspec.json.encode(more.get(s["name"], nothing)).decode()) for n, s in enumerate(source_rows(made.base))))


def _records(made: Made, happened: Iterable[Row]) -> dict[str, Row]:
    """By a source's name: its interest and stance by number of events, how many claims only repeat another's, and its days."""
    about: dict[str, Report] = {r.claim.id: r for r in made.base.reports}
    out: dict[str, Row] = {}
    for e in happened:
        for o in e["origins"]:
            name = made.base.parties.shown(o["side"]) if o["side"] else o["name"]
            row = out.setdefault(name, {"interest": defaultdict(int), "stances": defaultdict(int), "independent": 0, "copied": 0,
                                        "first": None, "last": None, "claims": []})
            row["interest"][o["interest"]] += 1
            row["stances"][o["stance"]] += 1
            row["independent"] += 1
            mine = [about[c] for c in o["claims"] if c in about]
            row["copied"] += sum(bool(made.base.voice(r).copy_of) for r in mine)
            days = [d for r in mine if (d := r.publication.day)]
            row["first"] = min([*days, *([row["first"]] if row["first"] else [])], default=None)
            row["last"] = max([*days, *([row["last"]] if row["last"] else [])], default=None)
            row["claims"] = [*row["claims"], *o["claims"]][:MOST_SHOWN]
    return out


def opened(path: Path) -> sqlite3.Connection:
    """A snapshot for reading; each thread needs its own."""
    link = sqlite3.connect(f"file:{path}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    link.execute("PRAGMA mmap_size=1073741824")
    return link


def about(link: sqlite3.Connection) -> Row:
    """What the snapshot says of itself: snapshot, head, as_of, title, first, last, sides, made, published."""
    return {k: msgspec.json.decode(v) for k, v in link.execute("SELECT key, value FROM about")}
