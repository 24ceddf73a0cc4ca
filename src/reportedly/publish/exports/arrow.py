"""parquet and geoparquet, and Arrow tables for pandas, polars and R: typed columns, and the whole row as JSON in `record`."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from ...model.rows import Row
from .material import Material, Options
from .report import Noting, Report
from .sheets import EVERY, flat, rows

BATCH = 10_000
GEO = {"events", "claims", "control"}


def schema(table: str, geo: bool = False) -> Any:
    """The Arrow schema of a table; with `geo` a WKB column and GeoParquet's metadata without bounds."""
    import pyarrow as pa
    kinds = {"text": pa.string(), "day": pa.date32(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(),
             "list": pa.list_(pa.string())}
    fields = [pa.field(c.name, kinds[c.kind], metadata={"description": c.words}) for c in EVERY[table]]
    fields.append(pa.field("record", pa.string(), metadata={"description": "the whole row as JSON"}))
    return pa.schema([*fields, pa.field("geometry", pa.binary())] if geo else fields)


def to_arrow(found: Iterable[Row], table: str) -> Any:
    """Rows as a pyarrow.Table with the columns of `table`. Needs reportedly[formats]."""
    import pyarrow as pa
    shape = schema(table)
    return pa.Table.from_batches(_batches(found, table, shape), schema=shape)


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one table (`--table`) as Parquet with zstd, streamed in batches."""
    import pyarrow.parquet as pq
    found = rows(material, options.table)
    noting = Noting()
    shape = _about(schema(options.table), material)
    with pq.ParquetWriter(out, shape, compression="zstd") as file:
        for batch in _batches(found, options.table, shape):
            file.write_batch(batch)
            noting.wrote(options.table, batch.num_rows)
    noting.note("one table a file: choose it with --table events, claims, control or documents; `record` holds each row whole")
    return noting.report()


def write_geo(material: Material, out: Path, options: Options) -> Report:
    """Write one table as GeoParquet 1.1: points as WKB, longitude first (OGC:CRS84). Rows without a point have no geometry."""
    import pyarrow.parquet as pq
    from shapely import bounds, from_wkb
    found = list(rows(material, options.table))
    noting = Noting()
    if options.table not in GEO:
        from ...model.errors import UsageError
        raise UsageError("documents have no place: choose --table events, claims or control")
    shape = _about(schema(options.table, geo=True), material)
    batches = list(_batches(found, options.table, shape))
    points = [p for b in batches for p in b.column("geometry").to_pylist() if p]
    column: Row = {"encoding": "WKB", "geometry_types": ["Point"]} | ({"bbox": _box(bounds(from_wkb(points)))} if points else {})
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    shape = shape.with_metadata({**(shape.metadata or {}), b"geo": json.dumps(geo).encode()})
    with pq.ParquetWriter(out, shape, compression="zstd") as file:
        for batch in batches:
            file.write_batch(batch.replace_schema_metadata(shape.metadata))
            noting.wrote(options.table, batch.num_rows)
    if without := sum(b.column("geometry").null_count for b in batches):
        noting.lost("no geometry: the place is not known to a point", without)
    noting.lost("areas are points here; their size is in radius_km", len(points))
    return noting.report()


def _box(corners: Any) -> list[float]:
    return [float(corners[:, 0].min()), float(corners[:, 1].min()), float(corners[:, 2].max()), float(corners[:, 3].max())]


def _about(shape: Any, material: Material) -> Any:
    return shape.with_metadata({"title": material.title, "made": material.made, "origin": material.origin})


def _batches(found: Iterable[Row], table: str, shape: Any) -> Iterator[Any]:
    import pyarrow as pa
    source = iter(found)
    while block := list(islice(source, BATCH)):
        yield pa.RecordBatch.from_pylist([_typed(row, table, shape) for row in block], schema=shape)


def _typed(row: Row, table: str, shape: Any) -> Row:
    values = {c.name: _value(c.kind, v) for c, v in zip(EVERY[table], flat(row, table), strict=True)}
    values["record"] = json.dumps(row, ensure_ascii=False)
    if "geometry" in shape.names:
        values["geometry"] = wkb(values.get("lat"), values.get("lon"))
    return values


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "day":
        return date.fromisoformat(str(value)[:10])
    return float(value) if kind == "float" else [str(v or "") for v in value] if kind == "list" else value


def wkb(lat: float | None, lon: float | None) -> bytes | None:
    """A point as well-known binary, longitude first; None without one."""
    from shapely import Point, to_wkb
    if lat is None or lon is None:
        return None
    found: bytes = to_wkb(Point(lon, lat), byte_order=1)
    return found
