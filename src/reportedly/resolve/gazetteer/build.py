"""Build the gazetteer file: `python -m reportedly.resolve.gazetteer.build`.

One SQLite file in the user's cache folder (or where REPORTEDLY_GAZETTEER names a folder), named after what it was built from,
written beside and renamed, so that two processes may build at once and neither sees half a file.
"""
from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from .names import core, fold, skeleton
from .sources import DATA, Row, everything, inputs

FORMAT = "1"
BUILT = re.compile(r"gazetteer-[0-9a-f]{12}\.sqlite")
WEEK = 7 * 86400
SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, key TEXT, name TEXT, feature TEXT, country TEXT, lat REAL, lon REAL, radius_km REAL,
    population INTEGER, admin1 TEXT, admin2 TEXT, valid_from TEXT, valid_to TEXT, capital INTEGER, source TEXT, licence TEXT);
CREATE TABLE name(fold TEXT, place INTEGER, how INTEGER, PRIMARY KEY(fold, place)) WITHOUT ROWID;
CREATE TABLE skel(country TEXT, skel TEXT, place INTEGER, fold TEXT, PRIMARY KEY(country, skel, place, fold)) WITHOUT ROWID;
"""


def folder() -> Path:
    """Where built files are kept."""
    if at := os.environ.get("REPORTEDLY_GAZETTEER"):
        return Path(at)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportedly"


def version() -> str:
    """First 12 hex digits of a hash over format, own tables and code, and the names and sizes of package files."""
    digest = hashlib.sha256(FORMAT.encode())
    code = [Path(__file__).parent / f"{n}.py" for n in ("build", "names", "sources")]
    for path in (*inputs(), *code):
        small = path in code or path.parent == DATA
        digest.update(path.name.encode() + (path.read_bytes() if small else str(path.stat().st_size).encode()))
    return digest.hexdigest()[:12]


def path() -> Path:
    """The file that the present inputs make."""
    return folder() / f"gazetteer-{version()}.sqlite"


def ensure() -> Path:
    """The gazetteer's file, built first if it is not there (about half a minute)."""
    at = path()
    if not at.exists():
        build(at)
        tidy(at)
    return at


def tidy(at: Path) -> None:
    """Delete what was built from other inputs and not asked for a week: other checkouts and versions may use it meanwhile."""
    for old in at.parent.glob("gazetteer-*.sqlite"):
        if BUILT.fullmatch(old.name) and old != at and time.time() - max(old.stat().st_atime, old.stat().st_mtime) > WEEK:
            old.unlink(missing_ok=True)


def build(at: Path, rows: Iterable[Row] | None = None) -> None:
    """Write all rows (default: everything installed) to a new file at `at`."""
    at.parent.mkdir(parents=True, exist_ok=True)
    part = at.with_name(f"{at.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    con = sqlite3.connect(part)
    try:
        con.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        insert(con, everything() if rows is None else rows)
        con.executescript("CREATE INDEX place_key ON place(key); ANALYZE; VACUUM;")
        con.commit()
    finally:
        con.close()
    os.replace(part, at)


def insert(con: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Add rows with their names; returns how many. Ids go on from the largest there."""
    start = (con.execute("SELECT max(id) FROM place").fetchone()[0] or 0) + 1
    n = 0
    names: list[tuple[str, int, int]] = []
    skels: list[tuple[str, str, int, str]] = []
    for n, row in enumerate(rows, 1):
        i = start + n - 1
        con.execute("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (
            i, row.key, row.name, row.feature, row.country, row.lat, row.lon, row.radius_km, row.population, row.admin1, row.admin2,
            row.valid_from, row.valid_to, row.capital, row.source, row.licence))
        for folded, how in forms(row):
            names.append((folded, i, how))
            if how < 2 and folded.isascii() and len(folded) > 2 and row.feature not in ("airport", "country"):
                skels.append((row.country, skeleton(folded), i, folded))
    con.executemany("INSERT OR IGNORE INTO name VALUES(?,?,?)", sorted(names))
    con.executemany("INSERT OR IGNORE INTO skel VALUES(?,?,?,?)", sorted(skels))
    con.commit()
    return n


def forms(row: Row) -> Iterator[tuple[str, int]]:
    """Folded names of a row: 0 for its own, 1 for the others, 2 for their cores."""
    first = fold(row.name)
    seen = {first}
    yield first, 0
    for name in row.names:
        folded = fold(name)
        if folded and folded not in seen:
            seen.add(folded)
            yield folded, 1
    for folded in list(seen):
        short = core(folded)
        if short not in seen and len(short) > 2:
            seen.add(short)
            yield short, 2


if __name__ == "__main__":
    target = path()
    if not target.exists() or "--force" in sys.argv:
        build(target)
        tidy(target)
    print(f"{target} {target.stat().st_size / 1e6:.0f} MB")
