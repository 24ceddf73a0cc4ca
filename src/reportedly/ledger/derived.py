"""What was derived from the record and kept beside it, so that a warm question is a look-up.

Each kind of row (control, events …) is replaced as a whole and remembers the head of the chain it was derived from: once the
ledger has grown it is stale, and `fresh` says so. Nothing here is part of the record; deleting all of it loses nothing.
"""
from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

import msgspec
from sqlalchemy import and_, delete, insert, select

from . import chain
from .schema import derived
from .store import Ledger

MARK = "head"
BLOCK = 5000


@dataclass(frozen=True, slots=True)
class Kept:
    """One derived row: what it is about (a place's key, an event's id), its days (ISO 8601, both included) and its plain values."""

    about: str
    start: str
    end: str
    row: dict[str, Any]


def keep(ledger: Ledger, kind: str, rows: Iterable[Kept], state: tuple[int, str], by: str = "") -> int:
    """Replace all rows of `kind`, derived from the ledger at `state` (`Ledger.head` before the reports were read) `by` which version.
    Returns how many."""
    return keep_all(ledger, {kind: rows}, state, by)


def keep_all(ledger: Ledger, kinds: Mapping[str, Iterable[Kept]], state: tuple[int, str], by: str = "") -> int:
    """The same for several kinds at once: all are replaced or none. They are made before the ledger is locked, so that who adds reports
    does not wait for who asks about them."""
    with tempfile.TemporaryFile() as draft:
        count = sum(_write(draft, kind, rows) for kind, rows in kinds.items())
        draft.seek(0)
        with ledger.writing() as link:
            for kind in kinds:
                link.execute(delete(derived).where(derived.c.kind == kind))
                link.execute(delete(derived).where(and_(derived.c.kind == MARK, derived.c.key == kind)))
                link.execute(insert(derived), {"kind": MARK, "key": kind, "start": "", "end": "", "body": f"{state[0]} {state[1]} {by}"})
            lines = iter(draft)
            while block := [msgspec.json.decode(x) for x in islice(lines, BLOCK)]:
                link.execute(insert(derived), block)
    return count


def _write(draft: IO[bytes], kind: str, rows: Iterable[Kept]) -> int:
    count = 0
    for row in rows:
        draft.write(msgspec.json.encode({"kind": kind, "key": f"{row.about}\t{count:08d}", "start": row.start, "end": row.end,
                                         "body": msgspec.json.encode(row.row).decode()}) + b"\n")
        count += 1
    return count


def fresh(ledger: Ledger, kind: str, by: str = "") -> bool:
    """Whether the kept rows of `kind` were derived from the ledger as it stands, `by` this version."""
    with ledger.asking() as link:
        mark = link.execute(select(derived.c.body).where(and_(derived.c.kind == MARK, derived.c.key == kind))).scalar()
        seq, head = chain.head(link)
    return mark == f"{seq} {head} {by}"


def on_day(ledger: Ledger, kind: str, day: str) -> list[dict[str, Any]]:
    """The rows whose days include `day`, by what they are about."""
    ask = select(derived.c.body).where(and_(derived.c.kind == kind, derived.c.start <= day, derived.c.end >= day))
    with ledger.asking() as link:
        return [msgspec.json.decode(body) for body in link.execute(ask.order_by(derived.c.key)).scalars()]


def about(ledger: Ledger, kind: str, what: str) -> list[dict[str, Any]]:
    """The rows about one thing, in the order in which they were kept."""
    ask = select(derived.c.body).where(and_(derived.c.kind == kind, derived.c.key >= f"{what}\t", derived.c.key < f"{what}\x0b"))
    with ledger.asking() as link:
        return [msgspec.json.decode(body) for body in link.execute(ask.order_by(derived.c.key)).scalars()]


def every(ledger: Ledger, kind: str) -> list[dict[str, Any]]:
    """All rows of a kind in the order in which they were kept."""
    ask = select(derived.c.key, derived.c.body).where(derived.c.kind == kind)
    with ledger.asking() as link:
        rows = link.execute(ask).all()
    return [msgspec.json.decode(body) for _, body in sorted(rows, key=lambda r: r[0].rpartition("\t")[2])]
