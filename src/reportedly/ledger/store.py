"""The open ledger: append, decide, redact, verify, ask."""
from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ..model.claim import Claim
from ..model.decision import Decision
from ..model.document import Document
from ..model.reference import Resolution
from . import LedgerError, chain, queries
from . import schema as s
from .codec import decode, digest, encode
from .migrate import bring_up
from .rows import claim_row, document_row, reading_id, version_key
from .verify import problems

Pairs = Sequence[tuple[Claim, Resolution]]
BUSY_SECONDS = 60
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-65536", "mmap_size=1073741824")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an append did: the keys, and whether document and reading were new. `claims` is how many rows were added."""

    document: str
    reading: str
    new_document: bool
    new_reading: bool
    claims: int


def engine_for(where: str) -> Engine:
    """An engine for a path or URL. SQLite gets WAL, full syncs and explicit transactions; writers wait for one another."""
    if re.match(r"postgres(ql)?(\+\w+)?://", where):
        return create_engine(re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", where), poolclass=NullPool)
    if "://" in where:
        raise LedgerError(f"{where}: a ledger is a file's path or a postgresql:// address")
    engine = create_engine(f"sqlite:///{where}", connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
                           poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _: Any) -> None:
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(link: Connection) -> None:
        link.exec_driver_sql("BEGIN IMMEDIATE" if link.get_execution_options().get("write") else "BEGIN")

    return engine


def connect(where: str, *, create: bool = True) -> Ledger:
    """Open (and if need be create or migrate) the ledger at `where`; LedgerError in one line when it cannot be."""
    if "://" not in where and not create and not os.path.exists(where):
        raise LedgerError(f"{where}: no such ledger")
    # Opening it would write to it.
    if "://" not in where and not create and os.path.isfile(where) and not os.path.getsize(where):
        raise LedgerError(f"{where}: is empty and not a ledger")
    engine = engine_for(where)
    try:
        with engine.connect().execution_options(write=True) as link, link.begin():
            chain.lock(link)
            bring_up(link, create=create)
    except LedgerError as error:
        raise LedgerError(f"{where}: {error}") from None
    except Exception as error:
        raise LedgerError(f"{where}: cannot be opened as a ledger ({_cause(error)})") from error
    return Ledger(where, engine)


def _cause(error: Exception) -> str:
    """What the database itself says, in one line without the names of classes."""
    own = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return next(iter(str(own).splitlines()), "no reason given")


class Ledger:
    """An open ledger. Close it, or use it as a context manager."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self.engine = engine

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction: all of it or nothing, one writer at a time."""
        try:
            with self.engine.connect().execution_options(write=True) as link, link.begin():
                chain.lock(link)
                yield link
        except DBAPIError as error:
            raise LedgerError(f"{self.where}: {_cause(error)}") from error

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A read transaction: one consistent state of the ledger."""
        try:
            with self.engine.connect() as link, link.begin():
                yield link
        except DBAPIError as error:
            raise LedgerError(f"{self.where}: {_cause(error)}") from error

    def append(self, document: Document, claims: Pairs, origin: str) -> Receipt:
        """Record one document and one reading of it. When this returns, both are safe on disk. Idempotent."""
        return next(self.append_all([(document, claims, origin)]))

    def append_all(self, items: Iterable[tuple[Document, Pairs, str]], batch: int = 200) -> Iterator[Receipt]:
        """Record many; a receipt is yielded only after its batch of documents is committed. Memory: one batch."""
        source = iter(items)
        while block := list(islice(source, batch)):
            with self.writing() as link:
                receipts = _append(link, block)
            yield from receipts

    def decide(self, decision: Decision) -> bool:
        """Record a decision; False if the very same one is there already."""
        body = encode(decision)
        with self.writing() as link:
            if link.execute(select(s.decision.c.id).where(s.decision.c.id == decision.id)).first():
                return False
            seq = chain.extend(link, [("decision", decision.id, digest(body))], chain.now())
            link.execute(insert(s.decision), {"id": decision.id, "seq": seq, "kind": decision.kind, "body": body})
        return True

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order they were made."""
        with self.asking() as link:
            rows = link.execute(select(s.decision.c.body).order_by(s.decision.c.seq)).scalars()
            return tuple(decode(body, Decision) for body in rows)

    def reports(self, **which: Any) -> Iterator[Any]:
        """Reports of the newest reading of each document; the keywords are those of `queries.reports`."""
        with self.asking() as link:
            yield from queries.reports(link, **which)

    def added(self, after: int, head: str) -> list[str] | None:
        """The documents added since `head` was (`after`, `head`), where nothing but documents that are new was; else None."""
        with self.asking() as link:
            return queries.added(link, after, head)

    def documents(self, as_of: str | None = None) -> Iterator[Document]:
        """The documents published by `as_of` (ISO day; None: all), by day and id."""
        with self.asking() as link:
            yield from queries.documents(link, as_of)

    def verify(self) -> list[str]:
        """What is wrong, one line each; empty when every row is as it was written, none is missing and none is added."""
        with self.asking() as link:
            return problems(link)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry of the chain: the ledger's state in one line."""
        with self.asking() as link:
            return chain.head(link)


def _append(link: Connection, block: list[tuple[Document, Pairs, str]]) -> list[Receipt]:
    at = chain.now()
    keys = [d.key for d, _, _ in block]
    have = set(link.execute(select(s.document.c.key).where(s.document.c.key.in_(keys))).scalars())
    read = set(link.execute(select(s.reading.c.id).where(s.reading.c.document.in_(keys))).scalars())
    entries: list[tuple[str, str, str]] = []
    documents: list[dict[str, Any]] = []
    readings: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    receipts = []
    seq = chain.head(link)[0] + 1
    for (document, pairs, origin), key in zip(block, keys, strict=True):
        new_document = key not in have
        row = document_row(document, at)
        if new_document:
            have.add(key)
            documents.append(row | {"seq": seq + len(entries)})
            entries.append(("document", key, digest(row["body"])))
        mine = [claim_row(n, c, r, row["day"]) for n, (c, r) in enumerate(pairs)]
        this = reading_id(key, origin, [c["content"] for c in mine])
        new_reading = this not in read
        if new_reading:
            read.add(this)
            readings.append({"id": this, "seq": seq + len(entries), "document": key, "origin": origin,
                             "version": version_key(origin), "claims": len(mine)})
            entries.append(("reading", this, this))
            claims += [c | {"reading": this} for c in mine]
        receipts.append(Receipt(key, this, new_document, new_reading, len(mine) if new_reading else 0))
    chain.extend(link, entries, at)
    for table, rows in ((s.document, documents), (s.reading, readings), (s.claim, claims)):
        if rows:
            link.execute(insert(table), rows)
    return receipts
