"""GeoNames alternate names for places that are known already: each name joins the place in the user's own gazetteer.

A place that only the built gazetteer has is copied beside it with its new names, and is still one place: both rows have one key.
"""
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .names import fold
from .store import Entry, Gazetteer

if TYPE_CHECKING:
    from .imports import Report

# Of GeoNames' kinds of alternate names those that are no names: links, postal codes, identifiers.
NO_NAMES = frozenset(("link", "post", "wkdt", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny"))


def is_alternates(line: str) -> bool:
    """Whether a line is of a GeoNames table of alternate names: two ids, a language, a name."""
    c = line.rstrip("\n").split("\t")
    return len(c) in (8, 10) and c[0].isdigit() and c[1].isdigit() and not c[2].isdigit()


def add_names(con: sqlite3.Connection, lines: Iterable[str], report: Report, built: Gazetteer, *, source: str, licence: str) -> None:
    """Add names to `con`, the user's own gazetteer, beside those of `built`; `report` counts names kept, and as skipped those of
    places that neither knows. Names that a place bears already are passed over."""
    for n, i, name in _named(lines, report):
        key, folded = f"gn:{i}", fold(name)
        if any(e.key == key for e in built.exact(folded)) or not folded:
            continue
        place = _place(con, key, built, source, licence)
        if place is None:
            report.skip(n, f"no place with GeoNames id {i} is known: add its country first")
        else:
            report.kept += con.execute("INSERT OR IGNORE INTO name VALUES(?,?,1)", (folded, place)).rowcount


def _named(lines: Iterable[str], report: Report) -> Iterator[tuple[int, str, str]]:
    """Line number, GeoNames id and name of each row that has a name."""
    for n, line in enumerate(lines, 1):
        c = line.rstrip("\n").split("\t")
        if len(c) < 4 or not c[1].isdigit():
            report.skip(n, "no id or no name")
        elif c[3] and c[2] not in NO_NAMES:
            yield n, c[1], c[3]


def _place(con: sqlite3.Connection, key: str, built: Gazetteer, source: str, licence: str) -> int | None:
    """The row's number in the user's gazetteer, copied from the built one where only that has it; None where neither has."""
    if row := con.execute("SELECT id FROM place WHERE key = ?", (key,)).fetchone():
        return int(row[0])
    found = built.by_key(key)
    return _copied(con, found, source, licence) if found else None


def _copied(con: sqlite3.Connection, e: Entry, source: str, licence: str) -> int:
    i = int(con.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()[0]) + 1
    con.execute("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (
        i, e.key, e.name, e.feature, e.country, e.lat, e.lon, e.radius_km, e.population, e.admin1, e.admin2, e.valid_from, e.valid_to,
        e.capital, f"{e.source}, {source}", licence))
    return i
