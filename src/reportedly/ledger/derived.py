"""What was derived from the record and kept beside it, so that a warm question is a look-up.

Each kind of row (control, events …) is replaced as a whole and remembers the head of the chain it was derived from: once the
ledger has grown it is stale, and `fresh` says so. Nothing here is part of the record; deleting all of it loses nothing.
"""
from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import IO, Any

import msgspec
from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from . import chain
from .schema import derived
from .store import Ledger

MARK = "head"
BLOCK = 5000
AT = (1 << 40) - 1
# Rows with days stand in classes by how many days they cover, at most so many. Of a class only those that began so many days before can
# cover a day, so that a day's rows are found without passing over all that began before it.
CLASSES = (16, 64, 256)


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
        order = [x for kind, rows in kinds.items() for x in _write(draft, kind, rows)]
        # Rows of one time lie together, so that a day is read from few pages.
        order.sort()
        with ledger.writing() as link:
            for kind in kinds:
                link.execute(delete(derived).where(derived.c.kind.in_(_kinds(kind))))
                link.execute(delete(derived).where(and_(derived.c.kind == MARK, derived.c.key == kind)))
                link.execute(insert(derived), {"kind": MARK, "key": kind, "start": "", "end": "", "body": f"{state[0]} {state[1]} {by}"})
            places = (x & AT for x in order)
            while block := [_line(draft, at) for at in islice(places, BLOCK)]:
                link.execute(insert(derived), block)
    return len(order)


def _line(draft: IO[bytes], at: int) -> dict[str, str]:
    draft.seek(at)
    found: dict[str, str] = msgspec.json.decode(draft.readline())
    return found


def _write(draft: IO[bytes], kind: str, rows: Iterable[Kept]) -> Iterator[int]:
    """Writes rows as lines; yields for each one number to sort by: class and first day, and in the lowest bits where its line begins."""
    names = _kinds(kind)
    for count, row in enumerate(rows):
        n = _class(row)
        line = msgspec.json.encode({"kind": names[n], "key": f"{row.about}\t{count:08d}", "start": row.start, "end": row.end,
                                    "body": msgspec.json.encode(row.row).decode()})
        at = draft.tell()
        draft.write(line + b"\n")
        yield (((n << 24) + (date.fromisoformat(row.start).toordinal() if row.start else 0)) << AT.bit_length()) + at


def fresh(ledger: Ledger, kind: str, by: str = "") -> bool:
    """Whether the kept rows of `kind` were derived from the ledger as it stands, `by` this version."""
    with ledger.asking() as link:
        mark = link.execute(select(derived.c.body).where(and_(derived.c.kind == MARK, derived.c.key == kind))).scalar()
        seq, head = chain.head(link)
    return mark == f"{seq} {head} {by}"


def _kinds(kind: str) -> list[str]:
    """Under what kinds rows stand: those without days or of very many under the kind itself, the others by their class."""
    return [*(f"{kind}{n}" for n in range(len(CLASSES))), kind]


def _class(row: Kept) -> int:
    days = (date.fromisoformat(row.end) - date.fromisoformat(row.start)).days + 1 if row.start and row.end else CLASSES[-1] + 1
    return next((n for n, most in enumerate(CLASSES) if days <= most), len(CLASSES))


def on_day(ledger: Ledger, kind: str, day: str) -> list[dict[str, Any]]:
    """The rows whose days (ISO 8601) include `day`, in no order."""
    c, on = derived.c, date.fromisoformat(day)
    starts = [max(on.toordinal() - most, 1) for most in CLASSES]
    since = [timedelta(n - on.toordinal()) + on for n in starts]
    parts: list[ColumnElement[bool]] = [
        and_(c.kind == name, c.start > begun.isoformat(), c.start <= day, c.end >= day)
        for name, begun in zip(_kinds(kind), since, strict=False)]
    long = and_(c.kind == kind, c.start <= day, c.end >= day)
    with ledger.asking() as link:
        return _rows(link.execute(select(c.body).where(or_(*parts, long))).scalars())


def about(ledger: Ledger, kind: str, what: str) -> list[dict[str, Any]]:
    """The rows about one thing, in the order in which they were kept."""
    ask = select(derived.c.body).where(and_(derived.c.kind.in_(_kinds(kind)), derived.c.key >= f"{what}\t", derived.c.key < f"{what}\x0b"))
    with ledger.asking() as link:
        return _rows(link.execute(ask.order_by(derived.c.key)).scalars())


def every(ledger: Ledger, kind: str) -> list[dict[str, Any]]:
    """All rows of a kind in the order in which they were kept."""
    ask = select(derived.c.key, derived.c.body).where(derived.c.kind.in_(_kinds(kind)))
    with ledger.asking() as link:
        rows = link.execute(ask).all()
    return _rows(body for _, body in sorted(rows, key=lambda r: r[0].rpartition("\t")[2]))


def _rows(bodies: Iterable[str]) -> list[dict[str, Any]]:
    # As one text: to decode twenty thousand apart costs more.
    with _uncollected():
        found: list[dict[str, Any]] = msgspec.json.decode(f"[{','.join(bodies)}]")
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage is looked for while many rows are made: none of them is any yet."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
