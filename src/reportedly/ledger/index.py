"""The index: claims and documents as rows ready to be listed, filtered and searched, in a file beside the ledger.

It is derived from the ledger and follows it entry by entry, so a new report can be found as soon as it is recorded. SQLite with its
full-text search, whichever database the ledger is in. Deleting the file loses nothing.
"""
from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from ..model.claim import Claim
from ..model.codebook import family_of
from ..model.document import Document
from ..model.record import as_record, source_text
from ..model.reference import Resolution
from ..model.rows import Row, document_row
from . import schema as s
from .codec import decode
from .queries import newest_readings
from .sketch import sketch
from .store import Ledger

VERSION = "4"
BATCH = 50
LEVEL = 3
# A row as short as this is kept as it is: to unpack it would cost more than the few bytes it saves.
SHORT = 640
OPENING = (b"{", b"[")  # no compressed row begins so
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE document (n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL, day TEXT NOT NULL, date TEXT,
  title TEXT NOT NULL, outlet TEXT NOT NULL, outlet_kind TEXT NOT NULL, lang TEXT NOT NULL, url TEXT NOT NULL,
  claims INTEGER NOT NULL DEFAULT 0, bare TEXT NOT NULL);
CREATE TABLE document_row (n INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE INDEX document_day ON document (day, id); CREATE INDEX document_id ON document (id);
CREATE TABLE claim (n INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, d INTEGER NOT NULL, published TEXT NOT NULL,
  type TEXT NOT NULL, family TEXT NOT NULL, start INTEGER NOT NULL, until INTEGER NOT NULL, first INTEGER NOT NULL,
  factuality TEXT NOT NULL, verification TEXT, background INTEGER NOT NULL, place TEXT, place_id TEXT, day TEXT, last_day TEXT,
  actors TEXT NOT NULL, sources TEXT NOT NULL, says TEXT NOT NULL, kinds TEXT NOT NULL, p REAL NOT NULL, killed INTEGER);
CREATE TABLE claim_row (n INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE TABLE place_name (name TEXT PRIMARY KEY COLLATE NOCASE) WITHOUT ROWID;
CREATE UNIQUE INDEX claim_id ON claim (id);
CREATE INDEX claim_document ON claim (document, first);
CREATE INDEX claim_published ON claim (published, n); CREATE INDEX claim_day ON claim (day, n);
CREATE INDEX claim_type ON claim (type, published); CREATE INDEX claim_place ON claim (place COLLATE NOCASE);
CREATE INDEX claim_p ON claim (p);
CREATE TABLE sketch (mark INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (mark, document)) WITHOUT ROWID;
CREATE INDEX sketch_document ON sketch (document);
CREATE VIRTUAL TABLE claim_text USING fts5 (sentence, who, place, source, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE document_text USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
"""
DOCUMENT = "n, key, id, day, date, title, outlet, outlet_kind, lang, url, claims, bare"
CLAIM = ("id, document, d, published, type, family, start, until, first, factuality, verification, background, place, place_id, day,"
         " last_day, actors, sources, says, kinds, p, killed")


def packed(row: Any) -> bytes:
    """Plain values or a dataclass as JSON, compressed where it is long."""
    body = msgspec.json.encode(row)
    return body if len(body) <= SHORT and body[:1] in OPENING else zlib.compress(body, LEVEL)


def unpacked(body: bytes) -> bytes:
    """The JSON of a packed row."""
    return body if body[:1] in OPENING else zlib.decompress(body)


def open_index(path: str | Path) -> sqlite3.Connection:
    """The index at `path`, made anew where there is none or it is of another version."""
    link = _connect(path)
    try:
        found = link.execute("SELECT value FROM about WHERE key = 'version'").fetchone()
    except sqlite3.DatabaseError:
        found = None
    if found != (VERSION,):
        link.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        link = _connect(path)
        link.executescript(TABLES)
        link.execute("INSERT INTO about VALUES ('version', ?), ('seq', '0'), ('head', '')", (VERSION,))
        os.chmod(path, 0o600)
    return link


def _connect(path: str | Path) -> sqlite3.Connection:
    link = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=OFF")  # it can always be made anew
    return link


def reading_index(path: str | Path) -> sqlite3.Connection:
    """A connection that only reads; each thread needs its own."""
    link = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60, isolation_level=None, check_same_thread=False)
    link.execute("PRAGMA mmap_size=1073741824")
    return link


def seen(link: sqlite3.Connection) -> int:
    """The number of the last ledger entry that the index holds."""
    return int(link.execute("SELECT value FROM about WHERE key = 'seq'").fetchone()[0])


def catch_up(link: sqlite3.Connection, ledger: Ledger, most: int = 0) -> Iterator[int]:
    """Take in what the ledger has beyond the index, batch by batch; yields the last entry taken in after each.

    With `most` it stops after about so many readings. An index ahead of its ledger (a restored copy) is emptied first.
    """
    _check_same(link, ledger)
    taken = 0
    while True:
        with _writing(link):
            have = seen(link)
            entries = _entries(ledger, have)
            if not entries:
                return
            _take(link, ledger, entries)
            last = int(entries[-1][0])
            link.execute("UPDATE about SET value = ? WHERE key = 'seq'", (str(last),))
            link.execute("UPDATE about SET value = ? WHERE key = 'head'", (entries[-1][3],))
        yield last
        taken += sum(kind == "reading" for _, kind, _, _ in entries)
        if most and taken >= most:
            return


@contextmanager
def _writing(link: sqlite3.Connection) -> Iterator[None]:
    link.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        link.execute("ROLLBACK")
        raise
    link.execute("COMMIT")


def _check_same(link: sqlite3.Connection, ledger: Ledger) -> None:
    """Empty the index where the ledger's chain does not go on from what it has seen."""
    with ledger.asking() as ask:
        stands = ask.execute(select(s.chain.c.link).where(s.chain.c.seq == seen(link))).scalar()
    known = link.execute("SELECT value FROM about WHERE key = 'head'").fetchone()[0]
    if known and stands != known:
        with _writing(link):
            for table in ("document", "document_row", "claim", "claim_row", "place_name", "sketch", "claim_text", "document_text"):
                link.execute(f"DELETE FROM {table}")  # noqa: S608
            link.execute("UPDATE about SET value = CASE key WHEN 'seq' THEN '0' ELSE '' END WHERE key IN ('seq', 'head')")


def _entries(ledger: Ledger, after: int) -> list[tuple[int, str, str, str]]:
    c = s.chain.c
    with ledger.asking() as ask:
        rows = ask.execute(select(c.seq, c.kind, c.ref, c.link).where(c.seq > after).order_by(c.seq).limit(2 * BATCH))
        return [(r.seq, r.kind, r.ref, r.link) for r in rows]


def _take(link: sqlite3.Connection, ledger: Ledger, entries: Sequence[tuple[int, str, str, str]]) -> None:
    by = {kind: [ref for _, k, ref, _ in entries if k == kind] for kind in ("document", "reading", "redaction")}
    with ledger.asking() as ask:
        for row in ask.execute(select(s.document.c.body, s.document.c.day).where(s.document.c.key.in_(by["document"]))
                               .order_by(s.document.c.seq)).all():
            if row.body:
                _add_document(link, decode(row.body, Document), row.day)
        for reading in ask.execute(select(s.reading).where(s.reading.c.id.in_(by["reading"])).order_by(s.reading.c.seq)).all():
            best = set(ask.execute(newest_readings(reading.document)).scalars())
            if reading.id in best:
                rows = ask.execute(select(s.claim.c.body, s.claim.c.resolution, s.claim.c.day)
                                   .where(s.claim.c.reading.in_(best), s.claim.c.body != "").order_by(s.claim.c.n, s.claim.c.reading)).all()
                _replace_claims(link, reading.document, rows)
    for key in by["redaction"]:
        _drop(link, key)


def _add_document(link: sqlite3.Connection, document: Document, day: str) -> None:
    d = document
    row = document_row(d)
    bare = msgspec.json.encode({k: v for k, v in row.items() if k != "text"}).decode()
    link.execute(f"INSERT OR IGNORE INTO document ({DOCUMENT}) VALUES (NULL,?,?,?,?,?,?,?,?,?,0,?)",  # noqa: S608
                 (d.key, d.id, day, d.date, d.title, d.outlet, d.outlet_kind, d.lang, d.url, bare))
    n = _number(link, d.key)
    link.execute("INSERT OR REPLACE INTO document_row VALUES (?,?)", (n, packed(row)))
    link.execute("INSERT OR REPLACE INTO document_text (rowid, title, text) VALUES (?,?,?)", (n, d.title, d.text))
    link.executemany("INSERT OR IGNORE INTO sketch VALUES (?,?)", [(m, n) for m in sketch(d.text)])


def _number(link: sqlite3.Connection, key: str) -> int:
    found = link.execute("SELECT n FROM document WHERE key = ?", (key,)).fetchone()
    return int(found[0]) if found else 0


def _replace_claims(link: sqlite3.Connection, document: str, rows: Iterable[Any]) -> None:
    _drop_claims(link, document)
    n, count = _number(link, document), 0
    if not n:
        return
    outlet = link.execute("SELECT outlet FROM document WHERE n = ?", (n,)).fetchone()[0]
    for row in rows:
        claim, found = decode(row.body, Claim), decode(row.resolution, Resolution)
        values = _values(claim, found, n, row.day, outlet)
        added = link.execute(f"INSERT OR IGNORE INTO claim ({CLAIM}) VALUES ({','.join('?' * len(values))})", values)  # noqa: S608
        if not added.rowcount:
            continue
        count += 1
        link.execute("INSERT INTO claim_row VALUES (?,?)", (added.lastrowid, packed(as_record(claim, found))))
        if values[12]:
            link.execute("INSERT OR IGNORE INTO place_name VALUES (?)", (values[12],))
        link.execute("INSERT INTO claim_text (rowid, sentence, who, place, source) VALUES (?,?,?,?,?)",
                     (added.lastrowid, claim.sentence, values[16], values[12] or "", values[17]))
    link.execute("UPDATE document SET claims = ? WHERE n = ?", (count, n))


def _values(claim: Claim, found: Resolution, d: int, day: str, outlet: str) -> tuple[Any, ...]:
    place, when = found.place, found.when
    killed = [c.low for c in claim.counts if c.what == "killed" and c.low is not None]
    names = " | ".join(dict.fromkeys(a.name for a in (*found.actor, *found.target)))
    who = " | ".join(source_text(x) for x in found.source)
    says = " › ".join((outlet, *(x.name or x.kind for x in found.source)))
    kinds = "".join(f" {kind} " for kind in dict.fromkeys(x.kind for x in found.source))
    return (claim.id, claim.document, d, day, claim.type, family_of(claim.type), claim.start, claim.end, claim.trigger.start,
            claim.factuality, claim.verification, int(found.background), place and place.name, place and place.id,
            when and when.start[:10], when and when.end[:10], names, who, says, kinds, round(claim.probability * found.probability, 4),
            max(killed, default=None))


def _drop_claims(link: sqlite3.Connection, document: str) -> None:
    link.execute("DELETE FROM claim_text WHERE rowid IN (SELECT n FROM claim WHERE document = ?)", (document,))
    link.execute("DELETE FROM claim_row WHERE n IN (SELECT n FROM claim WHERE document = ?)", (document,))
    link.execute("DELETE FROM claim WHERE document = ?", (document,))


def _drop(link: sqlite3.Connection, key: str) -> None:
    """A redacted document leaves no word behind."""
    n = _number(link, key)
    _drop_claims(link, key)
    link.execute("DELETE FROM document_text WHERE rowid = ?", (n,))
    link.execute("DELETE FROM sketch WHERE document = ?", (n,))
    link.execute("DELETE FROM document_row WHERE n = ?", (n,))
    link.execute("DELETE FROM document WHERE n = ?", (n,))
    link.execute("DELETE FROM place_name WHERE name NOT IN (SELECT place FROM claim WHERE place IS NOT NULL)")


def document_at(link: sqlite3.Connection, key: str) -> Row | None:
    """A document row with its text by key or own id; None where there is none."""
    ask = "SELECT row FROM document JOIN document_row USING (n) WHERE key = ? OR id = ? ORDER BY key = ? DESC, n DESC LIMIT 1"
    found = link.execute(ask, (key, key, key)).fetchone()
    row: Row | None = msgspec.json.decode(unpacked(found[0])) if found else None
    return row
