"""Looking things up in index and snapshot: rows by their ids, and what goes with them."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from ..ledger.index import unpacked
from ..model.decision import Decision
from ..model.rows import Row
from .answers import Raw
from .errors import Problem
from .store import Store

_WITHOUT_TEXT = ("text",)


def raw(body: bytes) -> Raw:
    """A packed row as JSON that is passed on as it is."""
    return Raw(unpacked(body))


def row(body: bytes) -> Row:
    """A packed row as plain values."""
    found: Row = msgspec.json.decode(unpacked(body))
    return found


def names(wanted: Iterable[str]) -> str:
    """A list of names as one value for `IN (SELECT value FROM json_each(?))`."""
    return msgspec.json.encode(list(wanted)).decode()


def records(index: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Raw]:
    """Claim records by id."""
    ask = "SELECT id, row FROM claim JOIN claim_row USING (n) WHERE id IN (SELECT value FROM json_each(?))"
    return {name: raw(body) for name, body in index.execute(ask, (names(ids),))}


def documents_of(index: sqlite3.Connection, claims: Iterable[str]) -> dict[str, Raw]:
    """The documents of claims, by key and without their texts."""
    ask = ("SELECT key, bare FROM document WHERE key IN "
           "(SELECT DISTINCT document FROM claim WHERE id IN (SELECT value FROM json_each(?))) ORDER BY day, id")
    return {key: Raw(body.encode()) for key, body in index.execute(ask, (names(claims),))}


def documents(index: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Raw]:
    """Documents by key without their texts."""
    ask = "SELECT key, bare FROM document WHERE key IN (SELECT value FROM json_each(?)) ORDER BY day, id"
    return {key: Raw(body.encode()) for key, body in index.execute(ask, (names(keys),))}


def bare(document: Row) -> Row:
    """A document row without its text."""
    return {k: v for k, v in document.items() if k not in _WITHOUT_TEXT}


def grades(now: sqlite3.Connection, claims: Sequence[str]) -> dict[str, Raw]:
    """The grade of each claim: that of the event it reports."""
    ask = ("SELECT c.claim, e.grade FROM event_claim c JOIN event e ON e.n = c.event "
           "WHERE e.grade IS NOT NULL AND c.claim IN (SELECT value FROM json_each(?))")
    return {claim: Raw(grade.encode()) for claim, grade in now.execute(ask, (names(claims),))}


def place_number(now: sqlite3.Connection, key: str) -> int:
    """The number of a place in the snapshot by its key; Problem 404 where there is none."""
    found = now.execute("SELECT i FROM place WHERE key = ?", (key,)).fetchone()
    if not found:
        raise Problem(404, "no report names that place", "key")
    return int(found[0])


def places_named(now: sqlite3.Connection, place: str | None, key: str | None) -> list[int] | None:
    """Numbers of the places of a key or name (the whole name, else a part of it), as the command line finds them; None for all."""
    if key:
        return [place_number(now, key)]
    if not place:
        return None
    wanted = place.casefold()
    found = now.execute("SELECT i FROM place WHERE fold = ?", (wanted,)).fetchall()
    found = found or now.execute("SELECT i FROM place WHERE instr(fold, ?)", (wanted,)).fetchall()
    return [i for (i,) in found]


def place_row(now: sqlite3.Connection, i: int) -> Row:
    """What is known of a place itself."""
    columns = ("key", "name", "country", "lat", "lon", "radius_km", "feature", "area", "reports", "events", "changes")
    found = now.execute(f"SELECT {', '.join(columns)} FROM place WHERE i = ?", (i,)).fetchone()  # noqa: S608
    return {**dict(zip(columns, found, strict=True)), "area": bool(found[7])}


def answer_of(body: bytes, day: str, as_of: str | None) -> Row:
    """The answer row for a day from a run's row."""
    return {k: v for k, v in row(body).items() if k not in ("first", "last")} | {"day": day, "as_of": as_of or day}


def last_day(about: Row) -> str:
    """The last day that the picture speaks of; a day of no year's where it speaks of none."""
    return str(about["last"] or "0001-01-31")


def decision_rows(store: Store, index: sqlite3.Connection, chosen: Iterable[Decision]) -> list[Row]:
    """Decisions as rows, newest first, each with the ids of the claims it binds to now and the decision that undid it."""
    undone = store.undone()
    out = [decision_row(index, d) | {"undone_by": undone.get(d.id)} for d in chosen]
    return sorted(out, key=lambda d: (d["at"], d["id"]), reverse=True)


def decision_row(index: sqlite3.Connection, decision: Decision) -> Row:
    """One decision with the ids of the claims that it binds to in the newest readings."""
    ask = "SELECT id FROM claim WHERE document = ? AND first = ? AND type = ?"
    targets = [{"document": t.document, "start": t.start, "end": t.end, "type": t.type} for t in decision.targets]
    found = [name for t in decision.targets for (name,) in index.execute(ask, (t.document, t.start, t.type))]
    return {"id": decision.id, "kind": decision.kind, "author": decision.author, "reason": decision.reason, "at": decision.at,
            "change": decision.change, "targets": targets, "claims": found}


def deciding(store: Store, index: sqlite3.Connection, claims: Iterable[str]) -> list[Row]:
    """The decisions that touch any of these claims, blind coding left out, newest first."""
    every = [d for d in store.decisions() if d.kind != "code"]
    if not every:
        return []
    ask = "SELECT document, first, type FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    wanted = set(index.execute(ask, (names(claims),)).fetchall())
    return decision_rows(store, index, [d for d in every if any((t.document, t.start, t.type) in wanted for t in d.targets)])
