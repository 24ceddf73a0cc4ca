"""Shards: the Parquet files of an archive's run. Each is written beside its place and renamed, so that one that is there is whole."""
from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..ledger.codec import decode, encode
from ..model.claim import Claim
from ..model.document import Document
from ..model.errors import UsageError
from ..model.reference import Resolution

Row = dict[str, Any]
TEXT, LIST = "string", "list<string>"
DOCUMENT = {"key": TEXT, "state": TEXT, "id": TEXT, "date": TEXT, "title": TEXT, "url": TEXT, "outlet": TEXT, "outlet_kind": TEXT,
            "lang": TEXT, "licence": TEXT, "byline": TEXT, "text": TEXT, "bytes": "int64", "figures": "uint64", "signature": "binary"}
CLAIM = {"document": TEXT, "doc": TEXT, "day": TEXT, "outlet": TEXT, "id": TEXT, "type": TEXT, "factuality": TEXT, "verification": TEXT,
         "probability": "float64", "actor": LIST, "target": LIST, "source": LIST, "source_kind": LIST, "place": TEXT, "country": TEXT,
         "lat": "float64", "lon": "float64", "radius_km": "float64", "precision": "int64", "when_start": TEXT, "when_end": TEXT,
         "granularity": TEXT, "killed_low": "int64", "killed_high": "int64", "start": "int64", "end": "int64", "sentence": TEXT,
         "origin": TEXT, "body": TEXT, "resolution": TEXT}
ASIDE = {"where": TEXT, "reason": TEXT, "key": TEXT}
COPY = {"part": TEXT, "row": "int64", "key": TEXT, "original": TEXT}
OF_DOCUMENT = ["id", "text", "date", "title", "url", "outlet", "outlet_kind", "lang", "licence", "byline"]
SCHEMAS = {"read": DOCUMENT, "claims": CLAIM, "aside": ASIDE, "copies": COPY}


def arrow() -> Any:
    """pyarrow. UsageError that names the extra where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("runs over archives need pyarrow; install it with: pip install 'reportedly[formats]'") from None
    return pyarrow


def _schema(kind: str) -> Any:
    pa = arrow()
    types = {TEXT: pa.string(), LIST: pa.list_(pa.string()), "int64": pa.int64(), "float64": pa.float64(), "uint64": pa.uint64(),
             "binary": pa.binary()}
    return pa.schema([(name, types[t]) for name, t in SCHEMAS[kind].items()])


def write_rows(path: Path, kind: str, rows: Sequence[Row], about: dict[str, Any] | None = None, group: int | None = None) -> None:
    """Write rows of a kind (`SCHEMAS`) as one shard, whole or not at all; `about` goes into its metadata, `group` rows lie together."""
    pa = arrow()
    schema = _schema(kind).with_metadata({"reportedly": json.dumps(about or {})})
    table = pa.Table.from_pylist([dict(r) for r in rows], schema=schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        pa.parquet.write_table(table, beside, compression="zstd", row_group_size=group)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def write_note(path: Path, text: str) -> None:
    """Write what a process is at, for the one that looks when it has ended; a note need not outlast the machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def read_rows(path: Path, columns: Sequence[str] | None = None) -> list[Row]:
    """The rows of a shard, or some of their columns."""
    rows: list[Row] = arrow().parquet.read_table(path, columns=list(columns) if columns else None).to_pylist()
    return rows


def read_table(path: Path, columns: Sequence[str], where: Sequence[tuple[str, str, str]] | None = None) -> Any:
    """Some columns of a shard as an Arrow table; `where` are conditions (column, "=", value) on its rows."""
    if where:
        return arrow().parquet.read_table(path, columns=list(columns), filters=list(where), use_threads=False)
    with arrow().parquet.ParquetFile(path) as file:
        return file.read(columns=list(columns), use_threads=False)  # one thread a worker


def about(path: Path) -> dict[str, Any]:
    """What was written of a shard beside its rows."""
    found: dict[str, Any] = json.loads(arrow().parquet.read_schema(path).metadata[b"reportedly"])
    return found


def parts(folder: Path, kind: str) -> list[Path]:
    """The shards of a kind in order."""
    return sorted(p for p in (folder / kind).glob("*.parquet") if not p.name.startswith("."))


def document_row(document: Document, key: str, state: str, figures: int, signature: bytes) -> Row:
    """A document's row; the words of one that is passed over as irrelevant are left out."""
    row: Row = {f: getattr(document, f) for f in OF_DOCUMENT}
    if state == "irrelevant":
        row["text"] = ""
    return row | {"key": key, "state": state, "bytes": len(document.text), "figures": figures, "signature": signature}


def document_of(row: Row) -> Document:
    """The document of a row."""
    return Document(**{f: row[f] for f in OF_DOCUMENT})


def claim_row(document: Document, claim: Claim, found: Resolution, origin: str) -> Row:
    """A claim's row: what is asked for most as columns, the whole as JSON in `body` and `resolution`."""
    place, when = found.place, found.when
    killed = [c for c in claim.counts if c.what == "killed"]
    return {
        "document": claim.document, "doc": claim.doc, "day": document.date, "outlet": document.outlet, "id": claim.id, "type": claim.type,
        "factuality": claim.factuality, "verification": claim.verification,
        "probability": round(claim.probability * found.probability, 4), "actor": [a.name for a in found.actor],
        "target": [a.name for a in found.target], "source": [s.name for s in found.source], "source_kind": [s.kind for s in found.source],
        "place": place.name if place else None, "country": place.country if place else None, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "radius_km": place.radius_km if place else None,
        "precision": place.precision if place else None, "when_start": when.start if when else None,
        "when_end": when.end if when else None, "granularity": when.granularity if when else None,
        "killed_low": killed[0].low if killed else None, "killed_high": killed[0].high if killed else None, "start": claim.start,
        "end": claim.end, "sentence": claim.sentence, "origin": origin, "body": encode(claim), "resolution": encode(found)}


def pairs_of(rows: Sequence[Row]) -> Iterator[tuple[Claim, Resolution]]:
    """The claims of rows, each beside what its mentions refer to."""
    for row in rows:
        yield decode(row["body"], Claim), decode(row["resolution"], Resolution)
