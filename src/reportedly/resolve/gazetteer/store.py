"""Look-ups in the gazetteer file. Opened read-only, once a process; every answer is a small frozen record."""
from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from .build import ensure
from .names import core, fold, similarity, skeleton

COLUMNS = ("p.key, p.name, p.feature, p.country, p.lat, p.lon, p.radius_km, p.population, p.admin1, p.admin2, "
           "p.valid_from, p.valid_to, p.capital, p.source, p.licence")
CACHED = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `how` says how the name matched: 0 own name, 1 other name, 2 core of a name, 3 core of the asked name, 4 the same consonants
    in one country (`match`, 0 to 1, tells how alike); `capital` 2 of a country, 1 largest of its province; km, ISO 8601 dates.
    """

    key: str
    name: str
    feature: str
    country: str
    lat: float
    lon: float
    radius_km: float
    population: int = 0
    admin1: str = ""
    admin2: str = ""
    valid_from: str = ""
    valid_to: str = ""
    capital: int = 0
    source: str = ""
    licence: str = ""
    how: int = 0
    match: float = 1.0


class Gazetteer:
    """Answers from one SQLite file; safe to use from several threads (a connection each)."""

    def __init__(self, path: Path, beside: Gazetteer | None = None) -> None:
        """`beside` is a user's own gazetteer, whose answers come first."""
        self.path = path
        self.beside = beside
        self._local = threading.local()
        self.exact = lru_cache(maxsize=CACHED)(self._exact)
        self.capital = lru_cache(maxsize=500)(self._capital)
        self.by_key = lru_cache(maxsize=CACHED)(self._by_key)

    @property
    def _con(self) -> sqlite3.Connection:
        if getattr(self._local, "pid", None) != os.getpid():
            self._local.con = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.con.execute("PRAGMA mmap_size=268435456")
            self._local.pid = os.getpid()
        con: sqlite3.Connection = self._local.con
        return con

    def _exact(self, folded: str) -> tuple[Entry, ...]:
        """Entries that bear this folded name, with the way it matched, most people first."""
        rows = self._con.execute(f"SELECT {COLUMNS}, n.how FROM name n JOIN place p ON p.id = n.place WHERE n.fold = ? "  # noqa: S608
                                 "ORDER BY p.population DESC LIMIT 400", (folded,))
        mine = self.beside.exact(folded) if self.beside else ()
        return (*mine, *(e for r in rows if (e := Entry(*r)).key not in {m.key for m in mine}))

    def _by_key(self, key: str) -> Entry | None:
        row = self._con.execute(f"SELECT {COLUMNS} FROM place p WHERE p.key = ?", (key,)).fetchone()  # noqa: S608
        return Entry(*row) if row else self.beside.by_key(key) if self.beside else None

    def _capital(self, country: str) -> Entry | None:
        rows = self._con.execute(f"SELECT {COLUMNS} FROM place p WHERE p.country = ? AND p.capital = 2 "  # noqa: S608
                                 "ORDER BY p.population DESC LIMIT 1", (country,)).fetchone()
        return Entry(*rows) if rows else None

    def largest(self, box: tuple[float, float, float, float], count: int) -> tuple[Entry, ...]:
        """The `count` most populous towns inside `box` (south, west, north, east in degrees), largest first."""
        rows = self._con.execute(f"SELECT {COLUMNS} FROM place p WHERE p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ? "  # noqa: S608
                                 "AND p.feature IN ('city', 'town') ORDER BY p.population DESC, p.key LIMIT ?",
                                 (box[0], box[2], box[1], box[3], count)).fetchall()
        return tuple(Entry(*r) for r in rows)

    def candidates(self, name: str, countries: tuple[str, ...] = ()) -> tuple[Entry, ...]:
        """Entries for a name as written: the same name; else its core; else, inside `countries` only, the same consonants."""
        folded = fold(name)
        found = self.exact(folded)
        if not found:
            short = core(folded)
            if short != folded:
                found = tuple(replace(e, how=3) for e in self.exact(short))
        return found or self.similar(folded, countries)

    def similar(self, folded: str, countries: tuple[str, ...]) -> tuple[Entry, ...]:
        """Entries of these countries whose names have the same consonants, the most alike first."""
        key = skeleton(folded)
        out: dict[str, Entry] = {}
        if len(key) < 2:
            return ()
        for country in countries:
            for row in self._con.execute(f"SELECT {COLUMNS}, 4, s.fold FROM skel s JOIN place p ON p.id = s.place "  # noqa: S608
                                         "WHERE s.country = ? AND s.skel = ? LIMIT 500", (country, key)):
                alike = similarity(core(folded), core(row[-1]))
                old = out.get(row[0])
                if not old or old.match < alike:
                    out[row[0]] = replace(Entry(*row[:-1]), match=alike)
        for e in self.beside.similar(folded, countries) if self.beside else ():
            out.setdefault(e.key, e)
        return tuple(sorted(out.values(), key=lambda e: (-e.match, -e.population)))[:50]


@cache
def gazetteer() -> Gazetteer:
    """The project's gazetteer, built at first use, with the user's own places where there are any."""
    from .imports import user_file
    own = user_file()
    return Gazetteer(ensure(), Gazetteer(own) if own.exists() else None)
