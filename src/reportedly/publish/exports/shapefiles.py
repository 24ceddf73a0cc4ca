"""shp: a zip with the shapefiles `control` and `events`; names of ten characters, texts of 254 bytes, said where they cut."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from .gpkg import WGS84
from .material import Material, Options
from .report import Noting, Report
from .sheets import SHEETS, Column, flat, rows
from .text import plain

TEXT = 254  # bytes that a dBASE text field holds
LAYERS = ("control", "events")


def write(material: Material, out: Path, options: Options) -> Report:
    """Write the zip. Rows without a point are null shapes; areas are points with a radius."""
    noting = Noting()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for table in LAYERS:
            for ending, body in _layer(material, table, noting).items():
                file.writestr(zipfile.ZipInfo(f"{table}.{ending}", (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
        file.writestr(zipfile.ZipInfo("columns.txt", (1980, 1, 1, 0, 0, 0)), _columns(), zipfile.ZIP_DEFLATED)
    noting.note("field names have ten characters at most; columns.txt in the zip says which is which")
    noting.never("claims, documents, candidates and reasons; areas are points here, their size is in radius_km")
    return noting.report()


def _layer(material: Material, table: str, noting: Noting) -> dict[str, bytes]:
    import shapefile
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=shapefile.POINT, encoding="utf-8") as file:
        for column in SHEETS[table]:
            _field(file, column)
        for row in rows(material, table):
            if row.get("lat") is None:
                noting.lost("null shape: the place is not known to a point")
                file.null()
            else:
                file.point(row["lon"], row["lat"])
            file.record(*(_value(c, v, noting) for c, v in zip(SHEETS[table], flat(row, table), strict=True)))
            noting.wrote(table)
        # pyshp cannot write a file without a record.
        if not file.recNum:
            file.null()
            file.record(*[None] * len(SHEETS[table]))
    return {"shp": shp.getvalue(), "shx": shx.getvalue(), "dbf": dbf.getvalue(), "prj": WGS84.encode(), "cpg": b"UTF-8"}


def _field(file: Any, column: Column) -> None:
    if column.kind == "int":
        file.field(column.short, "N", size=10)
    elif column.kind == "float":
        file.field(column.short, "F", size=19, decimal=6)
    elif column.kind == "bool":
        file.field(column.short, "L")
    elif column.kind == "day":
        file.field(column.short, "D")
    else:
        file.field(column.short, "C", size=TEXT)


def _value(column: Column, value: Any, noting: Noting) -> Any:
    if value is None or column.kind in ("int", "float", "bool"):
        return value
    text = plain(value)
    if column.kind == "day":
        return text[:10].replace("-", "")
    if len(text.encode()) <= TEXT:
        return text
    noting.lost(f"{column.short}: what does not fit into {TEXT} bytes")
    return text.encode()[:TEXT].decode("utf-8", "ignore")


def _columns() -> str:
    return "".join(f"{table}\t{c.short}\t{c.name}\t{c.words}\n" for table in LAYERS for c in SHEETS[table])
