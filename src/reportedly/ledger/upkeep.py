"""Upkeep: an online copy, restoring one, and taking a text out with a log of it."""
from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from . import LedgerError, chain
from . import schema as s
from .codec import digest
from .store import Ledger, connect


def backup(ledger: Ledger, to: str) -> int:
    """Copy the ledger to the new SQLite file `to` while others go on writing; returns the number of chain entries copied.

    A PostgreSQL ledger is copied table by table within one snapshot. LedgerError if `to` exists.
    """
    if Path(to).exists():
        raise LedgerError(f"{to}: exists already")
    if ledger.engine.dialect.name == "sqlite":
        source, target = sqlite3.connect(ledger.where), sqlite3.connect(to)
        try:
            source.backup(target, pages=1000)
        finally:
            source.close()
            target.close()
    else:
        _copy(ledger, to)
    with connect(to, create=False) as copy:
        return copy.head()[0]


def restore(source: str, to: str) -> int:
    """Make the empty ledger `to` (path or URL) from the copy `source` after checking it; returns the number of chain entries."""
    with connect(source, create=False) as copy:
        if wrong := copy.verify():
            raise LedgerError(f"{source}: {len(wrong)} rows do not stand as written, e.g. {wrong[0]}")
        if "://" not in to and Path(to).exists():
            raise LedgerError(f"{to}: exists already")
        _copy(copy, to)
    with connect(to) as ledger:
        return ledger.head()[0]


def _copy(ledger: Ledger, to: str) -> None:
    with connect(to) as target, ledger.asking() as source, target.writing() as link:
        if chain.head(link)[0]:
            raise LedgerError(f"{to}: is not empty")
        for table in (s.chain, s.document, s.reading, s.claim, s.decision, s.redaction):
            rows = source.execution_options(yield_per=2000).execute(select(table)).mappings()
            for block in rows.partitions(2000):
                link.execute(insert(table), [dict(r) for r in block])
        for row in source.execute(select(s.meta)).mappings():
            link.execute(update(s.meta).where(s.meta.c.key == row["key"]).values(value=row["value"]))


def redact(ledger: Ledger, document: str, author: str, reason: str) -> int:
    """Take the words of a document out: its text, and every claim's words in every reading. The hashes stay, and the chain logs who
    did it and why. Returns how many claims lost their words; LedgerError if there is no such document.

    `document` is the document's key, or its own id where only one has it. A copy made earlier still has the words.
    """
    at = chain.now()
    with ledger.writing() as link:
        document = _key_of(link, document)
        if link.execute(select(s.redaction.c.document).where(s.redaction.c.document == document)).first():
            return 0
        seq = chain.extend(link, [("redaction", document, digest(document, author, reason, at))], at)
        link.execute(insert(s.redaction), {"document": document, "seq": seq, "author": author, "reason": reason, "at": at})
        link.execute(update(s.document).where(s.document.c.key == document).values(body="", id="", outlet=""))
        gone = link.execute(update(s.claim).where(s.claim.c.document == document).values(
            body="", resolution="", place_name="", place_id="", actors="", lat=None, lon=None))
        return gone.rowcount


def _key_of(link: Connection, document: str) -> str:
    keys = link.execute(select(s.document.c.key).where((s.document.c.key == document) | (s.document.c.id == document))).scalars().all()
    if len(keys) != 1:
        raise LedgerError(f"{document}: " + ("no such document" if not keys else f"{len(keys)} documents have this id; give the key"))
    return str(keys[0])
