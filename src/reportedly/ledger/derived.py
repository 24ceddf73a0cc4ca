"""What was derived from the record and kept beside it, so that a warm question is a look-up.

Each kind of row (control, events …) remembers the head of the chain it was derived from: once the ledger has grown it is stale, and
`fresh` says so. It is then replaced as a whole, or only where the new reports change anything. Nothing here is part of the record;
deleting all of it loses nothing.
"""
from __future__ import annotations

import gc
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import IO, Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

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
    """One derived row: what it is about (a place's key, an event's id), its days (ISO 8601, both included) and its plain values. A row
    with a `mark` is told from others about the same thing by it, else by its number."""

    about: str
    start: str
    end: str
    row: dict[str, Any]
    mark: str = ""


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
                link.execute(insert(derived), {"kind": MARK, "key": kind, "start": "", "end": "", "body": _marked(state, by)})
            places = (x & AT for x in order)
            while block := [_line(draft, at) for at in islice(places, BLOCK)]:
                link.execute(insert(derived), block)
    return len(order)


def renew(ledger: Ledger, kinds: Mapping[str, Iterable[Kept]], what: Collection[str], old: Mark, state: tuple[int, str]) -> bool:
    """Replace the rows of these kinds about the things in `what` (nothing in it: only add rows), where they still bear the mark `old`, and
    mark these kinds as derived at `state`. False, and nothing is changed, where somebody else was faster."""
    count: Counter[tuple[str, str]] = Counter()
    rows = []
    for kind, row in ((k, r) for k, made in kinds.items() for r in made):
        rows.append(_row(kind, row, count[kind, row.about]))
        count[kind, row.about] += 1
    with ledger.writing() as link:
        if any(_mark(link, kind) != old for kind in kinds):
            return False
        for about in what:
            link.execute(delete(derived).where(derived.c.kind.in_([n for k in kinds for n in _kinds(k)]), _of(about)))
        if rows:
            link.execute(insert(derived), rows)
        body = _marked(state, old.by)
        link.execute(update(derived).where(derived.c.kind == MARK, derived.c.key.in_(list(kinds))).values(body=body))
    return True


def _line(draft: IO[bytes], at: int) -> dict[str, str]:
    draft.seek(at)
    found: dict[str, str] = msgspec.json.decode(draft.readline())
    return found


def _write(draft: IO[bytes], kind: str, rows: Iterable[Kept]) -> Iterator[int]:
    """Writes rows as lines; yields for each one number to sort by: class and first day, and in the lowest bits where its line begins."""
    for count, row in enumerate(rows):
        at = draft.tell()
        draft.write(msgspec.json.encode(_row(kind, row, count)) + b"\n")
        yield (((_class(row) << 24) + (date.fromisoformat(row.start).toordinal() if row.start else 0)) << AT.bit_length()) + at


def _row(kind: str, row: Kept, count: int) -> dict[str, str]:
    return {"kind": _kinds(kind)[_class(row)], "key": f"{row.about}\t{row.mark or f'{count:08d}'}", "start": row.start, "end": row.end,
            "body": msgspec.json.encode(row.row).decode()}


@dataclass(frozen=True, slots=True)
class Mark:
    """From what rows were derived: number and hash of the ledger's last entry then, and `by` which version."""

    seq: int
    head: str
    by: str


def mark(ledger: Ledger, kind: str) -> Mark | None:
    """The mark that the rows of a kind bear; None where none were kept."""
    with ledger.asking() as link:
        return _mark(link, kind)


def _mark(link: Connection, kind: str) -> Mark | None:
    body = link.execute(select(derived.c.body).where(and_(derived.c.kind == MARK, derived.c.key == kind))).scalar()
    seq, head, by = (body or "").split(" ", 2) if body else ("", "", "")
    return Mark(int(seq), head, by) if body else None


def _marked(state: tuple[int, str], by: str) -> str:
    return f"{state[0]} {state[1]} {by}"


def fresh(ledger: Ledger, kind: str, by: str = "") -> bool:
    """Whether the kept rows of `kind` were derived from the ledger as it stands, `by` this version."""
    with ledger.asking() as link:
        return _mark(link, kind) == Mark(*chain.head(link), by)


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
    return about_each(ledger, kind, [what])[what]


def about_each(ledger: Ledger, kind: str, what: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows about each of these things, in the order in which they were kept."""
    with ledger.asking() as link:
        return {about: _rows(link.execute(select(derived.c.body).where(derived.c.kind.in_(_kinds(kind)), _of(about))
                                          .order_by(derived.c.key)).scalars()) for about in what}


def _of(about: str) -> ColumnElement[bool]:
    return and_(derived.c.key >= f"{about}\t", derived.c.key < f"{about}\x0b")


def begun_between(ledger: Ledger, kind: str, after: str, until: str) -> set[str]:
    """What the rows of a kind are about that have no last day and whose first is after one day and not after another."""
    c = derived.c
    ask = select(c.key).where(c.kind == kind, c.start > after, c.start <= until, c.end == "")
    with ledger.asking() as link:
        return {key.rpartition("\t")[0] for key in link.execute(ask).scalars()}


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
