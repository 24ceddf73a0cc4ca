"""sqlite: events, claims, control and documents as flat tables with their links, for SQL; `record` holds each row whole."""
from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from .material import Material, Options
from .report import Noting, Report
from .sheets import SHEETS, flat, rows
from .text import SEPARATOR

TYPES = {"int": "INTEGER", "float": "REAL", "bool": "INTEGER"}
LINKS = """
CREATE TABLE event_claim (event TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (event, claim)) WITHOUT ROWID;
CREATE TABLE figure (event TEXT NOT NULL, what TEXT, low INTEGER, high INTEGER, text TEXT, claimant TEXT, claim TEXT, whose TEXT,
                     status TEXT);
CREATE TABLE speaker (claim TEXT NOT NULL, place INTEGER NOT NULL, name TEXT, kind TEXT, side TEXT, PRIMARY KEY (claim, place));
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
"""
FIGURE = ("what", "low", "high", "text", "claimant", "claim", "whose", "status")


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one database file; rows are streamed."""
    noting = Noting()
    base = sqlite3.connect(out)
    try:
        with base:
            base.executescript(LINKS)
            for table in SHEETS:
                _table(base, material, table, noting)
            _links(base, material)
            base.executemany("INSERT INTO about VALUES (?, ?)", [("title", material.title), ("made", material.made),
                                                                 ("origin", material.origin)])
    finally:
        base.close()
    return noting.report()


def create(table: str, name: str = "") -> str:
    """The statement that makes a table with the sheet's columns and `record`."""
    columns = ", ".join(f'"{c.name}" {TYPES.get(c.kind, "TEXT")}' for c in SHEETS[table])
    return f'CREATE TABLE "{name or table}" ({columns}, record TEXT NOT NULL)'


def cells(row: dict[str, Any], table: str) -> list[Any]:
    """One row's values as SQLite has them: lists joined by "; ", truth as 1 and 0."""
    return [SEPARATOR.join(str(x or "") for x in v) if isinstance(v, list) else v for v in flat(row, table)]


def _table(base: sqlite3.Connection, material: Material, table: str, noting: Noting) -> None:
    base.execute(create(table))
    marks = ", ".join("?" * (len(SHEETS[table]) + 1))
    for row in rows(material, table):
        base.execute(f'INSERT INTO "{table}" VALUES ({marks})',  # noqa: S608 - the names are our own
                     [*cells(row, table), json.dumps(row, ensure_ascii=False)])
        noting.wrote(table)


def _links(base: sqlite3.Connection, material: Material) -> None:
    for event in material.events:
        base.executemany("INSERT OR IGNORE INTO event_claim VALUES (?, ?)",
                         [(event["event"], r["claim"]) for r in event["reports"] if r.get("claim")])
        base.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         [(event["event"], *(f[k] for k in FIGURE)) for f in event.get("figures") or ()])
    for claim in material.claims:
        base.executemany("INSERT OR IGNORE INTO speaker VALUES (?, ?, ?, ?, ?)",
                         [(claim["id"], n, s["name"], s["kind"], s["side"]) for n, s in enumerate(claim["source"])])
