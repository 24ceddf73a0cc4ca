"""The tables, one schema for SQLite and PostgreSQL. Rows are only ever added.

`chain` has one entry for each document, reading, decision and redaction; a reading's content hash covers every claim row of
it, so the chain covers all rows. `meta` keeps the schema's version and the chain's head. `derived_*` is not of the
record: what was worked out from it, dropped and rebuilt at will.
"""
from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = 2

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

chain = Table(
    "chain", metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("ref", String(64), nullable=False),
    Column("content", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("prev", String(64), nullable=False),
    Column("link", String(64), nullable=False),
    UniqueConstraint("kind", "ref", name="chain_once"))

document = Table(
    "document", metadata,
    Column("key", String(64), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("date", String(32)),
    Column("day", String(10), nullable=False),
    Column("added", String(10), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("outlet_kind", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Index("document_day", "day"), Index("document_id", "id"))

reading = Table(
    "reading", metadata,
    Column("id", String(64), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("document", String(64), ForeignKey("document.key"), nullable=False),
    Column("origin", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Index("reading_document", "document"))

claim = Table(
    "claim", metadata,
    Column("reading", String(64), ForeignKey("reading.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("document", String(64), nullable=False),
    Column("day", String(10), nullable=False),
    Column("type", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("factuality", String(10), nullable=False),
    Column("place_id", Text, nullable=False),
    Column("place_name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("when_start", String(10)),
    Column("when_end", String(10)),
    Column("actors", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("resolution", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Index("claim_id", "id"), Index("claim_type_day", "type", "day"), Index("claim_place", "place_name"))

decision = Table(
    "decision", metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False))

redaction = Table(
    "redaction", metadata,
    Column("document", String(64), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False))

derived = Table(
    "derived", metadata,
    Column("kind", String(16), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("start", String(10), nullable=False),
    Column("end", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Index("derived_days", "kind", "start", "end"))
