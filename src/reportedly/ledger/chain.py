"""The chain of hashes: each entry's link covers its content and the link before it, so a change, gap or reordering shows."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from .codec import digest
from .schema import chain, meta

START = "0" * 64


def now() -> str:
    """This moment, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def link_of(seq: int, kind: str, ref: str, content: str, at: str, prev: str) -> str:
    """The hash that entry `seq` carries."""
    return digest(str(seq), kind, ref, content, at, prev)


def lock(link: Connection) -> None:
    """Let one writer at a time extend the chain. SQLite's BEGIN IMMEDIATE has done so already."""
    if link.dialect.name == "postgresql":
        link.execute(text("SELECT pg_advisory_xact_lock(7411201)"))


def head(link: Connection) -> tuple[int, str]:
    """Number and link of the last entry; (0, zeros) for an empty chain."""
    ask = select(meta.c.key, meta.c.value).where(meta.c.key.in_(("head_seq", "head_link")))
    rows: dict[str, str] = dict(link.execute(ask).all())
    return int(rows.get("head_seq", "0")), rows.get("head_link", START)


def extend(link: Connection, entries: Sequence[tuple[str, str, str]], at: str) -> int:
    """Append (kind, ref, content hash) entries; returns the number of the first. Call inside a write transaction after `lock`."""
    seq, prev = head(link)
    first, rows = seq + 1, []
    for kind, ref, content in entries:
        seq += 1
        mine = link_of(seq, kind, ref, content, at, prev)
        rows.append({"seq": seq, "kind": kind, "ref": ref, "content": content, "at": at, "prev": prev, "link": mine})
        prev = mine
    if rows:
        link.execute(insert(chain), rows)
        for key, value in (("head_seq", str(seq)), ("head_link", prev)):
            link.execute(update(meta).where(meta.c.key == key).values(value=value))
    return first


def broken_links(link: Connection) -> list[str]:
    """What is wrong with the chain itself: one line for each gap, wrong link or lost tail."""
    wrong: list[str] = []
    seq, prev = 0, START
    for row in link.execute(select(chain).order_by(chain.c.seq)):
        seq += 1
        if row.seq != seq:
            wrong.append(f"chain: entry {seq} is missing (found {row.seq})")
            seq = row.seq
        if row.prev != prev:
            wrong.append(f"chain: entry {row.seq} does not follow the one before it")
        if row.link != link_of(row.seq, row.kind, row.ref, row.content, row.at, row.prev):
            wrong.append(f"chain: entry {row.seq} was changed")
        prev = row.link
    if head(link) != (seq, prev):
        wrong.append(f"chain: ends at entry {seq}, its head says {head(link)[0]}")
    return wrong


def entries(link: Connection, kind: str) -> dict[str, Any]:
    """Content hash by ref for the entries of one kind."""
    return dict(link.execute(select(chain.c.ref, chain.c.content).where(chain.c.kind == kind)).all())
